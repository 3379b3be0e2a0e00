import { afterEach, expect, it } from 'vitest'
import { MINUTE, type OpenBot, openBot, theRequest } from './open-bot.ts'

// A platform that looks for what it sent, and cannot look just then: nobody knows whether it arrived.

let bot: OpenBot
afterEach(() => bot.close())

async function asksWhereTheFirstAnswerIsLost(where: RegExp) {
  bot = await openBot({ limits: { repeat: 'read-back' } })
  bot.platform.findSent = async () => 'cannot-know'
  await bot.tells(bot.runs('ada', 'volunteer', { topics: 'bicycles' }))
  let lost = 0
  bot.platform.trouble = (what, place) =>
    what === 'send' && where.test(place) && lost++ === 0 ? 'lost answer' : undefined
  await bot.tells(bot.posts('kai', 'Does anyone know how to fix a bicycle wheel?'))
  if (!where.test('the offer')) await bot.tells(bot.presses('kai', 'offer.accept', (await theRequest(bot)).id))
  await bot.later(MINUTE)
  return bot.platform.calls.filter((call) => call.startsWith('send ') && where.test(call.slice(5)))
}

it('a direct message is sent at most once', async () => {
  expect(await asksWhereTheFirstAnswerIsLost(/^paper:d:ada$/)).toHaveLength(1)
})

it('what is shown to one person alone is sent at most once', async () => {
  expect(await asksWhereTheFirstAnswerIsLost(/^paper:c:|^the offer$/)).toHaveLength(1)
})

it('what stands in the thread is sent at least once: its readers see it twice rather than never', async () => {
  expect((await asksWhereTheFirstAnswerIsLost(/^paper:t:/)).length).toBeGreaterThanOrEqual(2)
})
