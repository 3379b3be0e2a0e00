import { expect, it } from 'vitest'
import { openStage } from './stage.ts'

const wheel = 'looking for somebody who can fix a bicycle wheel in Winnipeg today'

async function aWheel() {
  const stage = await openStage({ at: '2026-07-01 10:00' })
  const [kai, ada] = await stage.people('Kai', 'Ada')
  await ada.runs('/volunteer bicycles near Winnipeg')
  const message = await kai.posts('#help', wheel)
  return { stage, kai, ada, message }
}

it('The asker deletes the message: the ping is released, and the words are gone from everywhere', async () => {
  const { stage, kai, ada, message } = await aWheel()
  await kai.presses('Ask around')
  const thread = await kai.thread('#help')
  expect(await ada.lastDm()).toContain(wheel)
  await kai.deletes(message)
  expect(await ada.lastDm()).toContain('This is no longer needed, thank you.')
  expect((await kai.sees(thread))[0]).toContain('No longer needed.')
  expect(await stage.whoSees('fix a bicycle wheel')).toEqual([])
  expect(await stage.recordHolds('fix a bicycle wheel')).toEqual([])
  await stage.end()
})

it('The asker deletes the message before saying yes: the question goes with it', async () => {
  const { stage, kai, message } = await aWheel()
  await kai.deletes(message)
  expect(await stage.whoSees('Shall I ask around?')).toEqual([])
  await stage.end()
})

it('The asker edits the message: the card and the pings that stand say what it says now', async () => {
  const { stage, kai, ada, message } = await aWheel()
  await kai.presses('Ask around')
  const now = 'looking for somebody who can fix a bicycle wheel in Winnipeg today, front wheel, 28 inch'
  await kai.edits(message, now)
  expect(await ada.lastDm()).toContain(`Kai: ${now}`)
  expect((await kai.sees(await kai.thread('#help')))[0]).toContain(`Kai: ${now}`)
  await stage.end()
})

it('The asker cancels and reopens: who was asked before is not asked again, somebody new is', async () => {
  const { stage, kai, ada } = await aWheel()
  await kai.presses('Ask around')
  const thread = await kai.thread('#help')
  await kai.presses('Cancel')
  expect(await ada.lastDm()).toContain('This is no longer needed, thank you.')
  const [ben] = await stage.people('Ben')
  await ben.runs('/volunteer bicycles near Winnipeg')
  expect(await ben.dms()).toEqual([])
  await kai.presses('Reopen')
  expect(stage.whoWasPinged()).toEqual(['Ada', 'Ben'])
  expect((await kai.sees(thread))[0]).toContain('I asked 2 people who may know.')
  await stage.end()
})

it('Nobody else can close it, whatever they press', async () => {
  const { stage, kai, ada } = await aWheel()
  await kai.presses('Ask around')
  const thread = await kai.thread('#help')
  for (const label of ['Solved', 'Cancel']) {
    expect(await ada.presses(label)).toContain('Only the one who asked can do that.')
    expect((await kai.sees(thread))[0]).toContain('I asked one person who may know.')
  }
  // An organiser may.
  await stage.olive.presses('Cancel')
  expect((await kai.sees(thread))[0]).toContain('No longer needed.')
  await stage.end()
})

it('Something that was written in the thread and deleted again is gone as well', async () => {
  const { stage, kai, ada } = await aWheel()
  await kai.presses('Ask around')
  const thread = await kai.thread('#help')
  const said = await ada.writesInThread(thread, 'my neighbour Zebedee has the tools')
  await ada.edits(said, 'a neighbour of mine has the tools')
  expect(await stage.recordHolds('Zebedee')).toEqual([])
  await ada.deletes(said)
  expect(await stage.whoSees('has the tools')).toEqual([])
  expect(await stage.recordHolds('has the tools')).toEqual([])
  await stage.end()
})
