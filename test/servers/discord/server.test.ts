import { once } from 'node:events'
import { Client, DiscordAPIError, Events, GatewayIntentBits, Routes } from 'discord.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSimulatedClock } from '../../../src/shared/clock.ts'
import { type DiscordServer, onlyFor, startDiscordServer } from './server.ts'

const intents =
  GatewayIntentBits.Guilds |
  GatewayIntentBits.GuildMessages |
  GatewayIntentBits.GuildMembers |
  GatewayIntentBits.MessageContent |
  GatewayIntentBits.DirectMessages

const clock = createSimulatedClock(Date.UTC(2025, 10, 12, 12))
let discord: DiscordServer
let client: Client
let general: string

beforeEach(async () => {
  discord = await startDiscordServer({ clock })
  general = discord.channel('general')
})
afterEach(async () => {
  await client?.destroy()
  await discord.close()
})

async function connect(bits: number = intents) {
  client = new Client({
    intents: bits,
    rest: { api: discord.address, retries: 0, rejectOnRateLimit: () => true },
    ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => {} }) },
  })
  client.on(Events.Error, () => {})
  const ready = once(client, Events.ClientReady)
  await client.login(discord.token)
  await ready
}

const send = (body: object) => client.rest.post(Routes.channelMessages(general), { body }) as Promise<{ id: string }>
const nextMessage = async () => (await once(client, Events.MessageCreate))[0] as { content: string }
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'it was done',
    (error) => (error instanceof DiscordAPIError ? error.code : error.name),
  )

describe('the real discord.js cannot tell this server from Discord', () => {
  test('it connects, knows the guild and hears what people say', async () => {
    await connect()
    expect(client.guilds.cache.get(discord.guild)?.channels.cache.get(general)?.name).toBe('general')
    const heard = nextMessage()
    discord.joins('Mitch').says(general, 'need a ladder')
    expect(await heard).toMatchObject({ content: 'need a ladder' })
  })

  test('without the intent for words, words of others are empty', async () => {
    await connect(intents & ~GatewayIntentBits.MessageContent)
    const heard = nextMessage()
    discord.joins('Mitch').says(general, 'need a ladder')
    expect(await heard).toMatchObject({ content: '' })
  })

  test('an intent that is not switched on in the portal is refused', async () => {
    discord.gateway.allowIntents(0)
    const refused = new Promise((resolve) => {
      client = new Client({ intents, rest: { api: discord.address, retries: 0 } })
      client.on(Events.ShardDisconnect, ({ code }) => resolve(code))
      client.login(discord.token).catch((error) => resolve(error.message))
    })
    expect(String(await refused)).toMatch(/4014|disallowed/i)
  })

  test('the same nonce twice is one message, when it is enforced', async () => {
    await connect()
    const first = await send({ content: 'once', nonce: 'n1', enforce_nonce: true })
    expect((await send({ content: 'once', nonce: 'n1', enforce_nonce: true })).id).toBe(first.id)
    expect((await send({ content: 'once', nonce: 'n1' })).id).not.toBe(first.id)
  })

  test('after a cut it resumes, and is told what it missed', async () => {
    await connect()
    const resumed = once(client, Events.ShardResume)
    discord.gateway.cut()
    const heard = nextMessage()
    discord.joins('Mitch').says(general, 'while you were away')
    await resumed
    expect(await heard).toMatchObject({ content: 'while you were away' })
  })

  test('when its session is over it identifies anew, and is told nothing of what it missed', async () => {
    await connect()
    const again = once(client, Events.ShardReady)
    discord.gateway.invalidate()
    await again
    expect(discord.gateway.log.filter(({ op }) => op === 2)).toHaveLength(2)
  })

  test('what it may not do is answered with the code that says so', async () => {
    await connect()
    const hidden = discord.channel('hidden', { overwrites: onlyFor(discord.guild, []) })
    const mitch = discord.joins('Mitch')
    const said = mitch.says(general, 'mine')
    const dm = (await client.rest.post(Routes.userChannels(), { body: { recipient_id: mitch.id } })) as { id: string }
    mitch.closesDms()
    const post = (channel: string) => client.rest.post(Routes.channelMessages(channel), { body: { content: 'hello' } })
    expect(await codeOf(post(hidden))).toBe(50001)
    expect(await codeOf(post('1'))).toBe(10003)
    expect(await codeOf(post(dm.id))).toBe(50007)
    expect(await codeOf(client.rest.get(Routes.channelMessage(general, '1')))).toBe(10008)
    expect(await codeOf(client.rest.patch(Routes.channelMessage(general, said), { body: { content: 'x' } }))).toBe(
      50005,
    )
  })

  test('too many requests are limited, by bucket and for all', async () => {
    await connect()
    discord.rest.limit({ requests: 1, seconds: 60 })
    await send({ content: 'one' })
    expect(await codeOf(send({ content: 'two' }))).toMatch(/RateLimit/)
    discord.rest.limit({ requests: 100, seconds: 1 })
    discord.rest.fault('GET /channels/:channel/messages', { limited: 'global', seconds: 5 })
    expect(await codeOf(client.rest.get(Routes.channelMessages(general)))).toMatch(/RateLimit/)
  })

  test("what has not Discord's shape is refused and remembered", async () => {
    await connect()
    expect(await codeOf(send({ content: 'x'.repeat(2001) }))).toBe(50035)
    expect(await codeOf(send({ content: 'x', colour: 'red' }))).toBe(50035)
    expect(discord.violations.map(({ what }) => what)).toEqual([
      expect.stringContaining('2000 characters'),
      expect.stringContaining('colour'),
    ])
    discord.violations.length = 0
  })
})
