import { expect, it } from 'vitest'
import type { Person } from './person.ts'
import { openStage } from './stage.ts'

it('Help moving on Sunday: hands wanted, asked in waves, until enough have said yes', async () => {
  const stage = await openStage({ at: '2026-06-03 12:00', channels: ['hands'] })
  const [vera, ...strong] = await stage.people('Vera', 'Abe', 'Ben', 'Cem', 'Dan')
  for (const helper of strong) {
    await helper.runs('/volunteer moving, carrying', '#hands')
    await helper.writesToBot('hi')
  }
  await vera.posts('#hands', 'Could anyone help me move on Sunday? Two floors, one sofa')
  const offer = await vera.lastWord()
  expect(offer).toContain('Looking for: helping hands')
  expect(offer).toContain('Needed by: Jun 7, 2026')
  await vera.presses('Ask around')
  const thread = await vera.thread('#hands')
  const card = async () => (await vera.sees(thread))[0]
  const first = stage.whoWasPinged()
  expect(first.length).toBeGreaterThan(0)
  expect(await card()).toContain(
    `I asked ${first.length === 1 ? 'one person' : `${first.length} people`} who may know.`,
  )

  // Nobody answers: when the wave is over the others are asked.
  await stage.time('2026-06-03 15:00')
  expect(stage.whoWasPinged().toSorted()).toEqual(['Abe', 'Ben', 'Cem', 'Dan'])

  // Two say yes at the same moment: both are kept. The button of the one whose ping has passed says that it still works.
  const last = stage
    .whoWasPinged()
    .slice(-2)
    .map((name) => strong.find((one) => one.name === name)!)
  const helps = async (one: Person, text: string) => {
    const label = (await one.buttons()).find((each) => each.startsWith('I can help'))!
    return one.presses(label, { text, how: 'thread' })
  }
  await Promise.all([helps(last[0]!, 'I bring the van.'), helps(last[1]!, 'And I bring my back.')])
  const said = (await vera.sees(thread)).join('\n')
  expect(said).toContain(`${last[0]!.name}: I bring the van.`)
  expect(said).toContain(`${last[1]!.name}: And I bring my back.`)

  // Two are enough, she changes what she needs: the pings that stand say so.
  await vera.presses('Edit', { text: 'Could anyone help me move on Sunday? Only the sofa is left' })
  expect(await card()).toContain('Vera: Could anyone help me move on Sunday? Only the sofa is left')
  await vera.presses('Solved')
  await stage.end()
})
