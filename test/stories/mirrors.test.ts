import { expect, it } from 'vitest'
import { openStage } from './stage.ts'

const wheel = 'looking for somebody who can fix a bicycle wheel in Winnipeg today'

async function twoChannels() {
  const stage = await openStage({
    at: '2026-07-01 10:00',
    channels: ['bikes', 'neighbours', 'hall'],
    members: { bikes: ['Olive', 'Kai', 'Ada'], neighbours: ['Olive', 'Ben', 'Cyd'] },
  })
  const [kai, ada, ben, cyd] = await stage.people('Kai', 'Ada', 'Ben', 'Cyd')
  expect(await stage.olive.runs('/askaround mirror #bikes #neighbours', '#hall')).toContain('#bikes and #neighbours')
  return { stage, kai, ada, ben, cyd }
}

it('A linked channel: the asker is told before saying yes; each suggestion is relayed once, and nothing loops', async () => {
  const { stage, kai, ada, ben, cyd } = await twoChannels()
  const message = await kai.posts('#bikes', wheel)
  expect(await kai.lastWord()).toContain('It would also be shown in #neighbours.')
  expect(await ben.sees('#neighbours')).toEqual([])
  await kai.presses('Post it for all')

  // Those next door see a copy, in Kai's words, and where it comes from.
  const copy = (await ben.sees('#neighbours'))[0]
  expect(copy).toContain('#bikes')
  expect(copy).toContain(`Kai: ${wheel}`)
  const here = await kai.thread('#bikes')
  const there = await ben.thread('#neighbours')

  // Ben writes over there, Ada over here: each of the two is shown once at the other place, by name.
  await ben.writesInThread(there, 'My brother trues wheels on Elm Street.')
  await ada.writesInThread(here, 'Try the co-op too.')
  const atKai = (await kai.sees(here)).join('\n')
  const atBen = (await ben.sees(there)).join('\n')
  expect(atKai.match(/Ben: My brother trues wheels/g)).toHaveLength(1)
  expect(atKai).toContain('From #neighbours.')
  expect(atBen.match(/Ada: Try the co-op too/g)).toHaveLength(1)
  expect(atBen.match(/My brother trues wheels/g)).toHaveLength(1)
  expect(atKai.match(/Try the co-op too/g)).toHaveLength(1)

  // By the button on the copy as well.
  await cyd.presses('I can help', { text: 'I lend you mine for the day.' })
  expect((await kai.sees(here)).join('\n').match(/Cyd: I lend you mine for the day/g)).toHaveLength(1)

  // Kai's progress is read at both places, and an edit and a deletion follow to the copies.
  await kai.writesInThread(here, 'The co-op has a spoke')
  expect((await ben.sees(there)).join('\n')).toContain('Kai: The co-op has a spoke')
  await kai.edits(message, `${wheel}, 28 inch`)
  expect((await ben.sees('#neighbours'))[0]).toContain('28 inch')
  await kai.presses('Solved')
  expect((await ben.sees('#neighbours'))[0]).toContain('This is solved, thank you.')
  await kai.deletes(message)
  expect(await stage.whoSees('fix a bicycle wheel')).toEqual([])
  await stage.end()
})

it('A linked channel: what was written over there and changed or deleted over there follows', async () => {
  const { stage, kai, ben } = await twoChannels()
  await kai.posts('#bikes', wheel)
  await kai.presses('Post it for all')
  const here = await kai.thread('#bikes')
  const there = await ben.thread('#neighbours')
  const said = await ben.writesInThread(there, 'My brother trues wheels on Elm Street.')
  await ben.edits(said, 'My brother trues wheels on Oak Street.')
  expect((await kai.sees(here)).join('\n')).toContain('Ben: My brother trues wheels on Oak Street.')
  expect(await stage.whoSees('Elm Street')).toEqual([])
  await ben.deletes(said)
  expect(await stage.whoSees('My brother trues')).toEqual([])
  await stage.end()
})

it('A linked channel: who reads only there may be pinged, since the asker agreed to it', async () => {
  const { stage, kai, ben } = await twoChannels()
  await ben.runs('/volunteer bicycles near Winnipeg', '#neighbours')
  await kai.posts('#bikes', wheel)
  await kai.presses('Ask around')
  expect(stage.whoWasPinged()).toEqual(['Ben'])
  expect(stage.whereLinksLead('Ben')).toEqual([await ben.thread('#neighbours')])
  // The way to the answers that he is shown leads to where he may read them.
  await ben.presses('I can help', { text: 'I have spokes.', how: 'thread' })
  expect((await kai.sees(await kai.thread('#bikes'))).join('\n')).toContain('Ben: I have spokes.')
  await stage.end()
})
