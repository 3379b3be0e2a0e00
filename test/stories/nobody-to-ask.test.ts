import { expect, it } from 'vitest'
import { openStage } from './stage.ts'

const zip = 'Is there anyone who can repair a zip on a tent?'

it('Everyone declines: the next is asked at once, and at the end it is said honestly that nobody is left', async () => {
  const stage = await openStage({ at: '2026-07-01 10:00', settings: { waves: { most_at_once: 1 } } })
  const [kai, ...menders] = await stage.people('Kai', 'Ada', 'Bob', 'Cyd')
  for (const mender of menders) await mender.runs('/volunteer zips, tents')
  await kai.posts('#help', zip)
  await kai.presses('Ask around')
  const thread = await kai.thread('#help')
  const card = async () => (await kai.sees(thread))[0]
  const present = () => menders.find(({ name }) => name === stage.whoWasPinged().at(-1))!

  for (const already of [1, 2, 3]) {
    expect(stage.whoWasPinged()).toHaveLength(already)
    expect(await present().presses('Not now')).toContain("That's fine.")
  }
  expect(new Set(stage.whoWasPinged()).size).toBe(3)
  expect(await card()).toContain('I asked 3 people who may know.')
  expect(await card()).toContain('Nobody else is left to ask.')
  expect((await kai.sees(thread)).at(-1)).toContain('Kai, nobody else is left to ask.')
  expect(stage.whoIsCalledBy('nobody else is left')).toEqual(['Kai'])
  // It is said once, and nobody is asked a second time.
  await stage.time('2026-07-01 20:00')
  expect((await kai.sees(thread)).filter((line) => line.includes('nobody else is left'))).toHaveLength(1)
  expect(stage.whoWasPinged()).toHaveLength(3)
  await stage.end()
})

it('Nobody suitable: it says so first, and offers to post for all; anybody can help with a button', async () => {
  const stage = await openStage({ at: '2026-07-01 10:00' })
  const [kai, gil, pat] = await stage.people('Kai', 'Gil', 'Pat')
  await gil.runs('/volunteer opera')
  await kai.posts('#help', zip)
  expect(await kai.lastWord()).toContain('I know of nobody here who may know this. Shall I post it for all instead?')
  await kai.presses('Post it for all')
  const thread = await kai.thread('#help')
  expect((await kai.sees(thread))[0]).toContain('This is posted for all; I ask nobody in person.')

  expect(await pat.presses('I can help', { text: 'I have the machine for it, bring it on Saturday.' })).toContain(
    'It stands in the thread, in your words.',
  )
  expect((await kai.sees(thread)).at(-1)).toContain('Pat: I have the machine for it, bring it on Saturday.')
  expect(stage.whoWasPinged()).toEqual([])
  expect(await gil.dms()).toEqual([])
  await stage.end()
})

it('Nobody suitable, though many are asleep: whoever could never help does not count as one who may know', async () => {
  const stage = await openStage({ at: '2026-07-01 23:30' })
  const [kai, gil] = await stage.people('Kai', 'Gil')
  await gil.runs('/volunteer opera')
  await kai.posts('#help', zip)
  expect(await kai.lastWord()).toContain('I know of nobody here who may know this.')
  await stage.end()
})

it('Direct messages are closed: the next one is asked, and the card says how many could be reached', async () => {
  const stage = await openStage({ at: '2026-07-01 10:00', settings: { waves: { most_at_once: 2 } } })
  const [kai, ada, bob, cyd] = await stage.people('Kai', 'Ada', 'Bob', 'Cyd')
  for (const mender of [ada, bob, cyd]) await mender.runs('/volunteer zips, tents')
  await ada.closesDms()
  await kai.posts('#help', zip)
  await kai.presses('Ask around')
  const card = async () => (await kai.sees(await kai.thread('#help')))[0]
  for (const mender of [bob, cyd]) if ((await mender.lastDm()).includes('Kai')) await mender.presses('Not now')
  for (const mender of [bob, cyd]) if ((await mender.buttons()).includes('Not now')) await mender.presses('Not now')
  expect(stage.whoWasPinged().toSorted()).toEqual(['Bob', 'Cyd'])
  expect(await ada.dms()).toEqual([])
  expect(await card()).toContain('I asked 2 people who may know.')
  expect(await card()).toContain('One more could not be reached.')
  await stage.end()
})
