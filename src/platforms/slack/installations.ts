import { webApi } from '@slack/bolt'
import type { Clock } from '../../shared/clock.ts'
import type { Logger } from '../../shared/logger.ts'
import type { Keep, Outcome } from '../platform.ts'
import { createAttempt, errorName, failed, isLost } from './failures.ts'
import { PatientClient } from './patient-client.ts'
import { forgetTeam } from './remember.ts'

/** A workspace that Askaround is installed in. */
export interface Installation {
  team: string
  name: string
  /** "https://lantern.slack.com/" */
  url: string
  botUser: string
  botId: string
  client: webApi.WebClient
}

export interface Installations {
  all(): Installation[]
  of(team: string): Installation | undefined
  /** Calls Slack with the workspace's token. "gone" where Askaround is not installed. */
  call<T>(team: string, run: (client: webApi.WebClient, installation: Installation) => Promise<T>): Promise<Outcome<T>>
  /** Askaround was taken out of a workspace: forgets its token and what was remembered of it. */
  remove(team: string): Promise<void>
}

interface Parts {
  /** One a workspace. Installing by OAuth will add to these. */
  tokens: string[]
  clientOptions: webApi.WebClientOptions
  keep: Keep
  clock: Clock
  logger: Logger
}

/**
 * Finds out which workspaces the tokens are of.
 * @throws Error naming the remedy, when Slack takes none of them or cannot be reached
 */
export async function openInstallations({ tokens, clientOptions, keep, clock, logger }: Parts): Promise<Installations> {
  const installed = new Map<string, Installation>()
  for (const token of tokens) {
    const found = await identify(new PatientClient(token, clientOptions, clock), logger)
    if (found) installed.set(found.team, found)
  }
  if (installed.size === 0)
    throw new Error(
      'Slack takes no token of SLACK_BOT_TOKEN: copy the "Bot User OAuth Token" (xoxb-…) again from OAuth & Permissions of your app at api.slack.com/apps.',
    )

  async function remove(team: string): Promise<void> {
    installed.delete(team)
    await forgetTeam(keep, team)
  }
  const attempt = createAttempt({
    clock,
    logger,
    async onLost(team, error) {
      logger.error(
        { team, slack: error },
        'Slack takes the token of this workspace no longer: install the app there again and put its new token into SLACK_BOT_TOKEN',
      )
      await remove(team)
    },
  })
  return {
    all: () => [...installed.values()],
    of: (team) => installed.get(team),
    call: async (team, run) => {
      const installation = installed.get(team)
      return installation ? attempt(team, () => run(installation.client, installation)) : failed('gone')
    },
    remove,
  }
}

/** Undefined, with a line in the log, when Slack does not take the token. */
async function identify(client: webApi.WebClient, logger: Logger): Promise<Installation | undefined> {
  try {
    const { team_id, team, url, user_id, bot_id } = await client.auth.test()
    if (!bot_id) throw new Error('SLACK_BOT_TOKEN holds a token that is no bot\'s: it must start with "xoxb-".')
    return { team: team_id!, name: team!, url: url!, botUser: user_id!, botId: bot_id, client }
  } catch (error) {
    if (isLost(error)) {
      logger.error(
        { slack: errorName(error) },
        'Slack does not take one of the tokens in SLACK_BOT_TOKEN; it is left out',
      )
      return undefined
    }
    if (error instanceof webApi.WebAPIRequestError || error instanceof webApi.WebAPIHTTPError)
      throw new Error(
        `Slack cannot be reached at ${client.slackApiUrl}: check the network, and SLACK_API_URL if you set it.`,
      )
    throw error
  }
}
