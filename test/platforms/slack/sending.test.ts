import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Card } from '../../../src/cards/card.ts'
import { accountRef, conversationRef } from '../../../src/platforms/slack/ids.ts'
import type { SlackPerson } from '../../servers/slack/person.ts'
import { openSlack } from './open-platform.ts'

let slack: Awaited<ReturnType<typeof openSlack>>
let mitch: SlackPerson
let channel: string

beforeEach(async () => {
  slack = await openSlack()
  mitch = slack.person('Mitch')
  channel = conversationRef({ team: 'T1', channel: slack.general })
})
afterEach(() => slack.close())

const say = (text: string): Card => ({ blocks: [{ type: 'text', spans: [text] }] })
const send = (effectId = 'e1', to: Parameters<typeof slack.platform.send>[1] = { conversation: channel }) =>
  slack.platform.send(effectId, to, say('once'), { notify: false })
const posts = () => slack.server.callsOf('chat.postMessage').length
const failure = (type: string) => ({ ok: false, failure: { type } })

describe('a post whose answer is lost', () => {
  test('is not repeated by the client', async () => {
    slack.server.faults.next('chat.postMessage', { type: 'cut' })
    expect(await send()).toEqual(failure('unavailable'))
    expect(posts()).toBe(0)
    expect(await slack.platform.findSent('e1', { conversation: channel })).toBe('none')
  })

  test('is given up after a while when Slack says nothing at all', async () => {
    const impatient = await openSlack({ options: { timeout: 3000 } })
    impatient.server.faults.next('chat.postMessage', { type: 'stall' })
    const to = { conversation: conversationRef({ team: 'T1', channel: impatient.general }) }
    expect(await impatient.platform.send('e1', to, say('once'), { notify: false })).toEqual(failure('unavailable'))
    expect(impatient.server.callsOf('chat.postMessage')).toEqual([])
    await impatient.close()
  })

  test.each([{ type: 'store-then-cut' }, { type: 'store-then-status', status: 502 }] as const)(
    'is found by its mark before it is sent again: $type',
    async (fault) => {
      slack.server.faults.next('chat.postMessage', fault)
      expect(await send()).toEqual(failure('unavailable'))
      expect(posts()).toBe(1)
      const found = await slack.platform.findSent('e1', { conversation: channel })
      expect(found).toMatch(/^slack:m:T1\./)
      expect(await slack.platform.edit(found, say('changed'))).toMatchObject({ ok: true })
      expect(mitch.reads(slack.general).map(({ text }) => text)).toEqual(['changed'])
    },
  )

  test('is found in threads and direct messages too', async () => {
    const ts = await mitch.says(slack.general, 'need a ladder')
    const thread = conversationRef({ team: 'T1', channel: slack.general, thread: ts })
    const dm = await slack.platform.openDm(accountRef('T1', mitch.id))
    if (!dm.ok) throw new Error('no DM')
    for (const conversation of [thread, dm.value]) {
      slack.server.faults.next('chat.postMessage', { type: 'store-then-cut' })
      await send(`in ${conversation}`, { conversation })
      expect(await slack.platform.findSent(`in ${conversation}`, { conversation })).toMatch(/^slack:m:/)
    }
  })

  test('is said without a picture where Slack cannot fetch that', async () => {
    slack.server.faults.next('chat.postMessage', { type: 'error', error: 'invalid_blocks' })
    const author = { type: 'person', name: 'Ada', avatar: 'https://avatars.example.org/gone.png' } as const
    const card: Card = { blocks: [{ type: 'quote', author, text: 'Joel knows' }] }
    expect(await slack.platform.send('e1', { conversation: channel }, card, { notify: false })).toMatchObject({
      ok: true,
    })
    expect(mitch.reads(slack.general).map(({ text }) => text)).toEqual([expect.stringContaining('Joel knows')])
  })

  test('cannot be looked for where one person alone sees it', async () => {
    const to = { conversation: channel, onlyFor: accountRef('T1', mitch.id) }
    expect(await slack.platform.findSent('e1', to)).toBe('cannot-know')
  })

  test('is not taken for unsent when reading back fails: that is tried again, not the post', async () => {
    slack.server.faults.next('conversations.history', { type: 'status', status: 503 })
    await expect(slack.platform.findSent('e1', { conversation: channel })).rejects.toThrow('unavailable')
  })
})

describe("Slack's errors as the domain reads them", () => {
  test.each([
    ['channel_not_found', 'gone'],
    ['is_archived', 'gone'],
    ['not_in_channel', 'forbidden'],
    ['restricted_action', 'forbidden'],
    ['messages_tab_disabled', 'closed-dms'],
    ['cannot_dm_bot', 'closed-dms'],
    ['user_disabled', 'closed-dms'],
    ['internal_error', 'unavailable'],
  ])('%s is %s', async (error, type) => {
    slack.server.faults.next('chat.postMessage', { type: 'error', error })
    expect(await send()).toEqual(failure(type))
  })

  test('a limit says when to try again, and is not waited for here', async () => {
    slack.server.faults.next('chat.postMessage', { type: 'rate-limit', seconds: 30 })
    expect(await send()).toEqual({ ok: false, failure: { type: 'rate-limited', at: slack.clock.now() + 30_000 } })
  })

  test('a missing scope is named to the operator', async () => {
    slack.server.faults.next('chat.postMessage', { type: 'error', error: 'missing_scope' })
    expect(await send()).toEqual(failure('forbidden'))
    expect(slack.lines.join()).toContain('config/slack-manifest.yaml')
  })

  test('what is a fault of ours is thrown', async () => {
    slack.server.faults.next('chat.postMessage', { type: 'error', error: 'invalid_blocks' })
    await expect(send()).rejects.toThrow('invalid_blocks')
  })

  test('a deactivated member cannot be reached', async () => {
    await mitch.leaves()
    expect(await slack.platform.openDm(accountRef('T1', mitch.id))).toEqual(failure('closed-dms'))
    expect(slack.hooks.events.at(-1)).toMatchObject({ type: 'member-left', account: accountRef('T1', mitch.id) })
  })
})

test('nothing that is sent turns names into mentions or unfolds links', async () => {
  await send()
  const given = slack.server.callsOf('chat.postMessage')[0]?.given
  expect(given).toMatchObject({ unfurl_links: false, unfurl_media: false, text: 'once' })
  expect(given).not.toHaveProperty('link_names')
})

test('one message a second into one channel', () => {
  expect(slack.platform.limits).toMatchObject({ sendsASecond: 1, repeat: 'read-back' })
})

test('references lead to addresses that Slack opens', async () => {
  const sent = await send()
  if (!sent.ok) throw new Error('not sent')
  const ts = mitch.reads(slack.general)[0]!.ts
  const time = ts.replace('.', '')
  expect(slack.platform.linkTo(sent.value)).toBe(`https://lantern.slack.com/archives/${slack.general}/p${time}`)
  expect(slack.platform.linkTo(channel)).toBe(`https://lantern.slack.com/archives/${slack.general}`)
  expect(slack.platform.linkTo('web:c:general')).toBeUndefined()
})

test('names, pictures, time zones, languages and who administers come from Slack', async () => {
  const ada = slack.person('Ada', { tz: 'Europe/Paris', locale: 'fr-FR', admin: true })
  expect(await slack.platform.person(accountRef('T1', ada.id))).toEqual({
    account: accountRef('T1', ada.id),
    name: 'Ada',
    avatar: `https://avatars.example.org/${ada.id}-48.png`,
    locale: 'fr',
    timeZone: 'Europe/Paris',
    admin: true,
  })
})

test.each([
  ['guests', { guest: true }],
  ['people of another workspace', { team: 'T9' }],
])('%s read only the channels that they are in', async (_, kind) => {
  const guest = slack.person('Gus', kind)
  slack.workspace.channels.get(slack.general)!.members.delete(guest.id)
  const account = accountRef('T1', guest.id)
  expect(await slack.platform.readers(channel, [account])).toEqual(new Set())
  const invited = slack.workspace.addChannel('guests', 'public', [guest.id])
  const elsewhere = conversationRef({ team: 'T1', channel: invited.id })
  expect(await slack.platform.readers(elsewhere, [account])).toEqual(new Set([account]))
})

test('a large public channel is not read whole to know who reads it', async () => {
  const members = Array.from({ length: 500 }, (_, i) => `U${i}`)
  const { id } = slack.workspace.addChannel('town', 'public', members)
  const town = conversationRef({ team: 'T1', channel: id })
  const account = accountRef('T1', mitch.id)
  expect(await slack.platform.readers(town, [account])).toEqual(new Set([account]))
  expect(await slack.platform.conversationName(town)).toBe('#town')
  expect(slack.server.callsOf('conversations.members')).toEqual([])
  const guest = slack.person('Gus', { guest: true })
  await slack.platform.readers(town, [accountRef('T1', guest.id)])
  expect(slack.server.callsOf('conversations.members')).toHaveLength(3)
})

test('who leaves a private channel reads nothing there from then on', async () => {
  const { id, members } = slack.workspace.addChannel('closed', 'private', [mitch.id])
  const closed = conversationRef({ team: 'T1', channel: id })
  const account = accountRef('T1', mitch.id)
  expect(await slack.platform.readers(closed, [account])).toEqual(new Set([account]))
  members.delete(mitch.id)
  const left = {
    type: 'member_left_channel',
    user: mitch.id,
    channel: id,
    channel_type: 'G',
    team: 'T1',
    event_ts: '1',
  }
  await slack.server.events.tell(slack.workspace, left as never)
  expect(await slack.platform.readers(closed, [account])).toEqual(new Set())
})

test('a channel that is renamed goes by its new name at once', async () => {
  expect(await slack.platform.conversationName(channel)).toBe('#general')
  const renamed = slack.workspace.channels.get(slack.general)!
  renamed.name = 'everybody'
  const event = { type: 'channel_rename', channel: { id: renamed.id, name: 'everybody', created: 1 }, event_ts: '1' }
  await slack.server.events.tell(slack.workspace, event as never)
  expect(await slack.platform.conversationName(channel)).toBe('#everybody')
})
