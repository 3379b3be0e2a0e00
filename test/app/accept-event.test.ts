import { afterEach, describe, expect, it } from 'vitest'
import type { PlatformEvent } from '../../src/platforms/platform.ts'
import { HOUR, MINUTE, type OpenBot, openBot, SECOND, theRequest } from './open-bot.ts'

let bot: OpenBot
afterEach(() => bot.close())

const adas = (shown: OpenBot['platform']['shown']) =>
  shown.filter(({ text }) => text.includes('People may now ask you'))
const need = 'Does anyone know how to fix a bicycle wheel?'

describe('An event', () => {
  it('counts once, however often it is delivered', async () => {
    bot = await openBot()
    const event = bot.runs('ada', 'volunteer', { topics: 'bicycles' })
    for (let i = 0; i < 3; i++) await bot.tells(event)
    expect(adas(bot.platform.shown)).toHaveLength(1)
    await bot.restart('two')
    await bot.tells(event)
    expect(adas(bot.platform.shown)).toHaveLength(1)
  })

  it('counts once when it is delivered twice at the same moment', async () => {
    bot = await openBot()
    const event = bot.runs('ada', 'volunteer', { topics: 'bicycles' })
    await Promise.all([bot.tells(event), bot.tells(event)])
    expect(adas(bot.platform.shown)).toHaveLength(1)
  })

  it('that cannot be processed is kept with its text, tried again, and its text is cleared', async () => {
    bot = await openBot()
    bot.breaksFor(1)
    await bot.tells(bot.runs('ada', 'volunteer', { topics: 'marmalade kittens' }))
    expect(adas(bot.platform.shown)).toHaveLength(0)
    const [kept] = await bot.record.dueEvents(bot.clock.now() + HOUR, 9)
    expect(kept).toMatchObject({ attempts: 1, event: { values: { topics: 'marmalade kittens' } } })

    await bot.later(2 * SECOND)
    expect(adas(bot.platform.shown)).toHaveLength(1)
    expect(await bot.record.dueEvents(bot.clock.now() + HOUR, 9)).toEqual([])
    expect(bot.log.map(({ msg }) => msg)).toEqual(['an event could not be processed; it is kept and tried again'])
  })

  it('about words that nobody has confirmed is kept without them, and they are read again when it is tried again', async () => {
    bot = await openBot()
    await bot.tells(bot.runs('ada', 'volunteer', { topics: 'bicycles' }))
    const post = bot.posts('kai', need)
    await bot.tells(post)
    const { requestByRef } = bot.store
    bot.store.requestByRef = () => Promise.reject(new Error('the disk is full'))
    const edited = 'Does anyone know how to fix a marmalade bicycle?'
    bot.platform.written.set(post.message, { author: post.author, text: edited, at: bot.clock.now() })
    const { id, at, space, message } = { ...post, id: 'paper:e:edit' }
    await bot.tells({ type: 'message-edited', id, at, space, message, text: edited })
    bot.breaksFor(1)
    const zoes = bot.posts('zoe', edited)
    const picked = {
      ...bot.presses('lou', 'x', 'y'),
      type: 'message-chosen',
      message: zoes.message,
      author: zoes.author,
    }
    await bot.tells({ ...picked, text: edited, channel: 'paper:c:help' } as PlatformEvent)
    const kept = await bot.record.dueEvents(bot.clock.now() + HOUR, 9)
    expect(kept.map(({ event }) => event)).toMatchObject([{ text: '' }, { text: '' }])
    expect(await bot.diskHolds('marmalade')).toBe(false)

    bot.store.requestByRef = requestByRef
    await bot.tells(bot.presses('kai', 'offer.accept', (await theRequest(bot)).id))
    bot.platform.written.set(post.message, { author: post.author, text: `${edited} Today`, at: bot.clock.now() })
    await bot.later(2 * SECOND)
    expect(bot.platform.shown.some(({ text }) => text.includes('marmalade bicycle? Today'))).toBe(true)
    expect(bot.platform.shown.some(({ text }) => text.includes('I asked the author privately'))).toBe(true)
    expect(await bot.record.dueEvents(bot.clock.now() + HOUR, 9)).toEqual([])
  })

  it('that was kept counts once, though it is delivered again meanwhile', async () => {
    bot = await openBot()
    bot.breaksFor(1)
    const event = bot.runs('ada', 'volunteer', { topics: 'bicycles' })
    await bot.tells(event)
    await bot.tells(event)
    await bot.later(MINUTE)
    expect(adas(bot.platform.shown)).toHaveLength(1)
  })

  it('that fails again and again is given up, its text cleared', async () => {
    bot = await openBot()
    bot.breaksFor(1000)
    await bot.tells(bot.runs('ada', 'volunteer', { topics: 'marmalade kittens' }))
    for (let i = 0; i < 20; i++) await bot.later(15 * MINUTE)
    bot.breaksFor(0)
    expect(await bot.record.dueEvents(bot.clock.now() + 24 * HOUR, 9)).toEqual([])
    expect(bot.log.length).toBeGreaterThan(5)
    expect(bot.log.length).toBeLessThan(15)
    expect(adas(bot.platform.shown)).toHaveLength(0)
  })

  it('that can be neither processed nor kept is not acknowledged, so that it is delivered again', async () => {
    bot = await openBot()
    bot.breaksFor(1)
    bot.keepsNothing()
    const event = bot.runs('ada', 'volunteer', { topics: 'bicycles' })
    await expect(bot.tells(event)).rejects.toThrow('the disk is full')
    await bot.tells(event)
    expect(adas(bot.platform.shown)).toHaveLength(1)
  })

  it('that comes late makes a member as of now: an erasure before it is not repeated on who came back after it', async () => {
    bot = await openBot()
    await bot.tells({ ...bot.runs('ada', 'volunteer', { topics: 'bicycles' }), at: bot.clock.now() - HOUR })
    const [[row] = []] = await Array.fromAsync(bot.record.accounts())
    expect(row).toMatchObject({ account: 'paper:a:ada', joinedAt: bot.clock.now() })
  })

  it('from a space that belongs to no community changes nothing', async () => {
    bot = await openBot()
    await bot.tells({ ...bot.runs('ada', 'volunteer', { topics: 'bicycles' }), space: 'paper:s:elsewhere' })
    expect(bot.platform.shown).toEqual([])
  })
})

describe('A post in a watched channel', () => {
  it('that cannot be processed is kept without its words; they are fetched again', async () => {
    bot = await openBot()
    bot.breaksFor(1)
    await bot.tells(bot.posts('kai', need))
    expect(await bot.diskHolds('bicycle wheel')).toBe(false)
    await bot.later(2 * SECOND)
    expect(bot.platform.shown.map(({ text }) => text)).toEqual([
      expect.stringContaining('Shall I post it for all instead?'),
    ])
    expect(await bot.diskHolds('bicycle wheel')).toBe(false)
  })

  it('that was deleted before it could be tried again is forgotten', async () => {
    bot = await openBot()
    bot.breaksFor(1)
    const post = bot.posts('kai', need)
    await bot.tells(post)
    bot.platform.written.delete(post.message)
    await bot.later(HOUR)
    expect(bot.platform.shown).toEqual([])
    expect(await bot.record.dueEvents(bot.clock.now() + HOUR, 9)).toEqual([])
  })

  it('that is no request leaves nothing, not even the name of who wrote it', async () => {
    bot = await openBot()
    await bot.tells(bot.posts('kai', 'Good morning all, what a heron on the quay'))
    await bot.tells({ ...bot.posts('kai', need), conversation: 'paper:c:elsewhere' })
    expect(await bot.diskHolds('paper:a:kai')).toBe(false)
    expect(await bot.diskHolds('heron')).toBe(false)
  })
})

describe('A thread', () => {
  it('that belongs to no request is nobody’s business: nothing is stored', async () => {
    bot = await openBot()
    const post = bot.posts('kai', need)
    await bot.tells(post)
    const inThread = { ...bot.posts('lou', 'a heron'), conversation: 'paper:t:x', where: 'thread' as const }
    // Of no message that anybody knows, and of one that was only noticed.
    for (const root of ['paper:m:other', post.message]) await bot.tells({ ...inThread, id: `e${root}`, root })
    expect(await bot.diskHolds('heron')).toBe(false)
    expect(await bot.diskHolds('paper:a:lou')).toBe(false)
  })

  it('in which somebody writes before the news of its opening arrived is known by the message that it hangs on', async () => {
    bot = await openBot()
    await bot.tells(bot.runs('ada', 'volunteer', { topics: 'bicycles' }))
    const post = bot.posts('kai', need)
    await bot.tells(post)
    bot.platform.trouble = (what) => (what === 'openThread' ? { type: 'unavailable' } : undefined)
    const [request] = await bot.record.requestsWhere({ limit: 1 })
    await bot.tells(bot.presses('kai', 'offer.accept', request!.id))
    const thread = post.message.replace(':m:', ':t:')
    const early = { ...bot.posts('lou', 'I have spokes'), conversation: thread, where: 'thread' as const }
    await bot.tells({ ...early, root: post.message, channel: 'paper:c:help' })
    bot.platform.trouble = () => undefined
    await bot.later(MINUTE)
    const after = await bot.record.request(request!.id)
    expect(after).toMatchObject({ thread, suggestions: [{ text: 'I have spokes' }] })
    expect(bot.platform.shown.filter(({ text }) => text.includes('I asked one person'))).toHaveLength(1)
  })
})
