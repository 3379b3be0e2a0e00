import { expect, it } from 'vitest'
import { openStage } from './stage.ts'

const door = "I can't get the door open, the lock is stuck. Can anyone help?"

it('The door does not open: a problem, urgent for the one who stands before it', async () => {
  const stage = await openStage({ at: '2026-05-04 18:00' })
  const [eve, ada] = await stage.people('Eve', 'Ada')
  await ada.runs('/volunteer locks, doors')
  await eve.posts('#help', door)
  expect(await eve.lastWord()).toContain('Looking for: help with a problem')
  await eve.presses('Ask around')
  await ada.presses('I can help', { text: 'Lift it by the handle while you turn.', how: 'thread' })
  const thread = await eve.thread('#help')
  await eve.writesInThread(thread, 'It moved a little')
  expect(await ada.lastDm()).toContain('News from Eve:\nEve: It moved a little')
  await eve.pressesUnder('Lift it by the handle', 'This helped')
  await eve.presses('Solved')
  await stage.end()
})

it('Somebody else picks the message: only its author is asked, privately', async () => {
  const stage = await openStage({ at: '2026-05-04 18:00' })
  const [eve, ada, tim] = await stage.people('Eve', 'Ada', 'Tim')
  await ada.runs('/volunteer locks, doors')
  await stage.olive.runs('/askaround watch #general command')
  const message = await eve.posts('#general', door)
  expect(await eve.lastWord()).toBe('')
  await tim.chooses(message)
  expect(await stage.whoSees('Shall I ask around?')).toEqual(['Eve'])
  expect(stage.whoWasPinged()).toEqual([])
  await eve.presses('Ask around')
  expect(stage.whoWasPinged()).toEqual(['Ada'])
  await stage.end()
})

it('A second post about the same, minutes later, is not asked about again', async () => {
  const stage = await openStage({ at: '2026-05-04 18:00' })
  const [eve, ada] = await stage.people('Eve', 'Ada')
  await ada.runs('/volunteer locks, doors')
  await eve.posts('#help', door)
  await eve.posts('#help', 'Does anyone know a locksmith who comes right now?')
  expect((await eve.sees('#help')).filter((line) => line.includes('Shall I ask around?'))).toHaveLength(1)
  await stage.end()
})

it('The message is gone when she says yes: nobody is asked, and she is told that /ask works', async () => {
  const stage = await openStage({ at: '2026-05-04 18:00' })
  const [eve, ada] = await stage.people('Eve', 'Ada')
  await ada.runs('/volunteer locks, doors')
  await eve.runs(`/ask ${door}`, '#help')
  await stage.time('18:20')
  // The offer lapsed meanwhile.
  expect(await eve.presses('Ask around')).toContain('/ask starts a new one.')
  expect(stage.whoWasPinged()).toEqual([])
  await stage.end()
})

it('The one who asked leaves: who was asked can still answer, and nothing goes wrong', async () => {
  const stage = await openStage({ at: '2026-05-04 18:00' })
  const [eve, ada] = await stage.people('Eve', 'Ada')
  await ada.runs('/volunteer locks, doors')
  await eve.posts('#help', door)
  await eve.presses('Ask around')
  await eve.leaves()
  await ada.presses('I can help', { text: 'Lift it by the handle while you turn.', how: 'asker' })
  await stage.time('2026-05-08 18:00')
  await stage.end()
})

it('A correction before the yes: what was understood wrong is put right in the form', async () => {
  const stage = await openStage({ at: '2026-05-04 15:00' })
  const [eve, ada] = await stage.people('Eve', 'Ada')
  await ada.runs('/volunteer locks near Winnipeg')
  await eve.posts('#help', door)
  await eve.presses('Edit', { topics: 'locks', places: 'Winnipeg', deadline: 'today 8 pm' })
  const card = (await eve.sees(await eve.thread('#help')))[0]
  expect(card).toContain('Needed by May 4, 2026, 8:00 PM.')
  expect(await ada.lastDm()).toContain('because you offered locks near Winnipeg')
  await stage.time('20:01')
  expect((await eve.sees(await eve.thread('#help')))[0]).toContain('The time for this is over.')
  await stage.end()
})

it('A wrong place in the form is answered with how to write it, and nobody is asked', async () => {
  const stage = await openStage({ at: '2026-05-04 15:00' })
  const [eve, ada] = await stage.people('Eve', 'Ada')
  await ada.runs('/volunteer locks near Winnipeg')
  await eve.posts('#help', door)
  expect(await eve.presses('Edit', { places: 'Xyzzyville' })).toContain("I don't know a place called “Xyzzyville”")
  expect(stage.whoWasPinged()).toEqual([])
  expect(await eve.presses('Edit', { deadline: 'when the cows come home' })).toContain("I don't understand")
  expect(await stage.recordHolds('cows come home', 'xyzzyville')).toEqual([])
  await stage.end()
})
