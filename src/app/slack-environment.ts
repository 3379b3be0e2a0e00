import { z } from 'zod'
import { address, oneOf } from './config-fields.ts'

const whereTokens = 'at api.slack.com/apps; docs/slack.md shows where'
const botTokens = `give the "Bot User OAuth Token" (xoxb-…) from OAuth & Permissions ${whereTokens}; several with commas between`
const appToken = `give the app-level token (xapp-…) from Basic Information ${whereTokens}`
const secret = `give the "Signing Secret" from Basic Information ${whereTokens}`
const parted = (tokens: string) => tokens.split(',').map((token) => token.trim())

/** The variables that connect Slack. */
export const slackFields = {
  /** One a workspace, with commas between. */
  SLACK_BOT_TOKEN: z
    .string()
    .refine((tokens) => parted(tokens).every((token) => /^xoxb-[\w-]+$/.test(token)), botTokens)
    .optional(),
  /** For Socket Mode. */
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-[\w-]+$/, appToken)
    .optional(),
  /** For HTTP mode. */
  SLACK_SIGNING_SECRET: z
    .string()
    .regex(/^(?!xox|xapp)\S+$/, secret)
    .optional(),
  SLACK_MODE: oneOf(['socket', 'http']).optional(),
  /** Where Slack's requests are taken in HTTP mode. */
  SLACK_PORT: z
    .string()
    .refine(
      (port) => /^\d{1,5}$/.test(port) && Number(port) <= 65_535,
      'give a port from 0 to 65535; 0 takes a free one',
    )
    .optional(),
  /** Base of the Web API; Slack's own when absent. */
  SLACK_API_URL: address(
    ['https', 'http'],
    'give an address such as https://slack.com/api/, or leave it out',
  ).optional(),
}

type Given = z.output<z.ZodObject<typeof slackFields>>

export interface SlackEnvironment {
  botTokens: string[]
  connect: { mode: 'socket'; appToken: string } | { mode: 'http'; signingSecret: string; port: number }
  apiUrl?: string
}

const defaultPort = 3001

/** What is missing for the mode that was chosen: the variable and what to do. */
export function missingForSlack(given: Given): { key: keyof Given; remedy: string } | undefined {
  const mode = given.SLACK_MODE ?? 'socket'
  const needed = mode === 'http' ? 'SLACK_SIGNING_SECRET' : 'SLACK_APP_TOKEN'
  const other = mode === 'http' ? 'SLACK_MODE=socket needs none' : 'SLACK_MODE=http needs none'
  if (given.SLACK_BOT_TOKEN && !given[needed])
    return { key: needed, remedy: `${mode === 'http' ? secret : appToken} (${other})` }
  if (!given.SLACK_BOT_TOKEN && (given.SLACK_APP_TOKEN || given.SLACK_SIGNING_SECRET))
    return { key: 'SLACK_BOT_TOKEN', remedy: botTokens }
  return undefined
}

/** Undefined where Slack is not connected. */
export function slackOf(given: Given): SlackEnvironment | undefined {
  const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, SLACK_MODE, SLACK_PORT, SLACK_API_URL } = given
  if (!SLACK_BOT_TOKEN) return undefined
  return {
    botTokens: parted(SLACK_BOT_TOKEN),
    connect:
      SLACK_MODE === 'http'
        ? { mode: 'http', signingSecret: SLACK_SIGNING_SECRET!, port: Number(SLACK_PORT ?? defaultPort) }
        : { mode: 'socket', appToken: SLACK_APP_TOKEN! },
    ...(SLACK_API_URL ? { apiUrl: SLACK_API_URL } : {}),
  }
}

/** What must never stand in a log. */
export const slackSecrets = ({ botTokens, connect }: SlackEnvironment): string[] => [
  ...botTokens,
  connect.mode === 'socket' ? connect.appToken : connect.signingSecret,
]
