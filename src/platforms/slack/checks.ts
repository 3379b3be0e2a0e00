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
    ...(connect.mode === 'socket'
      ? await checkSocket(new webApi.WebClient(connect.appToken, options), connect.appToken, workspaces)
      : [
          {
            level: 'green' as const,
            what: `Slack: signed requests are taken on port ${connect.port}; whether Slack sends them there no token may read.`,
            remedy: 'If nothing comes, look at Event Subscriptions, and whether Socket Mode is off',
          },
        ]),
    ...(await checkClock(botTokens[0]!, apiUrl, parts.now)),
  ]
}

interface Checked {
  team?: string
  /** The app that the token is of. */
  app?: string
  findings: Finding[]
}

/** What of the manifest a token may read: its scopes alone. */
function checkScopes(team: string, granted: string[] | undefined): Finding[] {
  const anew = 'Put config/slack-manifest.yaml into App Manifest again, and reinstall the app'
  const unread: Finding = {
    level: 'green',
    what: `Slack: events, commands and shortcuts of the app in ${team} no token may read.`,
    remedy: 'After an update compare App Manifest with config/slack-manifest.yaml',
  }
  if (!granted)
    return [{ level: 'amber', what: `Slack: it did not tell the scopes granted in ${team}.`, remedy: anew }, unread]
  const missing = scopes.filter((scope) => !granted.includes(scope))
  const more = granted.filter((scope) => !scopes.includes(scope))
  return [
    ...(missing.length > 0
      ? [{ level: 'red' as const, what: `Slack: in ${team} Askaround may not: ${missing.join(', ')}.`, remedy: anew }]
      : []),
    ...(more.length > 0
      ? [
          {
            level: 'amber' as const,
            what: `Slack: in ${team} Askaround may more than it needs: ${more.join(', ')}.`,
            remedy: anew,
          },
        ]
      : []),
    ...(missing.length + more.length === 0
      ? [{ level: 'green' as const, what: `Slack: its scopes in ${team} are those of the manifest.` }]
      : []),
    unread,
  ]
}

async function checkToken(client: webApi.WebClient, index: number, { channels }: CheckParts): Promise<Checked> {
  try {
    const { team_id, team, bot_id, response_metadata } = await client.auth.test()
    const { bot } = bot_id ? await client.bots.info({ bot: bot_id }).catch(() => ({ bot: undefined })) : {}
    const here = channels.flatMap((ref) => {
      const place = parseConversation(ref)
      return place?.team === team_id ? [place!.channel] : []
    })
    return {
      team: team_id!,
      ...(bot?.app_id ? { app: bot.app_id } : {}),
      findings: [
        { level: 'green', what: `Slack: the token of ${team} is good.` },
        ...checkScopes(team!, response_metadata?.scopes),
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
    if (channel?.is_archived)
      return {
        level: 'red',
        what: `Slack: #${channel.name} is archived.`,
        remedy: 'Unarchive it, or take it out with /askaround unwatch',
      }
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

async function checkSocket(client: webApi.WebClient, appToken: string, bots: Checked[]): Promise<Finding[]> {
  // "xapp-1-A0123-…" names its app.
  const app = /^xapp-\d+-(A\w+)-/.exec(appToken)?.[1]
  const others = bots.filter((bot) => app && bot.app && bot.app !== app)
  const strangers: Finding[] = others.map(({ team }) => ({
    level: 'red',
    what: `Slack: the bot token of ${team} is of another app than SLACK_APP_TOKEN, so nothing of it would come.`,
    remedy: 'Take both from the same app; one that serves several workspaces is installed in each',
  }))
  try {
    await client.apps.connections.open({})
    return [{ level: 'green', what: 'Slack: Socket Mode is open to this app.' }, ...strangers]
  } catch (error) {
    return [
      {
        level: 'red',
        what: `Slack: Socket Mode is refused (${reasonOf(error)}).`,
        remedy:
          remedies[reasonOf(error)] ??
          'Switch Socket Mode on, and copy the app-level token with connections:write into SLACK_APP_TOKEN',
      },
      ...strangers,
    ]
  }
}

const remedies: Record<string, string> = {
  missing_scope: 'Generate an app-level token with the scope connections:write, and put it into SLACK_APP_TOKEN',
  not_allowed_token_type:
    'SLACK_APP_TOKEN takes the app-level token, which begins with xapp-; the bot token is another',
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
