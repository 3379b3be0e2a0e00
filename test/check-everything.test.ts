import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { loadConfig, type Settings } from '../src/app/load-config.ts'
import { checkEverything, sayFindings } from '../src/check-everything.ts'
import { commands } from '../src/commands/commands.ts'
import { openRecord } from '../src/main.ts'
import { checkDiscord } from '../src/platforms/discord/checks.ts'
import { registerCommands } from '../src/platforms/discord/commands.ts'
import { createClient, signIn } from '../src/platforms/discord/connect.ts'
import { channelRef } from '../src/platforms/discord/ids.ts'
import { checkSlack } from '../src/platforms/slack/checks.ts'
import { conversationRef } from '../src/platforms/slack/ids.ts'
import { scopes } from '../src/platforms/slack/manifest.ts'
import { createSimulatedClock } from '../src/shared/clock.ts'
import { createLogger } from '../src/shared/logger.ts'
import { onlyFor, startDiscordServer } from './servers/discord/server.ts'
import { startSlackServer } from './servers/slack/server.ts'
import { aCommunity } from './storage/samples.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'askaround-check-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const settings = (env: Record<string, string> = {}): Settings => {
  const given = loadConfig({ env: { PORT: '0', ...env } })
  return { ...given, config: { ...given.config, data_directory: folder } }
}
const lines = async (env?: Record<string, string>) =>
  sayFindings(await checkEverything(() => settings(env))).split('\n')
const line = (text: string) => expect.stringContaining(text)
const key = 'k'.repeat(64).replaceAll('k', 'a')

describe('askaround check', () => {
  it('before the first start says where the record will be, and what is off', async () => {
    expect(await lines()).toEqual([
      line('green  Settings: all of them can be read.'),
      line(`green  Record: none yet; the first start makes it in ${folder}.`),
      line('green  Sentence vectors: they can be had; some 200 MB while they are used.'),
      line('green  Page: port 0 is free.'),
      line(
        'amber  Record: what people write is stored as it is. Set ASKAROUND_KEY before the first start to encrypt it.',
      ),
      line('amber  Discord: off. Set DISCORD_TOKEN'),
      line('amber  Slack: off. Set SLACK_BOT_TOKEN'),
    ])
  })

  it('says that sentence vectors are off where there is too little memory', async () => {
    const little = vi.spyOn(process, 'constrainedMemory').mockReturnValue(768 * 1024 ** 2)
    try {
      expect(await lines()).toContainEqual(
        line('amber  Sentence vectors: off, for they need 1 GB of memory, and there are 768 MB. Nothing:'),
      )
    } finally {
      little.mockRestore()
    }
  })

  it('names every wrong setting in red, with its remedy', async () => {
    expect(await lines({ ASKAROUND_KEY: 'short', DATABASE_URL: 'mysql://x' })).toEqual([
      expect.stringMatching(/^red {4}environment: (ASKAROUND_KEY|DATABASE_URL) is .+: ?.+give/s),
      expect.stringMatching(/^red {4}environment: (ASKAROUND_KEY|DATABASE_URL) is /),
    ])
  })

  it('opens the record beside a running bot; a wrong key is red', async () => {
    const store = await openRecord(settings({ ASKAROUND_KEY: key }))
    await store.saveCommunity(aCommunity('c1'), 0)
    expect(await lines({ ASKAROUND_KEY: key })).toContainEqual(line(`green  Record: ${folder} can be read`))
    expect(await lines({ ASKAROUND_KEY: 'b'.repeat(64) })).toContainEqual(
      line('red    Record: ASKAROUND_KEY is not the key that this record is encrypted with. Set it to the one'),
    )
    await store.close()
  })

  it('a database that is not there is red, a Redis that is not there amber', async () => {
    const nowhere = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/x', REDIS_URL: 'redis://127.0.0.1:1' }
    const said = await lines(nowhere)
    expect(said).toContainEqual(line('red    Record: Postgres cannot be reached'))
    expect(said).toContainEqual(line('amber  Redis: it cannot be reached'))
  })

  it('a port that is taken is amber: it may be the bot itself', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as AddressInfo
    expect(await lines({ PORT: String(port), HOST: '127.0.0.1' })).toContainEqual(
      line(`amber  Page: port ${port} is taken.`),
    )
    other.close()
  })
})

describe('what Discord contributes', () => {
  const atOnce = { ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => {} }) } }
  const logger = createLogger({ level: 'silent' })
  const clock = createSimulatedClock(Date.now())

  it('signs in, and says of each watched channel what is missing there', async () => {
    const discord = await startDiscordServer({ clock })
    const open = discord.channel('help')
    const hidden = discord.channel('mods', { overwrites: onlyFor(discord.guild, []) })
    const channels = [open, hidden, '42'].map((id) => channelRef(discord.guild, id))
    const options = { token: discord.token, apiUrl: discord.address, sdk: atOnce }
    const findings = await checkDiscord(options, { channels, now: Date.now, logger })
    expect(sayFindings(findings)).toContain('green  Discord: signed in as askaround, in Winnipeg Helps.')
    expect(sayFindings(findings)).toContain('green  Discord: #help can be read and answered in.')
    expect(sayFindings(findings)).toContain('red    Discord: in #mods Askaround may not: View Channel')
    expect(sayFindings(findings)).toContain('red    Discord: a channel that it works in (42) cannot be seen.')
    expect(findings).toHaveLength(5)

    const off = await checkDiscord(options, { channels: [], now: () => Date.now() + 300_000, logger })
    expect(sayFindings(off)).toContain('amber  Discord: the clock of this machine is')
    await discord.close()
  })

  it('in a forum, only what is needed in its posts', async () => {
    const discord = await startDiscordServer({ clock })
    const deny = (bits: bigint) => [{ id: discord.guild, type: 0, allow: '0', deny: String(bits) }]
    const readOnly = discord.channel('questions', { type: 15, overwrites: deny((1n << 11n) | (1n << 35n)) })
    const closed = discord.channel('answers', { type: 15, overwrites: deny(1n << 38n) })
    const channels = [readOnly, closed].map((id) => channelRef(discord.guild, id))
    const options = { token: discord.token, apiUrl: discord.address, sdk: atOnce }
    const said = sayFindings(await checkDiscord(options, { channels, now: Date.now, logger }))
    expect(said).toContain('green  Discord: #questions can be read and answered in.')
    expect(said).toContain('red    Discord: in #answers Askaround may not: Send Messages in Threads.')
    await discord.close()
  })

  it('compares the registered commands with those of this version, and changes none', async () => {
    const discord = await startDiscordServer({ clock })
    const options = { token: discord.token, apiUrl: discord.address, sdk: atOnce }
    const said = async () => sayFindings(await checkDiscord(options, { channels: [], now: Date.now, logger }))
    expect(await said()).toMatch(/amber {2}Discord: registered commands are not those of this version: .*ask.* Start/)
    expect(discord.world.commands.size).toBe(0)
    const client = createClient({ ...options, logger })
    await signIn(client, options)
    await registerCommands(client, commands)
    await client.destroy()
    expect(await said()).toContain('green  Discord: its commands are registered.')
    discord.world.commands.get('global')!.find(({ name }) => name === 'ask')!.description = 'of old'
    expect(await said()).toContain('of this version: ask. Start the bot once; it brings them up to date.')
    await discord.close()
  })

  it('a token that Discord refuses is red, with what to do', async () => {
    const discord = await startDiscordServer({ clock })
    const wrong = `${discord.token.slice(0, -3)}abc`
    const options = { token: wrong, apiUrl: discord.address, sdk: atOnce }
    const findings = await checkDiscord(options, { channels: [], now: Date.now, logger })
    expect(sayFindings(findings)).toMatch(/^red {4}Discord: signing in failed\. Discord does not know this token/)
    await discord.close()
  })
})

describe('what Slack contributes', () => {
  const logger = createLogger({ level: 'silent' })

  it('asks for each token, the socket and each watched channel', async () => {
    const server = await startSlackServer({ clock: createSimulatedClock(Date.now()) })
    const workspace = server.addWorkspace()
    const inside = workspace.addChannel('help').id
    const outside = workspace.addChannel('mods')
    outside.members.delete(workspace.botUser)
    const channels = [inside, outside.id].map((channel) => conversationRef({ team: workspace.id, channel }))
    const stray = conversationRef({ team: 'T9', channel: 'C9' })
    const connection = {
      botTokens: [workspace.token, 'xoxb-nobody'],
      connect: { mode: 'socket' as const, appToken: server.appToken },
      apiUrl: server.apiUrl,
    }
    const said = sayFindings(await checkSlack(connection, { channels: [...channels, stray], now: Date.now, logger }))
    expect(said).toContain('green  Slack: the token of Lantern is good.')
    expect(said).toContain('green  Slack: #help can be read and answered in.')
    expect(said).toContain('green  Slack: Socket Mode is open to this app.')
    expect(said).toContain(
      'red    Slack: Askaround is not in #mods, so it hears nothing there. Type /invite @Askaround',
    )
    expect(said).toContain('red    Slack: number 2 of the tokens in SLACK_BOT_TOKEN is refused (invalid_auth).')
    expect(said).toContain('red    Slack: a watched channel (C9) is in a workspace without a token.')
    expect(said).not.toContain('clock')

    const refused = { ...connection, botTokens: [workspace.token], connect: { mode: 'socket' as const, appToken: 'x' } }
    const late = await checkSlack(refused, { channels: [], now: () => Date.now() - 600_000, logger })
    expect(sayFindings(late)).toContain('red    Slack: Socket Mode is refused (invalid_auth).')
    expect(sayFindings(late)).toMatch(/red {4}Slack: the clock of this machine is -\d+ seconds off/)
    await server.close()
  })

  it('an archived channel, a token of another app, and what is wrong with the app-level token are red, each with its remedy', async () => {
    const server = await startSlackServer({ clock: createSimulatedClock(Date.now()) })
    const workspace = server.addWorkspace()
    const help = workspace.addChannel('help')
    help.archived = true
    const channels = [conversationRef({ team: workspace.id, channel: help.id })]
    const check = async (appToken: string) =>
      sayFindings(
        await checkSlack(
          { botTokens: [workspace.token], connect: { mode: 'socket', appToken }, apiUrl: server.apiUrl },
          { channels, now: Date.now, logger },
        ),
      )
    const said = await check(server.appToken)
    expect(said).toContain('red    Slack: #help is archived. Unarchive it')
    expect(said).not.toContain('another app')
    expect(await check('xapp-1-A0OTHER-1-x')).toContain('red    Slack: the bot token of T1 is of another app')
    server.faults.next('apps.connections.open', { type: 'error', error: 'missing_scope' })
    expect(await check(server.appToken)).toContain('Generate an app-level token with the scope connections:write')
    server.faults.next('apps.connections.open', { type: 'error', error: 'not_allowed_token_type' })
    expect(await check(server.appToken)).toContain('begins with xapp-')
    await server.close()
  })

  it('compares what was granted with the manifest', async () => {
    const server = await startSlackServer({ clock: createSimulatedClock(Date.now()) })
    const { token: botToken } = server.addWorkspace()
    const connect = { mode: 'http' as const, signingSecret: server.signingSecret, port: 0 }
    const check = async () =>
      sayFindings(
        await checkSlack(
          { botTokens: [botToken], connect, apiUrl: server.apiUrl },
          { channels: [], now: Date.now, logger },
        ),
      )
    server.granted.scopes = scopes
    expect(await check()).toContain('green  Slack: its scopes in Lantern are those of the manifest.')
    expect(await check()).toContain(
      'green  Slack: events, commands and shortcuts of the app in Lantern no token may read.',
    )
    expect(await check()).toContain('green  Slack: signed requests are taken on port 0')
    expect(await check()).not.toMatch(/amber|red/)
    server.granted.scopes = [...scopes.filter((scope) => !['groups:history', 'im:write'].includes(scope)), 'files:read']
    expect(await check()).toContain('red    Slack: in Lantern Askaround may not: groups:history, im:write. Put config/')
    expect(await check()).toContain('amber  Slack: in Lantern Askaround may more than it needs: files:read.')
    expect(await check()).not.toContain('are those of the manifest')
    await server.close()
  })
})
