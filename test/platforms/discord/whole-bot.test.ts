import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { loadConfig } from '../../../src/app/load-config.ts'
import { type Running, startConfigured } from '../../../src/main.ts'
import { spaceRef } from '../../../src/platforms/discord/ids.ts'
import { createSimulatedClock, type SimulatedClock } from '../../../src/shared/clock.ts'
import type { DiscordPerson } from '../../servers/discord/person.ts'
import { type DiscordServer, startDiscordServer } from '../../servers/discord/server.ts'

// The bot as `npm start` puts it together, with nothing but a Discord token set, and people who use Discord.

let clock: SimulatedClock
let discord: DiscordServer
let running: Running
let folder: string
let help: string

beforeEach(async () => {
  // A Tuesday morning in Winnipeg.
  clock = createSimulatedClock(Date.UTC(2026, 1, 10, 16))
  discord = await startDiscordServer({ clock })
  help = discord.channel('help')
  folder = mkdtempSync(join(tmpdir(), 'askaround-discord-'))
  running = await start()
})
afterEach(async () => {
  await running.stop()
  rmSync(folder, { recursive: true, force: true })
  await discord.close()
})

async function start(): Promise<Running> {
  const configFile = join(folder, 'askaround.yaml')
  const community = { places: ['Winnipeg, MB'], time_zone: 'America/Winnipeg' }
  writeFileSync(configFile, stringify({ log_level: 'error', data_directory: join(folder, 'data'), community }))
  const env = { PORT: '0', DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.address }
  return startConfigured(loadConfig({ configFile, env }), { clock })
}

/** Lets the bot do all that is due; it says one thing a second in a channel. */
async function settle() {
  for (let second = 0; second < 6; second++) {
    await discord.gateway.delivered()
    await running.loop.settle()
    await clock.advanceTo(clock.now() + 1000)
  }
  await running.loop.settle()
  await discord.gateway.delivered()
}
const texts = (who: DiscordPerson, where: string) => who.reads(where).map(({ text }) => text)
const last = (who: DiscordPerson, where: string) => who.reads(where).at(-1)!
/** Presses the newest button of that name that this person sees there. */
const press = async (who: DiscordPerson, where: string, label: string) => {
  const message = who.reads(where).findLast(({ buttons }) => buttons.includes(label))
  if (!message) throw new Error(`there is no ${label} in: ${JSON.stringify(who.reads(where))}`)
  await who.presses(where, message.id, label)
}

async function aVolunteer(name: string, topics: string): Promise<DiscordPerson> {
  const who = discord.joins(name)
  await who.runs(help, 'volunteer', { topics, places: 'Winnipeg' })
  await settle()
  who.writesToBot('hi')
  await settle()
  return who
}

test('a server becomes a community, and who manages it says where the bot listens', async () => {
  expect(await running.bot.store.communityBySpace(spaceRef(discord.guild))).toMatchObject({
    name: 'Winnipeg Helps',
    channels: [],
  })
  const mitch = discord.joins('Mitch')
  await mitch.runs(help, 'askaround', { subcommand: 'watch', channel: help })
  await settle()
  expect(await running.bot.store.communityBySpace(spaceRef(discord.guild))).toMatchObject({ channels: [] })
  await discord.owner.runs(help, 'askaround', { subcommand: 'watch', channel: help })
  await settle()
  expect(await running.bot.store.communityBySpace(spaceRef(discord.guild))).toMatchObject({
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
  expect(texts(jonathan, help).join('\n')).not.toContain('Ask around')
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
