import { webApi } from '@slack/bolt'
import { clockSkew } from '../../shared/clock-skew.ts'
import type { CheckParts, Finding } from '../platform.ts'
import { parseConversation } from './ids.ts'
import { scopes } from './manifest.ts'
import type { SlackOptions } from './options.ts'
import { quietLogger } from './quiet-logger.ts'

type Connection = Pick<SlackOptions, 'botTokens' | 'connect' | 'apiUrl'>

/** Asks Slack as the bot would: its tokens, what the manifest grants them, the socket, and each watched channel. */
export async function checkSlack({ botTokens, connect, apiUrl }: Connection, parts: CheckParts): Promise<Finding[]> {
  const options: webApi.WebClientOptions = {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
    logger: quietLogger(parts.logger),
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
  }
  const clients = botTokens.map((token) => new webApi.WebClient(token, options))
  const workspaces = await Promise.all(clients.map((client, i) => checkToken(client, i, parts)))
  const known = new Set(workspaces.flatMap(({ team }) => team ?? []))
  const strays = parts.channels.filter((ref) => {
    const place = parseConversation(ref)
    return place && !known.has(place.team)
  })
  return [
    ...workspaces.flatMap(({ findings }) => findings),
    ...strays.map(
      (ref): Finding => ({
        level: 'red',
        what: `Slack: a watched channel (${parseConversation(ref)!.channel}) is in a workspace without a token.`,
        remedy: 'Add its "Bot User OAuth Token" to SLACK_BOT_TOKEN, with a comma between',
      }),
    ),
    ...(connect.mode === 'socket' ? await checkSocket(new webApi.WebClient(connect.appToken, options)) : []),
    ...(await checkClock(botTokens[0]!, apiUrl, parts.now)),
  ]
}

async function checkToken(
  client: webApi.WebClient,
  index: number,
  { channels }: CheckParts,
): Promise<{ team?: string; findings: Finding[] }> {
  try {
    const { team_id, team, response_metadata } = await client.auth.test()
    const granted = response_metadata?.scopes
    const missing = granted ? scopes.filter((scope) => !granted.includes(scope)) : []
    const here = channels.flatMap((ref) => {
      const place = parseConversation(ref)
      return place?.team === team_id ? [place!.channel] : []
    })
    return {
      team: team_id!,
      findings: [
        { level: 'green', what: `Slack: the token of ${team} is good.` },
        ...(missing.length === 0
          ? []
          : [
              {
                level: 'red' as const,
                what: `Slack: in ${team} Askaround may not: ${missing.join(', ')}.`,
                remedy: 'Put config/slack-manifest.yaml into App Manifest again, and reinstall the app',
              },
            ]),
        ...(await Promise.all(here.map((channel) => checkChannel(client, channel)))),
      ],
    }
  } catch (error) {
    const which = index === 0 ? 'the first' : `number ${index + 1}`
    return {
      findings: [
        {
          level: 'red',
          what: `Slack: ${which} of the tokens in SLACK_BOT_TOKEN is refused (${reasonOf(error)}).`,
          remedy: 'Copy it again from OAuth & Permissions at api.slack.com/apps',
        },
      ],
    }
  }
}

async function checkChannel(client: webApi.WebClient, id: string): Promise<Finding> {
  try {
    const { channel } = await client.conversations.info({ channel: id })
    return channel?.is_member
      ? { level: 'green', what: `Slack: #${channel.name} can be read and answered in.` }
      : {
          level: 'red',
          what: `Slack: Askaround is not in #${channel?.name ?? id}, so it hears nothing there.`,
          remedy: 'Type /invite @Askaround in it, or take it out with /askaround unwatch',
        }
  } catch (error) {
    return {
      level: 'red',
      what: `Slack: a watched channel (${id}) cannot be seen (${reasonOf(error)}).`,
      remedy: 'Invite Askaround into it, or take it out with /askaround unwatch',
    }
  }
}

async function checkSocket(client: webApi.WebClient): Promise<Finding[]> {
  try {
    await client.apps.connections.open({})
    return [{ level: 'green', what: 'Slack: Socket Mode is open to this app.' }]
  } catch (error) {
    return [
      {
        level: 'red',
        what: `Slack: Socket Mode is refused (${reasonOf(error)}).`,
        remedy: 'Switch Socket Mode on, and copy the app-level token with connections:write into SLACK_APP_TOKEN',
      },
    ]
  }
}

async function checkClock(token: string, apiUrl = 'https://slack.com/api/', now: () => number): Promise<Finding[]> {
  const asked = { method: 'POST', headers: { authorization: `Bearer ${token}` } }
  const answer = await fetch(new URL('auth.test', apiUrl), asked).catch(() => undefined)
  const skew = clockSkew(answer?.headers.get('date') ?? null, now())
  if (skew === undefined) return []
  return [
    {
      level: 'red',
      what: `Slack: the clock of this machine is ${Math.round(skew / 1000)} seconds off.`,
      remedy: 'Let the system keep the time (timedatectl set-ntp true); signed requests are refused otherwise',
    },
  ]
}

/** Slack's own word for it, which holds nobody's words. */
const reasonOf = (error: unknown): string =>
  (error as { data?: { error?: string } }).data?.error ?? (error as { code?: string }).code ?? 'no answer'
