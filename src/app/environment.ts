import { z } from 'zod'
import { address, text } from './config-fields.ts'
import { discordFields, discordOf } from './discord-environment.ts'
import { explainIssues, type Problem, remedyForUnknownKey, showValue } from './problems.ts'
import { missingForSlack, slackFields, slackOf } from './slack-environment.ts'

const postgresAddress = 'give an address such as postgres://user:password@localhost:5432/askaround'
const redisAddress = 'give an address such as redis://localhost:6379'
const portNumber = 'give a port from 0 to 65535; 0 takes a free one'

/** The one schema of the environment: secrets and addresses, nothing else. */
const schema = z
  .object({
    /** Postgres, when several processes share the work; without it, an SQLite file in the data directory. */
    DATABASE_URL: address(['postgres', 'postgresql'], postgresAddress).optional(),
    /** Redis, for what may vanish when several processes share the work; without it, memory. */
    REDIS_URL: address(['redis', 'rediss'], redisAddress).optional(),
    ASKAROUND_KEY: z
      .string()
      .refine(
        (key) => decodeKey(key) !== undefined,
        'give 32 random bytes or more in base64 or hex; `openssl rand -base64 32` makes them',
      )
      .optional(),
    PORT: z
      .string()
      .refine((port) => /^\d{1,5}$/.test(port) && Number(port) <= 65_535, portNumber)
      .optional(),
    HOST: text('give an address of this machine, such as 127.0.0.1 or 0.0.0.0').optional(),
    ...slackFields,
    ...discordFields,
  })
  .superRefine((given, context) => {
    const missing = missingForSlack(given)
    if (missing) context.addIssue({ code: 'custom', path: [missing.key], message: missing.remedy })
  })
  .transform(({ DATABASE_URL, REDIS_URL, ASKAROUND_KEY, PORT, HOST, ...others }) => ({
    databaseUrl: DATABASE_URL,
    redisUrl: REDIS_URL,
    /** At least 32 bytes; stored text is encrypted when present. */
    key: ASKAROUND_KEY === undefined ? undefined : decodeKey(ASKAROUND_KEY),
    port: PORT === undefined ? undefined : Number(PORT),
    host: HOST,
    slack: slackOf(others),
    discord: discordOf(others),
  }))

export type Environment = z.output<typeof schema>

const knownKeys = Object.keys(schema.in.shape)

/**
 * Reads the settings that come from the environment. An empty variable counts as absent. Variables that are not ours are
 * left alone, but a name that starts with ASKAROUND_ and is unknown is a problem.
 */
export function readEnvironment(
  env: Record<string, string | undefined> = process.env,
): { value: Environment; problems?: undefined } | { problems: Problem[] } {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
  const parsed = schema.safeParse(given)
  const problems = Object.keys(given)
    .filter((key) => key.startsWith('ASKAROUND_') && !knownKeys.includes(key))
    .map((key) => ({ source, key, value: hide(given[key]), remedy: remedyForUnknownKey(key, knownKeys) }))
  if (!parsed.success)
    problems.push(...explainIssues(parsed.error.issues, { input: given, source, knownKeys, show: showVariable }))
  return problems.length > 0 || !parsed.success ? { problems } : { value: parsed.data }
}

const source = 'environment'

/** Hex when it reads as hex, else base64 or base64url. Undefined when it is neither, or shorter than 32 bytes. */
function decodeKey(key: string): Buffer | undefined {
  const hex = /^([0-9a-f]{2})+$/i.test(key)
  if (!hex && !/^[A-Za-z0-9+/_-]+={0,2}$/.test(key)) return undefined
  const bytes = Buffer.from(key, hex ? 'hex' : 'base64')
  return bytes.length >= 32 ? bytes : undefined
}

/** Addresses may hold a password, and a secret may be half right: neither is shown. */
function showVariable(value: unknown, key: string): string {
  if (value !== undefined && /(?:KEY|TOKEN|SECRET)$/.test(key)) return hide(value)
  if (value === undefined) return showValue(value)
  const shown = String(value)
  return showValue(shown.replace(/^(\w+:\/\/[^:@/]*):.*@/, '$1:***@'))
}

const hide = (value: unknown) => `hidden (length ${String(value).length})`
