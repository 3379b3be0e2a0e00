import messages from '../../../config/messages/en.json' with { type: 'json' }
import { createCards } from '../../../src/cards/cards.ts'
import { commands } from '../../../src/commands/commands.ts'
import { createSlackPlatform } from '../../../src/platforms/slack/adapter.ts'
import type { SlackOptions } from '../../../src/platforms/slack/options.ts'
import { createSimulatedClock } from '../../../src/shared/clock.ts'
import { createLogger } from '../../../src/shared/logger.ts'
import { createPerson, type SlackPerson } from '../../servers/slack/person.ts'
import { startSlackServer } from '../../servers/slack/server.ts'
import type { User } from '../../servers/slack/workspace.ts'
import { createHooks } from '../web/memory-hooks.ts'

/** Noon of 12 Nov 2025 in UTC. */
const noon = Date.UTC(2025, 10, 12, 12)

/** A started Slack platform against the local Slack, with a clock that stands still and one workspace, "Lantern". */
export async function openSlack({
  mode = 'socket' as 'socket' | 'http',
  options = {} as Partial<SlackOptions>,
  hooks = createHooks(),
  start = true,
} = {}) {
  const clock = createSimulatedClock(noon)
  const server = await startSlackServer({ clock })
  const workspace = server.addWorkspace()
  const { commandForm, explain } = createCards({ messages })
  const { appToken, signingSecret, apiUrl } = server
  const lines: string[] = []
  const logger = createLogger({ level: 'debug', destination: { write: (line: string) => void lines.push(line) } })
  const settings: SlackOptions = {
    botTokens: [workspace.token],
    connect: mode === 'socket' ? { mode, appToken } : { mode, signingSecret, port: 0, host: '127.0.0.1' },
    ...{ apiUrl, commands, commandForm, explain, clock, logger },
    ...options,
  }
  const platform = createSlackPlatform(settings)
  const connect = async (started = platform) => {
    await started.start(hooks)
    await started.catchUp()
    if (mode === 'http') server.delivery.sendTo(`http://127.0.0.1:${started.port}/slack/events`)
    else await server.delivery.untilConnected(2)
  }
  if (start) await connect()
  const general = [...workspace.channels.values()].find(({ name }) => name === 'general')!.id
  return {
    ...{ platform, server, workspace, hooks, clock, general, lines, connect, settings },
    /** Somebody who is there already, and nobody is told of. */
    person: (name: string, more: Partial<User> = {}): SlackPerson =>
      createPerson(server, workspace, workspace.addUser({ name, ...more })),
    async close() {
      await platform.stop()
      await server.close()
    },
  }
}
