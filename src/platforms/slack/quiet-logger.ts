import { LogLevel } from '@slack/bolt'
import type { Logger } from '../../shared/logger.ts'

/** What Bolt logs, without what it logs at its leisure: there stands what people wrote, and tokens. */
export const quietLogger = (logger: Logger) => ({
  debug: () => {},
  info: () => {},
  warn: (...said: unknown[]) => logger.warn({ from: 'bolt' }, firstLine(said)),
  // What Bolt calls an error is tried again here: whoever calls it says so where it is not.
  error: (...said: unknown[]) => logger.warn({ from: 'bolt' }, firstLine(said)),
  setLevel: () => {},
  getLevel: () => LogLevel.WARN,
  setName: () => {},
})

export type BoltLogger = ReturnType<typeof quietLogger>

const firstLine = (said: unknown[]) => String(said[0]).split('\n')[0]!.slice(0, 200)
