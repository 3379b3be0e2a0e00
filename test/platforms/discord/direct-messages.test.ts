import { afterEach, expect, test } from 'vitest'
import type { DiscordPerson } from '../../servers/discord/person.ts'
import { openWholeBot, type WholeBot } from './open-whole-bot.ts'

// Opening many direct messages at once gets a bot stopped by Discord.

const OPEN = 'POST /users/@me/channels'
const MINUTE = 60_000
let bot: WholeBot
afterEach(() => bot.close())

const opened = () => bot.discord.rest.received.filter(({ route }) => route === OPEN)
const whom = () => opened().map(({ body }) => (body as { recipient_id: string }).recipient_id)
const pinged = (who: DiscordPerson) => who.reads(who.dm()).some(({ buttons }) => buttons.includes('I can help'))

/** Volunteers, who have not said hi. */
async function volunteers(count: number): Promise<DiscordPerson[]> {
  const all = Array.from({ length: count }, (_, i) => bot.discord.joins(`Helper ${i}`))
  for (const who of all) {
    await who.runs(bot.help, 'volunteer', { topics: 'bicycles, wheels', places: 'Winnipeg' })
    await bot.settle()
  }
  return all
}
async function open(settings: Record<string, unknown> = {}) {
  bot = await openWholeBot(settings)
  await bot.watch()
}

test('who volunteers in a server is asked to say hi, and no direct message is opened with them', async () => {
  await open()
  const before = opened().length
  const [ada] = await volunteers(1)
  expect(bot.last(ada!, bot.help).text).toContain('Please say hi in our direct messages')
  const shown = JSON.stringify(bot.discord.world.messages.get(bot.help))
  expect(shown).toContain(`https://discord.com/users/${bot.discord.world.bot.id}`)
  expect(opened()).toHaveLength(before)
})

test('those who said hi are asked first; of the others only as many are opened as the budget of ten minutes and of the day allows', async () => {
  await open({ dms: { new_per_10_minutes: 2, new_per_day: 3 }, pings: { quiet_hours: '12:00-12:00' } })
  const strangers = await volunteers(4)
  const known = await bot.aVolunteer('Known', 'bicycles, wheels')
  const before = whom().length
  // The owner, who was told how to begin, counts too.
  const left = 3 - (await bot.running.bot.store.dmsOpened('discord', 0))
  const askers = ['Kai', 'Leo', 'Mia'].map((name) => bot.discord.joins(name))
  for (const asker of askers) await bot.asks(asker, 'Does anyone know how to fix a bicycle wheel?')
  expect(pinged(known)).toBe(true)
  expect(whom().length - before).toBeLessThanOrEqual(2)
  for (let ten = 0; ten < 4; ten++) {
    await bot.clock.advanceTo(bot.clock.now() + 11 * MINUTE)
    await bot.settle()
  }
  expect(whom().length - before).toBe(left)
  expect(strangers.filter(pinged)).toHaveLength(left)
})

test('whose direct messages are closed is not tried again', async () => {
  await open({ pings: { quiet_hours: '12:00-12:00' } })
  const ada = await bot.aVolunteer('Ada', 'bicycles, wheels')
  ada.closesDms()
  const sent = () => bot.discord.rest.received.filter(({ path }) => path === `/channels/${ada.dm()}/messages`).length
  const before = sent()
  await bot.asks(bot.discord.joins('Kai'), 'Does anyone know how to fix a bicycle wheel?')
  expect(sent()).toBe(before + 1)
  const leo = bot.discord.joins('Leo')
  leo.says(bot.help, 'Does anyone know how to fix a bicycle wheel?')
  await bot.settle()
  await bot.press(leo, bot.help, 'Open')
  await bot.settle()
  expect(bot.last(leo, bot.help).text).toContain('I know of nobody here')
  expect(sent()).toBe(before + 1)
  // Who writes again can be reached again.
  ada.opensDms()
  ada.writesToBot('hi')
  await bot.settle()
  await bot.asks(bot.discord.joins('Mia'), 'Does anyone know how to fix a bicycle wheel?')
  expect(pinged(ada)).toBe(true)
})
