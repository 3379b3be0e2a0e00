import { expect, it } from 'vitest'
import { openStage } from './stage.ts'

it('Could I borrow a projector tonight: somebody takes it on, forgets it, and others are asked', async () => {
  const stage = await openStage({ at: '2026-09-15 15:00', channels: ['lending'] })
  const [ida, paul, quinn] = await stage.people('Ida', 'Paul', 'Quinn')
  await paul.runs('/volunteer projectors, cables', '#lending')
  await ida.posts('#lending', 'Could I borrow a projector tonight? Ours just died')
  const offer = await ida.lastWord()
  expect(offer).toContain('Looking for: a thing to borrow or have')
  expect(offer).toContain('Needed by: Sep 15, 2026')
  await ida.presses('Ask around')
  const thread = await ida.thread('#lending')
  const card = async () => (await ida.sees(thread))[0]

  // Paul says that he will see to it himself. That holds for half an hour.
  expect(await paul.presses('I can help', { how: 'claim' })).toContain('Ida sees that you are on it until')
  expect(await card()).toContain('Paul is on it until Sep 15, 2026, 3:30 PM.')
  await quinn.runs('/volunteer a projector of my own', '#lending')
  await stage.time('15:25')
  expect(await quinn.dms()).toEqual([])

  // He forgets it. The card no longer says so, he is told, and Quinn is asked.
  await stage.time('15:31')
  expect(await card()).not.toContain('Paul is on it')
  expect(await paul.lastDm()).toContain('The time you took for Ida is over, so I may ask others. You can still help.')
  await stage.time('16:30')
  expect(await quinn.lastDm()).toContain('Can you help Ida?')
  await quinn.presses('I can help', { text: 'Mine is at the club till ten, door code with the porter.', how: 'thread' })
  expect((await ida.sees(thread)).at(-1)).toContain('Quinn: Mine is at the club till ten')

  // Paul still can, and says so later.
  await paul.presses('I can help', { text: 'Found the long cable for it.', how: 'thread' })
  expect((await ida.sees(thread)).at(-1)).toContain('Paul: Found the long cable for it.')

  // Nobody closes it: at the end of its time it is over, and something that helped counts as solved.
  await ida.pressesUnder('Mine is at the club', 'This helped')
  await stage.time('2026-09-16 09:00')
  expect(await card()).toContain('Solved, with help from Quinn.')
  await stage.end()
})
