import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino'

export type Logger = Pick<PinoLogger, 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'level'>

interface LoggerOptions {
  level: string
  /** Values that must never stand in a line, whatever they hide in: keys, passwords, tokens. */
  secrets?: readonly string[]
  /** Standard output when absent. */
  destination?: DestinationStream
}

/**
 * A logger of JSON lines that keeps people's words and secrets out: fields that hold words or credentials are left out by name
 * at any depth, addresses lose their passwords, and the given secrets are struck out wherever they turn up.
 */
export function createLogger({ level, secrets = [], destination }: LoggerOptions): Logger {
  const struck = secrets.filter((secret) => secret.length >= 4)
  const options = {
    level,
    base: undefined,
    formatters: { log: (fields: object) => withoutWords(fields) as Record<string, unknown> },
    serializers: { err: describeError, error: describeError },
    hooks: {
      streamWrite: (line: string) =>
        struck.reduce(
          (kept, secret) => kept.replaceAll(secret, hidden),
          line.replace(passwordInAddress, `$1${hidden}@`),
        ),
    },
  }
  return destination ? pino(options, destination) : pino(options)
}

const hidden = '[hidden]'
const passwordInAddress = /(\b\w+:\/\/[^:@/\s"]*:)[^@\s"]+@/g

/** Names of fields that hold what somebody wrote, or what opens a door. */
const wordsOrSecrets =
  /^(text|words|content|body|quote|thanks|message_?text|query|parameters|params|bindings|detail|where|input|fields|values)$|token|secret|password|authorization|cookie|^(api_?)?key$/i

function withoutWords(value: unknown, depth = 0): unknown {
  if (value instanceof Error) return describeError(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth > 6) return hidden
  if (Array.isArray(value)) return value.map((entry) => withoutWords(entry, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [
      name,
      wordsOrSecrets.test(name) ? hidden : withoutWords(entry, depth + 1),
    ]),
  )
}

/** What helps to find a fault: type, code, message and stack. Not what libraries hang on an error: statements, requests, rows. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return withoutWords(error)
  const { name, message, stack, cause } = error
  const code = (error as { code?: unknown }).code
  return { name, code, message, stack, cause: cause instanceof Error ? describeError(cause) : undefined }
}
