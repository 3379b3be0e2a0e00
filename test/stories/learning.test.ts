import { expect, it } from 'vitest'
import type { Evidence } from '../../src/matching/evidence.ts'
import { openStage } from './stage.ts'

const chatter = [
  'I rebuilt the gearbox of an old Triumph motorcycle last winter',
  'The carburettor of a motorcycle is simpler than people think',
  'Spent the day on the motorcycle again, new spark plugs',
  'Anybody can set the valves on a motorcycle with a feeler gauge',
]
const need = 'Does anyone know why my motorcycle will not start? New spark plugs, clean carburettor'

it('Learning is off until somebody agrees: what people write is read and dropped', async () => {
  const stage = await openStage({ at: '2026-05-04 10:00' })
  const [kai, ada] = await stage.people('Kai', 'Ada')
  await ada.runs('/volunteer opera')
  for (const words of chatter) await ada.posts('#general', words)
  expect(await stage.recordHolds('gearbox', 'carburettor', 'triumph')).toEqual([])
  await kai.posts('#help', need)
  expect(await kai.lastWord()).toContain('I know of nobody here who may know this.')
  await stage.end()
})

it('Who agreed is asked about what they write about, and told so; counts are kept, no sentences', async () => {
  const stage = await openStage({ at: '2026-05-04 10:00' })
  const [kai, ada] = await stage.people('Kai', 'Ada')
  await ada.runs('/volunteer opera')
  await ada.runs('/profile')
  await ada.presses('Company and learning', { learning: 'yes' })
  for (const words of chatter) await ada.posts('#general', words)
  expect(await stage.recordHolds('gearbox of an', 'an old Triumph', 'simpler than people')).toEqual([])
  await kai.posts('#help', need)
  await kai.presses('Ask around')
  expect(stage.whoWasPinged()).toEqual(['Ada'])
  expect(await ada.lastDm()).toMatch(/you write about/)

  // She changes her mind: all of it goes.
  await ada.runs('/profile')
  await ada.presses('Company and learning', { learning: 'no' })
  await kai.presses('Cancel')
  await stage.time('2026-05-05 10:00')
  await kai.posts('#help', 'Can anyone help me with the carburettor of my motorcycle?')
  expect(await kai.lastWord()).toContain('I know of nobody here who may know this.')
  await stage.end()
})

it('Of who agreed it is kept whom they answer, also where they only begin with the name', async () => {
  const stage = await openStage({ at: '2026-05-04 10:00' })
  const [ada, cleo] = await stage.people('Ada', 'Cleo')
  for (const one of [ada, cleo]) await one.runs('/volunteer motorcycles')
  await ada.runs('/profile')
  await ada.presses('Company and learning', { learning: 'yes' })
  await ada.posts('#general', '@Cleo try the other spark plugs')
  const [community] = await stage.store.communities()
  const answered: Evidence[] = []
  for await (const rows of stage.store.evidence(community!.id))
    answered.push(...rows.filter(({ kind }) => kind === 'replied-to'))
  expect(answered).toHaveLength(1)
  await stage.end()
})

it('Whom a request names goes before others who offered the same', async () => {
  const stage = await openStage({ at: '2026-05-04 10:00' })
  const [kai, ...others] = await stage.people('Kai', 'Ada', 'Ben', 'Cleo')
  for (const one of others) await one.runs('/volunteer motorcycles')
  await kai.posts('#help', `${need}, @Cleo?`)
  await kai.presses('Ask around')
  expect(stage.whoWasPinged()[0]).toBe('Cleo')
  await stage.end()
})
