import { afterEach, expect, it } from 'vitest'
import { type OpenBot, openBot, theRequest } from './open-bot.ts'

let bot: OpenBot
afterEach(() => bot.close())

async function asked(text: string, who = 'kai'): Promise<string[]> {
  await bot.tells(bot.posts(who, text))
  await bot.tells(bot.presses(who, 'offer.accept', (await theRequest(bot)).id))
  return (await theRequest(bot)).words!.topics
}

it('a request is about what a volunteer here offered, in those words, as soon as somebody offered it', async () => {
  bot = await openBot()
  await bot.tells(bot.runs('ada', 'volunteer', { topics: 'Bicycle wheel repair' }))
  expect((await asked('Does anyone know how to repair the wheel of a bicycle?'))[0]).toBe('bicycle wheel repair')
})

it('it says nothing of an offer whose words are not all in the request', async () => {
  bot = await openBot()
  await bot.tells(bot.runs('ada', 'volunteer', { topics: 'unicycle wheel repair' }))
  const topics = await asked('Does anyone know how to repair the wheel of a bicycle?')
  expect(topics.join(' ')).not.toContain('unicycle')
})

it('one word of one earlier request is not what a community calls something', async () => {
  bot = await openBot()
  const first = await asked('Could anyone talk to a school class about bees?')
  expect(first).toContain('talk')
  expect(await asked('Does anyone know who talks on gardens?', 'joel')).not.toContain('talk')
})
