import { expect, it } from 'vitest'
import type { Person } from './person.ts'
import { openStage } from './stage.ts'

const aboutBikes = [
  'looking for somebody who can fix a bicycle wheel in Winnipeg today',
  'Does anyone know how to true a bicycle wheel?',
  'Can anyone help me with the chain of my bicycle?',
  'Does anybody know where to buy a second hand bicycle?',
]
async function asks(asker: Person, text: string, channel = '#help') {
  await asker.posts(channel, text)
  await asker.presses('Ask around')
}

it('A volunteer who may not read the private channel is never pinged about what is asked there', async () => {
  const stage = await openStage({
    at: '2026-07-01 10:00',
    channels: ['hall', 'crew'],
    members: { crew: ['Olive', 'Kai', 'Ada'] },
  })
  const [kai, ada, ben] = await stage.people('Kai', 'Ada', 'Ben')
  for (const mender of [ada, ben]) await mender.runs('/volunteer bicycles near Winnipeg', '#hall')
  await kai.posts('#crew', aboutBikes[0]!)
  expect(await kai.lastWord()).toContain('One person here may know.')
  await kai.presses('Ask around')
  await stage.time('20:00')
  expect(stage.whoWasPinged()).toEqual(['Ada'])
  expect(await stage.whoSees('bicycle wheel')).toEqual(['Olive', 'Kai', 'Ada'])
  // Naming somebody who may not read it asks nobody either.
  await stage.time('2026-07-02 10:00')
  await asks(kai, aboutBikes[1]!, '#crew')
  await ada.presses('I know someone', { who: 'Ben', text: '', public: 'no' })
  expect(stage.whoWasPinged()).toEqual(['Ada', 'Ada'])
  await stage.end()
})

it('Two pings a week at most, whoever asks; the third request waits until there is room again', async () => {
  const stage = await openStage({ at: '2026-07-01 10:00' })
  const [ada, ...askers] = await stage.people('Ada', 'Kai', 'Lou', 'Mia')
  await ada.runs('/volunteer bicycles near Winnipeg')
  await asks(askers[0]!, aboutBikes[1]!)
  expect(await ada.lastDm()).toContain('Ping 1 of your 2 this week.')
  await ada.presses('Not now')
  await asks(askers[1]!, aboutBikes[2]!)
  expect(await ada.lastDm()).toContain('Ping 2 of your 2 this week.')
  await ada.presses('I can help', { text: 'Oil it first.', how: 'thread' })
  await askers[2]!.posts('#help', aboutBikes[3]!)
  await askers[2]!.presses('Ask around').catch(() => askers[2]!.presses('Post it for all'))
  await stage.time('2026-07-04 10:00')
  expect(stage.whoWasPinged()).toEqual(['Ada', 'Ada'])

  // Who wants more sets it in the profile.
  await ada.runs('/profile')
  await ada.presses('Hours and limit', { limit: '3' })
  await stage.time('2026-07-08 10:30')
  await asks(askers[0]!, aboutBikes[0]!)
  expect(await ada.lastDm()).toContain('of your 3 this week.')
  await stage.end()
})

it('One live ping at a time: who is being asked is not asked by anybody else', async () => {
  const stage = await openStage({ at: '2026-07-01 10:00' })
  const [ada, kai, lou] = await stage.people('Ada', 'Kai', 'Lou')
  await ada.runs('/volunteer bicycles near Winnipeg')
  await asks(kai, aboutBikes[1]!)
  await asks(lou, aboutBikes[2]!)
  expect(stage.whoWasPinged()).toEqual(['Ada'])
  const second = async () => (await lou.sees(await lou.thread('#help')))[0]
  expect(await second()).toContain('The people who may know are busy or asleep')
  await ada.presses('I can help', { text: 'With a spoke key.', how: 'thread' })
  await stage.time('10:30')
  expect(stage.whoWasPinged()).toEqual(['Ada', 'Ada'])
  expect(await second()).toContain('I asked one person who may know.')
  await stage.end()
})

it('Never in quiet hours, each in their own time zone', async () => {
  const stage = await openStage({ at: '2026-07-01 21:30' })
  const [kai] = await stage.people('Kai')
  const ada = await stage.person('Ada')
  const mai = await stage.person('Mai', { zone: 'Asia/Tokyo' })
  for (const mender of [ada, mai]) await mender.runs('/volunteer bicycles near Winnipeg')
  await stage.time('22:05')
  await asks(kai, aboutBikes[1]!)
  // It is noon in Tokyo.
  expect(stage.whoWasPinged()).toEqual(['Mai'])
  await mai.presses('Not now')
  await stage.time('2026-07-02 07:55')
  expect(stage.whoWasPinged()).toEqual(['Mai'])
  await stage.time('08:05')
  expect(stage.whoWasPinged()).toEqual(['Mai', 'Ada'])
  await stage.end()
})

it('Somebody named who sleeps is asked in the morning, and only then', async () => {
  const stage = await openStage({ at: '2026-07-01 21:30' })
  const [kai, ada] = await stage.people('Kai', 'Ada')
  const mai = await stage.person('Mai', { zone: 'America/Halifax' })
  await ada.runs('/volunteer bicycles near Winnipeg')
  await mai.runs('/volunteer opera')
  await asks(kai, aboutBikes[1]!)
  expect(await ada.presses('I know someone', { who: 'Mai', text: 'builds wheels', public: 'no' })).toContain(
    'If they are free and agree, I introduce them in the thread.',
  )
  await stage.time('2026-07-02 05:55')
  expect(stage.whoWasPinged()).toEqual(['Ada'])
  await stage.time('06:05')
  expect(stage.whoWasPinged()).toEqual(['Ada', 'Mai'])
  await mai.presses('Yes, introduce me')
  expect((await kai.sees(await kai.thread('#help'))).join()).toContain(
    'meet Mai. Ada thought of them, and they agreed.',
  )
  await stage.end()
})

it('Two pings in a row without an answer rest a helper for two weeks; nothing else comes of silence', async () => {
  const stage = await openStage({ at: '2026-07-01 10:00' })
  const [ada, kai] = await stage.people('Ada', 'Kai')
  await ada.runs('/volunteer bicycles near Winnipeg')
  await asks(kai, aboutBikes[1]!)
  await stage.time('16:00')
  expect((await ada.dms())[0]).toContain("This one has passed, that's fine.")
  await kai.presses('Cancel')
  await stage.time('2026-07-03 10:00')
  await asks(kai, aboutBikes[2]!)
  await stage.time('16:00')
  await kai.presses('Cancel')
  expect(stage.whoWasPinged()).toEqual(['Ada', 'Ada'])
  expect(await ada.runs('/profile')).toContain('Jul 17, 2026')

  // Ten days on she still rests, though there is room in her week; she may end it any time.
  await stage.time('2026-07-13 10:00')
  await kai.posts('#help', aboutBikes[3]!)
  await kai.presses('Ask around')
  expect(stage.whoWasPinged()).toEqual(['Ada', 'Ada'])
  await ada.runs('/pause off')
  await stage.time('2026-07-13 12:00')
  expect(stage.whoWasPinged()).toEqual(['Ada', 'Ada', 'Ada'])
  await stage.end()
})

it('"Not my topic" corrects the profile', async () => {
  const stage = await openStage({ at: '2026-07-01 10:00' })
  const [ada, kai] = await stage.people('Ada', 'Kai')
  await ada.runs('/volunteer bicycles, opera')
  await asks(kai, aboutBikes[1]!)
  expect(await ada.presses('Why me?')).toContain('I asked you because you offered bicycles')
  expect(await ada.presses('Not my topic')).toContain("I won't ask you about this again.")
  expect(await ada.runs('/profile')).toContain('About: opera')
  await kai.presses('Cancel')
  await stage.time('2026-07-02 10:00')
  await kai.posts('#help', aboutBikes[2]!)
  expect(await kai.lastWord()).toContain('I know of nobody here who may know this.')
  await stage.end()
})

it('"No thanks" twice: no offers for thirty days, while /ask always works', async () => {
  const stage = await openStage({ at: '2026-07-01 10:00' })
  const [ada, kai] = await stage.people('Ada', 'Kai')
  await ada.runs('/volunteer bicycles near Winnipeg')
  await kai.posts('#help', aboutBikes[1]!)
  expect(await kai.presses('No thanks')).toContain('/ask always works.')
  await stage.time('11:00')
  await kai.posts('#help', aboutBikes[2]!)
  expect(await kai.presses('No thanks')).toContain("I won't offer again before Jul 31, 2026")
  await stage.time('2026-07-20 10:00')
  await kai.posts('#help', aboutBikes[3]!)
  expect(await stage.whoSees('Shall I ask around?')).toEqual([])
  expect(await kai.runs(`/ask ${aboutBikes[0]}`, '#help')).toContain('Shall I ask around?')
  await kai.presses('Ask around')
  expect(stage.whoWasPinged()).toEqual(['Ada'])
  await stage.time('2026-08-01 10:00')
  await kai.posts('#help', aboutBikes[1]!)
  expect(await kai.lastWord()).toContain('Shall I ask around?')
  await stage.end()
})

it('An offer that nobody answers goes away by itself', async () => {
  const stage = await openStage({ at: '2026-07-01 10:00' })
  const [ada, kai] = await stage.people('Ada', 'Kai')
  await ada.runs('/volunteer bicycles near Winnipeg')
  await kai.posts('#help', aboutBikes[1]!)
  expect(await stage.whoSees('Shall I ask around?')).toEqual(['Kai'])
  await stage.time('10:15')
  expect(await stage.whoSees('Shall I ask around?')).toEqual([])
  expect(await stage.recordHolds('true a bicycle')).toEqual([])
  await stage.end()
})
