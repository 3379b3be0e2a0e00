import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import type { Settings } from './app/load-config.ts'
import { ConfigError } from './app/problems.ts'
import { whyNoVectors } from './app/why-no-vectors.ts'
import { openRecord } from './main.ts'
import type { CheckParts, Finding } from './platforms/platform.ts'
import { createLogger } from './shared/logger.ts'
import { askRedis } from './storage/cache.ts'

const green = (what: string): Finding => ({ level: 'green', what })
const amber = (what: string, remedy: string): Finding => ({ level: 'amber', what, remedy })
const red = (what: string, remedy: string): Finding => ({ level: 'red', what, remedy })

/**
 * Looks at everything that a start needs, and changes nothing. May run beside the bot.
 * @param settings reads them; what it throws is a finding like any other
 */
export async function checkEverything(settings: () => Settings): Promise<Finding[]> {
  let given: Settings
  try {
    given = settings()
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.problems.map(({ source, key, value, remedy }) => red(`${source}: ${key} is ${value}.`, remedy))
  }
  const { slack, discord, redisUrl } = given.environment
  const record = await checkRecord(given)
  const parts: CheckParts = {
    channels: record.channels,
    now: Date.now,
    logger: createLogger({ level: 'silent' }),
  }
  const others = await Promise.all([
    redisUrl ? checkRedis(redisUrl) : [],
    checkPage(given),
    discord
      ? (await import('./platforms/discord/checks.ts')).checkDiscord(discord, parts)
      : [amber('Discord: off.', 'Set DISCORD_TOKEN; docs/discord.md shows how')],
    slack
      ? (await import('./platforms/slack/checks.ts')).checkSlack(slack, parts)
      : [amber('Slack: off.', 'Set SLACK_BOT_TOKEN; docs/slack.md shows how')],
  ])
  return [green('Settings: all of them can be read.'), ...record.findings, ...checkVectors(given), ...others.flat()]
}

/** The record, as it is; one that is not there yet is made at the start. */
async function checkRecord(settings: Settings): Promise<{ findings: Finding[]; channels: string[] }> {
  const { config, environment } = settings
  const { databaseUrl, key } = environment
  const name = databaseUrl ? 'Postgres' : config.data_directory
  const sealed = key
    ? []
    : [amber('Record: what people write is stored as it is.', 'Set ASKAROUND_KEY before the first start to encrypt it')]
  if (!databaseUrl && !(await isThere(join(config.data_directory, 'askaround.db')))) {
    const findings = (await isWritable(config.data_directory))
      ? [green(`Record: none yet; the first start makes it in ${name}.`)]
      : [red(`Record: nothing can be written in ${name}.`, 'Give this user the folder, or set data_directory')]
    return { findings: [...findings, ...sealed], channels: [] }
  }
  try {
    const store = await openRecord(settings, true)
    try {
      const communities = await store.communities()
      const held = await Promise.all(communities.map(({ id }) => store.heldEffects(id, 1000)))
      const waiting = held.flat().length
      const served = databaseUrl && (await store.leaseIsHeld('platform:web', Date.now()))
      return {
        channels: [
          ...new Set(
            communities.flatMap(({ channels, mirrors, moderatorsChannel }) => [
              ...channels.map(({ channel }) => channel),
              ...mirrors.flatMap(({ a, b }) => [a, b]),
              ...(moderatorsChannel ? [moderatorsChannel] : []),
            ]),
          ),
        ],
        findings: [
          green(`Record: ${name} can be read, and its key fits.`),
          ...sealed,
          ...(served ? [amber('Record: another process serves the page.', 'Nothing: a second one stands by')] : []),
          ...(waiting > 0
            ? [amber(`Record: ${waiting} messages are held back.`, 'Type /askaround held send, or drop, in the chat')]
            : []),
        ],
      }
    } finally {
      await store.close()
    }
  } catch (error) {
    const { message } = error as Error
    // It says itself what to do, in its last sentence.
    const [what, ...remedy] = message.split(/(?<=\.)\s+/)
    const early = message.includes('not set up for this version')
    const finding = { what: `Record: ${what}`, remedy: remedy.join(' ').replace(/\.$/, '') || 'Look at data_directory' }
    return { findings: [{ level: early ? 'amber' : 'red', ...finding }], channels: [] }
  }
}

function checkVectors({ config }: Settings): Finding[] {
  if (!config.matching.sentence_vectors) return []
  const why = whyNoVectors()
  const remedy = 'Nothing: posts and topics are judged by their words; docs/deploy.md says what that costs'
  return [
    why
      ? amber(`Sentence vectors: off, for ${why}.`, remedy)
      : green('Sentence vectors: they can be had; some 200 MB while they are used.'),
  ]
}

async function checkRedis(url: string): Promise<Finding[]> {
  const wrong = await askRedis(url)
  return wrong
    ? [amber(`Redis: it cannot be reached (${wrong}); everything works without it, slower.`, 'Check REDIS_URL')]
    : [green('Redis: it answers.')]
}

async function checkPage({ config: { web } }: Settings): Promise<Finding[]> {
  const open = !['127.0.0.1', '::1', 'localhost'].includes(web.host)
  const address = await tryPort(web.host, web.port)
  return [
    address === undefined
      ? green(`Page: port ${web.port} is free.`)
      : address === 'EADDRINUSE'
        ? amber(`Page: port ${web.port} is taken.`, 'Nothing if Askaround runs already; else set PORT to another')
        : red(`Page: ${web.host} port ${web.port} cannot be listened on (${address}).`, 'Set HOST and PORT'),
    ...(open && !web.base_url
      ? [amber('Page: it is open to the network without TLS.', 'Put a server with TLS in front, and set web.base_url')]
      : []),
  ]
}

/** @returns the code of what is wrong, if anything */
const tryPort = (host: string, port: number) =>
  new Promise<string | undefined>((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code))
    server.listen(port, host, () => server.close(() => resolve(undefined)))
  })

const isThere = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  )

/** The folder, or the nearest one above it that is there. */
async function isWritable(folder: string): Promise<boolean> {
  if (!(await isThere(folder))) return dirname(folder) !== folder && isWritable(dirname(folder))
  return access(folder, constants.W_OK).then(
    () => true,
    () => false,
  )
}

const colours = { green: '\u001b[32m', amber: '\u001b[33m', red: '\u001b[31m' }

/** One line each, red ones last, where they are seen. */
export function sayFindings(findings: Finding[], coloured = false): string {
  const order = ['green', 'amber', 'red']
  const sorted = findings.toSorted((a, b) => order.indexOf(a.level) - order.indexOf(b.level))
  return sorted
    .map(({ level, what, remedy }) => {
      const word = level.padEnd(5)
      const shown = coloured ? `${colours[level]}${word}\u001b[0m` : word
      return `${shown}  ${what}${remedy ? ` ${remedy}.` : ''}`
    })
    .join('\n')
}
