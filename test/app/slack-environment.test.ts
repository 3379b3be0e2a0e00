import { describe, expect, it } from 'vitest'
import { loadConfig } from '../../src/app/load-config.ts'
import { ConfigError } from '../../src/app/problems.ts'
import { slackSecrets } from '../../src/app/slack-environment.ts'

const slackIn = (env: Record<string, string>) => loadConfig({ env }).environment.slack

function problemsIn(env: Record<string, string>) {
  try {
    loadConfig({ env })
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

const bot = { SLACK_BOT_TOKEN: 'xoxb-1-abc' }
const app = { SLACK_APP_TOKEN: 'xapp-1-abc' }
const signed = { SLACK_MODE: 'http', SLACK_SIGNING_SECRET: '8f742231b10e8888abcd99baac85a511' }

describe('Slack is', () => {
  it('off without a bot token', () => {
    expect(slackIn({})).toBeUndefined()
  })

  it('connected by Socket Mode when nothing else is said', () => {
    expect(slackIn({ ...bot, ...app })).toEqual({
      botTokens: ['xoxb-1-abc'],
      connect: { mode: 'socket', appToken: 'xapp-1-abc' },
    })
  })

  it('reached by signed HTTP where that is chosen, on a port of its own', () => {
    expect(slackIn({ ...bot, ...signed })?.connect).toMatchObject({ mode: 'http', port: 3001 })
    expect(slackIn({ ...bot, ...signed, SLACK_PORT: '0' })?.connect).toMatchObject({ port: 0 })
  })

  it('in as many workspaces as there are tokens, and elsewhere than slack.com where that is said', () => {
    const env = { ...app, SLACK_BOT_TOKEN: 'xoxb-1-abc, xoxb-2-def', SLACK_API_URL: 'http://127.0.0.1:4000/api/' }
    expect(slackIn(env)).toMatchObject({
      botTokens: ['xoxb-1-abc', 'xoxb-2-def'],
      apiUrl: 'http://127.0.0.1:4000/api/',
    })
  })
})

describe('what is wrong with it is said with the remedy, and no secret is shown', () => {
  it.each<[string, Record<string, string>, string, RegExp]>([
    ['a token of a user', { SLACK_BOT_TOKEN: 'xoxp-1-abc', ...app }, 'SLACK_BOT_TOKEN', /xoxb-.*OAuth & Permissions/],
    ['a bot token as app token', { ...bot, SLACK_APP_TOKEN: 'xoxb-1' }, 'SLACK_APP_TOKEN', /xapp-.*Basic Information/],
    ['no app token', bot, 'SLACK_APP_TOKEN', /xapp-.*SLACK_MODE=http needs none/],
    ['no signing secret', { ...bot, SLACK_MODE: 'http' }, 'SLACK_SIGNING_SECRET', /Signing Secret.*SLACK_MODE=socket/],
    ['no bot token', app, 'SLACK_BOT_TOKEN', /Bot User OAuth Token/],
    ['an unknown mode', { ...bot, ...app, SLACK_MODE: 'rtm' }, 'SLACK_MODE', /socket, http/],
    ['no port', { ...bot, ...signed, SLACK_PORT: 'many' }, 'SLACK_PORT', /port from 0/],
    ['no address', { ...bot, ...app, SLACK_API_URL: 'slack' }, 'SLACK_API_URL', /https:\/\/slack\.com/],
  ])('%s', (_, env, key, remedy) => {
    const [problem, ...others] = problemsIn(env)
    expect(problem).toMatchObject({ source: 'environment', key, remedy: expect.stringMatching(remedy) })
    expect(others).toEqual([])
    if (/TOKEN|SECRET/.test(key)) expect(problem?.value).toMatch(/^not set$|^hidden/)
  })

  it('nothing of it stands in a log', () => {
    expect(slackSecrets(slackIn({ ...bot, ...app })!)).toEqual(['xoxb-1-abc', 'xapp-1-abc'])
    expect(slackSecrets(slackIn({ ...bot, ...signed })!)).toEqual(['xoxb-1-abc', signed.SLACK_SIGNING_SECRET])
  })
})

it('a clock that can be moved is not for real workspaces: the sandbox is off where Slack is connected', () => {
  expect(loadConfig({ env: {} }).config.sandbox).toBe(true)
  expect(loadConfig({ env: { ...bot, ...app } }).config.sandbox).toBe(false)
})
