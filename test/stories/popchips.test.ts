import { expect, it } from 'vitest'
import { openStage } from './stage.ts'

it('PopChips: a wish stands for weeks, and a new volunteer who has them wakes it', async () => {
  const stage = await openStage({ at: '2026-04-01 11:00', channels: ['wishes'] })
  const [lou, gil, hana] = await stage.people('Lou', 'Gil', 'Hana')
  await gil.runs('/volunteer bicycles', '#wishes')
  await lou.posts('#wishes', 'would love PopChips for our club evenings, no hurry')
  const offer = await lou.lastWord()
  expect(offer).toContain('I know of nobody here who may know this.')
  expect(offer).toContain('Looking for: a wish that may wait')
  expect(await lou.buttons()).not.toContain('Ask around')

  // Nobody may have them. She has it posted for all; it stays.
  await lou.presses('Post it for all')
  const thread = await lou.thread('#wishes')
  expect((await hana.sees('#wishes')).join()).toContain('Lou: would love PopChips for our club evenings, no hurry')
  await stage.time('2026-04-20 11:00')
  expect((await lou.sees(thread))[0]).not.toContain('The time for this is over')
  expect(await gil.dms()).toEqual([])
  await stage.end()
})

it('PopChips: asked around in vain, the wish is heard when somebody new offers just that', async () => {
  const stage = await openStage({ at: '2026-04-01 11:00', channels: ['wishes'] })
  const [lou, gil, hana] = await stage.people('Lou', 'Gil', 'Hana')
  await gil.runs('/volunteer PopChips, snacks', '#wishes')
  await lou.posts('#wishes', 'would love PopChips for our club evenings, no hurry')
  await lou.presses('Ask around')
  const thread = await lou.thread('#wishes')
  expect(await gil.lastDm()).toContain('because you offered popchips')
  await gil.presses('Not now')
  expect((await lou.sees(thread))[0]).toContain(
    'Nobody else is left to ask. When somebody new volunteers, I look again.',
  )

  // Nineteen days later Hana comes along.
  await stage.time('2026-04-20 11:00')
  await hana.runs('/volunteer PopChips from the warehouse', '#wishes')
  expect(await hana.lastDm()).toContain('Lou: would love PopChips for our club evenings, no hurry')
  expect(stage.whoWasPinged()).toEqual(['Gil', 'Hana'])
  await hana.presses('I can help', { text: 'Two cartons, come Friday.', how: 'thread' })
  expect((await lou.sees(thread)).at(-1)).toContain('Hana: Two cartons, come Friday.')

  // Six weeks on it is over.
  await stage.time('2026-05-14 11:00')
  expect((await lou.sees(thread))[0]).toContain('The time for this is over.')
  await stage.end()
})
