import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DiscordPerson } from '../../servers/discord/person.ts'
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
