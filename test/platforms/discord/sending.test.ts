import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Card } from '../../../src/cards/card.ts'
import {
  accountRef,
  channelRef,
  dmRef,
  messageRef,
  parseMessage,
  threadRef,
} from '../../../src/platforms/discord/ids.ts'
import type { Fault } from '../../servers/discord/rest.ts'
import { onlyFor } from '../../servers/discord/server.ts'
import { atOnce, openDiscord } from './open-platform.ts'

type Opened = Awaited<ReturnType<typeof openDiscord>>
const POST = 'POST /channels/:channel/messages'
const say = (text: string): Card => ({ blocks: [{ type: 'text', spans: [text] }] })
const ask: Card = {
  blocks: [
    { type: 'text', spans: ['Can you help?'] },
    { type: 'buttons', buttons: [{ action: 'ping.not-now', subject: 'r1.p1', label: 'Not now' }] },
  ],
}

let opened: Opened
let channel: string
beforeEach(async () => {
  opened = await openDiscord()
  channel = channelRef(opened.discord.guild, opened.general)
})
afterEach(() => opened.close())

const send = (effectId: string, card: Card, to: string = channel, notify = false) =>
  opened.platform.send(effectId, { conversation: to }, card, { notify })
const posts = () => opened.discord.rest.received.filter(({ route }) => route === POST)
const bodies = () => posts().map(({ body }) => body as Record<string, unknown>)
const standing = () => opened.discord.owner.reads(opened.general)

describe('nothing is said twice', () => {
  test('every message carries the id of its effect as an enforced nonce', async () => {
    await send('abcdefghijklmnopqrstuvwx', say('hello'))
    expect(bodies()).toMatchObject([{ nonce: 'abcdefghijklmnopqrstuvwx', enforce_nonce: true }])
  })

  test.each<Fault>(['store-then-stall', 'store-then-fail', 'store-then-cut'])(
    'when the answer is lost (%s) the SDK repeats nothing, and the message is found',
    async (fault) => {
      // Of what never comes nothing tells but a clock.
      if (fault === 'store-then-stall') {
        await opened.close()
        opened = await openDiscord({ sdk: { ws: atOnce, timeout: 3000 } })
        channel = channelRef(opened.discord.guild, opened.general)
      }
      opened.discord.rest.fault(POST, fault)
      expect(await send('e1', say('once'))).toEqual({ ok: false, failure: { type: 'unavailable' } })
      expect(posts()).toHaveLength(1)
      await opened.settled()
      const [message] = standing()
      expect(await opened.platform.findSent('e1', { conversation: channel })).toBe(
        messageRef(opened.discord.guild, opened.general, message!.id),
      )
      await send('e1', say('once'))
      expect(standing()).toHaveLength(1)
    },
  )

  test('another process finds by its buttons what was sent long ago, when no nonce is known any more', async () => {
    const sent = await send('e1', ask)
    for (const message of opened.discord.world.messages.get(opened.general)!) delete message.nonce
    await opened.restart()
    expect({ ok: true, value: await opened.platform.findSent('e1', { conversation: channel }) }).toEqual(sent)
    expect(await opened.platform.findSent('e2', { conversation: channel })).toBe('none')
  })

  test('of what has no buttons nobody can know after a while, and that is said', async () => {
    const to = { conversation: channel }
    await send('e1', say('no buttons'))
    for (const message of opened.discord.world.messages.get(opened.general)!) delete message.nonce
    await opened.restart()
    expect(await opened.platform.findSent('e1', to)).toBe('cannot-know')
    await opened.clock.advanceTo(opened.clock.now() + 25 * 3_600_000)
    expect(await opened.platform.findSent('e2', to)).toBe('none')
  })

  test('a moment after a try that failed, what is not there was not sent', async () => {
    await send('e0', say('no buttons'))
    opened.discord.rest.fault(POST, { status: 503 })
    await send('e1', ask)
    expect(await opened.platform.findSent('e1', { conversation: channel })).toBe('none')
  })

  test('where nothing can be read, it is not said that nothing was sent', async () => {
    opened.discord.rest.fault('GET /channels/:channel/messages', { status: 503 })
    expect(await opened.platform.findSent('e9', { conversation: channel })).toBe('cannot-know')
  })
})

describe('what Discord refuses is a value that the domain decides on', () => {
  test.each<[number, number, string]>([
    [403, 50007, 'closed-dms'],
    [403, 50013, 'forbidden'],
    [403, 50001, 'forbidden'],
    [404, 10003, 'gone'],
    [404, 10008, 'gone'],
    [503, 0, 'unavailable'],
  ])('%i with code %i is "%s"', async (status, code, type) => {
    opened.discord.rest.fault(POST, { status, code })
    expect(await send('e1', say('hello'))).toEqual({ ok: false, failure: { type } })
    expect(posts()).toHaveLength(1)
  })

  test.each(['user', 'global', 'shared'] as const)('too many requests (%s) say when to come again', async (limited) => {
    opened.discord.rest.fault(POST, { limited, seconds: 7 })
    const refused = await send('e1', say('hello'))
    expect(refused).toMatchObject({ ok: false, failure: { type: 'rate-limited' } })
    const { at } = (refused as unknown as { failure: { at: number } }).failure
    expect(at - opened.clock.now()).toBeGreaterThanOrEqual(7000)
    expect(at - opened.clock.now()).toBeLessThan(9000)
    expect(posts()).toHaveLength(1)
  })

  test('a bucket that is used up is not asked again', async () => {
    // The SDK learns from its first answer which bucket it is.
    await send('e0', say('zero'))
    opened.discord.rest.limit({ requests: 1, seconds: 30 })
    await send('e1', say('one'))
    expect(await send('e2', say('two'))).toMatchObject({ failure: { type: 'rate-limited' } })
    expect(posts()).toHaveLength(2)
  })

  test('when Discord says that DMs are opened too fast, none is opened for an hour', async () => {
    opened.discord.rest.fault('POST /users/@me/channels', { status: 403, code: 40003 })
    const ada = accountRef(opened.discord.joins('Ada').id)
    const at = opened.clock.now() + 3_600_000
    expect(await opened.platform.openDm(ada)).toEqual({ ok: false, failure: { type: 'rate-limited', at } })
    const bob = accountRef(opened.discord.joins('Bob').id)
    expect(await opened.platform.openDm(bob)).toEqual({ ok: false, failure: { type: 'rate-limited', at } })
    await opened.clock.advanceTo(at)
    expect(await opened.platform.openDm(bob)).toMatchObject({ ok: true })
  })

  test('a channel that the bot cannot see or write in is forbidden', async () => {
    const hidden = opened.discord.channel('hidden', { overwrites: onlyFor(opened.discord.guild, []) })
    const silent = opened.discord.channel('silent', {
      overwrites: [{ id: opened.discord.guild, type: 0, allow: '0', deny: '2048' }],
    })
    for (const id of [hidden, silent])
      expect(await send(id, say('hello'), channelRef(opened.discord.guild, id))).toMatchObject({
        failure: { type: 'forbidden' },
      })
  })
})

describe('who is disturbed', () => {
  test('only people whom the card itself means are pinged, and never by an edit', async () => {
    const { discord } = opened
    const [mitch, ada] = [discord.joins('Mitch'), discord.joins('Ada')]
    const card: Card = {
      blocks: [
        {
          type: 'text',
          spans: [
            { type: 'person', name: 'Mitch', account: accountRef(mitch.id), notify: true },
            ' and ',
            { type: 'person', name: 'Ada', account: accountRef(ada.id) },
          ],
        },
        { type: 'quote', author: 'Bob', text: `@everyone <@${ada.id}>` },
      ],
    }
    const sent = await send('e1', card, channel, true)
    expect(standing().map(({ notified }) => notified)).toEqual([[mitch.id]])
    await opened.platform.edit((sent as { value: string }).value, card)
    expect(standing().map(({ notified }) => notified)).toEqual([[mitch.id]])
  })

  test('what is not to be noticed is silent, and a reply pings nobody', async () => {
    const mitch = opened.discord.joins('Mitch')
    const root = mitch.says(opened.general, 'need a ladder')
    const note = { conversation: channel, replyTo: messageRef(opened.discord.guild, opened.general, root) }
    await opened.platform.send('e1', note, ask, { notify: false })
    expect(bodies()).toMatchObject([
      { message_reference: { message_id: root }, allowed_mentions: { parse: [], users: [], replied_user: false } },
    ])
    expect(Number(bodies()[0]!.flags) & 4096).toBe(4096)
    expect(standing().at(-1)!.notified).toEqual([])
  })

  test('a reply to what was deleted meanwhile is still said', async () => {
    const note = { conversation: channel, replyTo: messageRef(opened.discord.guild, opened.general, '1') }
    expect(await opened.platform.send('e1', note, ask, { notify: false })).toMatchObject({ ok: true })
  })
})

describe('what does not fit', () => {
  test("somebody's long words are cut to what a bot may say, with a sign; the bot's own stay", async () => {
    const card: Card = {
      blocks: [
        { type: 'quote', author: { type: 'person', name: 'Mitch' }, text: '**long** '.repeat(600) },
        { type: 'text', spans: ['Can you help?'] },
        ...ask.blocks.slice(1),
      ],
    }
    await send('e1', card)
    const content = String(bodies()[0]!.content)
    expect(content.length).toBeLessThanOrEqual(2000)
    expect(content).toContain('…')
    expect(content).toContain('Can you help?')
  })

  test('twenty-six buttons stand in five rows of five', async () => {
    const buttons = Array.from({ length: 26 }, (_, i) => ({ action: 'a.b', subject: `s${i}`, label: `B${i}` }))
    expect(await send('e1', { blocks: [{ type: 'buttons', buttons }] })).toMatchObject({ ok: true })
    expect((bodies()[0]!.components as { components: unknown[] }[]).map((row) => row.components.length)).toEqual([
      5, 5, 5, 5, 5,
    ])
  })
})

describe('threads', () => {
  test('a card in a thread that went to sleep is still brought up to date', async () => {
    const { discord, platform } = opened
    const root = discord.joins('Mitch').says(opened.general, 'need a ladder')
    const thread = threadRef(discord.guild, root)
    await platform.openThread('t1', messageRef(discord.guild, opened.general, root), 'Ladder')
    const card = (await send('e1', ask, thread)) as { value: string }
    discord.archives(root)
    expect(await platform.edit(card.value, say('Solved'))).toEqual({ ok: true, value: undefined })
    expect(discord.owner.reads(root).at(-1)!.text).toBe('Solved')
    discord.archives(root, true)
    expect(await platform.edit(card.value, say('again'))).toMatchObject({ failure: { type: 'forbidden' } })
  })

  test('a thread that somebody else opened on the message is the one', async () => {
    const { discord, platform } = opened
    const mitch = discord.joins('Mitch')
    const root = mitch.says(opened.general, 'need a ladder')
    mitch.opensThread(opened.general, root, 'his own')
    expect(await platform.openThread('t1', messageRef(discord.guild, opened.general, root), 'Ladder')).toEqual({
      ok: true,
      value: threadRef(discord.guild, root),
    })
  })

  test('a post in a forum is what is asked there, title and all; its thread is the thread, and notes stand in it', async () => {
    const { discord, platform, settled, hooks } = opened
    const forum = discord.channel('help-desk', { type: 15 })
    const mitch = discord.joins('Mitch')
    const post = mitch.postsInForum(forum, 'Ladder wanted', 'at least 3 m')
    await settled()
    const said = hooks.events.find((event) => event.type === 'message-posted')!
    expect(said).toMatchObject({
      where: 'channel',
      conversation: channelRef(discord.guild, forum),
      text: 'Ladder wanted\nat least 3 m',
    })
    expect(await platform.fetchMessage(said.message)).toMatchObject({ value: { text: 'Ladder wanted\nat least 3 m' } })
    const note = { conversation: said.conversation, replyTo: said.message }
    const sent = await platform.send('e1', note, ask, { notify: false })
    expect(discord.owner.reads(post).at(-1)!.text).toBe('Can you help?')
    await opened.restart()
    expect({ ok: true, value: await opened.platform.findSent('e1', note) }).toEqual(sent)
    expect(await opened.platform.openThread('t1', said.message, 'Ladder')).toEqual({
      ok: true,
      value: threadRef(discord.guild, post),
    })
    mitch.says(post, 'still looking')
    await settled()
    expect(hooks.events.at(-1)).toMatchObject({
      where: 'thread',
      conversation: threadRef(discord.guild, post),
      channel: channelRef(discord.guild, forum),
      root: said.message,
    })
  })

  test('a post in a forum, and a thread, that began while the bot was away are read from their beginning', async () => {
    const { discord, hooks, general, settled } = opened
    const forum = discord.channel('help-desk', { type: 15 })
    const mitch = discord.joins('Mitch')
    const root = mitch.says(general, 'need a ladder')
    await settled()
    await opened.restart(() => {
      mitch.postsInForum(forum, 'Ladder wanted', 'at least 3 m')
      mitch.opensThread(general, root, 'Ladder')
      mitch.says(root, 'three metres')
    })
    const texts = hooks.events.flatMap((event) => (event.type === 'message-posted' ? [event.text] : []))
    expect(texts).toEqual(expect.arrayContaining(['Ladder wanted\nat least 3 m', 'three metres']))
  })
})

test('a direct message is opened once, and its id is kept for the next process', async () => {
  const ada = accountRef(opened.discord.joins('Ada').id)
  const first = await opened.platform.openDm(ada)
  await opened.restart()
  expect(await opened.platform.openDm(ada)).toEqual(first)
  expect(opened.discord.rest.received.filter(({ route }) => route === 'POST /users/@me/channels')).toHaveLength(1)
  expect(first).toEqual({ ok: true, value: dmRef(opened.discord.person(ada.slice(10)).dm()) })
})

test('forms of a message go when the message goes, or loses the button', async () => {
  const form = {
    title: 'Edit',
    submit: 'Save',
    fields: [{ name: 'text', label: 'Words', type: 'text' as const, required: false, value: 'need a ladder' }],
  }
  const withForm: Card = {
    blocks: [{ type: 'buttons', buttons: [{ action: 'request.edit', subject: 'r1', label: 'Edit', form }] }],
  }
  const kept = async () => (await opened.hooks.keep.list('f/')).map(({ value }) => value)
  const sent = (await send('e1', withForm)) as { value: string }
  expect((await kept()).join()).toContain('need a ladder')
  await opened.platform.edit(sent.value, withForm)
  expect(await kept()).toHaveLength(1)
  await opened.platform.edit(sent.value, say('Solved'))
  expect(await kept()).toEqual([])
  await opened.platform.edit(sent.value, withForm)
  await opened.platform.remove(sent.value)
  expect(await kept()).toEqual([])
  expect(parseMessage(sent.value)).toBeDefined()
})
