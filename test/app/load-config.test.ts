import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { configSchema, configSections } from '../../src/app/config-schema.ts'
import { loadConfig, projectFolder } from '../../src/app/load-config.ts'
import { ConfigError } from '../../src/app/problems.ts'

const shippedText = readFileSync(join(projectFolder, 'config/askaround.yaml'), 'utf8')
const shipped = parse(shippedText)

const folder = mkdtempSync(join(tmpdir(), 'askaround-config-'))
let files = 0
function write(text: string): string {
  const file = join(folder, `${++files}.yaml`)
  writeFileSync(file, text)
  return file
}

function problemsOf(sources: Parameters<typeof loadConfig>[0]) {
  try {
    loadConfig({ env: {}, ...sources })
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

const problemsIn = (text: string) => problemsOf({ configFile: write(text) })

describe('config/askaround.yaml', () => {
  it('holds exactly the defaults that hold without it', () => {
    expect(configSchema.parse({})).toEqual(configSchema.parse(shipped))
  })

  it('names every key, each with a comment above it or above its section', () => {
    for (const [name, field] of Object.entries(configSections)) {
      expect(shipped).toHaveProperty(name)
      if (!('shape' in field)) expect(shippedText).toMatch(new RegExp(`^# .+\n${name}:`, 'm'))
      else
        for (const key of Object.keys(field.shape)) {
          expect(shipped[name]).toHaveProperty(key)
          expect(shippedText).toMatch(new RegExp(`^(# .+\n${name}:(\n  \\w.*)*\n  ${key}:|  # .+\n  ${key}:)`, 'm'))
        }
    }
  })

  it('may be short: what is left out, or is an empty heading, keeps its default', () => {
    const { config } = loadConfig({ configFile: write('pings:\n  weekly_limit: 1\nwaves:\n'), env: {} })
    expect(config.pings).toMatchObject({ weekly_limit: 1, live_hours: 4, quiet_hours: { from: '22:00', to: '08:00' } })
    expect(config.waves).toEqual({ target_chance: 0.8, most_at_once: 5, most: 12 })
    expect(config.data_directory).toBe(resolve(projectFolder, 'data'))
  })

  it('may be empty', () => {
    expect(loadConfig({ configFile: write(''), env: {} }).config).toEqual(loadConfig({ env: {} }).config)
  })
})

describe('problems', () => {
  it('come all at once, from the file and the environment, each with key, value and remedy', () => {
    const configFile = write('community: { time_zone: Winnipeg }\npings: { weekly_limit: two, quiet_hours: late }')
    const env = { DATABASE_URL: 'mysql://ada:secret@db/x', ASKAROUND_KEY: 'too-short', PORT: '70000' }
    expect(problemsOf({ configFile, env })).toEqual([
      {
        source: configFile,
        key: 'community.time_zone',
        value: '"Winnipeg"',
        remedy: 'give an IANA time zone such as America/Winnipeg or Europe/Berlin',
      },
      { source: configFile, key: 'pings.weekly_limit', value: '"two"', remedy: 'give a whole number from 0 to 50' },
      {
        source: configFile,
        key: 'pings.quiet_hours',
        value: '"late"',
        remedy: 'give two times of day as "22:00-08:00", in quotes',
      },
      {
        source: 'environment',
        key: 'DATABASE_URL',
        value: '"mysql://ada:***@db/x"',
        remedy: 'give an address such as postgres://user:password@localhost:5432/askaround',
      },
      {
        source: 'environment',
        key: 'ASKAROUND_KEY',
        value: 'hidden (length 9)',
        remedy: 'give 32 random bytes or more in base64 or hex; `openssl rand -base64 32` makes them',
      },
      {
        source: 'environment',
        key: 'PORT',
        value: '"70000"',
        remedy: 'give a port from 0 to 65535; 0 takes a free one',
      },
    ])
  })

  it('are told in lines that an operator can act on', () => {
    const configFile = write('log_level: loud')
    expect(() => loadConfig({ configFile, env: {} })).toThrow(
      `One setting needs your attention.\n${configFile}:\n  log_level is "loud": give one of debug, info, warn, error, silent.`,
    )
  })

  it.each([
    ['pings: { weekly_limt: 3 }', 'pings.weekly_limt', 'pings.weekly_limit'],
    ['comunity: { name: Ours }', 'comunity', 'community'],
    ['weekly_limit: 3', 'weekly_limit', 'pings.weekly_limit'],
    ['web: { timezone: UTC }', 'web.timezone', 'community.time_zone'],
  ])('name the nearest known key for an unknown one: %s', (text, key, nearest) => {
    expect(problemsIn(text)).toMatchObject([{ key, remedy: `that is no known key, did you mean ${nearest}` }])
  })

  it('suggest nothing for a key that is like no other', () => {
    expect(problemsIn('horoscope: true')).toMatchObject([
      { key: 'horoscope', value: 'true', remedy: 'that is no known key, take it out' },
    ])
  })

  it('say where YAML is broken, and which key stands there twice', () => {
    expect(problemsIn('log_level: info\nlog_level: warn')).toMatchObject([
      { key: 'line 2', value: '"log_level: warn"', remedy: expect.stringContaining('unique') },
    ])
    expect(problemsIn('pings: {')).toMatchObject([{ key: 'line 1' }])
  })

  it('say when there are no keys at all', () => {
    expect(problemsIn('- a\n- b')).toMatchObject([{ key: 'the whole', value: '["a","b"]' }])
    expect(problemsIn('pings: 3')).toMatchObject([
      { key: 'pings', value: '3', remedy: 'give keys below it, indented by two spaces' },
    ])
  })

  it('say when a file that was named is not there', () => {
    expect(problemsOf({ configFile: join(folder, 'none.yaml') })).toMatchObject([
      { key: 'the file', value: 'not readable (ENOENT)' },
    ])
  })
})

describe('the environment', () => {
  it('may be empty; an empty variable is an absent one', () => {
    expect(loadConfig({ env: { DATABASE_URL: '', REDIS_URL: ' ', ASKAROUND_KEY: '' } }).environment).toEqual({})
  })

  it('goes before the file for the address of the web page', () => {
    const { config } = loadConfig({ configFile: write('web: { port: 4000 }'), env: { PORT: '0', HOST: '0.0.0.0' } })
    expect(config.web).toMatchObject({ port: 0, host: '0.0.0.0' })
  })

  it.each([
    ['hex', Buffer.alloc(32, 7).toString('hex')],
    ['base64', Buffer.alloc(32, 251).toString('base64')],
    ['base64url', Buffer.alloc(48, 251).toString('base64url')],
  ])('takes a key in %s', (_name, key) => {
    const { environment } = loadConfig({ env: { ASKAROUND_KEY: key } })
    expect(environment.key?.length).toBeGreaterThanOrEqual(32)
    expect(new Set(environment.key).size).toBe(1)
  })

  it('takes addresses of Postgres and Redis, a socket included', () => {
    const env = { DATABASE_URL: 'postgres:///askaround?host=/var/run/postgresql', REDIS_URL: 'rediss://cache:6380/1' }
    expect(loadConfig({ env }).environment).toEqual({ databaseUrl: env.DATABASE_URL, redisUrl: env.REDIS_URL })
  })

  it("leaves other programs' variables alone, but not a misspelt one of ours", () => {
    expect(problemsOf({ env: { LANG: 'en', ASKAROUND_KEI: 'sssh' } })).toEqual([
      {
        source: 'environment',
        key: 'ASKAROUND_KEI',
        value: 'hidden (length 4)',
        remedy: 'that is no known key, did you mean ASKAROUND_KEY',
      },
    ])
  })
})

describe('support', () => {
  it('is off as shipped', () => {
    const { config } = loadConfig({ env: {} })
    expect(config.support.moderators_channel).toBeUndefined()
    expect(config.community.country).toBeUndefined()
  })

  it("is on with a moderators' channel and the country's lines", () => {
    const configFile = write(
      'community: { country: CA }\nweb: { organisers: [Ada] }\nsupport: { moderators_channel: moderators }',
    )
    const { config, supportLines } = loadConfig({ configFile, env: {} })
    expect(supportLines[config.community.country ?? '']).toMatchObject({ emergency: '911', lines: [{ call: '988' }] })
  })

  it('asks for the country, and for lines where the file has none', () => {
    const ada = 'web: { organisers: [Ada] }\nsupport: { moderators_channel: moderators }'
    expect(problemsIn(ada)).toMatchObject([
      { key: 'community.country', value: 'not set', remedy: expect.stringContaining('name the country') },
    ])
    expect(problemsIn(`community: { country: AQ }\n${ada}`)).toMatchObject([
      { key: 'community.country', value: '"AQ"', remedy: expect.stringContaining('config/support-lines.yaml') },
    ])
  })

  it("asks who reads the moderators' channel", () => {
    expect(problemsIn('community: { country: CA }\nsupport: { moderators_channel: moderators }')).toMatchObject([
      { key: 'web.organisers', value: 'empty', remedy: expect.stringContaining("the moderators' channel") },
    ])
    expect(problemsIn('web: { organisers: Ada }')).toMatchObject([
      { key: 'web.organisers', remedy: 'give a list of names of people' },
    ])
  })

  it('lines are checked like the rest', () => {
    const supportLinesFile = write(
      'CA:\n  emergncy: "911"\n  emergency: 911\n  lines: [{ name: Somebody }]\ncanada: {}',
    )
    expect(problemsOf({ supportLinesFile })).toMatchObject([
      { key: 'CA.emergency', value: '911' },
      { key: 'CA.lines.0', remedy: 'give at least one of call, text and web' },
      { key: 'CA.emergncy', remedy: 'that is no known key, did you mean emergency' },
      { key: 'canada', remedy: 'give two-letter country codes in capitals, with their lines below' },
    ])
  })
})
