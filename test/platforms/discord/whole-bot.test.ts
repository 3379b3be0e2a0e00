import { afterEach, beforeEach, expect, test } from 'vitest'
import { spaceRef } from '../../../src/platforms/discord/ids.ts'
import type { DiscordPerson } from '../../servers/discord/person.ts'
import { onlyFor } from '../../servers/discord/server.ts'
import { openWholeBot, type WholeBot } from './open-whole-bot.ts'

let bot: WholeBot
let discord: WholeBot['discord']
let help: string
beforeEach(async () => {
  bot = await openWholeBot()
  ;({ discord, help } = bot)
})
afterEach(() => bot.close())

const settle = () => bot.settle()
const texts: WholeBot['texts'] = (...given) => bot.texts(...given)
const last: WholeBot['last'] = (...given) => bot.last(...given)
const press: WholeBot['press'] = (...given) => bot.press(...given)
const aVolunteer: WholeBot['aVolunteer'] = (...given) => bot.aVolunteer(...given)

test('a server becomes a community, and who manages it says where the bot listens', async () => {
  expect(await bot.running.bot.store.communityBySpace(spaceRef(discord.guild))).toMatchObject({
    name: 'Winnipeg Helps',
    channels: [],
  })
  const mitch = discord.joins('Mitch')
  await mitch.runs(help, 'askaround', { subcommand: 'watch', channel: help })
  await settle()
  expect(await bot.running.bot.store.communityBySpace(spaceRef(discord.guild))).toMatchObject({ channels: [] })
  await discord.owner.runs(help, 'askaround', { subcommand: 'watch', channel: help })
  await settle()
  expect(await bot.running.bot.store.communityBySpace(spaceRef(discord.guild))).toMatchObject({
    channels: [{ mode: 'offer' }],
  })
})

test('a request: a neutral note, a private offer, a thread, a ping with its form, a suggestion, thanks', async () => {
  await discord.owner.runs(help, 'askaround', { subcommand: 'watch', channel: help })
  const jonathan = await aVolunteer('Jonathan', 'public speaking, web 2.0')
  const mitch = discord.joins('Mitch')
  const root = mitch.says(help, 'need help: anyone know a speaker on web 2.0 in Winnipeg? event is at 1:30 pm')
  await settle()

  // All see a note that says nothing; only he can open it.
  const note = last(jonathan, help)
  expect(note.text).not.toMatch(/speaker|web|winnipeg/i)
  expect(note.notified).toEqual([])
  await press(jonathan, help, note.buttons[0]!)
  await settle()
  expect(last(jonathan, help).text).toContain('Only the one who asked can do that.')
  await press(mitch, help, note.buttons[0]!)
  await settle()
  expect(last(mitch, help).text).toContain('web 2.0')
  await press(mitch, help, 'Ask around')
  await settle()

  const thread = root
  expect(texts(jonathan, thread).join('\n')).toContain('Mitch')
  const dm = jonathan.dm()
  expect(last(jonathan, dm).text).toContain('speaker on web 2.0')
  await press(jonathan, dm, 'I can help')
  await jonathan.fills({ text: 'Joel Semeniuk speaks on exactly that' })
  await settle()
  const suggestion = mitch.reads(thread).find(({ text }) => text.includes('Joel Semeniuk'))
  expect(suggestion).toBeDefined()
  expect(mitch.reads(thread).some(({ notified }) => notified.includes(mitch.id))).toBe(true)

  await press(mitch, thread, 'This helped')
  await mitch.fills({ thanks: 'saved my day' })
  await settle()
  expect(texts(jonathan, dm).join('\n')).toContain('saved my day')
})

test('an offer that nobody answered leaves nothing on the screen: neither its note nor what was opened of it', async () => {
  await bot.watch()
  const mitch = discord.joins('Mitch')
  const post = mitch.says(help, 'does anyone know how to fix a bicycle wheel?')
  await settle()
  await bot.clock.advanceTo(bot.clock.now() + 8 * 60_000)
  await press(mitch, help, 'Open')
  await settle()
  expect(last(mitch, help).buttons).toContain('No thanks')
  await bot.clock.advanceTo(bot.clock.now() + 3 * 60_000)
  await settle()
  expect(mitch.reads(help).map(({ id }) => id)).toEqual([post])
})

test('an offer that was answered keeps the answer', async () => {
  await bot.watch()
  const mitch = discord.joins('Mitch')
  mitch.says(help, 'does anyone know how to fix a bicycle wheel?')
  await settle()
  await press(mitch, help, 'Open')
  await settle()
  await press(mitch, help, 'No thanks')
  await bot.clock.advanceTo(bot.clock.now() + 11 * 60_000)
  await settle()
  expect(texts(mitch, help)).toHaveLength(2)
  expect(last(mitch, help).buttons).toEqual([])
})

test("Discord tells nobody's time zone: an offer that hangs on it asks, and what is chosen there holds from then on", async () => {
  await bot.watch()
  const mitch = discord.joins('Mitch')
  const offered = async () => {
    mitch.says(help, 'does anyone know how to fix a bicycle wheel by 6 pm?')
    await settle()
    await press(mitch, help, 'Open')
    await settle()
    return last(mitch, help).text
  }
  expect(await offered()).toContain('(America/Winnipeg). If not, choose yours with Edit.')
  await press(mitch, help, 'Edit')
  const clocks = JSON.stringify(mitch.form()).match(/[^"]* · Berlin/)
  await mitch.fills({ timeZone: clocks![0] })
  await settle()
  await bot.clock.advanceTo(bot.clock.now() + 31 * 60_000)
  expect(await offered()).not.toContain('If not, choose yours')
})

test('"Ask around about this": the author is asked, not the one who chose it', async () => {
  await bot.watch()
  const [bob, mitch] = [discord.joins('Bob'), discord.joins('Mitch')]
  const post = mitch.says(help, 'the door of the hall is stuck')
  await settle()
  await bob.chooses(help, post, 'Ask around about this')
  await settle()
  expect(bob.reads(help).flatMap(({ buttons }) => buttons)).toEqual(['Open'])
  await press(bob, help, 'Open')
  await settle()
  expect(last(bob, help).text).toContain('Only the one who asked can do that.')
  await press(mitch, help, 'Open')
  await settle()
  expect(last(mitch, help).buttons).toContain('No thanks')
})

test('topics and places are offered while they are typed, those of channels that one may read alone', async () => {
  await bot.watch()
  const mods = discord.channel('mods', { overwrites: onlyFor(discord.guild, [discord.world.bot.id, discord.owner.id]) })
  await settle()
  const offered = async (option: string, typed: string) =>
    (await discord.joins('Bob').types(help, 'volunteer', option, typed)).map(({ value }) => value)
  expect(await offered('places', 'winnipe')).toContain('Winnipeg, MB')
  const [mitch, olga] = [discord.joins('Mitch'), discord.owner]
  await mitch.runs(help, 'ask', { text: 'does anyone know how to fix a bicycle wheel?' })
  await olga.runs(mods, 'askaround', { subcommand: 'watch', channel: mods })
  await olga.runs(mods, 'ask', { text: 'does anyone know a bicycle thief?' })
  await settle()
  for (const [who, where] of [
    [mitch, help],
    [olga, mods],
  ] as const)
    await press(
      who,
      where,
      who.reads(where).some(({ buttons }) => buttons.includes('Ask around')) ? 'Ask around' : 'Post it for all',
    )
  await settle()
  expect(await offered('topics', 'bicy')).toEqual(['bicycle wheel'])
})

test('a forum: its post is the request, and all of it happens in the post', async () => {
  const forum = discord.channel('help-desk', { type: 15 })
  await discord.owner.runs(help, 'askaround', { subcommand: 'watch', channel: forum })
  const jonathan = await aVolunteer('Jonathan', 'bicycles, wheels')
  const mitch = discord.joins('Mitch')
  const post = mitch.postsInForum(forum, 'Wheel', 'Does anyone know how to fix a bicycle wheel?')
  await settle()
  const note = last(jonathan, post)
  expect(note.text).not.toMatch(/wheel|bicycle/i)
  await press(mitch, post, note.buttons[0]!)
  await settle()
  await press(mitch, post, 'Ask around')
  await settle()
  expect(last(jonathan, jonathan.dm()).text).toContain('how to fix a bicycle wheel')
  await press(jonathan, jonathan.dm(), 'I can help')
  await jonathan.fills({ text: 'I true wheels on Saturdays' })
  await settle()
  expect(texts(mitch, post).join('\n')).toContain('I true wheels on Saturdays')
  // Whoever writes in the post answers as well, without a button.
  discord.joins('Bo').says(post, 'the shop on Main Street does it too')
  await settle()
  await press(mitch, post, 'Solved')
  await settle()
  expect(texts(jonathan, jonathan.dm()).at(-1)).not.toContain('Can you help')
})

test('a thread that a moderator deletes takes no suggestion with it: the asker gets it by direct message', async () => {
  await discord.owner.runs(help, 'askaround', { subcommand: 'watch', channel: help })
  const jonathan = await aVolunteer('Jonathan', 'bicycles, wheels')
  const mitch = discord.joins('Mitch')
  const root = mitch.says(help, 'Does anyone know how to fix a bicycle wheel?')
  await settle()
  await press(mitch, help, last(mitch, help).buttons[0]!)
  await settle()
  await press(mitch, help, 'Ask around')
  await settle()
  discord.deletesChannel(root)
  await press(jonathan, jonathan.dm(), 'I can help')
  await jonathan.fills({ text: 'I true wheels on Saturdays' })
  await settle()
  expect(texts(mitch, mitch.dm()).join('\n')).toContain('I true wheels on Saturdays')
})

test('who is in two servers is pinged by both, and each answer goes where it belongs', async () => {
  const brandon = discord.addsBotTo('Brandon Helps')
  const there = [...discord.world.channels.values()].find(({ guild_id: guild }) => guild === brandon.id)!.id
  await discord.owner.runs(help, 'askaround', { subcommand: 'watch', channel: help })
  await brandon.owner.runs(there, 'askaround', { subcommand: 'watch', channel: there })
  await settle()
  const both = discord.joins('Bo', [discord.guild, brandon.id])
  for (const place of [help, there]) await both.runs(place, 'volunteer', { topics: 'bicycles', places: 'Winnipeg' })
  both.writesToBot('hi')
  await settle()
  const askers: [DiscordPerson, string][] = [
    [discord.joins('Mitch'), help],
    [discord.joins('Ada', [brandon.id]), there],
  ]
  const roots: string[] = []
  for (const [asker, place] of askers) {
    await asker.runs(place, 'ask', { text: `does anyone know how to fix a bicycle wheel, asked by ${asker.id}` })
    await settle()
    await press(asker, place, 'Ask around')
    await settle()
    roots.push(asker.reads(place).find(({ text }) => text.includes(asker.id))!.id)
  }
  const pings = both.reads(both.dm()).filter(({ buttons }) => buttons.includes('I can help'))
  expect(pings).toHaveLength(2)
  for (const ping of pings) {
    await both.presses(both.dm(), ping.id, 'I can help')
    const said = ping.text.includes(askers[0]![0].id) ? 'for Winnipeg' : 'for Brandon'
    await both.fills({ text: said })
    await settle()
  }
  expect(texts(askers[0]![0], roots[0]!).join('\n')).toContain('for Winnipeg')
  expect(texts(askers[1]![0], roots[1]!).join('\n')).toContain('for Brandon')
})
