import { expect, it } from 'vitest'
import { openStage } from './stage.ts'

const cared = { moderatorsChannel: 'web:c:mods', supportCountry: 'CA' }

it('Frustrated: nothing is said where the organisers named no moderators and no support lines', async () => {
  const stage = await openStage({ at: '2026-02-10 15:00' })
  const [finn] = await stage.people('Finn')
  await finn.posts('#general', 'Frustrated.')
  expect(await finn.lastWord()).toBe('')
  expect(await stage.recordHolds('Frustrated')).toEqual([])
  await stage.end()
})

it('Frustrated: "company, advice, or nothing?", and company asks only those who volunteered to listen', async () => {
  const stage = await openStage({
    at: '2026-02-10 15:00',
    channels: ['general', 'mods'],
    members: { mods: ['Olive'] },
    community: cared,
  })
  const [finn, lea, max, eva] = await stage.people('Finn', 'Lea', 'Max', 'Eva')
  for (const each of [lea, max]) await each.runs('/volunteer gardening')
  await lea.runs('/profile')
  await lea.presses('Company and learning', { listens: 'yes' })

  await finn.posts('#general', 'Frustrated.')
  expect(await finn.lastWord()).toContain('Would you like company, advice, or nothing at all?')
  expect(await finn.lastWord()).toContain('Nobody is told unless you choose it.')
  expect(await stage.whoSees('company, advice')).toEqual(['Finn'])
  expect(await eva.sees('#general')).toEqual(['Finn: Frustrated.'])

  // He chooses company. Lea, who offered to listen, is asked; Max knows about gardens, and is not.
  expect(await finn.presses('Company')).toContain('I am asking people here who offered to keep company.')
  expect(stage.whoWasPinged()).toEqual(['Lea'])
  expect(await lea.lastDm()).toContain('Finn: Frustrated.')
  expect(await lea.lastDm()).toContain('because you offered to keep people company')
  await lea.presses('I can help', { text: 'Walk around the river at five?', how: 'asker' })
  expect(await stage.whoSees('Walk around the river')).toEqual(['Finn'])
  expect(await stage.olive.dms()).toEqual([])
  await stage.end()
})

it('Frustrated: "nothing, thanks" is the end of it', async () => {
  const stage = await openStage({
    at: '2026-02-10 15:00',
    channels: ['general', 'mods'],
    members: { mods: ['Olive'] },
    community: cared,
  })
  const [finn, lea] = await stage.people('Finn', 'Lea')
  await lea.runs('/volunteer company')
  await lea.runs('/profile')
  await lea.presses('Company and learning', { listens: 'yes' })
  await finn.posts('#general', 'Frustrated.')
  expect(await finn.presses('Nothing, thanks')).toContain('I am here if you change your mind.')
  await stage.time('23:00')
  expect(stage.whoWasPinged()).toEqual([])
  expect(await finn.threads('#general')).toEqual([])
  expect(await stage.recordHolds('Frustrated')).toEqual([])
  await stage.end()
})
