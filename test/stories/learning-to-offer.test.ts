import { expect, it } from 'vitest'
import { openStage, type Stage } from './stage.ts'

const sure = 'Can anyone recommend a plumber near the station?'
const trades = ['plumber', 'dentist', 'baker', 'florist', 'tailor', 'painter', 'locksmith', 'gardener']
const lessSure = [
  'Is the library open on Mondays?',
  'need a ladder this weekend',
  'a second pair of hands on Sunday would be nice',
  'the printer in the hall does not print',
]
const perhaps = [
  'my tap is dripping again',
  'wondering about a good book on bees',
  'no idea how to prune an apple tree',
]

/** One of these that the detector is as sure of. */
function between(stage: Stage, texts: string[], low: number, high: number): string {
  const { detect } = stage.running.bot.understanding
  const found = texts.find((text) => detect(text).score >= low && detect(text).score < high)
  if (!found) throw new Error(`None of these scores between ${low} and ${high}: write others. ${texts.join(' | ')}`)
  return found
}
/** Over an hour after what was said before, which so has no part in how it is read. */
const isOffered = async (stage: Stage, name: string, channel: string, text: string) => {
  await stage.clock.advanceTo(stage.clock.now() + 61 * 60_000)
  await stage.settle()
  const [person] = await stage.people(name)
  await person.posts(channel, text)
  return (await person.lastWord()).includes('Shall I')
}

it('A channel in which nobody wants to be asked is asked less, says so, and gets another chance after a week', async () => {
  const stage = await openStage({ at: '2026-07-01 10:00' })
  const { usual } = stage.running.bot.offerAims
  const vague = between(stage, lessSure, usual, 0.95)
  for (const person of await stage.people('Abe', 'Bo', 'Cy', 'Di', 'Ed', 'Flo')) {
    await person.posts('#help', sure)
    await person.presses('No thanks')
  }
  expect(await isOffered(stage, 'Gus', '#help', vague)).toBe(false)
  expect(await isOffered(stage, 'Hal', '#general', vague)).toBe(true)
  expect(await isOffered(stage, 'Ida', '#help', 'Can anyone recommend a dentist near the station?')).toBe(true)
  expect(await stage.olive.runs('/askaround status')).toContain(
    'In #help, 0 of 6 recent offers were wanted. I now offer there only when I am surer: from 95 %',
  )

  await stage.time('2026-07-08 14:00')
  expect(await isOffered(stage, 'Jo', '#help', vague)).toBe(true)
  await stage.end()
})

it('A channel in which people say yes is offered to a little earlier', async () => {
  const stage = await openStage({ at: '2026-07-01 10:00' })
  const { usual, least } = stage.running.bot.offerAims
  const vague = between(stage, perhaps, Math.ceil(least * 20) / 20, usual)
  expect(await isOffered(stage, 'Zoe', '#help', vague)).toBe(false)
  for (const [i, person] of (await stage.people('Abe', 'Bo', 'Cy', 'Di', 'Ed', 'Flo', 'Gus', 'Hal')).entries()) {
    await person.posts('#help', `Does anyone know a good ${trades[i]}?`)
    await person.presses('Post it for all')
  }
  expect(await isOffered(stage, 'Ida', '#help', vague)).toBe(true)
  expect(await stage.olive.runs('/askaround status')).toContain(
    'In #help, 8 of 8 recent offers were wanted. I now offer a little earlier there',
  )
  await stage.end()
})

it('What was learned of a channel goes when it is no longer watched', async () => {
  const stage = await openStage({ at: '2026-07-01 10:00' })
  for (const person of await stage.people('Abe', 'Bo', 'Cy', 'Di')) {
    await person.posts('#help', sure)
    await person.presses('No thanks')
  }
  expect(await stage.olive.runs('/askaround status')).toContain('0 of 4 recent offers')
  await stage.olive.runs('/askaround unwatch #help')
  expect(await stage.store.offerAnswers('club')).toEqual([])
  await stage.olive.runs('/askaround watch #help offer')
  expect(await stage.olive.runs('/askaround status')).not.toContain('recent offer')
  await stage.end()
})
