import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DiscordPerson } from '../../servers/discord/person.ts'
import { onlyFor } from '../../servers/discord/server.ts'
import { openWholeBot, type WholeBot } from './open-whole-bot.ts'

// What changes on Discord while a request is open, and what the whole bot makes of it.

const wheel = 'Does anyone know how to fix a bicycle wheel?'

let bot: WholeBot
let jonathan: DiscordPerson
let mitch: DiscordPerson
let root: string
beforeEach(async () => {
  bot = await openWholeBot()
  await bot.watch()
  jonathan = await bot.aVolunteer('Jonathan', 'bicycles, wheels')
  mitch = bot.discord.joins('Mitch')
  root = await bot.asks(mitch, wheel)
})
afterEach(() => bot.close())

const dm = () => bot.texts(jonathan, jonathan.dm()).join('\n')
const shareQuestion = () => jonathan.reads(jonathan.dm()).find(({ buttons }) => buttons.includes('Share'))

describe('while the bot was away', () => {
  test('the asker changed the post: the pings that stand say what it says now', async () => {
    await bot.restart(() => mitch.edits(bot.help, root, 'Does anyone know how to fix a bicycle wheel, 28 inch?'))
    expect(dm()).toContain('28 inch')
    // What the asker corrects by hand afterwards is not undone by the next start.
    await bot.press(mitch, root, 'Edit')
    await mitch.fills({ text: 'How do I fix a front wheel?' })
    await bot.settle()
    await bot.restart()
    expect(dm()).toContain('front wheel')
  })

  test('the asker deleted the post: the request is withdrawn, and nobody works in vain', async () => {
    expect(dm()).toContain('fix a bicycle wheel')
    await bot.restart(() => mitch.deletes(bot.help, root))
    expect(dm()).not.toContain('fix a bicycle wheel')
    expect(dm()).toContain('This is no longer needed, thank you.')
  })

  test('what was written in the thread was changed or deleted', async () => {
    const kept = jonathan.says(root, 'the shop on Mane Street')
    const gone = jonathan.says(root, 'my neighbour Zebedee')
    await bot.settle()
    const requests = async () => JSON.stringify(await bot.running.bot.store.requestsWhere({ limit: 9 }))
    expect(await requests()).toContain('Zebedee')
    await bot.restart(() => {
      jonathan.edits(root, kept, 'the shop on Main Street')
      jonathan.deletes(root, gone)
    })
    expect(await requests()).toContain('Main Street')
    expect(await requests()).not.toMatch(/Mane|Zebedee/)
  })

  test('a reply by direct message was deleted: it is asked about no more', async () => {
    const reply = jonathan.writesToBot('ask Zebedee')
    await bot.settle()
    expect(shareQuestion()).toBeDefined()
    await bot.restart(() => jonathan.deletes(reply.channel, reply.message))
    expect(shareQuestion()).toBeUndefined()
  })
})

test('a reply by direct message that its author changes is asked about as it reads now; deleted, it is not asked about', async () => {
  const reply = jonathan.writesToBot('ask Zebedee')
  await bot.settle()
  jonathan.edits(reply.channel, reply.message, 'ask the shop')
  await bot.settle()
  expect(shareQuestion()?.text).toContain('ask the shop')
  expect(shareQuestion()?.text).not.toContain('Zebedee')
  jonathan.deletes(reply.channel, reply.message)
  await bot.settle()
  expect(shareQuestion()).toBeUndefined()
  expect(JSON.stringify(await bot.running.bot.store.requestsWhere({ limit: 9 }))).not.toContain('ask the shop')
})

describe('the thread', () => {
  test('that went to sleep is woken by what the bot says there, and its card is kept up to date', async () => {
    const { discord } = bot
    discord.archives(root)
    await bot.press(jonathan, jonathan.dm(), 'I can help')
    await jonathan.fills({ text: 'I true wheels on Saturdays' })
    await bot.settle()
    expect(bot.texts(mitch, root).join('\n')).toContain('I true wheels on Saturdays')
    discord.archives(root)
    await bot.press(mitch, root, 'Solved')
    await bot.settle()
    expect(mitch.reads(root)[0]!.text).toContain('Solved.')
  })

  test.each(['locked', 'deleted'] as const)(
    'that a moderator %s takes no suggestion with it: the asker gets it by direct message, and the request goes on',
    async (how) => {
      const { discord } = bot
      if (how === 'locked') discord.locks(root)
      else discord.deletesChannel(root)
      await bot.press(jonathan, jonathan.dm(), 'I can help')
      await jonathan.fills({ text: 'I true wheels on Saturdays' })
      await bot.settle()
      const dms = mitch.reads(mitch.dm()).filter(({ text }) => text.includes('I true wheels on Saturdays'))
      expect(dms).toHaveLength(1)
      expect(dms[0]!.buttons).toContain('This helped')
      // No permission is missing that the owner could give.
      expect(bot.texts(discord.owner, discord.owner.dm()).join()).not.toContain('#help')
      await mitch.runs(bot.help, 'requests')
      await bot.settle()
      await bot.press(mitch, bot.help, 'Solved')
      await bot.settle()
      expect(dm()).not.toContain('Can you help')
      expect(await bot.running.bot.store.requestsWhere({ states: ['solved'], limit: 9 })).toHaveLength(1)
    },
  )
})

describe('who may read the channel', () => {
  const VIEW = 1n << 10n
  const closeTo = async (...people: DiscordPerson[]) => {
    const { discord } = bot
    const readers = [discord.world.bot.id, ...people.map(({ id }) => id)]
    discord.changesPermissions(bot.help, onlyFor(discord.guild, readers))
    await bot.settle()
  }

  test('is looked at again when it is made private: who was asked and may not read it any more is asked no more', async () => {
    expect(dm()).toContain(wheel)
    await closeTo(mitch)
    expect(dm()).not.toContain(wheel)
    expect(bot.last(jonathan, jonathan.dm()).buttons).not.toContain('I can help')
  })

  test('who may still read it stays asked, and whoever is asked next may read it', async () => {
    const ada = await bot.aVolunteer('Ada', 'bicycles, wheels')
    await closeTo(mitch, jonathan)
    await bot.clock.advanceTo(bot.clock.now() + 4 * 3_600_000)
    await bot.settle()
    expect(dm()).toContain(wheel)
    expect(bot.texts(ada, ada.dm()).join('\n')).not.toContain(wheel)
  })

  test('also when the bot was away then, when a role loses a permission, and when somebody loses a role', async () => {
    const { discord } = bot
    await bot.restart(() =>
      discord.changesPermissions(bot.help, onlyFor(discord.guild, [discord.world.bot.id, mitch.id])),
    )
    expect(dm()).not.toContain(wheel)
    discord.changesPermissions(bot.help, [])
    const [ada, ben] = [await bot.aVolunteer('Ada', 'ladders'), await bot.aVolunteer('Ben', 'ladders')]
    for (const { id } of [ada, mitch]) discord.grants(id, VIEW)
    discord.grants(discord.world.bot.id, VIEW | (1n << 11n) | (1n << 38n) | (1n << 35n) | (1n << 16n))
    const secret = discord.channel('secret')
    const everybody = BigInt(discord.world.guilds.get(discord.guild)!.roles.get(discord.guild)!.permissions)
    await bot.settle()
    await bot.watch(secret)
    await bot.asks(mitch, 'could anyone lend me a ladder?', secret)
    const asked = () =>
      [ada, ben].map((who) => who.reads(who.dm()).some(({ buttons }) => buttons.includes('I can help')))
    expect(asked()).toEqual([true, true])
    discord.changesRole(discord.guild, everybody & ~VIEW)
    await bot.settle()
    expect(asked()).toEqual([true, false])
    discord.takesRoles(ada.id)
    await bot.settle()
    expect(asked()).toEqual([false, false])
  })

  test('a channel closed to the asker feeds no linked one any more; what was written over there still reaches the request', async () => {
    const { discord } = bot
    const there = discord.channel('neighbours')
    await bot.settle()
    await bot.watch(there)
    await discord.owner.runs(bot.help, 'askaround', { subcommand: 'mirror', channel: bot.help, other: '#neighbours' })
    await bot.settle()
    const post = await bot.asks(discord.joins('Kai'), 'could anyone lend me a ladder?', bot.help)
    const copy = () => mitch.reads(there)[0]!.id
    const said = jonathan.says(post, 'the library of things has one')
    await bot.settle()
    expect(bot.texts(mitch, copy()).join('\n')).toContain('library of things')
    await closeTo(jonathan)
    jonathan.says(post, 'between us, ask Zebedee')
    jonathan.edits(post, said, 'the library of things, where Zebedee works')
    await bot.settle()
    expect(bot.texts(mitch, copy()).join('\n')).not.toContain('Zebedee')
    discord.joins('Bo').says(copy(), 'I have one')
    await bot.settle()
    expect(bot.texts(jonathan, post).join('\n')).toContain('I have one')
  })

  test('a channel that is deleted asks nobody any more', async () => {
    bot.discord.deletesChannel(bot.help)
    await bot.settle()
    expect(dm()).not.toContain(wheel)
  })
})

test('a permission that is taken away in mid-request is named to the owner once, and the asker is told what came in', async () => {
  const { discord } = bot
  discord.changesPermissions(bot.help, [{ id: discord.guild, type: 0, allow: '0', deny: String(1n << 38n) }])
  await bot.press(jonathan, jonathan.dm(), 'I can help')
  await jonathan.fills({ text: 'I true wheels on Saturdays' })
  await bot.settle()
  await bot.restart()
  expect(bot.texts(mitch, mitch.dm()).join('\n')).toContain('I true wheels on Saturdays')
  const told = bot.texts(discord.owner, discord.owner.dm()).filter((text) => text.includes('#help'))
  expect(told).toEqual([expect.stringContaining('Send Messages in Threads')])
})
