import { App, LogLevel, webApi } from '@slack/bolt'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSimulatedClock } from '../../../src/shared/clock.ts'
import { createPerson, type SlackPerson } from './person.ts'
import { type SlackServer, startSlackServer } from './server.ts'
import type { Workspace } from './workspace.ts'

// An app made with @slack/bolt as its documentation shows it works here, by Socket Mode and by signed HTTP.

const clock = createSimulatedClock(Date.UTC(2025, 10, 12, 12))
let server: SlackServer
let workspace: Workspace
let mitch: SlackPerson
let general: string
let stop = async () => {}

beforeEach(async () => {
  server = await startSlackServer({ clock })
  workspace = server.addWorkspace()
  mitch = createPerson(server, workspace, workspace.addUser({ name: 'Mitch' }))
  general = [...workspace.channels.keys()][0]!
})
afterEach(async () => {
  await stop()
  stop = async () => {}
  await server.close()
})

const words = (text: string) => ({ type: 'plain_text' as const, text })

function listen(app: App) {
  app.message('hello', async ({ message, say }) => {
    if (!('user' in message)) return
    const elements = [{ type: 'button' as const, action_id: 'open', text: words('Open'), value: 'it' }]
    await say({ text: `hi <@${message.user}>`, blocks: [{ type: 'actions', elements }] })
  })
  app.command('/echo', async ({ command, ack, respond }) => {
    await ack()
    await respond(`you said ${command.text}`)
  })
  app.action('open', async ({ ack, body, client }) => {
    await ack()
    if (!('trigger_id' in body)) return
    const input = { type: 'plain_text_input' as const, action_id: 'a' }
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        ...{ type: 'modal', callback_id: 'form', title: words('A form'), submit: words('Send') },
        blocks: [{ type: 'input', block_id: 'what', label: words('What'), element: input }],
      },
    })
  })
  app.view('form', async ({ ack, view }) => {
    const said = view.state.values.what?.a?.value
    if (said === 'no') await ack({ response_action: 'errors', errors: { what: 'say yes' } })
    else await ack()
  })
}

async function startApp(mode: 'socket' | 'http'): Promise<void> {
  const options = { token: workspace.token, logLevel: LogLevel.ERROR, clientOptions: { slackApiUrl: server.apiUrl } }
  if (mode === 'socket') {
    const app = new App({ ...options, appToken: server.appToken, socketMode: true })
    listen(app)
    await app.start()
    stop = async () => {
      await app.stop()
      // The farewell of both sides is over.
      await expect.poll(() => server.delivery.sockets()).toEqual([])
    }
    return
  }
  const app = new App({ ...options, signingSecret: server.signingSecret })
  listen(app)
  const started = (await app.start(0)) as unknown as { address(): { port: number } }
  server.delivery.sendTo(`http://127.0.0.1:${started.address().port}/slack/events`)
  stop = async () => void (await app.stop())
}

describe.each(['socket', 'http'] as const)('an app that uses Bolt, by %s', (mode) => {
  beforeEach(() => startApp(mode))

  test('hears what people write and answers', async () => {
    await mitch.says(general, 'hello there')
    await expect.poll(() => mitch.reads(general).map(({ text }) => text)).toEqual(['hello there', '[Open]'])
    expect(mitch.reads(general)[1]?.notified).toEqual([mitch.id])
  })

  test('answers a command to its author alone', async () => {
    const ada = createPerson(server, workspace, workspace.addUser({ name: 'Ada' }))
    await mitch.runs(general, '/echo two words')
    await expect.poll(() => mitch.reads(general).map(({ text }) => text)).toEqual(['you said two words'])
    expect(ada.reads(general)).toEqual([])
  })

  test('opens a form and checks it', async () => {
    await mitch.says(general, 'hello')
    await expect.poll(() => mitch.reads(general)).toHaveLength(2)
    await mitch.presses(general, mitch.reads(general)[1]!.ts, 'Open')
    await expect.poll(() => mitch.form()?.title.text).toBe('A form')
    expect(await mitch.submits({ what: 'no' })).toEqual({
      payload: { response_action: 'errors', errors: { what: 'say yes' } },
    })
    await mitch.submits({ what: 'yes' })
    expect(mitch.form()).toBeUndefined()
  })
})

describe('the local Slack', () => {
  const call = (options: webApi.WebClientOptions = {}) =>
    new webApi.WebClient(workspace.token, {
      slackApiUrl: server.apiUrl,
      retryConfig: { retries: 0 },
      logLevel: webApi.LogLevel.ERROR,
      ...options,
    })
  const view: webApi.ViewsOpenArguments['view'] = { type: 'modal', title: words('A form'), blocks: [] }

  test('refuses what Slack refuses, with its word for it', async () => {
    const secret = workspace.addChannel('secret', 'private')
    secret.members.clear()
    const { chat, conversations } = call()
    const error = (name: string) => ({ data: { ok: false, error: name } })
    await expect(chat.postMessage({ channel: secret.id, text: 'hi' })).rejects.toMatchObject(error('channel_not_found'))
    await expect(chat.update({ channel: general, ts: '1700000000.000001', text: 'hi' })).rejects.toMatchObject(
      error('message_not_found'),
    )
    mitch.closesDms()
    await expect(conversations.open({ users: mitch.id })).rejects.toMatchObject(error('cannot_dm_bot'))
  })

  test('a trigger opens one view, within three seconds', async () => {
    const trigger_id = server.tickets.trigger(mitch.id)
    await call().views.open({ trigger_id, view })
    await expect(call().views.open({ trigger_id, view })).rejects.toThrow('exchanged_trigger_id')
    const late = server.tickets.trigger(mitch.id)
    await clock.advanceTo(clock.now() + 3001)
    await expect(call().views.open({ trigger_id: late, view })).rejects.toThrow('expired_trigger_id')
  })

  test('a response_url takes five answers, for half an hour', async () => {
    const answer = (url: string) => fetch(url, { method: 'POST', body: JSON.stringify({ text: 'hi' }) })
    const url = server.responseUrl({ user: mitch.id, channel: general })
    for (let i = 0; i < 5; i++) expect((await answer(url)).status).toBe(200)
    expect((await answer(url)).status).toBe(404)
    const old = server.responseUrl({ user: mitch.id, channel: general })
    await clock.advanceTo(clock.now() + 30 * 60_000 + 1)
    expect((await answer(old)).status).toBe(404)
  })

  test('faults are what Slack and networks do', async () => {
    const post = (timeout = 0) =>
      call({ rejectRateLimitedCalls: true, timeout }).chat.postMessage({ channel: general, text: 'once' })
    server.faults.next('chat.postMessage', { type: 'rate-limit', seconds: 7 })
    await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_rate_limited_error', retryAfter: 7 })
    server.faults.next('chat.postMessage', { type: 'status', status: 503 })
    await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_http_error', statusCode: 503 })
    for (const type of ['stall', 'cut'] as const) {
      server.faults.next('chat.postMessage', { type })
      await expect(post(type === 'stall' ? 1000 : 0)).rejects.toMatchObject({ code: 'slack_webapi_request_error' })
    }
    expect(mitch.reads(general)).toEqual([])
    server.faults.next('chat.postMessage', { type: 'store-then-cut' })
    await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_request_error' })
    expect(mitch.reads(general).map(({ text }) => text)).toEqual(['once'])
  })

  test('what does not keep to the documentation fails the test that caused it', async () => {
    const wrong = await startSlackServer({ clock })
    const elsewhere = wrong.addWorkspace()
    const { chat } = new webApi.WebClient(elsewhere.token, {
      slackApiUrl: wrong.apiUrl,
      logLevel: webApi.LogLevel.ERROR,
    })
    const text = { type: 'mrkdwn' as const, text: 'x'.repeat(3001) }
    const channel = [...elsewhere.channels.keys()][0]!
    const sent = chat.postMessage({ channel, text: 'long', blocks: [{ type: 'section', text }] })
    await expect(sent).rejects.toThrow('invalid_arguments')
    await expect(wrong.close()).rejects.toThrow(/blocks.*3000/)
  })
})
