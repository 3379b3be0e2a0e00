import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { loadConfig } from '../../../src/app/load-config.ts'
import { type Running, startConfigured } from '../../../src/main.ts'
import type { DiscordPlatform } from '../../../src/platforms/discord/adapter.ts'
import { createSimulatedClock } from '../../../src/shared/clock.ts'
import type { DiscordPerson } from '../../servers/discord/person.ts'
import { startDiscordServer } from '../../servers/discord/server.ts'

export type WholeBot = Awaited<ReturnType<typeof openWholeBot>>

/** The bot as `npm start` puts it together, with nothing but a Discord token set, and people who use Discord. A Tuesday morning in Winnipeg. */
export async function openWholeBot(
  more: Record<string, unknown> = {},
  before: (discord: Awaited<ReturnType<typeof startDiscordServer>>) => void = () => {},
) {
  const clock = createSimulatedClock(Date.UTC(2026, 1, 10, 16))
  const discord = await startDiscordServer({ clock })
  const help = discord.channel('help')
  before(discord)
  const folder = mkdtempSync(join(tmpdir(), 'askaround-discord-'))
  let running: Running = await start()

  async function start(): Promise<Running> {
    const configFile = join(folder, 'askaround.yaml')
    const community = { places: ['Winnipeg, MB'], time_zone: 'America/Winnipeg' }
    const settings = {
      log_level: 'error',
      data_directory: join(folder, 'data'),
      community,
      matching: { sentence_vectors: false },
      ...more,
    }
    writeFileSync(configFile, stringify(settings))
    const env = { PORT: '0', DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.address }
    return startConfigured(loadConfig({ configFile, env }), { clock })
  }

  /** Resolves once the bot took all that Discord told it. */
  async function told() {
    await discord.gateway.delivered()
    await (running.bot.platforms.get('discord') as DiscordPlatform).settled()
  }

  /** Lets the bot do all that is due; it says one thing a second in a channel. */
  async function settle() {
    for (let second = 0; second < 6; second++) {
      await told()
      await running.loop.settle()
      await clock.advanceTo(clock.now() + 1000)
    }
    await running.loop.settle()
    await told()
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

  return {
    clock,
    discord,
    /** A channel that everybody reads. */
    help,
    get running() {
      return running
    },
    settle,
    texts,
    last,
    press,
    aVolunteer,
    watch: async (channel = help) => {
      await discord.owner.runs(channel, 'askaround', { subcommand: 'watch', channel })
      await settle()
    },
    /** Somebody posts there, and says yes to the offer, also where somebody else asked much the same. @returns the message's id, which is the thread's too */
    async asks(who: DiscordPerson, text: string, channel = help): Promise<string> {
      const root = who.says(channel, text)
      await settle()
      await press(who, channel, last(who, channel).buttons[0]!)
      await settle()
      await press(who, channel, last(who, channel).buttons[0]!)
      await settle()
      return root
    },
    /** The bot is away for a while. */
    async restart(whileAway: () => unknown = () => {}) {
      await running.stop()
      await whileAway()
      running = await start()
      await settle()
    },
    async close() {
      await running.stop()
      rmSync(folder, { recursive: true, force: true })
      await discord.close()
    },
  }
}
