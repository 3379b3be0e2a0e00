import { type Client, type RESTGetAPIGatewayBotResult, Routes } from 'discord.js'
import { commands } from '../../commands/commands.ts'
import { clockSkew } from '../../shared/clock-skew.ts'
import type { CheckParts, Finding } from '../platform.ts'
import { compareCommands } from './commands.ts'
import { type ConnectOptions, createClient, signIn } from './connect.ts'
import { parseConversation } from './ids.ts'
import type { DiscordOptions } from './options.ts'
import { inWords, neededIn } from './tell-organiser.ts'

/** Sessions that may still be begun today; each start takes one. */
const FEW_SESSIONS = 50

/** Signs in as the bot would: its token, intents, servers, commands, and what it may do in each channel that it works in. */
export async function checkDiscord(
  options: Omit<ConnectOptions, 'logger'> & Pick<DiscordOptions, 'commandsIn'>,
  { channels, now, logger }: CheckParts,
): Promise<Finding[]> {
  const client = createClient({ ...options, logger })
  let date: string | null = null
  client.rest.on('response', (_, { headers }) => {
    date = headers.get('date')
  })
  try {
    await signIn(client, options)
    const servers = client.guilds.cache.map(({ name }) => name)
    return [
      servers.length > 0
        ? { level: 'green', what: `Discord: signed in as ${client.user!.username}, in ${servers.join(', ')}.` }
        : {
            level: 'amber',
            what: 'Discord: signed in, but in no server.',
            remedy: 'Invite it; docs/discord.md has the link',
          },
      ...channels.flatMap((ref) => checkChannel(client, ref)),
      ...(await checkCommands(client, options.commandsIn)),
      ...(await checkSessions(client)),
      ...checkClock(date, now),
    ]
  } catch (error) {
    return [{ level: 'red', what: 'Discord: signing in failed.', remedy: (error as Error).message }]
  } finally {
    await client.destroy()
  }
}

function checkChannel(client: Client, ref: string): Finding[] {
  const place = parseConversation(ref)
  if (!place) return []
  const channel = client.channels.cache.get(place.id)
  if (!channel || channel.isDMBased() || channel.isThread())
    return [
      {
        level: 'red',
        what: `Discord: a channel that it works in (${place.id}) cannot be seen.`,
        remedy: 'Let Askaround view it, or take it out with /askaround unwatch, unmirror or moderators',
      },
    ]
  const missing = channel.permissionsFor(channel.guild.members.me!).missing(neededIn(channel.type))
  return missing.length === 0
    ? [{ level: 'green', what: `Discord: #${channel.name} can be read and answered in.` }]
    : [
        {
          level: 'red',
          what: `Discord: in #${channel.name} Askaround may not: ${missing.map(inWords).join(', ')}.`,
          remedy: 'Edit Channel, Permissions, and allow these to Askaround',
        },
      ]
}

async function checkCommands(client: Client, guild: string | undefined): Promise<Finding[]> {
  const { changed, gone } = await compareCommands(client, commands, guild)
  const names = [...changed, ...gone].map(({ name }) => name)
  if (names.length === 0) return [{ level: 'green', what: 'Discord: its commands are registered.' }]
  return [
    {
      level: 'amber',
      what: `Discord: registered commands are not those of this version: ${names.join(', ')}.`,
      remedy: 'Start the bot once; it brings them up to date',
    },
  ]
}

async function checkSessions(client: Client): Promise<Finding[]> {
  const { session_start_limit: limit } = (await client.rest.get(Routes.gatewayBot())) as RESTGetAPIGatewayBotResult
  if (limit.remaining >= FEW_SESSIONS) return []
  return [
    {
      level: 'amber',
      what: `Discord: only ${limit.remaining} of ${limit.total} starts are left today.`,
      remedy: 'Find out why it starts so often; Discord takes the token away when none are left',
    },
  ]
}

function checkClock(date: string | null, now: () => number): Finding[] {
  const skew = clockSkew(date, now())
  if (skew === undefined) return []
  return [
    {
      level: 'amber',
      what: `Discord: the clock of this machine is ${Math.round(skew / 1000)} seconds off.`,
      remedy: 'Let the system keep the time (timedatectl set-ntp true)',
    },
  ]
}
