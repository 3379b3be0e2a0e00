import { expect, it } from 'vitest'
import type { PlatformEvent } from '../../src/platforms/platform.ts'
import { createSeededChance, drawFraction } from '../../src/shared/chance.ts'
import { MINUTE, openTwoSides, type Side } from '../app/two-sides.ts'

/** What somebody wrote in a thread, and how it stands. */
interface Written {
  side: Side
  request: string
  message: string
  mark: string
  text: string | undefined
}

const people = ['ada', 'bob', 'cyd', 'dan']
const other = (side: Side): Side => (side === 'east' ? 'west' : 'east')
const longest = 20 * MINUTE

it('1,000 messages on two sides stand exactly once at the other, as they stand where they were written, whatever gets lost, doubled or late', async () => {
  const chance = createSeededChance(11)
  const draw = (below: number) => Math.floor(drawFraction(chance) * below)
  const happens = (share: number) => drawFraction(chance) < share
  const sides = await openTwoSides()
  const community = (await sides.store.community('east'))!
  await sides.store.saveCommunity({ ...community, mirrors: [{ a: 'east:c:help', b: 'west:c:help' }] }, 1)

  // Ten requests, five asked on each side, each shown on both.
  const requests: string[] = []
  for (let i = 0; i < 10; i++) {
    const side: Side = i % 2 ? 'east' : 'west'
    await sides.runs(side, `asker${i}`, 'ask', { text: `who can repair bicycle number ${i}?` })
    const asker = await sides.member(side, `asker${i}`)
    const [request] = await sides.store.requestsWhere({ askerId: asker.id, limit: 1 })
    await sides.presses(side, `asker${i}`, 'offer.post', request!.id)
    requests.push(request!.id)
  }
  const threadOf = async (id: string, side: Side): Promise<string> => {
    const request = (await sides.store.request(id))!
    const threads = [request.thread, ...request.copies.map(({ thread }) => thread)]
    return threads.find((thread) => thread?.startsWith(side))!
  }
  const threads = new Map<string, string>()
  for (const id of requests)
    for (const side of ['east', 'west'] as const) threads.set(`${id} ${side}`, await threadOf(id, side))
  expect(new Set(threads.values()).size).toBe(20)

  // The platforms fail one call in eight: refused, cut, or done with the answer lost.
  for (const platform of Object.values(sides.platforms))
    platform.trouble = () => {
      if (!happens(0.12)) return undefined
      const kind = draw(3)
      return kind === 0 ? { type: 'unavailable' } : kind === 1 ? new Error('the line broke') : 'lost answer'
    }

  let events = 0
  const base = (side: Side) => ({ id: `${side}:storm:${++events}`, at: sides.clock.now(), space: `${side}:s:1` })
  const posted = (one: Written, who: string, text: string): PlatformEvent => ({
    ...base(one.side),
    type: 'message-posted',
    message: one.message,
    author: `${one.side}:a:${who}`,
    text,
    conversation: threads.get(`${one.request} ${one.side}`)!,
    where: 'thread',
    channel: `${one.side}:c:help`,
  })
  const written: Written[] = []
  /** What follows on a message comes after it; everything else in any order, and now and then twice. */
  const lives: PlatformEvent[][] = []
  for (let i = 0; i < 1000; i++) {
    const side: Side = happens(0.5) ? 'east' : 'west'
    const request = requests[draw(10)]!
    const mark = `#${i}#`
    const one: Written = { side, request, message: `${side}:m:storm-${i}`, mark, text: `word ${mark} of the storm` }
    const asker = requests.indexOf(request)
    const asksHere = (asker % 2 ? 'east' : 'west') === side
    const life = [posted(one, asksHere && happens(0.3) ? `asker${asker}` : people[draw(4)]!, one.text!)]
    if (happens(0.15)) {
      one.text = `word ${mark} changed`
      life.push({ ...base(side), type: 'message-edited', message: one.message, text: one.text })
    }
    if (happens(0.1)) {
      one.text = undefined
      life.push({ ...base(side), type: 'message-deleted', message: one.message })
    }
    written.push(one)
    lives.push(life)
  }

  /** Until the bot has taken it; then perhaps again, for its word that it did got lost. */
  async function deliver(event: PlatformEvent): Promise<void> {
    const side = event.space.startsWith('east') ? 'east' : 'west'
    const platform = sides.platforms[side]
    await platform.tells(event)
    if (happens(0.15)) await platform.tells(event)
  }
  /** What the bot said comes back, as from another bridge. */
  async function echo(): Promise<void> {
    const side: Side = happens(0.5) ? 'east' : 'west'
    const { shown } = sides.platforms[side]
    const said = shown[draw(shown.length)]!
    if (!('conversation' in said.to) || !(await sides.store.requestByRef(said.ref))) return
    const { conversation } = said.to
    const author = `${side}:a:bridge`
    await deliver({
      ...base(side),
      ...{ type: 'message-posted', message: said.ref, author, text: said.text, conversation, where: 'thread' },
    })
  }

  const waiting = [...lives]
  for (let round = 0; waiting.length > 0; round++) {
    // Forty at once, from anywhere among the next hundred.
    const now = Array.from({ length: Math.min(40, waiting.length) }, () =>
      waiting.splice(draw(Math.min(100, waiting.length)), 1),
    ).flat()
    await Promise.all([
      ...now.map(async (life) => {
        for (const event of life) await deliver(event)
      }),
      echo(),
    ])
    if (round % 8 === 7) await sides.restart()
    else if (happens(0.3)) await sides.settle()
  }
  for (let i = 0; i < 200 && (await sides.store.nextDue()) !== undefined; i++) {
    const due = (await sides.store.nextDue())!
    if (due > sides.clock.now() + longest) break
    await sides.later(Math.max(1, due - sides.clock.now()))
  }

  for (const side of ['east', 'west'] as const) {
    const standing = new Map<string, string[]>()
    for (const { to, text, removed } of sides.platforms[side].shown) {
      if (removed || !('conversation' in to)) continue
      for (const mark of text.match(/#\d+#/g) ?? [])
        standing.set(`${to.conversation} ${mark}`, [...(standing.get(`${to.conversation} ${mark}`) ?? []), text])
    }
    const wrong = written.flatMap(({ side: from, request, mark, text }) => {
      const there = standing.get(`${threads.get(`${request} ${side}`)} ${mark}`) ?? []
      standing.delete(`${threads.get(`${request} ${side}`)} ${mark}`)
      const right = from === other(side) && text !== undefined ? 1 : 0
      return there.length === right && there.every((shown) => shown.includes(text!)) ? [] : [{ mark, text, there }]
    })
    expect(wrong).toEqual([])
    // Nowhere else either.
    expect([...standing.keys()]).toEqual([])
  }
  expect(written.filter(({ text }) => text?.endsWith('changed')).length).toBeGreaterThan(100)
  sides.troubles()
  await sides.close()
})
