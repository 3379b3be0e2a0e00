import type { Evidence } from '../src/matching/evidence.ts'

const VOCABULARY = 30_000
const DAY = 86_400_000
export const NOW = Date.UTC(2024, 0, 1)
/** Earlier requests that evidence speaks of. */
export const REQUESTS = 2000

export type Chance = () => number

/** Numbers 0..1 from a seed (mulberry32), so that every run measures the same. */
export function createChance(seed: number): Chance {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * A word with a frequency like that of words in a language (Zipf), the first thirty left out as stop words are. All are equally long, so that none is
 * the beginning of another, which some engines would take for a hit.
 */
export const someWord = (chance: Chance) => `word${10_000 + Math.floor(30 * (VOCABULARY / 30) ** chance())}`
/** Topics that people offer are fewer than the words they write. */
export const someTopic = (chance: Chance) =>
  `topic${Math.floor(1500 ** chance())} word${10_000 + Math.floor(300 ** chance())}`

/** What each member left: much as in a chat that is learned from for months, or little as where most only declared something. */
const amounts = {
  much: { topics: 3, learned: 100, suggested: 20, replies: 10, answered: 5 },
  little: { topics: 1, learned: 2, suggested: 2, replies: 1, answered: 1 },
}
export type Amount = keyof typeof amounts

/** Evidence of the members from `from` up to `to` of so many. */
export function* someEvidence(
  { from, to, of }: { from: number; to: number; of: number },
  amount: Amount,
  chance: Chance,
  requests = REQUESTS,
): Generator<Evidence> {
  const { topics, learned, suggested, replies, answered } = amounts[amount]
  for (let i = from; i < to; i++) {
    const row = (kind: Evidence['kind'], key: string): Evidence => {
      const weight = 1 + Math.floor(chance() * 5)
      return { memberId: `member${i}`, kind, key, weight, at: NOW - chance() * 300 * DAY }
    }
    for (let n = 0; n < topics; n++) yield row('declared-topic', someTopic(chance))
    yield row('declared-place', String(Math.floor(chance() * 500)))
    yield row('language', 'en')
    yield row('channel', `channel${Math.floor(chance() * 20)}`)
    for (let n = 0; n < learned; n++) yield row('learned', someWord(chance))
    for (let n = 0; n < suggested; n++) yield row('suggested', someWord(chance))
    for (let n = 0; n < replies; n++) yield row('replied-to', `member${Math.floor(chance() * of)}`)
    for (let n = 0; n < answered; n++)
      yield { ...row('answered', `request${Math.floor(chance() * requests)}`), weight: 1 }
    if (amount === 'much') for (const key of ['2h', '1d', '7d', '30d']) yield row('active', key)
  }
}

/** Earlier requests by their words. */
export function* someRequests(chance: Chance, requests = REQUESTS) {
  for (let i = 0; i < requests; i++) {
    const terms = Array.from({ length: 15 }, () => ({ key: someWord(chance), count: 1 }))
    yield { id: `request${i}`, terms, channelId: `channel${i % 20}`, at: NOW - chance() * 90 * DAY }
  }
}

/** Megabytes in use, of numbers in arrays too, which are not on the heap. Exact with --expose-gc. */
export function megabytes(): number {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 2 ** 20
}
