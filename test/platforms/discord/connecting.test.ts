import { GatewayIntentBits } from 'discord.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  accountRef,
  channelRef,
  dmRef,
  messageRef,
  parseMessage,
  spaceRef,
  threadRef,
} from '../../../src/platforms/discord/ids.ts'
import type { PlatformEvent } from '../../../src/platforms/platform.ts'
import { addThread } from '../../servers/discord/channels.ts'
import type { DiscordPerson } from '../../servers/discord/person.ts'
import { openDiscord } from './open-platform.ts'

type Opened = Awaited<ReturnType<typeof openDiscord>>
let opened: Opened
beforeEach(async () => {
  opened = await openDiscord()
})
afterEach(() => opened.close())

const texts = () =>
  opened.hooks.events.flatMap((event: PlatformEvent) => (event.type === 'message-posted' ? [event.text] : []))
const asked = (route: string) => opened.discord.rest.received.filter((each) => each.route === route)
const LIST = 'GET /channels/:channel/messages'
const identified = () => opened.discord.gateway.log.filter(({ op }) => op === 2).length
/** Resolves once the bot is back, with a new session or the old one. */
async function back(was: number, resumed = false) {
  const { gateway } = opened.discord
  const isBack = () =>
    resumed ? gateway.log.filter(({ op }) => op === 6).length > was : identified() > was && gateway.connected()
  while (!isBack()) await new Promise((resolve) => setImmediate(resolve))
  await opened.settled()
}

describe('the connection', () => {
  test('no more intents are asked for than serve', () => {
    expect(opened.discord.gateway.intentsOf()).toEqual([
      GatewayIntentBits.Guilds |
        GatewayIntentBits.GuildMembers |
        GatewayIntentBits.GuildMessages |
        GatewayIntentBits.DirectMessages |
        GatewayIntentBits.MessageContent,
    ])
  })

  test('when few sessions are left for today, the log says so', async () => {
    expect(opened.logged).toEqual([])
    opened.discord.world.sessionsLeft = 12
    await opened.restart()
    expect(opened.logged).toEqual([expect.stringContaining('"remaining":12')])
  })

  test('a wrong token is named, and so is what to do', async () => {
    await expect(openDiscord({ token: 'wrong' })).rejects.toThrow(/DISCORD_TOKEN.*discord\.com\/developers/)
  })

  test('one 401 while running is the end, and says so', async () => {
    opened.discord.rest.fault('POST /channels/:channel/messages', { status: 401 })
    const to = { conversation: channelRef(opened.discord.guild, opened.general) }
    const card = { blocks: [{ type: 'text' as const, spans: ['hello'] }] }
    await expect(opened.platform.send('e1', to, card, { notify: false })).rejects.toThrow()
    expect(opened.fatal).toEqual([expect.stringContaining('DISCORD_TOKEN')])
  })

  test('intents that were switched off in the portal are named', async () => {
    const { gateway } = opened.discord
    gateway.allowIntents(0)
    const told = Promise.withResolvers<void>()
    const push = opened.fatal.push.bind(opened.fatal)
    opened.fatal.push = (...said) => {
      const length = push(...said)
      told.resolve()
      return length
    }
    gateway.forget()
    await told.promise
    expect([...opened.fatal]).toEqual([expect.stringContaining('Message Content Intent')])
  })

  test('a process serves the servers of its shards, and those of no other', async () => {
    const shardOf = (guild: string) => Number((BigInt(guild) >> 22n) % 2n)
    const first = shardOf(opened.discord.guild)
    for (const ids of [[0, 1], [first]]) {
      const own = await openDiscord({ shards: { ids, count: 2 } })
      // Ids made a moment later are those of the other shard.
      await own.clock.advanceTo(own.clock.now() + 1)
      const other = own.discord.addsBotTo('Brandon Helps')
      expect(shardOf(other.id)).toBe(1 - shardOf(own.discord.guild))
      const there = [...own.discord.world.channels.values()].find((channel) => channel.guild_id === other.id)!
      own.discord.joins('Mitch').says(own.general, 'here')
      own.discord.joins('Ada', [other.id]).says(there.id, 'there')
      await own.settled()
      const heard = own.hooks.events.flatMap((event) => (event.type === 'message-posted' ? [event.text] : []))
      expect(heard.toSorted()).toEqual(ids.length === 2 ? ['here', 'there'] : ['here'])
      await own.close()
    }
  })

  test('a connection that answers no heartbeats is given up, and resumed', async () => {
    const { gateway } = opened.discord
    // The next connection is the one that dies: this one is told to come again.
    gateway.ignoreHeartbeats(true, 20)
    gateway.askToReconnect()
    await back(0, true)
    await back(1, true)
    gateway.ignoreHeartbeats(false)
    await back(2, true)
    expect(identified()).toBe(1)
  })

  test('what happened while it was cut off for a moment is told by Discord, once, and nothing is fetched', async () => {
    const mitch = opened.discord.joins('Mitch')
    mitch.says(opened.general, 'before')
    await opened.settled()
    opened.discord.gateway.cut()
    mitch.says(opened.general, 'in between')
    await back(0, true)
    expect(texts()).toEqual(['before', 'in between'])
    expect(asked(LIST)).toEqual([])
  })

  test('events that come twice have the same id; events that come the wrong way round lose nothing', async () => {
    const { discord, hooks, settled, general } = opened
    const mitch = discord.joins('Mitch')
    mitch.says(general, 'zero')
    await settled()
    discord.gateway.fault('duplicate')
    mitch.says(general, 'one')
    await settled()
    const ids = hooks.events.filter(({ type }) => type === 'message-posted').map(({ id }) => id)
    expect(new Set(ids).size).toBe(2)
    expect(texts().filter((text) => text === 'one').length).toBeGreaterThan(0)
    discord.gateway.fault('reorder')
    mitch.says(general, 'two')
    mitch.says(general, 'three')
    await settled()
    expect(texts().slice(-2)).toEqual(['three', 'two'])
  })

  test('messages that a moderator deletes together are each told as deleted', async () => {
    const { discord, hooks, settled, general } = opened
    const mitch = discord.joins('Mitch')
    const ids = ['one', 'two'].map((text) => mitch.says(general, text))
    await settled()
    discord.purges(general, ids)
    await settled()
    expect(hooks.events.filter(({ type }) => type === 'message-deleted')).toMatchObject(
      ids.map((id) => ({ message: messageRef(discord.guild, general, id), space: spaceRef(discord.guild) })),
    )
  })

  test('an edit or deletion that overtakes its message: the message is told as it stands, or not at all', async () => {
    const { discord, hooks, settled, general } = opened
    const mitch = discord.joins('Mitch')
    mitch.says(general, 'zero')
    await settled()
    discord.gateway.fault('reorder')
    const first = mitch.says(general, 'need a lader')
    mitch.edits(general, first, 'need a ladder')
    await settled()
    expect(texts()).toEqual(['zero', 'need a ladder'])
    discord.gateway.fault('reorder')
    const second = mitch.says(general, 'never mind')
    mitch.deletes(general, second)
    const { channel } = mitch.writesToBot('hi')
    await settled()
    discord.gateway.fault('reorder')
    mitch.edits(channel, mitch.writesToBot('yes').message, 'yes, on Saturday')
    await settled()
    expect(texts()).toEqual(['zero', 'need a ladder', 'hi', 'yes, on Saturday'])
    // Of what was not told nothing is kept.
    expect(JSON.stringify(await hooks.keep.list(''))).not.toContain('mind')
  })
})

describe('what was missed', () => {
  test('is read after every new session: in channels, threads and direct messages, oldest first, once', async () => {
    const { discord, general, settled, platform, hooks } = opened
    const mitch = discord.joins('Mitch')
    const root = mitch.says(general, 'need a ladder')
    await settled()
    await platform.openThread('t1', hooks.events.find((event) => event.type === 'message-posted')!.message, 'Ladder')
    mitch.says(root, 'a long one')
    const dm = mitch.writesToBot('hi')
    await settled()
    hooks.events.length = 0
    discord.gateway.forget()
    mitch.says(general, 'first')
    mitch.says(general, 'second')
    mitch.says(root, 'in the thread')
    mitch.writesToBot('in private')
    await back(1)
    expect(texts().toSorted()).toEqual(['first', 'in private', 'in the thread', 'second'])
    expect(texts().indexOf('first')).toBeLessThan(texts().indexOf('second'))
    const told = hooks.events.filter((event) => event.type === 'message-posted')
    expect(told.find(({ text }) => text === 'in private')).toMatchObject({
      conversation: dmRef(dm.channel),
      where: 'dm',
      space: spaceRef(discord.guild),
    })
    expect(told.find(({ text }) => text === 'in the thread')).toMatchObject({
      conversation: threadRef(discord.guild, root),
      where: 'thread',
    })
  })

  test('is read by the next process, also in a channel where nobody had spoken before', async () => {
    const { discord } = opened
    const quiet = discord.channel('quiet')
    await opened.settled()
    await opened.restart()
    const mitch = discord.joins('Mitch')
    await opened.restart(() => {
      mitch.says(quiet, 'anyone here')
      mitch.says(opened.general, 'while you were away')
    })
    expect(texts()).toEqual(expect.arrayContaining(['anyone here', 'while you were away']))
    expect(texts()).toHaveLength(2)
  })

  test('a first reply to a direct message that the bot began is not missed', async () => {
    const ada = opened.discord.joins('Ada')
    await opened.settled()
    const dm = await opened.platform.openDm(accountRef(ada.id))
    if (!dm.ok) throw new Error(dm.failure.type)
    const card = { blocks: [{ type: 'text' as const, spans: ['Can you help?'] }] }
    await opened.platform.send('e1', { conversation: dm.value }, card, { notify: true })
    await opened.restart(() => ada.writesToBot('yes, on Saturday'))
    expect(texts()).toEqual(['yes, on Saturday'])
    // Two months without a word, and then the bot asks again.
    await opened.clock.advanceTo(opened.clock.now() + 60 * 24 * 3_600_000)
    await opened.restart()
    await opened.platform.send('e2', { conversation: dm.value }, card, { notify: true })
    await opened.settled()
    await opened.restart(() => ada.writesToBot('not this time'))
    expect(texts()).toEqual(['yes, on Saturday', 'not this time'])
  })

  test('of the messages that requests hang on, which were edited or deleted: in channels, threads and direct messages', async () => {
    const { discord, general, hooks, settled } = opened
    const mitch = discord.joins('Mitch')
    const ids = ['kept', 'edited', 'deleted', 'edited before'].map((text) => mitch.says(general, text))
    mitch.opensThread(general, ids[1]!, 'Ladder')
    const inThread = mitch.says(ids[1]!, 'three metres')
    const dm = mitch.writesToBot('yes')
    mitch.edits(general, ids[3]!, 'edited and heard')
    await settled()
    const inChannel = ids.map((id) => messageRef(discord.guild, general, id))
    const [, edited, deleted] = inChannel
    const reply = messageRef(undefined, dm.channel, dm.message)
    const said = messageRef(discord.guild, ids[1]!, inThread)
    hooks.follows = [...inChannel, said, reply, messageRef('1', '2', '3')]
    await opened.clock.advanceTo(opened.clock.now() + 3 * 3_600_000)
    mitch.says(general, 'later')
    await settled()
    hooks.events.length = 0
    await opened.restart(() => {
      mitch.edits(general, ids[1]!, 'better words')
      mitch.deletes(general, ids[2]!)
      mitch.edits(ids[1]!, inThread, 'four metres')
      mitch.deletes(dm.channel, dm.message)
    })
    expect(hooks.events.filter(({ type }) => type !== 'readers-changed')).toMatchObject([
      { type: 'message-edited', message: edited, text: 'better words' },
      { type: 'message-deleted', message: deleted },
      { type: 'message-edited', message: said, text: 'four metres' },
      { type: 'message-deleted', message: reply, space: spaceRef(discord.guild) },
    ])
  })

  test('an edit that is found in a gap has the id that the gateway gave it, so that it counts once', async () => {
    const { discord, general, hooks, settled } = opened
    const mitch = discord.joins('Mitch')
    const id = mitch.says(general, 'need a lader')
    mitch.edits(general, id, 'need a ladder')
    await settled()
    hooks.follows = [messageRef(discord.guild, general, id)]
    discord.gateway.forget()
    await back(1)
    const edits = hooks.events.filter(({ type }) => type === 'message-edited')
    expect(edits).toHaveLength(2)
    expect(new Set(edits.map(({ id: event }) => event)).size).toBe(1)
  })

  test('those messages are looked at once, however many shards come back', async () => {
    const own = await openDiscord({ shards: { ids: [0, 1, 2], count: 3 } })
    const mitch = own.discord.joins('Mitch')
    const id = mitch.says(own.general, 'need a ladder')
    await own.settled()
    own.hooks.follows = [messageRef(own.discord.guild, own.general, id)]
    await own.restart(() => mitch.deletes(own.general, id))
    expect(own.hooks.events.filter(({ type }) => type === 'message-deleted')).toHaveLength(1)
    const looks = own.discord.rest.received.filter(({ route }) => route === 'GET /channels/:channel/messages/:message')
    expect(looks).toHaveLength(1)
    await own.close()
  })

  test('messages that cannot be looked at yet are looked at later', async () => {
    const { discord, general, hooks, settled, clock } = opened
    const mitch = discord.joins('Mitch')
    const ids = ['one', 'two'].map((text) => mitch.says(general, text))
    await settled()
    hooks.follows = ids.map((id) => messageRef(discord.guild, general, id))
    discord.rest.fault('GET /channels/:channel/messages/:message', { limited: 'user', seconds: 20 })
    await opened.restart(() => ids.forEach((id) => void mitch.deletes(general, id)))
    const gone = () => hooks.events.filter(({ type }) => type === 'message-deleted').length
    expect(gone()).toBe(0)
    await clock.advanceTo(clock.now() + 21_000)
    expect(gone()).toBe(2)
  })

  test('more than a page of it is read to the end', async () => {
    const mitch = opened.discord.joins('Mitch')
    mitch.says(opened.general, 'zero')
    await opened.settled()
    await opened.restart(() => {
      for (let i = 1; i <= 230; i++) mitch.says(opened.general, `line ${i}`)
    })
    expect(texts()).toEqual(['zero', ...Array.from({ length: 230 }, (_, i) => `line ${i + 1}`)])
  })

  test('what comes while it is read neither overtakes it nor hides it', async () => {
    const mitch = opened.discord.joins('Mitch')
    mitch.says(opened.general, 'zero')
    await opened.settled()
    opened.discord.rest.fault(LIST, { status: 503 })
    await opened.restart(() => mitch.says(opened.general, 'missed'))
    expect(texts()).toEqual(['zero'])
    mitch.says(opened.general, 'new')
    await opened.settled()
    expect(texts()).toEqual(['zero', 'missed', 'new'])
  })

  test('what was not stored is read again later, from where it stopped', async () => {
    const mitch = opened.discord.joins('Mitch')
    opened.hooks.refusing = true
    mitch.says(opened.general, 'one')
    mitch.says(opened.general, 'two')
    await opened.settled()
    opened.hooks.refusing = false
    await opened.restart()
    expect(texts()).toEqual(['one', 'two'])
  })
})

describe('who is there', () => {
  test('servers are introduced before anything of them is told, the ones that the bot joins later too', async () => {
    const introduced: string[] = []
    const own = await openDiscord({ onSpace: async ({ space, name }) => void introduced.push(`${space} ${name}`) })
    const later = own.discord.addsBotTo('Brandon Helps')
    await own.settled()
    expect(introduced).toEqual([`${spaceRef(own.discord.guild)} Winnipeg Helps`, `${spaceRef(later.id)} Brandon Helps`])
    await own.close()
  })

  test('who may manage a server administers it, and no other', async () => {
    const { discord, settled, platform } = opened
    const brandon = discord.addsBotTo('Brandon Helps')
    const both = discord.joins('Mitch', [discord.guild, brandon.id])
    discord.grants(both.id, 1n << 5n, brandon.id)
    await settled()
    const account = accountRef(both.id)
    expect(await platform.person(account, spaceRef(brandon.id))).toMatchObject({ admin: true })
    expect(await platform.person(account, spaceRef(discord.guild))).toMatchObject({ admin: false })
    expect(await platform.person(accountRef(discord.owner.id), spaceRef(discord.guild))).toMatchObject({ admin: true })
  })

  test('who left, and a channel that was made private meanwhile, count at once', async () => {
    const { discord, settled, platform, general } = opened
    const [mitch, ada] = [discord.joins('Mitch'), discord.joins('Ada')]
    const channel = channelRef(discord.guild, general)
    const accounts = [accountRef(mitch.id), accountRef(ada.id)]
    expect((await platform.readers(channel, accounts)).size).toBe(2)
    ada.leaves(discord.guild)
    await settled()
    expect(opened.hooks.events.at(-1)).toMatchObject({ type: 'member-left', account: accountRef(ada.id) })
    expect(await platform.readers(channel, accounts)).toEqual(new Set([accountRef(mitch.id)]))
    discord.changesPermissions(general, [{ id: discord.guild, type: 0, allow: '0', deny: '1024' }])
    await settled()
    expect(await platform.readers(channel, accounts)).toEqual(new Set())
  })

  test('a thread is read by who reads the channel above it, a private one by its members and those who keep order', async () => {
    const { discord, settled, platform, general } = opened
    const [mitch, ada, keeper] = ['Mitch', 'Ada', 'Keeper'].map((name) => discord.joins(name)) as DiscordPerson[]
    discord.grants(keeper!.id, 1n << 34n)
    const above = discord.world.channels.get(general)!
    const open = addThread(discord.world, above, { name: 'open', owner: mitch!.id }).id
    const closed = addThread(discord.world, above, { name: 'closed', owner: mitch!.id, type: 12 }).id
    await settled()
    const accounts = [mitch!, ada!, keeper!].map(({ id }) => accountRef(id))
    const readers = async (id: string) => [...(await platform.readers(threadRef(discord.guild, id), accounts))]
    expect(await readers(open)).toEqual(accounts)
    expect(await readers(closed)).toEqual([accounts[0], accounts[2]])
    discord.changesPermissions(general, [{ id: discord.guild, type: 0, allow: '0', deny: '1024' }])
    await settled()
    expect(await readers(open)).toEqual([])
  })

  test('addresses are those that Discord gives itself', async () => {
    const message = `discord:m:${opened.discord.guild}.${opened.general}.7`
    expect(opened.platform.linkTo(message)).toBe(
      `https://discord.com/channels/${opened.discord.guild}/${opened.general}/7`,
    )
    expect(parseMessage(message)?.id).toBe('7')
    expect(opened.platform.dmLink).toBe(`https://discord.com/users/${opened.discord.world.bot.id}`)
  })
})
