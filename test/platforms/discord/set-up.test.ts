import { afterEach, beforeEach, expect, test } from 'vitest'
import { channelRef, spaceRef } from '../../../src/platforms/discord/ids.ts'
import type { DiscordPerson } from '../../servers/discord/person.ts'
import { openWholeBot, type WholeBot } from './open-whole-bot.ts'

let bot: WholeBot
let owner: DiscordPerson
beforeEach(async () => {
  bot = await openWholeBot()
  owner = bot.discord.owner
  await bot.settle()
})
afterEach(() => bot.close())

const community = async () => (await bot.running.bot.store.communityBySpace(spaceRef(bot.discord.guild)))!
const ref = (channel: string) => channelRef(bot.discord.guild, channel)

/** Opens the form where this person was shown it, and fills it in. */
async function setsUp(who: DiscordPerson, where: string, form: Record<string, string>) {
  await bot.press(who, where, 'Set up')
  expect(who.form()?.components).toHaveLength(5)
  await who.fills(form)
  await bot.settle()
}
const offer = { mode: '0' }

test('the first start: the owner is asked by direct message, once, and one form sets it up', async () => {
  const mods = bot.discord.channel('mods')
  const ada = bot.discord.joins('Ada')
  const dm = owner.dm()
  expect(bot.texts(owner, dm)).toEqual([expect.stringContaining('I am in Winnipeg Helps now.')])
  expect(bot.texts(owner, dm)[0]).toContain('I listen nowhere yet')
  await bot.restart()
  expect(bot.texts(owner, dm)).toHaveLength(1)

  await setsUp(owner, dm, { channels: 'help', ...offer, moderators: '#mods', greeter: ada.id, link: '' })
  expect(await community()).toMatchObject({
    channels: [{ channel: ref(bot.help), mode: 'offer' }],
    moderatorsChannel: ref(mods),
    greeters: [{ memberId: expect.any(String), agreed: false }],
  })
  const answer = bot.texts(owner, dm).at(-1)!
  expect(answer).toContain('Set up. It is now:')
  expect(answer).toContain('/profile asks whether they would like to greet newcomers.')
  expect(bot.texts(ada, ada.dm())).toEqual([])

  // Where they are.
  await bot.press(owner, dm, 'Our town')
  await owner.fills({ places: 'Brandon, MB' })
  await bot.settle()
  expect(await community()).toMatchObject({ places: [expect.any(String)], timeZone: 'America/Winnipeg' })
  expect(bot.texts(owner, dm).at(-1)).toContain('Brandon, MB')

  // The next step: how people come to volunteer.
  await bot.press(owner, dm, 'Post the card')
  await bot.settle()
  expect(bot.last(owner, bot.help).buttons).toContain("I'd like to help")

  // It listens.
  const mitch = bot.discord.joins('Mitch')
  mitch.says(bot.help, 'Does anyone know how to fix a bicycle wheel?')
  await bot.settle()
  expect(bot.last(mitch, bot.help).text).toContain('I have a note for you.')
})

test('a name that is none comes back with all that was typed, and nothing of it is taken', async () => {
  const dm = owner.dm()
  await setsUp(owner, dm, { channels: '#help, #halp', ...offer, link: '' })
  expect(bot.texts(owner, dm).at(-1)).toContain('halp')
  expect((await community()).channels).toEqual([])
  await bot.press(owner, dm, 'Correct it')
  expect(JSON.stringify(owner.form())).toContain('#help, #halp')
  await owner.fills({ channels: '#help' })
  await bot.settle()
  expect((await community()).channels).toEqual([{ channel: ref(bot.help), mode: 'offer' }])
})

test('a town that is none, and a code that is none, come back as well', async () => {
  const dm = owner.dm()
  await bot.press(owner, dm, 'Our town')
  await owner.fills({ places: 'Xyzzyville' })
  await bot.settle()
  expect(bot.texts(owner, dm).at(-1)).toContain('Xyzzyville')
  await bot.press(owner, dm, 'Correct it')
  expect(JSON.stringify(owner.form())).toContain('Xyzzyville')
  await owner.fills({ places: 'Winnipeg, MB' })
  await bot.settle()
  expect((await community()).places).toHaveLength(1)
  await setsUp(owner, dm, { channels: '#help', ...offer, link: 'C4GH-72XV' })
  expect(bot.texts(owner, dm).at(-1)).toContain('That code is not known')
  expect((await community()).channels).toEqual([])
})

test('a code of another server makes the two one community, with what the form says', async () => {
  const brandon = bot.discord.addsBotTo('Brandon Helps')
  const there = [...bot.discord.world.channels.values()].find(({ guild_id: guild }) => guild === brandon.id)!.id
  await bot.settle()
  await brandon.owner.runs(there, 'askaround', { subcommand: 'join' })
  await bot.settle()
  const [code] = /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(bot.last(brandon.owner, there).text)!
  await setsUp(owner, owner.dm(), { channels: '#help', ...offer, link: code })
  expect(await community()).toMatchObject({
    spaces: expect.arrayContaining([spaceRef(bot.discord.guild), spaceRef(brandon.id)]),
    channels: [{ channel: ref(bot.help), mode: 'offer' }],
  })
})

test('later, /askaround setup opens it filled in: what is taken out is watched no more, a forum becomes a help desk', async () => {
  const desk = bot.discord.channel('questions', { type: 15 })
  await bot.watch()
  await owner.runs(bot.help, 'askaround', { subcommand: 'setup' })
  await bot.settle()
  await bot.press(owner, bot.help, 'Set up')
  expect(JSON.stringify(owner.form())).toContain('#help')
  // Shown now: as it is, offer, desk.
  await owner.fills({ channels: '#questions', mode: '2', link: '#help' })
  await bot.settle()
  expect(await community()).toMatchObject({
    channels: [{ channel: ref(desk), mode: 'desk' }],
    mirrors: [{ a: ref(desk), b: ref(bot.help) }],
  })
  expect(bot.last(owner, bot.help).text).toContain('#questions is no help desk yet')
})

test('only organisers may: others are told so, and nothing changes', async () => {
  const mitch = bot.discord.joins('Mitch')
  await mitch.runs(bot.help, 'askaround', { subcommand: 'setup' })
  await bot.settle()
  expect(bot.last(mitch, bot.help).text).toContain('Only organisers can do that.')
  expect(bot.last(mitch, bot.help).buttons).toEqual([])
})

test('an owner who takes no direct messages: the first organiser who runs a command is told instead', async () => {
  await bot.close()
  bot = await openWholeBot({}, (discord) => discord.owner.closesDms())
  await bot.settle()
  const olga = bot.discord.joins('Olga')
  bot.discord.grants(olga.id, 1n << 5n)
  const mitch = bot.discord.joins('Mitch')
  for (const who of [mitch, olga, olga]) {
    await who.runs(bot.help, 'help', {})
    await bot.settle()
  }
  expect(bot.texts(olga, olga.dm())).toEqual([expect.stringContaining('I listen nowhere yet')])
  expect(bot.texts(mitch, mitch.dm())).toEqual([])
  await setsUp(olga, olga.dm(), { channels: '#help', ...offer })
  expect((await community()).channels).toHaveLength(1)
})

test('who owns two servers sets up each by its own message', async () => {
  const second = bot.discord.addsBotTo('Brandon Helps')
  bot.discord.comesTo(second.owner.id, bot.discord.guild)
  bot.discord.grants(second.owner.id, 1n << 5n)
  await bot.settle()
  // She was last active in the first one.
  await second.owner.runs(bot.help, 'help', {})
  await bot.settle()
  await setsUp(second.owner, second.owner.dm(), { channels: '#general', ...offer })
  const theirs = await bot.running.bot.store.communityBySpace(spaceRef(second.id))
  expect(theirs?.channels).toHaveLength(1)
  expect((await community()).channels).toEqual([])
})
