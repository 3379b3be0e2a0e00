import { type DestinationStream, type LogFn, type Logger as PinoLogger, pino } from 'pino'

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
      // Without a sentence of ours pino would take what the error says.
      logMethod(args: Parameters<LogFn>, log: LogFn) {
        return args.length === 1 && args[0] instanceof Error
          ? log.apply(this, [args[0], 'an error'])
          : log.apply(this, args)
      },
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

/**
 * What helps to find a fault: its kind, its code and where it happened. Not what it says, nor what libraries hang on it: statements,
 * requests, rows. Any of these may hold what somebody wrote, as "invalid input: …" does.
 */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return withoutWords(error)
  const { name, cause } = error
  const { code, status, syscall, data } = error as {
    code?: unknown
    status?: unknown
    syscall?: unknown
    data?: unknown
  }
  const said = [code, status, syscall, (data as { error?: unknown } | undefined)?.error].map(asCode)
  return {
    name: asCode(name),
    code: said[0],
    status: said[1],
    syscall: said[2],
    answer: said[3],
    stack: framesOf(error),
    cause: cause instanceof Error ? describeError(cause) : undefined,
  }
}

/** A number or a word as codes are, such as "23505", "ECONNRESET" or Slack's "channel_not_found"; nothing else. */
const asCode = (value: unknown) =>
  typeof value === 'number' || (typeof value === 'string' && /^[\w[\]-]{1,60}$/.test(value)) ? value : undefined

/** Where it happened, a line each. What stands before the first place is what it says. */
function framesOf({ stack = '', message }: Error): string {
  const start = message === '' ? 0 : stack.indexOf(message) + message.length
  const frame = /^ {4}at (?:.* \()?(?:file:|node:|\/|[A-Z]:|<anonymous>|native)[^\s]*\)?$/
  return stack
    .slice(Math.max(start, 0))
    .split('\n')
    .filter((line) => frame.test(line))
    .join('\n')
}
