import { expect, it } from 'vitest'
import { openStage } from './stage.ts'

const wheel = 'looking for somebody who can fix a bicycle wheel in Winnipeg today'
const cared = { moderatorsChannel: 'web:c:mods', supportCountry: 'CA' }

it('Where a platform has no private message, passers-by see a line that says nothing, the same for whatever waits', async () => {
  const stage = await openStage({
    at: '2026-07-01 10:00',
    channels: ['general', 'mods'],
    members: { mods: ['Olive'] },
    community: cared,
    noPrivateReply: true,
  })
  const [kai, ada, sam, finn] = await stage.people('Kai', 'Ada', 'Sam', 'Finn')
  await ada.runs('/volunteer bicycles near Winnipeg')
  await kai.posts('#general', wheel)
  await sam.posts('#general', "I can't go on, I want to end my life")
  await finn.posts('#general', 'Frustrated.')
  const notes = (await ada.sees('#general')).filter((line) => line.startsWith('Askaround: I have'))
  expect(notes).toEqual(Array(3).fill('Askaround: I have a note for you.\n[Open]'))

  // Only the one it is for can open it. (The newest note is Finn's, then Sam's, then Kai's.)
  expect(await ada.presses('Open')).toContain('Only the one who asked can do that.')
  expect(await finn.presses('Open')).toContain('company, advice, or nothing at all?')
  expect(await stage.whoSees('company, advice')).toEqual(['Finn'])
  await stage.end()
})

it('The note of an offer is opened, accepted and gone', async () => {
  const stage = await openStage({ at: '2026-07-01 10:00', noPrivateReply: true })
  const [kai, ada] = await stage.people('Kai', 'Ada')
  await ada.runs('/volunteer bicycles near Winnipeg')
  await kai.posts('#help', wheel)
  expect(await kai.presses('Open')).toContain('Shall I ask around? One person here may know.')
  expect(await stage.whoSees('Shall I ask around?')).toEqual(['Kai'])
  await kai.presses('Ask around')
  expect(stage.whoWasPinged()).toEqual(['Ada'])
  expect(await stage.whoSees('I have a note for you.')).toEqual([])
  await stage.end()
})

it('The note of an offer that nobody opens goes away', async () => {
  const stage = await openStage({ at: '2026-07-01 10:00', noPrivateReply: true })
  const [kai] = await stage.people('Kai')
  await kai.posts('#help', wheel)
  expect(await stage.whoSees('I have a note for you.')).toEqual(['Olive', 'Kai'])
  await stage.time('10:30')
  expect(await stage.whoSees('I have a note for you.')).toEqual([])
  await stage.end()
})
