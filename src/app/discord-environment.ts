import { z } from 'zod'
import { address } from './config-fields.ts'

const token =
  'give the token from Bot, "Reset Token", at discord.com/developers/applications; docs/discord.md shows where'
const shards = 'give the shards of this process and how many there are, such as 0-3/16 or 5/16; or leave it out'

/** The variables that connect Discord. */
export const discordFields = {
  // What a token looks like is documented nowhere; an application's id and "Bot …" are what people paste by mistake.
  DISCORD_TOKEN: z
    .string()
    .regex(/^(?!\d+$)\S+$/, token)
    .optional(),
  /** Base of the REST API; Discord's own when absent. */
  DISCORD_API_URL: address(
    ['https', 'http'],
    'give an address such as https://discord.com/api, or leave it out',
  ).optional(),
  /** "0-3/16": shards 0 to 3 of 16. What Discord recommends when absent. */
  DISCORD_SHARDS: z
    .string()
    .refine((given) => shardsOf(given) !== undefined, shards)
    .optional(),
  /** For those who change commands: they are registered in this server alone, where a change shows at once. */
  DISCORD_COMMANDS_SERVER: z
    .string()
    .regex(/^\d{17,20}$/, 'give the id of a server (right click on its name, "Copy Server ID"), or leave it out')
    .optional(),
}

type Given = z.output<z.ZodObject<typeof discordFields>>

export interface DiscordEnvironment {
  token: string
  apiUrl?: string
  shards?: { ids: number[]; count: number }
  commandsIn?: string
}

/** Undefined where Discord is not connected. */
export function discordOf(given: Given): DiscordEnvironment | undefined {
  const { DISCORD_TOKEN, DISCORD_API_URL, DISCORD_SHARDS, DISCORD_COMMANDS_SERVER } = given
  if (!DISCORD_TOKEN) return undefined
  const shards = DISCORD_SHARDS === undefined ? undefined : shardsOf(DISCORD_SHARDS)
  return {
    token: DISCORD_TOKEN,
    ...(DISCORD_API_URL ? { apiUrl: DISCORD_API_URL } : {}),
    ...(shards ? { shards } : {}),
    ...(DISCORD_COMMANDS_SERVER ? { commandsIn: DISCORD_COMMANDS_SERVER } : {}),
  }
}

function shardsOf(given: string): { ids: number[]; count: number } | undefined {
  const found = /^(\d{1,4})(?:-(\d{1,4}))?\/(\d{1,4})$/.exec(given.trim())
  if (!found) return undefined
  const first = Number(found[1])
  const last = Number(found[2] ?? found[1])
  const count = Number(found[3])
  if (last < first || last >= count) return undefined
  return { ids: Array.from({ length: last - first + 1 }, (_, index) => first + index), count }
}
