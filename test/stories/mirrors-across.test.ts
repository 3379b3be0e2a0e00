import { expect, it } from 'vitest'
import { openStage, playOn } from './stage.ts'

playOn(['slack', 'discord'])
const wheel = 'looking for somebody who can fix a bicycle wheel in Winnipeg today'

/** Kai asks on Slack, Ben is on Discord, and so is everybody after him. */
async function bothSides() {
  const stage = await openStage({ at: '2026-07-01 10:00', channels: ['bikes'] })
  const [kai, ben, cyd] = await stage.people('Kai', 'Ben', 'Cyd')
  const message = await kai.posts('#bikes', wheel)
  return { stage, kai, ben, cyd, message }
}

it('Across platforms: the asker is told before saying yes, and a no shows nothing over there', async () => {
  const { stage, kai, ben } = await bothSides()
  expect(await kai.lastWord()).toContain('It would also be shown in #bikes on Discord.')
  await kai.presses('No thanks')
  expect(await ben.sees('#bikes')).toEqual([])
  await stage.end()
})

it('Across platforms: the asker may have it shown here alone', async () => {
  const { stage, kai, ben } = await bothSides()
  await ben.runs('/volunteer bicycles near Winnipeg', '#bikes')
  await kai.presses('Only here')
  expect(await kai.threads('#bikes')).toHaveLength(1)
  expect(await ben.threads('#bikes')).toEqual([])
  expect(stage.whoWasPinged()).toEqual([])
  expect(await stage.whoSees('fix a bicycle wheel')).not.toContain('Ben')
  await stage.end()
})

it('Across platforms: words go by name and platform, each once; edits, deletions and the end follow in both directions', async () => {
  const { stage, kai, ben, cyd, message } = await bothSides()
  await kai.presses('Post it for all')
  const copy = async () => (await ben.sees('#bikes'))[0]
  expect(await copy()).toContain('Asked in #bikes on Slack:')
  expect(await copy()).toContain(`Kai: ${wheel}`)
  const here = await kai.thread('#bikes')
  const there = await ben.thread('#bikes')

  // From Discord to Slack.
  const said = await ben.writesInThread(there, 'My brother trues wheels on Elm Street.')
  expect((await kai.sees(here)).join('\n').match(/Ben: My brother trues wheels/g)).toHaveLength(1)
  expect((await kai.sees(here)).join('\n')).toContain('From #bikes on Discord.')
  expect((await ben.sees(there)).join('\n').match(/My brother trues wheels/g)).toHaveLength(1)
  await ben.edits(said, 'My brother trues wheels on Oak Street.')
  expect((await kai.sees(here)).join('\n')).toContain('Ben: My brother trues wheels on Oak Street.')
  expect(await stage.whoSees('Elm Street')).toEqual([])
  await cyd.presses('I can help', { text: 'I lend you mine for the day.' })
  expect((await kai.sees(here)).join('\n').match(/Cyd: I lend you mine for the day/g)).toHaveLength(1)
  await ben.deletes(said)
  expect(await stage.whoSees('My brother trues')).toEqual([])

  // From Slack to Discord.
  const news = await kai.writesInThread(here, 'The co-op has a spoke.')
  expect((await ben.sees(there)).join('\n')).toContain('Kai: The co-op has a spoke.')
  expect((await ben.sees(there)).join('\n')).toContain('From #bikes on Slack.')
  await kai.edits(news, 'The co-op has two spokes.')
  expect((await ben.sees(there)).join('\n')).toContain('Kai: The co-op has two spokes.')
  await kai.edits(message, `${wheel}, 28 inch`)
  expect(await copy()).toContain('28 inch')
  await kai.presses('Solved')
  expect(await copy()).toContain('This is solved, thank you.')
  await kai.presses('Reopen')
  expect(await copy()).not.toContain('This is solved')
  await kai.presses('Cancel')
  expect(await copy()).toContain('This is no longer needed, thank you.')
  await kai.deletes(message)
  expect(await stage.whoSees('fix a bicycle wheel')).toEqual([])
  await stage.end()
})

it('Across platforms: organisers make a workspace and a server one community, and link their channels', async () => {
  const stage = await openStage({ at: '2026-07-01 10:00', channels: ['bikes'], apart: true })
  // Olive administers the workspace, Ben the server.
  const [kai, ben] = await stage.people('Kai', 'Ben')
  expect(await ben.runs('/askaround mirror #bikes slack #bikes', '#bikes')).toContain(
    'I listen in no other channel yet',
  )
  const code = /join (\S{9})/.exec(await stage.olive.runs('/askaround join', '#bikes'))?.[1]
  expect(await kai.runs(`/askaround join ${code}`, '#bikes')).toContain('Only organisers can do that.')
  expect(await ben.runs(`/askaround join ${code}`, '#bikes')).toContain('#bikes on Slack')
  expect(await ben.runs('/askaround mirror #bikes slack #bikes', '#bikes')).toContain('#bikes and #bikes on Slack')

  await ben.runs('/volunteer bicycles near Winnipeg', '#bikes')
  await kai.posts('#bikes', wheel)
  await kai.presses('Ask around')
  expect(stage.whoWasPinged()).toEqual(['Ben'])
  await ben.presses('I can help', { text: 'I have spokes.', how: 'thread' })
  expect((await kai.sees(await kai.thread('#bikes'))).join('\n')).toContain('Ben: I have spokes.')
  expect((await ben.sees(await ben.thread('#bikes'))).join('\n')).toContain('Ben: I have spokes.')
  await stage.end()
})

it('Across platforms: one person on both sides is one member, asked where they were last', async () => {
  const stage = await openStage({ at: '2026-07-01 10:00', channels: ['bikes'] })
  const [kai, ben] = await stage.people('Kai', 'Ben')
  await kai.runs('/volunteer bicycles near Winnipeg', '#bikes')
  const code = /\/link (\S{9})/.exec(await kai.runs('/link', '#bikes'))?.[1]
  expect(await ben.runs(`/link ${code}`, '#bikes')).toContain('You are one person here now, on Discord and Slack.')
  stage.areOne(kai, ben)
  const [cyd] = await stage.people('Cyd')
  await cyd.posts('#bikes', wheel)
  await cyd.presses('Ask around')
  // The one who is Kai on Slack and Ben on Discord typed there last.
  expect(await ben.lastDm()).toContain(wheel)
  expect(await kai.lastDm()).toBe('')
  await ben.presses('I can help', { text: 'I have spokes.', how: 'thread' })
  expect((await cyd.sees(await cyd.thread('#bikes'))).join('\n')).toContain('Ben: I have spokes.')
  expect((await kai.sees(await kai.thread('#bikes'))).join('\n')).toContain('Kai: I have spokes.')
  await stage.end()
})
