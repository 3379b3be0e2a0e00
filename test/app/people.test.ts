import { afterEach, describe, expect, it } from 'vitest'
import { type OpenBot, openBot, SECOND } from './open-bot.ts'

let bot: OpenBot
afterEach(() => bot.close())

/** Counts how many questions the platform is asked, and how many wait for it at the same time. */
function slowly<T extends unknown[], R>(ask: (...given: T) => Promise<R>) {
  const seen = { asked: 0, most: 0 }
  let now = 0
  const answer = async (...given: T): Promise<R> => {
    seen.asked++
    seen.most = Math.max(seen.most, ++now)
    // Whoever comes at the same time has begun by then.
    await new Promise(setImmediate)
    now--
    return ask(...given)
  }
  return { seen, answer }
}

async function volunteers(count: number) {
  bot = await openBot()
  for (let i = 0; i < count; i++) await bot.tells(bot.runs(`helper-${i}`, 'volunteer', { topics: `topic ${i}` }))
  // A new process knows no name.
  await bot.restart('two')
}

describe('Looking for somebody by name', () => {
  it('asks the platform about many at the same time, sixteen at most, and about none twice', async () => {
    await volunteers(40)
    const { seen, answer } = slowly(bot.platform.person)
    bot.platform.person = answer
    const { people } = bot.running.bot
    expect((await people.find('club', '@Helper-39'))?.accounts).toEqual(['paper:a:helper-39'])
    expect(seen).toEqual({ asked: 40, most: 16 })
    expect(await people.find('club', 'nobody')).toBeUndefined()
    expect(seen.asked).toBe(40)
  })
})

describe('A name said plainly', () => {
  it('means a volunteer by full or first name, and nobody where it may mean two', async () => {
    await volunteers(3)
    const names = new Map([
      ['paper:a:helper-0', 'Mitch Harlow'],
      ['paper:a:helper-1', '🌱 Ann L.'],
      ['paper:a:helper-2', 'Mitch'],
    ])
    bot.platform.person = async (account) => ({ account, name: names.get(account) ?? 'Somebody', admin: false })
    const { people } = bot.running.bot
    const known = await people.known('club', ['mitch', 'mitch harlow', 'ann', 'harlow', 'bob'])
    expect([...known].map(([name, { accounts }]) => [name, accounts[0]])).toEqual([
      ['mitch harlow', 'paper:a:helper-0'],
      ['ann', 'paper:a:helper-1'],
    ])
  })
})

describe('Names of channels', () => {
  it('are asked for at the same time, and remembered', async () => {
    await volunteers(0)
    const { seen, answer } = slowly(async (channel: string) => `#${channel.slice('paper:c:'.length)}`)
    bot.platform.conversationName = answer
    const club = (await bot.record.community('club'))!
    const channels = ['one', 'two', 'three'].map((name) => ({ channel: `paper:c:${name}`, mode: 'offer' as const }))
    await bot.record.saveCommunity({ ...club, version: club.version + 1, channels }, club.version)
    await bot.tells(bot.runs('olive', 'askaround', { subcommand: 'status' }))
    await bot.tells(bot.runs('olive', 'askaround', { subcommand: 'status' }))
    expect(bot.platform.shown.at(-1)?.text).toContain('#three')
    expect(seen).toEqual({ asked: 3, most: 3 })
  })
})

describe('/requests', () => {
  it('asks once for each channel who may read it, however many requests stand there', async () => {
    await volunteers(0)
    await bot.tells(bot.runs('ada', 'volunteer', { topics: 'bicycles' }))
    for (const who of ['kai', 'lou', 'mia']) {
      await bot.tells(bot.posts(who, 'Does anyone know how to fix a bicycle wheel?'))
      const [request] = await bot.record.requestsWhere({ limit: 1 })
      await bot.tells(bot.presses(who, 'offer.accept', request!.id))
      await bot.later(SECOND)
    }
    const { seen, answer } = slowly(bot.platform.readers)
    bot.platform.readers = answer
    await bot.tells(bot.runs('ada', 'requests'))
    expect(bot.platform.shown.at(-1)?.text).toContain('3 open requests fit you')
    expect(seen.asked).toBe(1)
  })
})
