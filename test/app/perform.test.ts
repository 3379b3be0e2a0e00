import { afterEach, describe, expect, it } from 'vitest'
import { HOUR, MINUTE, type OpenBot, openBot, SECOND, theRequest } from './open-bot.ts'

let bot: OpenBot
afterEach(() => bot.close())

const need = 'Does anyone know how to fix a bicycle wheel?'

async function volunteers(...names: string[]) {
  for (const name of names) await bot.tells(bot.runs(name, 'volunteer', { topics: 'bicycles' }))
}

/** Kai posts, and says yes. */
async function kaiAsks(asker = 'kai', text = need) {
  await bot.tells(bot.posts(asker, text))
  const request = await theRequest(bot)
  await bot.tells(bot.presses(asker, 'offer.accept', request.id))
}

const pings = () => bot.platform.shown.filter(({ text }) => text.includes('I ask you because'))
const pinged = () => pings().map(({ to }) => ('conversation' in to ? to.conversation : ''))
const calls = (what: string) => bot.platform.calls.filter((call) => call.startsWith(what))

describe('A send that fails', () => {
  it('is tried again after a wait that doubles, and blocks only its own lane', async () => {
    bot = await openBot()
    await volunteers('ada', 'ben')
    bot.platform.trouble = (what, where) =>
      what === 'send' && where === 'paper:d:ada' ? { type: 'unavailable' } : undefined
    await kaiAsks()
    // Ben is asked and the card stands, while Ada's lane waits.
    expect(pinged()).toEqual(['paper:d:ben'])
    expect(bot.platform.shown.some(({ text }) => text.includes('I asked 2 people'))).toBe(true)
    expect(calls('send paper:d:ada')).toHaveLength(1)
    await bot.later(SECOND)
    expect(calls('send paper:d:ada')).toHaveLength(1)
    await bot.later(SECOND)
    expect(calls('send paper:d:ada')).toHaveLength(2)
    await bot.later(2 * SECOND)
    expect(calls('send paper:d:ada')).toHaveLength(2)
    await bot.later(2 * SECOND)
    expect(calls('send paper:d:ada')).toHaveLength(3)
    bot.platform.trouble = () => undefined
    await bot.later(8 * SECOND)
    expect(pinged()).toEqual(['paper:d:ben', 'paper:d:ada'])
  })

  it('and one that never ends hold up neither each other nor what is due', async () => {
    bot = await openBot()
    await volunteers('ada', 'ben')
    const send = bot.platform.send
    let end = () => {}
    const ended = new Promise<void>((resolve) => (end = resolve))
    let bens = 0
    bot.platform.send = async (id, to, card, options) => {
      const place = 'conversation' in to ? to.conversation : ''
      if (place === 'paper:d:ada') await ended
      if (place === 'paper:d:ben' && ++bens === 1) return { ok: false, failure: { type: 'unavailable' } }
      if (place === 'paper:d:ben') end()
      return send(id, to, card, options)
    }
    await bot.tells(bot.posts('kai', need))
    const [request] = await bot.record.requestsWhere({ limit: 1 })
    await bot.platform.tells(bot.presses('kai', 'offer.accept', request!.id))
    const triesAgain = bot.clock.now() + 2 * SECOND
    while (bot.clock.next() !== triesAgain) await new Promise(setImmediate)
    await bot.later(2 * SECOND)
    expect(pinged()).toEqual(['paper:d:ben', 'paper:d:ada'])
  })

  it('is given up after a day: it lies among the dead letters, and the request goes on without it', async () => {
    bot = await openBot()
    await volunteers('ada')
    bot.platform.trouble = (what) => (what === 'openThread' ? { type: 'unavailable' } : undefined)
    await kaiAsks()
    for (let hour = 0; hour < 25; hour++) await bot.later(HOUR)
    expect(await bot.record.deadLetters('club', 9)).toMatchObject([{ type: 'open-thread', error: 'unavailable' }])
    expect(bot.platform.shown.at(-1)?.text).toContain('I could not open a thread on your message')
    expect((await theRequest(bot)).state).toBe('withdrawn')
    expect(pings()).toEqual([])
    // An organiser sees it.
    await bot.tells(bot.runs('olive', 'askaround', { subcommand: 'status' }))
    expect(bot.platform.shown.at(-1)?.text).toContain('could not be delivered')
  })

  it('that throws is tried again as well, and only its name stands in the record, none of the words', async () => {
    bot = await openBot()
    await volunteers('ada')
    bot.platform.trouble = (what, where) =>
      what === 'send' && where === 'paper:d:ada' ? new TypeError('cannot read "marmalade"') : undefined
    await kaiAsks()
    expect(await bot.diskHolds('marmalade')).toBe(false)
    bot.platform.trouble = () => undefined
    await bot.later(2 * SECOND)
    expect(pinged()).toEqual(['paper:d:ada'])
  })

  it('after which nobody knows whether it arrived is looked for first, and not said twice', async () => {
    bot = await openBot()
    await volunteers('ada')
    let lost = 0
    bot.platform.trouble = (what, where) =>
      what === 'send' && where === 'paper:d:ada' && lost++ === 0 ? 'lost answer' : undefined
    await kaiAsks()
    await bot.later(MINUTE)
    expect(pings()).toHaveLength(1)
    expect((await theRequest(bot)).pings[0]).toMatchObject({ state: 'live' })
  })

  it('and had arrived keeps no live buttons, though the request was solved before anybody knew', async () => {
    bot = await openBot()
    await volunteers('ada')
    let lost = 0
    bot.platform.trouble = (what, where) =>
      what === 'send' && where === 'paper:d:ada' && lost++ === 0 ? 'lost answer' : undefined
    await kaiAsks()
    await bot.tells(bot.presses('kai', 'request.solved', (await theRequest(bot)).id))
    expect(pings()).toHaveLength(1)
    await bot.later(MINUTE)
    expect(pings()).toEqual([])
    const toAda = bot.platform.shown.filter(({ to }) => 'conversation' in to && to.conversation === 'paper:d:ada')
    expect(toAda.at(-1)?.text).toContain('This is handled, thank you.')
  })

  it('on a platform where that can never be known is not sent a second time', async () => {
    bot = await openBot({ limits: { repeat: 'at-most-once' } })
    bot.platform.findSent = async () => 'cannot-know'
    await volunteers('ada')
    let lost = 0
    bot.platform.trouble = (what, where) =>
      what === 'send' && where === 'paper:d:ada' && lost++ === 0 ? 'lost answer' : undefined
    await kaiAsks()
    await bot.later(MINUTE)
    expect(pings()).toHaveLength(1)
    expect(calls('send paper:d:ada')).toHaveLength(1)
  })

  it('because the platform asked to wait waits just so long, and does not count as a failure', async () => {
    bot = await openBot({ settings: { retries: { give_up_after_hours: 1 } } })
    await volunteers('ada')
    const until = bot.clock.now() + 3 * HOUR
    bot.platform.trouble = (what, where) =>
      what === 'send' && where === 'paper:d:ada' && bot.clock.now() < until
        ? { type: 'rate-limited', at: until }
        : undefined
    await kaiAsks()
    await bot.later(2 * HOUR + 59 * MINUTE)
    expect(calls('send paper:d:ada')).toHaveLength(1)
    await bot.later(MINUTE)
    expect(pinged()).toEqual(['paper:d:ada'])
    expect(await bot.record.deadLetters('club', 9)).toEqual([])
  })
})

describe('Direct messages', () => {
  it('that are closed are remembered: that helper is not tried again until they write themselves', async () => {
    bot = await openBot()
    await volunteers('ada', 'ben')
    bot.platform.trouble = (what, where) =>
      what === 'openDm' && where === 'paper:a:ada' ? { type: 'closed-dms' } : undefined
    await kaiAsks()
    expect(pinged()).toEqual(['paper:d:ben'])
    await bot.later(3 * HOUR)
    await kaiAsks('lou', 'Can anyone help me with the chain of my bicycle?')
    expect(calls('openDm paper:a:ada')).toHaveLength(1)
    bot.platform.trouble = () => undefined
    await bot.tells(bot.writesToBot('ada', 'hi'))
    await bot.later(HOUR)
    await kaiAsks('mia', 'Does anyone know how to true the wheel of a bicycle?')
    expect(pinged()).toContain('paper:d:ada')
    expect(calls('openDm paper:a:ada')).toHaveLength(1)
  })

  it('are opened to at most eight new people in ten minutes', async () => {
    bot = await openBot({ settings: { waves: { most_at_once: 20, target_chance: 0.99 } } })
    const names = Array.from({ length: 12 }, (_, i) => `helper-${i}`)
    await volunteers(...names)
    await kaiAsks()
    expect(calls('openDm')).toHaveLength(8)
    await bot.later(9 * MINUTE)
    expect(calls('openDm')).toHaveLength(8)
    await bot.later(30 * MINUTE)
    expect(calls('openDm')).toHaveLength(12)
  })

  it('do not come faster into one conversation than the platform takes them', async () => {
    bot = await openBot({ limits: { sendsASecond: 1 } })
    await volunteers('ada')
    await kaiAsks()
    await bot.later(5 * SECOND)
    const before = bot.platform.shown.length
    const thread = (await theRequest(bot)).thread!
    const in1 = { ...bot.posts('lou', 'one'), conversation: thread, where: 'thread' as const }
    await bot.tells(in1)
    await bot.tells(bot.writesToBot('ada', 'two'))
    await bot.tells(bot.writesToBot('ada', 'three'))
    const toAda = () =>
      bot.platform.shown.slice(before).filter(({ to }) => 'conversation' in to && to.conversation === 'paper:d:ada')
    expect(toAda()).toHaveLength(1)
    await bot.later(SECOND)
    expect(toAda()).toHaveLength(2)
  })
})

describe('A ping that is still owed', () => {
  async function owed() {
    bot = await openBot({ settings: { pings: { live_hours: 48 }, retries: { give_up_after_hours: 48 } } })
    await volunteers('ada')
    bot.platform.trouble = (what, where) =>
      what === 'send' && where === 'paper:d:ada' ? { type: 'unavailable' } : undefined
    await kaiAsks()
    expect((await theRequest(bot)).pings).toMatchObject([{ state: 'owed' }])
  }
  const allIsWell = () => {
    bot.platform.trouble = () => undefined
  }

  it('is dropped when the request is solved meanwhile', async () => {
    await owed()
    await bot.tells(bot.presses('kai', 'request.solved', (await theRequest(bot)).id))
    allIsWell()
    await bot.later(HOUR)
    expect(pings()).toEqual([])
  })

  it('is dropped when its helper stops meanwhile', async () => {
    await owed()
    await bot.tells(bot.runs('ada', 'stop'))
    allIsWell()
    await bot.later(HOUR)
    expect(pings()).toEqual([])
    expect((await theRequest(bot)).pings).toMatchObject([{ state: 'released' }])
  })

  it('is dropped when its helper may not read the channel any more', async () => {
    await owed()
    bot.platform.readers = async () => new Set()
    allIsWell()
    await bot.later(HOUR)
    expect(pings()).toEqual([])
    expect((await theRequest(bot)).pings).toMatchObject([{ state: 'undeliverable' }])
  })

  it('waits for the end of quiet hours when these began meanwhile', async () => {
    await owed()
    await bot.later(8 * HOUR)
    allIsWell()
    await bot.later(6 * HOUR)
    expect(pings()).toEqual([])
    await bot.later(4 * HOUR)
    expect(pinged()).toEqual(['paper:d:ada'])
  })
})

describe('Who may know and cannot be asked before the request ends', () => {
  it('is not waited for: the card names no time that will not come', async () => {
    bot = await openBot()
    await volunteers('ada')
    await bot.tells(bot.runs('ada', 'pause', { for: '30 hours' }))
    await kaiAsks()
    expect(await theRequest(bot)).toMatchObject({ nobodyLeft: true, endsAt: bot.clock.now() + 24 * HOUR })
    await bot.later(20 * HOUR)
    // Somebody new makes it look again.
    await bot.tells(bot.runs('zoe', 'volunteer', { topics: 'opera' }))
    const request = await theRequest(bot)
    expect(request).toMatchObject({ state: 'open', nobodyLeft: true })
    expect(request.waveEndsAt).toBeUndefined()
  })
})

describe('A ping that stands', () => {
  async function stands() {
    bot = await openBot()
    await volunteers('ada', 'ben')
    await kaiAsks()
    return Object.fromEntries((await theRequest(bot)).pings.map(({ id, memberId }) => [memberId, id]))
  }
  const adas = async () => (await bot.record.memberByAccount('paper:a:ada', 'club'))!
  async function kaiEdits(text: string) {
    const { message } = await theRequest(bot)
    await bot.tells({ ...bot.posts('kai', ''), type: 'message-edited', message: message!, text } as never)
  }
  const pingOf = (who: string) =>
    bot.platform.shown.filter(({ to }) => 'conversation' in to && to.conversation === `paper:d:${who}`).at(-1)!.text

  it('shows the words as the asker edits them', async () => {
    await stands()
    await kaiEdits('Does anyone know how to fix a tandem?')
    expect(pingOf('ada')).toContain('tandem')
  })

  it('shows no new word to who may not read the channel any more, who is then not asked any more', async () => {
    await stands()
    bot.platform.readers = async (_, accounts) => new Set(accounts.filter((account) => account !== 'paper:a:ada'))
    await kaiEdits('Does anyone know how to fix a tandem?')
    expect(pingOf('ada')).toBe('You are not asked about this any more.')
    expect(pingOf('ben')).toContain('tandem')
    const ada = await adas()
    expect((await theRequest(bot)).pings.find(({ memberId }) => memberId === ada.id)?.state).toBe('released')
  })

  it('shows no new word to who is blocked, or blocked the asker', async () => {
    await stands()
    const { askerId } = await theRequest(bot)
    await bot.record.block(askerId, (await adas()).id, bot.clock.now())
    await kaiEdits('Does anyone know how to fix a tandem?')
    expect(pingOf('ada')).toBe('You are not asked about this any more.')
    await bot.tells(bot.presses('kai', 'request.solved', (await theRequest(bot)).id))
    expect(pingOf('ada')).not.toContain('tandem')
    expect(pingOf('ben')).toMatch(/tandem.*This is handled, thank you/s)
  })

  it('loses its words when its helper blocks the asker after having answered', async () => {
    const pings = await stands()
    const pingId = pings[(await adas()).id]!
    await bot.tells(bot.presses('ada', 'ping.not-now', pingId))
    expect(pingOf('ada')).toContain('bicycle wheel')
    await bot.tells({
      ...bot.presses('ada', 'ping.report', pingId),
      type: 'form-submitted',
      values: { what: 'block' },
    } as never)
    expect(pingOf('ada')).toBe('You are not asked about this any more.')
  })
})

describe('The one answer to a command, press or form', () => {
  it('is given at most once, and not at all when it fails', async () => {
    bot = await openBot()
    bot.platform.trouble = (what, where) =>
      what === 'send' && where.startsWith('paper:i:') ? 'lost answer' : undefined
    await bot.tells(bot.runs('ada', 'help'))
    await bot.later(HOUR)
    expect(calls('send paper:i:')).toHaveLength(1)
  })

  it('is dropped when the interaction has lapsed', async () => {
    bot = await openBot()
    await bot.running.loop.stop()
    await bot.platform.tells(bot.runs('ada', 'help'))
    await bot.clock.advanceTo(bot.clock.now() + 14 * MINUTE)
    await bot.restart('two')
    expect(calls('send paper:i:')).toHaveLength(1)
    await bot.running.loop.stop()
    await bot.platform.tells(bot.runs('ada', 'help'))
    await bot.clock.advanceTo(bot.clock.now() + 15 * MINUTE + 1)
    await bot.restart('three')
    await bot.record.releaseHeld('club', 'send')
    await bot.later(MINUTE)
    expect(calls('send paper:i:')).toHaveLength(1)
  })
})

describe('A process that died', () => {
  it('leaves what it had begun to the next one, which looks first whether it arrived', async () => {
    bot = await openBot()
    await volunteers('ada')
    bot.platform.trouble = (what, where) =>
      what === 'send' && where === 'paper:d:ada' ? { type: 'unavailable' } : undefined
    await kaiAsks()
    await bot.running.loop.stop()
    bot.platform.trouble = () => undefined
    // The dead one had claimed the ping, and it had arrived.
    await bot.clock.advanceTo(bot.clock.now() + 10 * SECOND)
    const claimed = await bot.record.claimEffects('dead', bot.clock.now(), bot.clock.now() + MINUTE, 9)
    const ping = claimed.find(({ effect }) => effect.type === 'send' && effect.card === 'ping')!
    bot.platform.shown.push({
      id: ping.id,
      to: { conversation: 'paper:d:ada' },
      text: 'I ask you because',
      ref: 'paper:m:ping',
    })
    await bot.restart('two')
    expect((await theRequest(bot)).pings).toMatchObject([{ state: 'live' }])
    await bot.later(MINUTE + SECOND)
    expect(pings()).toHaveLength(1)
  })
})
