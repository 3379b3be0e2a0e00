import { afterEach, describe, expect, test } from 'vitest'
import { createSlackPlatform } from '../../../src/platforms/slack/adapter.ts'
import { accountRef, conversationRef } from '../../../src/platforms/slack/ids.ts'
import { createPerson } from '../../servers/slack/person.ts'
import { openSlack } from './open-platform.ts'

let close = async () => {}
afterEach(async () => {
  await close()
  close = async () => {}
})

const card = { blocks: [{ type: 'text' as const, spans: ['hello'] }] }

async function openTwo() {
  const slack = await openSlack({ start: false })
  close = slack.close
  const other = slack.server.addWorkspace('T2', 'Harbour')
  slack.settings.botTokens.push(other.token)
  await slack.connect()
  const general = [...other.channels.keys()][0]!
  const zoe = createPerson(slack.server, other, other.addUser({ name: 'Zoe' }))
  return { ...slack, other, zoe, elsewhere: conversationRef({ team: 'T2', channel: general }), otherGeneral: general }
}

describe('several workspaces in one process', () => {
  test('each has its own token, space and people', async () => {
    const { platform, server, person, general, zoe, otherGeneral, elsewhere, hooks } = await openTwo()
    expect(platform.spaces()).toEqual([
      { space: 'slack:s:T1', name: 'Lantern' },
      { space: 'slack:s:T2', name: 'Harbour' },
    ])
    await person('Mitch').says(general, 'here')
    await zoe.says(otherGeneral, 'there')
    expect(hooks.events.map(({ space }) => space)).toEqual(['slack:s:T1', 'slack:s:T2'])
    await platform.send('e1', { conversation: elsewhere }, card, { notify: false })
    expect(server.callsOf('chat.postMessage').map(({ team }) => team)).toEqual(['T2'])
    expect(await platform.person(accountRef('T2', zoe.id))).toMatchObject({ name: 'Zoe' })
  })

  test.each(['app_uninstalled', 'tokens_revoked'] as const)(
    '%s ends one of them and what was remembered of it',
    async (type) => {
      const { platform, server, other, zoe, elsewhere, hooks } = await openTwo()
      await platform.openDm(accountRef('T2', zoe.id))
      expect(await hooks.keep.list('of/slack:a:T2.')).toHaveLength(1)
      const event = type === 'app_uninstalled' ? { type } : { type, tokens: { oauth: [], bot: [other.botUser] } }
      await server.events.tell(other, event as never)
      expect(platform.spaces().map(({ space }) => space)).toEqual(['slack:s:T1'])
      expect((await hooks.keep.list('')).filter(({ key }) => key.includes('T2'))).toEqual([])
      expect(await platform.send('e1', { conversation: elsewhere }, card, { notify: false })).toEqual({
        ok: false,
        failure: { type: 'gone' },
      })
      expect(server.callsOf('chat.postMessage')).toEqual([])
    },
  )

  test.each(['token_revoked', 'account_inactive', 'invalid_auth'])(
    '%s in mid-run says what to do, once, and leaves the others alone',
    async (error) => {
      const { platform, other, elsewhere, lines, general } = await openTwo()
      other.revoked = error
      const outcome = () => platform.send('e1', { conversation: elsewhere }, card, { notify: false })
      expect(await outcome()).toEqual({ ok: false, failure: { type: 'forbidden' } })
      expect(await outcome()).toEqual({ ok: false, failure: { type: 'gone' } })
      expect(lines.filter((line) => line.includes('SLACK_BOT_TOKEN'))).toHaveLength(1)
      const here = conversationRef({ team: 'T1', channel: general })
      expect(await platform.send('e2', { conversation: here }, card, { notify: false })).toMatchObject({ ok: true })
    },
  )
})

test('what somebody of another workspace writes in a shared channel is told through the one that Askaround is in', async () => {
  const slack = await openSlack()
  close = slack.close
  const stranger = slack.person('Zoe')
  const ts = slack.workspace.nextTs()
  const message = {
    ts,
    user: stranger.id,
    text: 'hello',
    channel: slack.general,
    channel_type: 'channel',
    event_ts: ts,
  }
  const told = {
    ...{ type: 'event_callback', token: 't', team_id: 'T9', context_team_id: 'T1', api_app_id: 'A0ASK' },
    ...{ event: { type: 'message', ...message }, event_id: 'Ev9', event_time: 1762948800, is_ext_shared_channel: true },
    authorizations: [{ enterprise_id: null, team_id: 'T1', user_id: slack.workspace.botUser, is_bot: true }],
  }
  await slack.server.delivery.deliver('events_api', told)
  expect(slack.hooks.events).toMatchObject([
    { space: 'slack:s:T1', author: accountRef('T1', stranger.id), text: 'hello' },
  ])
})

test('whose a workspace is that the bot came into is told once', async () => {
  const slack = await openSlack({ start: false, options: { introducesItself: true } })
  const owner = slack.person('Olga', { admin: true, owner: true })
  slack.person('Mitch', { admin: true })
  await slack.connect()
  const told = () => slack.hooks.events.filter(({ type }) => type === 'bot-added')
  const added = { space: 'slack:s:T1', account: accountRef('T1', owner.id) }
  await expect.poll(told, { timeout: 20_000 }).toEqual([expect.objectContaining(added)])
  await slack.platform.stop()
  const again = createSlackPlatform(slack.settings)
  close = async () => {
    await again.stop()
    await slack.server.close()
  }
  await slack.connect(again)
  await again.catchUp()
  expect(told()).toHaveLength(1)
})

describe('a start that cannot be', () => {
  test('no token is taken: names the variable and where to find it', async () => {
    const slack = await openSlack({ start: false })
    close = slack.close
    slack.workspace.revoked = 'invalid_auth'
    await expect(slack.connect()).rejects.toThrow(/SLACK_BOT_TOKEN.*OAuth & Permissions/)
  })

  test('the app-level token is wrong: names the scope', async () => {
    const slack = await openSlack({ start: false, options: { connect: { mode: 'socket', appToken: 'xapp-wrong' } } })
    close = slack.close
    await expect(slack.connect()).rejects.toThrow(/SLACK_APP_TOKEN.*connections:write/)
  })

  test('Slack cannot be reached: says so', async () => {
    const slack = await openSlack({ start: false, options: { apiUrl: 'http://127.0.0.1:9/api/' } })
    close = slack.close
    await expect(slack.connect()).rejects.toThrow(/cannot be reached.*SLACK_API_URL/)
  })
})

test('no token and no words stand in the log', async () => {
  const slack = await openSlack()
  close = slack.close
  const mitch = slack.person('Mitch')
  await mitch.says(slack.general, 'a secret wish')
  await mitch.runs(slack.general, '/ask a secret wish')
  slack.server.faults.next('chat.postMessage', { type: 'status', status: 500 })
  await slack.platform.send('e1', { conversation: conversationRef({ team: 'T1', channel: slack.general }) }, card, {
    notify: false,
  })
  for (const socket of slack.server.delivery.sockets()) socket.terminate()
  expect(slack.lines.join()).not.toMatch(/secret|xoxb|xapp/)
})
