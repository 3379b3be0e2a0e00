import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { commands } from '../../../src/commands/commands.ts'
import { slackManifest } from '../../../src/platforms/slack/manifest.ts'
import { saySlackManifest } from '../../../src/say-slack-manifest.ts'
import { methods } from '../../servers/slack/arguments.ts'

const committed = readFileSync(new URL('../../../config/slack-manifest.yaml', import.meta.url), 'utf8')
const take = readFileSync(new URL('../../../src/platforms/slack/take.ts', import.meta.url), 'utf8')
const docs = readFileSync(new URL('../../../docs/slack.md', import.meta.url), 'utf8')
const { features, oauth_config, settings } = slackManifest(commands)

test('config/slack-manifest.yaml is what the declared commands come to (npx askaround slack-manifest > config/slack-manifest.yaml)', () => {
  expect(committed).toBe(saySlackManifest())
  expect(parse(committed)).toEqual(slackManifest(commands))
})

test('it is within what Slack takes', () => {
  for (const { command, description, usage_hint = '' } of features.slash_commands) {
    expect(command).toMatch(/^\/[a-z-]{1,31}$/)
    expect(description.length).toBeLessThanOrEqual(2000)
    expect(usage_hint.length).toBeLessThanOrEqual(1000)
  }
  expect(features.slash_commands.length).toBeLessThanOrEqual(50)
  for (const { name, description } of features.shortcuts) {
    expect(name.length).toBeLessThanOrEqual(24)
    expect(description.length).toBeLessThanOrEqual(150)
  }
})

test("no command bears a name of Slack's own", () => {
  // slack.com/help/articles/201259356
  const own =
    'archive away call collapse dm dnd expand feed feedback huddle invite join kick leave me msg mute open prefs pro remind remove rename search shortcuts shrug star status topic unarchive who'
  const taken = new Set(own.split(' '))
  expect(commands.filter(({ name }) => taken.has(name))).toEqual([])
})

test('it listens to just those events that are acted on', () => {
  const taken = new Set([...take.matchAll(/case '(\w+)':/g)].map(([, name]) => name))
  const subscribed = settings.event_subscriptions.bot_events.map((name) =>
    name.startsWith('message.') ? 'message' : name,
  )
  expect(new Set(subscribed)).toEqual(taken)
})

test('it asks for just those scopes that serve what is called, and docs/slack.md says why each', () => {
  /** From docs.slack.dev/reference/methods. */
  const needed: Record<string, string[]> = {
    'chat.postMessage': ['chat:write'],
    'chat.update': ['chat:write'],
    'chat.delete': ['chat:write'],
    'chat.postEphemeral': ['chat:write'],
    'conversations.open': ['im:write'],
    'conversations.info': ['channels:read', 'groups:read', 'im:read'],
    'conversations.members': ['channels:read', 'groups:read', 'im:read'],
    'conversations.history': ['channels:history', 'groups:history', 'im:history', 'metadata.message:read'],
    'conversations.replies': ['channels:history', 'groups:history', 'im:history', 'metadata.message:read'],
    'users.conversations': ['channels:read', 'groups:read'],
    'users.info': ['users:read'],
    'users.list': ['users:read'],
  }
  expect(Object.keys(needed).filter((method) => !(method in methods))).toEqual([])
  expect(new Set(oauth_config.scopes.bot)).toEqual(new Set([...Object.values(needed).flat(), 'commands']))
  for (const scope of oauth_config.scopes.bot) expect(docs).toContain(`\`${scope}\``)
  for (const event of settings.event_subscriptions.bot_events) expect(docs).toContain(`\`${event}\``)
})

test('for HTTP mode it names the address everywhere that Slack asks for one', () => {
  const http = slackManifest(commands, 'https://ask.example.org')
  const url = 'https://ask.example.org/slack/events'
  expect(http.settings).toMatchObject({
    socket_mode_enabled: false,
    event_subscriptions: { request_url: url },
    interactivity: { request_url: url },
  })
  expect(new Set(http.features.slash_commands.map((command) => command.url))).toEqual(new Set([url]))
})
