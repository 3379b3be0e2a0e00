import { expect, it } from 'vitest'
import { openStage } from './stage.ts'

it('What was asked an hour ago is shown to who asks it again: one look, and nobody is asked twice', async () => {
  const stage = await openStage({ at: '2026-09-01 10:00' })
  const [kai, ada, nora] = await stage.people('Kai', 'Ada', 'Nora')
  await ada.runs('/volunteer plumbing near Winnipeg')
  await kai.posts('#help', 'Does anyone know a good plumber in Winnipeg?')
  expect(await kai.lastWord()).not.toContain('asked much the same')
  await kai.presses('Ask around')

  await stage.time('11:10')
  await nora.posts('#general', 'can somebody recommend a plumber for a leaking boiler?')
  expect(await nora.lastWord()).not.toContain('asked much the same')
  await nora.presses('No thanks')
  await stage.time('11:50')
  await nora.posts('#general', 'can somebody recommend a plumber here?')
  expect(await nora.lastWord()).toMatch(/Kai asked much the same 1\d\d minutes ago: See that thread\./)
  expect(await nora.presses('No thanks')).toContain('nobody was asked')
  expect(stage.whoWasPinged()).toEqual(['Ada'])
  // Nothing of a post without a yes is kept.
  expect(await stage.recordHolds('leaking boiler', 'plumber here')).toEqual([])

  // That No was none to offers, for this one was of use; with the other one it would be the second.
  await stage.time('13:00')
  await nora.posts('#help', 'Could I borrow a projector tonight?')
  expect(await nora.lastWord()).toContain('Shall I post it for all instead?')
  await stage.end()
})

it('Who posts the same again, elsewhere or reworded, is led to their own thread, and may ask anyway', async () => {
  const stage = await openStage({ at: '2026-09-01 10:00' })
  const [kai, ada] = await stage.people('Kai', 'Ada')
  await ada.runs('/volunteer projectors')
  await kai.posts('#help', 'Could I borrow a projector tonight?')
  await kai.presses('Ask around')
  await kai.posts('#general', 'Has anybody got a projector that I could borrow this evening?')
  expect(await kai.lastWord()).toContain('You asked much the same one minute ago: See that thread.')
  await kai.presses('No thanks')
  await stage.time('12:30')
  await kai.posts('#general', 'Still looking: could I borrow a projector tonight, with HDMI?')
  expect(await kai.lastWord()).toContain('You asked much the same 2 hours ago')
  await kai.presses('Ask anyway')
  expect(await kai.threads('#general')).toHaveLength(1)
  await stage.end()
})

it('A thread is shown to nobody who may not read it, and nobody is led to what is over for a day', async () => {
  const stage = await openStage({
    at: '2026-09-01 10:00',
    channels: ['general', 'board'],
    members: { board: ['Olive', 'Kai'] },
  })
  const [kai, nora] = await stage.people('Kai', 'Nora')
  await kai.posts('#board', 'Does anyone know a good plumber in Winnipeg?')
  await kai.presses('Post it for all')
  await nora.posts('#general', 'can somebody recommend a plumber?')
  expect(await nora.lastWord()).toContain('Shall I post it for all instead?')
  expect(await nora.lastWord()).not.toContain('asked much the same')
  await nora.presses('Post it for all')

  await stage.olive.posts('#board', 'who knows a plumber?')
  expect(await stage.olive.lastWord()).toContain('asked much the same')
  await stage.olive.presses('No thanks')
  await stage.time('2026-09-02 12:00')
  await stage.olive.posts('#board', 'who knows a plumber?')
  expect(await stage.olive.lastWord()).toContain('Shall I')
  expect(await stage.olive.lastWord()).not.toContain('asked much the same')
  await stage.end()
})
