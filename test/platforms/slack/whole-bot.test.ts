import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { loadConfig } from '../../../src/app/load-config.ts'
import { type Running, startConfigured } from '../../../src/main.ts'
import { createSimulatedClock, type SimulatedClock } from '../../../src/shared/clock.ts'
import { createPerson, type SlackPerson } from '../../servers/slack/person.ts'
import { type SlackServer, startSlackServer } from '../../servers/slack/server.ts'
import type { Workspace } from '../../servers/slack/workspace.ts'

// The bot as `npm start` puts it together, with nothing but Slack's tokens set, and people who use Slack.

let clock: SimulatedClock
let server: SlackServer
let workspace: Workspace
let running: Running
let folder: string
let general: string

beforeEach(async () => {
  // A Tuesday morning in Winnipeg, and daytime at the helpers'.
  clock = createSimulatedClock(Date.UTC(2026, 1, 10, 16))
  server = await startSlackServer({ clock })
  workspace = server.addWorkspace()
  general = [...workspace.channels.values()][0]!.id
  folder = mkdtempSync(join(tmpdir(), 'askaround-slack-'))
  running = await start()
})
afterEach(async () => {
  await running.stop()
  rmSync(folder, { recursive: true, force: true })
  await server.close()
})

async function start(): Promise<Running> {
  const configFile = join(folder, 'askaround.yaml')
  const community = { places: ['Winnipeg, MB'], time_zone: 'America/Winnipeg' }
  writeFileSync(configFile, stringify({ log_level: 'error', data_directory: join(folder, 'data'), community }))
  const env = {
    ...{ PORT: '0', SLACK_BOT_TOKEN: 'xoxb-T1-secret', SLACK_APP_TOKEN: server.appToken, SLACK_API_URL: server.apiUrl },
  }
  const started = await startConfigured(loadConfig({ configFile, env }), { clock })
  await server.delivery.untilConnected(2)
  return started
}

const person = (name: string, more = {}): SlackPerson =>
  createPerson(server, workspace, workspace.addUser({ name, ...more }))

/** Lets the bot do all that is due; Slack takes one message a second into a channel. */
async function settle() {
  for (let second = 0; second < 8; second++) {
    await running.loop.settle()
    await clock.advanceTo(clock.now() + 1000)
  }
  await running.loop.settle()
}
const read = (who: SlackPerson, channel = general, thread?: string) =>
  who.reads(channel, thread).map(({ text }) => text)
const lastOf = (who: SlackPerson, channel = general, thread?: string) => who.reads(channel, thread).at(-1)!
const dmOf = (who: SlackPerson) => workspace.im(who.id).id

async function aWatchedChannelWithVolunteers() {
  const olga = person('Olga', { admin: true })
  await olga.runs(general, `/askaround watch <#${general}|general>`)
  const jonathan = person('Jonathan')
  await jonathan.runs(general, '/volunteer')
  await jonathan.submits({ topics: 'bicycles, wheels', places: 'Winnipeg' })
  await settle()
  return { olga, jonathan, mitch: person('Mitch') }
}

test('a request in Slack: a private offer, a thread, a ping with its form, a suggestion, thanks', async () => {
  const { jonathan, mitch } = await aWatchedChannelWithVolunteers()
  expect(read(jonathan).join('\n')).toContain('bicycles')
  const root = await mitch.says(general, 'Does anyone know how to fix a bicycle wheel?')
  await settle()

  // Mitch alone is asked whether he wants to ask around.
  const offer = lastOf(mitch)
  expect(offer.text).toContain('Shall I ask around?')
  expect(read(jonathan).join('\n')).not.toContain('Shall I ask around?')
  await mitch.presses(general, offer.ts, 'Ask around')
  await settle()
  // What was only an offer is gone, by the token of the press on it.
  expect(read(mitch).join('\n')).not.toContain('Shall I ask around?')

  // A thread opens on his message, and Jonathan is asked by direct message, in Mitch's own words.
  expect(read(mitch, general, root).join('\n')).toContain('asked')
  const ping = lastOf(jonathan, dmOf(jonathan))
  expect(ping.text).toContain('Does anyone know how to fix a bicycle wheel?')
  expect(ping.text).toContain('bicycles')
  await jonathan.presses(dmOf(jonathan), ping.ts, 'I can help')
  await jonathan.submits({ text: 'Bring it to the bike co-op on Main Street, they true wheels for free.' })
  await settle()

  const thread = read(mitch, general, root).join('\n')
  expect(thread).toContain('Bring it to the bike co-op on Main Street, they true wheels for free.')
  expect(thread).toContain('Jonathan')
  // Mitch is notified of the first suggestion.
  expect(
    mitch.reads(general, root).some(({ notified }) => notified.includes(mitch.id)) ||
      read(mitch, dmOf(mitch)).length > 0,
  ).toBe(true)
})

test('a workspace that is new becomes a community whose administrators are its organisers', async () => {
  const guest = person('Gus')
  await guest.runs(general, `/askaround watch <#${general}|general>`)
  await settle()
  expect(lastOf(guest).text).toContain('organisers')
  const olga = person('Olga', { admin: true })
  await olga.runs(general, `/askaround watch <#${general}|general>`)
  await settle()
  const community = await running.bot.store.communityBySpace('slack:s:T1')
  expect(community).toMatchObject({ name: 'Lantern', channels: [{ channel: `slack:c:T1.${general}`, mode: 'offer' }] })
})

test('the App Home has the ping that waits, the profile and the requests', async () => {
  const { jonathan, mitch } = await aWatchedChannelWithVolunteers()
  await mitch.runs(general, '/ask how to fix a bicycle wheel?')
  await settle()
  await mitch.presses(general, lastOf(mitch).ts, 'Ask around')
  await settle()
  await jonathan.opensHome()
  await mitch.opensHome()
  await settle()
  const shown = (who: SlackPerson) => JSON.stringify(who.home())
  expect(shown(jonathan)).toContain('how to fix a bicycle wheel?')
  expect(shown(jonathan)).toContain('bicycles')
  await jonathan.pressesAtHome('Pause')
  await jonathan.submits({ for: '1 week' })
  await settle()
  expect(shown(jonathan)).toContain('Ask me again')
})

test('what was asked while the process was away is offered when it comes back', async () => {
  const { mitch } = await aWatchedChannelWithVolunteers()
  await running.stop()
  const said = mitch.says(general, 'Does anyone know how to fix a bicycle wheel?')
  server.delivery.giveUp()
  await said
  running = await start()
  const offered = async () => {
    await settle()
    return read(mitch).join('\n')
  }
  await expect.poll(offered).toContain('Shall I ask around?')
})
