import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { loadConfig } from '../../../src/app/load-config.ts'
import { type Running, startConfigured } from '../../../src/main.ts'
import { createSimulatedClock } from '../../../src/shared/clock.ts'
import { createPerson, type SlackPerson } from '../../servers/slack/person.ts'
import { startSlackServer } from '../../servers/slack/server.ts'
import type { User, Workspace } from '../../servers/slack/workspace.ts'

export type WholeBot = Awaited<ReturnType<typeof openWholeBot>>

/** The bot as `npm start` puts it together, with nothing but Slack's tokens set, and people who use Slack. */
export async function openWholeBot(
  before: (workspace: Workspace, server: Awaited<ReturnType<typeof startSlackServer>>) => void = () => {},
) {
  // A Tuesday morning in Winnipeg, and daytime at the helpers'.
  const clock = createSimulatedClock(Date.UTC(2026, 1, 10, 16))
  const server = await startSlackServer({ clock })
  const workspace = server.addWorkspace()
  before(workspace, server)
  const general = [...workspace.channels.values()][0]!.id
  const folder = mkdtempSync(join(tmpdir(), 'askaround-slack-'))
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
  const env = {
    ...{ PORT: '0', SLACK_BOT_TOKEN: 'xoxb-T1-secret', SLACK_APP_TOKEN: server.appToken, SLACK_API_URL: server.apiUrl },
  }

  async function start(): Promise<Running> {
    const started = await startConfigured(loadConfig({ configFile, env }), { clock })
    await server.delivery.untilConnected(2)
    return started
  }
  let running = await start()

  /** Lets the bot do all that is due; Slack takes one message a second into a channel. */
  async function settle(seconds = 8) {
    for (let second = 0; second < seconds; second++) {
      await running.loop.settle()
      await clock.advanceTo(clock.now() + 1000)
    }
    await running.loop.settle()
  }
  /** Goes on until it is so; the test's own time is the limit. */
  async function until(so: () => boolean): Promise<void> {
    while (!so()) await settle(1)
  }
  const person = (name: string, more: Partial<User> = {}): SlackPerson =>
    createPerson(server, workspace, workspace.addUser({ name, ...more }))

  return {
    ...{ clock, server, workspace, general, settle, until, person },
    get running() {
      return running
    },
    async stop() {
      await running.stop()
    },
    async start() {
      running = await start()
    },
    read: (who: SlackPerson, channel = general, thread?: string) => who.reads(channel, thread).map(({ text }) => text),
    lastOf: (who: SlackPerson, channel = general, thread?: string) => who.reads(channel, thread).at(-1)!,
    dmOf: (who: SlackPerson) => workspace.im(who.id).id,
    async aWatchedChannelWithVolunteers() {
      const olga = person('Olga', { admin: true })
      await olga.runs(general, `/askaround watch <#${general}|general>`)
      const jonathan = person('Jonathan')
      await jonathan.runs(general, '/volunteer')
      await jonathan.submits({ topics: 'bicycles, wheels', places: 'Winnipeg' })
      await settle()
      return { olga, jonathan, mitch: person('Mitch') }
    },
    /** Asks in a watched channel, and says yes to the offer. @returns the message's ts */
    async asks(who: SlackPerson, text: string, channel = general): Promise<string> {
      const root = await who.says(channel, text)
      await settle()
      const offer = who.reads(channel).at(-1)!
      // Where somebody else asked much the same, the offer says so.
      await who.presses(channel, offer.ts, offer.text.includes('[Ask anyway]') ? 'Ask anyway' : 'Ask around')
      await settle()
      return root
    },
    async close() {
      await running.stop()
      rmSync(folder, { recursive: true, force: true })
      await server.close()
    },
  }
}
