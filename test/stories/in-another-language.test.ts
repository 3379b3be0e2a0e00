import { expect, it } from 'vitest'
import { openStage } from './stage.ts'

it('A request in Polish finds who offers it in English, and nobody else is asked', async () => {
  const stage = await openStage({ at: '2026-02-10 15:00', meanings: true })
  const [vera, ben, otto] = await stage.people('Vera', 'Ben', 'Otto')
  await vera.runs('/volunteer plumbing')
  await ben.runs('/volunteer babysitting')
  await otto.posts('#help', 'Cieknie mi kran w kuchni, czy ktoś zna dobrego hydraulika?')
  await otto.presses('Ask around')
  expect((await vera.dms()).join()).toContain('I ask you because you offered plumbing')
  expect((await ben.dms()).join()).not.toContain('kran')
  await stage.end()
})
