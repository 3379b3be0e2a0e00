import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { loadConfig } from '../../../src/app/load-config.ts'
import { type Running, startConfigured } from '../../../src/main.ts'
import type { DiscordPlatform } from '../../../src/platforms/discord/adapter.ts'
import { createSimulatedClock, type SimulatedClock } from '../../../src/shared/clock.ts'
import type { DiscordPerson } from '../../servers/discord/person.ts'
import { type DiscordServer, startDiscordServer } from '../../servers/discord/server.ts'
import { createDatabase, postgresUrl, type TestDatabase } from '../../servers/services.ts'

// Two processes as `npm start` puts them together, on one Postgres, each with half of Discord's shards.
describe.skipIf(!postgresUrl())('two processes on one Postgres', () => {
  let clock: SimulatedClock
  let discord: DiscordServer
  let database: TestDatabase
  let folder: string
  let both: Running[]

  beforeEach(async () => {
    clock = createSimulatedClock(Date.UTC(2026, 1, 10, 16))
    discord = await startDiscordServer({ clock })
    database = await createDatabase()
    folder = mkdtempSync(join(tmpdir(), 'askaround-two-'))
    both = [await start('0/2'), await start('1/2')]
  })
  afterEach(async () => {
    for (const running of both) await running.stop()
    rmSync(folder, { recursive: true, force: true })
    await discord.close()
    await database.drop()
  })

  function start(shards: string): Promise<Running> {
    const configFile = join(folder, 'askaround.yaml')
    const community = { places: ['Winnipeg, MB'], time_zone: 'America/Winnipeg' }
    writeFileSync(
      configFile,
      stringify({
        log_level: 'error',
        data_directory: join(folder, 'data'),
        community,
        matching: { sentence_vectors: false },
      }),
    )
    const connections = { DATABASE_URL: database.url, DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.address }
    return startConfigured(loadConfig({ configFile, env: { PORT: '0', DISCORD_SHARDS: shards, ...connections } }), {
      clock,
    })
  }

  async function settle() {
    for (let second = 0; second < 8; second++) {
      await taken()
      for (const { loop } of both) await loop.settle()
      await clock.advanceTo(clock.now() + 1000)
    }
    await taken()
  }
  /** All that Discord told has reached a process, and is on the record. */
  async function taken() {
    await discord.gateway.delivered()
    for (const { bot } of both) await (bot.platforms.get('discord') as DiscordPlatform).settled()
  }
  const texts = (who: DiscordPerson, where: string) => who.reads(where).map(({ text }) => text)
  async function press(who: DiscordPerson, where: string, label: string) {
    const message = who.reads(where).findLast(({ buttons }) => buttons.includes(label))
    await who.presses(where, message!.id, label)
    await settle()
  }

  test('one has the page, each its shards, and a request is carried through, each thing said once', async () => {
    expect(both.map(({ bot }) => bot.platforms.has('web'))).toEqual([true, false])
    expect(both.map(({ bot }) => bot.platforms.has('discord'))).toEqual([true, true])

    const help = discord.channel('help')
    await discord.owner.runs(help, 'askaround', { subcommand: 'watch', channel: help })
    await settle()
    const jonathan = discord.joins('Jonathan')
    await jonathan.runs(help, 'volunteer', { topics: 'web talks', places: 'Winnipeg' })
    await settle()
    jonathan.writesToBot('hi')
    await settle()
    const mitch = discord.joins('Mitch')
    const thread = mitch.says(help, 'Does anyone know a speaker who talks about the web in Winnipeg?')
    await settle()
    await press(mitch, help, mitch.reads(help).at(-1)!.buttons[0]!)
    await press(mitch, help, 'Ask around')
    expect(texts(jonathan, jonathan.dm()).filter((text) => text.includes('talks about the web'))).toHaveLength(1)
    await press(jonathan, jonathan.dm(), 'I can help')
    await jonathan.fills({ text: 'Joel gave one in Regina' })
    await settle()
    expect(texts(mitch, thread).filter((text) => text.includes('Joel gave one in Regina'))).toHaveLength(1)
  })
})
