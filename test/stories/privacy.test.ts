import { expect, it } from 'vitest'
import { openStage } from './stage.ts'

const wheel = 'looking for somebody who can fix a bicycle wheel in Winnipeg today'

it('What was never confirmed is not kept: chatter, an offer that stands, an offer declined', async () => {
  const stage = await openStage({ at: '2026-07-01 10:00' })
  const [kai] = await stage.people('Kai')
  await kai.posts('#general', 'Good morning all, what a heron on the quay today')
  await kai.posts('#help', wheel)
  expect(await stage.recordHolds('heron', 'bicycle wheel')).toEqual([])
  await kai.presses('No thanks')
  expect(await stage.recordHolds('heron', 'bicycle wheel')).toEqual([])
  await stage.end()
})

it('/privacy shows what is kept in plain words, and exports all of it', async () => {
  const stage = await openStage({ at: '2026-07-01 10:00' })
  const [kai, ada] = await stage.people('Kai', 'Ada')
  await ada.runs('/volunteer bicycles near Winnipeg')
  await kai.posts('#help', wheel)
  await kai.presses('Ask around')
  await ada.presses('I can help', { text: 'Bring it round, I have spokes.', how: 'thread' })

  const shown = await ada.runs('/privacy')
  expect(shown).toContain('This is what I keep about you.')
  expect(shown).toContain('About: bicycles')
  const exported = await ada.presses('Export')
  expect(exported).toContain('Bring it round, I have spokes.')
  expect(exported).toContain('web:a:ada')
  expect(exported).not.toContain('web:a:kai')
  expect(await kai.runs('/privacy export')).toContain(wheel)
  await stage.end()
})

it('A helper erases everything: the words, the profile and the account are nowhere any more', async () => {
  const stage = await openStage({ at: '2026-07-01 10:00' })
  const [kai, ada, ben] = await stage.people('Kai', 'Ada', 'Ben')
  for (const mender of [ada, ben]) await mender.runs('/volunteer bicycles near Winnipeg')
  await kai.posts('#help', wheel)
  await kai.presses('Ask around')
  const thread = await kai.thread('#help')
  await ada.presses('I can help', { text: 'Bring it round, my zeppelin shed is open.', how: 'thread' })
  await kai.pressesUnder('zeppelin', 'This helped', { thanks: 'Ada, what a marvel' })
  await ada.writesToBot('and bring a quince')
  expect(await stage.whoSees('zeppelin shed')).toEqual(['Olive', 'Kai', 'Ada', 'Ben'])

  await ada.runs('/privacy')
  await expect(ada.presses('Erase everything', { confirm: 'yes' })).rejects.toThrow('Nothing was erased.')
  expect(await ada.presses('Erase everything', { confirm: 'erase' })).toContain('Erased: your profile, your words')
  expect(await stage.whoSees('zeppelin shed')).toEqual([])
  expect((await kai.sees(thread)).join()).not.toContain('Ada')
  expect(await stage.recordHolds('zeppelin', 'quince', 'what a marvel', 'web:a:ada', 'web:d:ada')).toEqual([])

  // She is a stranger now, whom nobody asks anything.
  expect(await ada.runs('/profile')).toContain('You are not a volunteer')
  await kai.presses('Solved')
  await stage.time('2026-07-03 12:00')
  await kai.presses('Yes')
  expect(stage.whoWasPinged().toSorted()).toEqual(['Ada', 'Ben'])
  await stage.end()
})

it('An asker erases everything: the request goes, its copies go, those who were asked learn that it is over', async () => {
  const stage = await openStage({
    at: '2026-07-01 10:00',
    channels: ['help', 'neighbours'],
    community: { mirrors: [{ a: 'web:c:help', b: 'web:c:neighbours' }] },
  })
  const [kai, ada, ben] = await stage.people('Kai', 'Ada', 'Ben')
  for (const mender of [ada, ben]) await mender.runs('/volunteer bicycles near Winnipeg', '#neighbours')
  await kai.runs(`/ask ${wheel}`, '#help')
  await kai.presses('Ask around')
  const thread = await kai.thread('#help')
  await ada.presses('I can help', { text: 'Bring it round.', how: 'thread' })
  await kai.writesInThread(thread, 'I come with the quince')
  await kai.pressesUnder('Bring it round', 'This helped', { thanks: 'Ada, what a marvel' })

  await kai.runs('/privacy', '#help')
  await kai.presses('Erase everything', { confirm: 'erase' })
  expect(await stage.whoSees('fix a bicycle wheel')).toEqual([])
  expect(await stage.whoSees('what a marvel')).toEqual([])
  expect(await ben.lastDm()).toContain('This is no longer needed, thank you.')
  expect(await stage.recordHolds('bicycle wheel', 'quince', 'what a marvel', 'web:a:kai', 'web:d:kai')).toEqual([])
  // What Ada wrote is hers and stays for its time.
  expect(await stage.recordHolds('Bring it round')).toEqual(['Bring it round'])
  await stage.end()
})

it('The words of a closed request are kept for ninety days, then only what kind it was and how it ended', async () => {
  const stage = await openStage({ at: '2026-01-05 10:00' })
  const [kai, ada] = await stage.people('Kai', 'Ada')
  await ada.runs('/volunteer bicycles near Winnipeg')
  await kai.posts('#help', wheel)
  await kai.presses('Ask around')
  await ada.presses('I can help', { text: 'Bring it round.', how: 'thread' })
  await kai.presses('Cancel')
  await stage.time('2026-04-01 10:00')
  expect(await stage.recordHolds('fix a bicycle wheel')).toEqual(['fix a bicycle wheel'])
  await stage.time('2026-04-07 10:00')
  expect(await stage.recordHolds('fix a bicycle wheel', 'Bring it round')).toEqual([])
  await stage.end()
})

it('Who hides their solved requests is found by nobody', async () => {
  const stage = await openStage({ at: '2026-07-01 10:00' })
  const [kai, ada] = await stage.people('Kai', 'Ada')
  await ada.runs('/volunteer bicycles near Winnipeg')
  await kai.posts('#help', wheel)
  await kai.presses('Ask around')
  await ada.presses('I can help', { text: 'Bring it round.', how: 'thread' })
  await kai.pressesUnder('Bring it round', 'This helped')
  await kai.presses('Solved')
  expect(await stage.olive.runs('/recall bicycle wheel')).toContain('fix a bicycle wheel')
  await kai.runs('/privacy')
  await kai.presses('Hide my old requests')
  expect(await stage.olive.runs('/recall bicycle wheel')).toContain('Nothing that was solved here fits')
  await stage.end()
})
