import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DiscordPerson } from '../../servers/discord/person.ts'
import { openWholeBot, type WholeBot } from './open-whole-bot.ts'

const guidelines = 'Tell us what you need: Askaround asks around for it.'

let bot: WholeBot
let forum: string
let jonathan: DiscordPerson
let mitch: DiscordPerson
beforeEach(async () => {
  bot = await openWholeBot()
  forum = bot.discord.channel('help-desk', { type: 15, topic: guidelines })
  await bot.discord.owner.runs(bot.help, 'askaround', { subcommand: 'watch', channel: forum, mode: 'desk' })
  jonathan = await bot.aVolunteer('Jonathan', 'bicycles, wheels')
  mitch = bot.discord.joins('Mitch')
})
afterEach(() => bot.close())

const minuteOver = async () => {
  await bot.clock.advanceTo(bot.clock.now() + 60_000)
  await bot.settle()
}
const pinged = () => bot.texts(jonathan, jonathan.dm()).filter((text) => text.includes('wheel that wobbles'))

test('in a forum every new post is a request, and its thread the thread', async () => {
  // Nothing in it asks for anything.
  const post = mitch.postsInForum(forum, 'Bicycles', 'A wheel that wobbles on my bicycle.')
  await bot.settle()
  expect(bot.texts(mitch, post).join('\n')).toContain('Nobody has been asked yet.')
  expect(bot.texts(mitch, post).join('\n')).not.toContain('I have a note for you.')
  expect(pinged()).toEqual([])
  await minuteOver()
  expect(pinged()).toHaveLength(1)
  // Another post stands for itself, however soon it comes.
  const other = mitch.postsInForum(forum, 'Ladder', 'A ladder for tonight.')
  await bot.settle()
  expect(bot.texts(mitch, other).join('\n')).toContain('Nobody has been asked yet.')
})

test('Stop on the card: only its author can, nobody is asked, and the card keeps none of the words', async () => {
  const post = mitch.postsInForum(forum, 'Bicycles', 'A wheel that wobbles on my bicycle.')
  await bot.settle()
  await bot.press(jonathan, post, 'Stop')
  await bot.settle()
  expect(bot.last(jonathan, post).text).toContain('Only the one who asked can do that.')
  await bot.press(mitch, post, 'Stop')
  await bot.settle()
  await minuteOver()
  expect(pinged()).toEqual([])
  const card = mitch.reads(post).find(({ text }) => text.includes('This is not being asked around.'))
  expect(card?.text).not.toContain('wobbles')
})

test('guidelines that say nothing of it: posts are offered again', async () => {
  bot.discord.changesTopic(forum, 'Be kind.')
  const post = mitch.postsInForum(forum, 'Bicycles', 'Does anyone know how to true a wheel that wobbles?')
  await bot.settle()
  expect(bot.last(mitch, post).text).toContain('I have a note for you.')
  await minuteOver()
  expect(pinged()).toEqual([])
})
