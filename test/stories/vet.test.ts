import { expect, it } from 'vitest'
import { openStage } from './stage.ts'

it('Which vet would you trust: a recommendation, one for the thread and one for her eyes alone', async () => {
  const stage = await openStage({ at: '2026-03-03 10:00', channels: ['dogs'] })
  const [nora, bea, carl] = await stage.people('Nora', 'Bea', 'Carl')
  await bea.runs('/volunteer dogs, vets near Winnipeg', '#dogs')
  await carl.runs('/volunteer vets near Winnipeg', '#dogs')
  await nora.posts('#dogs', 'Our dog is limping. Which vet would you trust in Winnipeg?')
  expect(await nora.lastWord()).toContain('Looking for: a recommendation')
  await nora.presses('Ask around')
  const thread = await nora.thread('#dogs')

  await bea.presses('I can help', { text: 'Dr. Osei on Corydon. Gentle, and honest about costs.', how: 'thread' })
  expect((await nora.sees(thread)).at(-1)).toContain('Nora, this is the first suggestion.')

  const answer = await carl.presses('I can help', { text: 'Not the one on Main, ask me why.', how: 'asker' })
  expect(answer).toContain('Only Nora gets it.')
  expect(await nora.lastDm()).toContain('Carl: Not the one on Main, ask me why.')
  expect(await stage.whoSees('Not the one on Main')).toEqual(['Nora'])

  await nora.pressesUnder('Dr. Osei', 'This helped', { thanks: 'Seen today. He will run again.' })
  await nora.presses('Solved')
  expect((await bea.sees(thread))[0]).toContain('Solved, with help from Bea.')
  expect(await bea.lastDm()).toContain('Nora: Seen today. He will run again.')

  // Three days later she tells how it went; a month later it is found again by who looks for it.
  await stage.time('2026-03-06 11:00')
  await nora.presses('Partly')
  expect(await bea.lastDm()).toContain('It worked out in part for Nora.')
  await stage.time('2026-04-06 11:00')
  const [ute] = await stage.people('Ute')
  expect(await ute.runs('/recall vet in Winnipeg', '#dogs')).toContain('Which vet would you trust in Winnipeg?')
  expect(await ute.runs('/recall bicycle', '#dogs')).toContain('Nothing that was solved here fits “bicycle”.')
  await stage.end()
})
