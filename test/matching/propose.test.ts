import { expect, test } from 'vitest'
import type { Evidence, EvidenceKind } from '../../src/matching/evidence.ts'
import { createEvidenceIndex } from '../../src/matching/evidence-index.ts'
import { createMatching } from '../../src/matching/matching.ts'
import { createSeededChance, drawFraction } from '../../src/shared/chance.ts'
import { DAY, indexOf, NOON, place, placeOf, row, someDemand, weights } from './some.ts'

const matching = createMatching({ weights, placeOf })

test('in a large community, too, the best are compared, however many stand close together behind them', () => {
  const many = Array.from({ length: 4000 }, (_, i) => row(`m${i}`, 'learned', i % 5 === 0 ? 'jazz' : 'lunch'))
  const index = indexOf(...many, row('expert', 'learned', 'jazz', 9))
  const [first] = matching.rank(someDemand({ text: 'who knows about jazz' }), index, { now: NOON })
  expect(first!.memberId).toBe('expert')
})

const words = ['speak', 'web', 'jazz', 'vet', 'parrot', 'tax', 'garden', 'bread', 'visa', 'kayak', 'lunch', 'rain']

/** Each knows a little of what there is to know; about few is much known. */
function someCommunity(members: number, seed: number) {
  const chance = createSeededChance(seed)
  const draw = () => drawFraction(chance)
  const oneOf = <T>(list: readonly T[]) => list[Math.floor(draw() * list.length)]!
  const rows: Evidence[] = []
  for (let i = 0; i < members; i++) {
    const add = (kind: EvidenceKind, key: string) =>
      rows.push(row(`m${i}`, kind, key, 1 + draw() ** 4 * 20, NOON - draw() * 300 * DAY))
    if (i % 20 === 0) add('declared-topic', `${oneOf(words)} ${oneOf(words)}`)
    add('declared-place', oneOf(['winnipeg', 'selkirk', 'halifax']))
    add('language', oneOf(['en', 'fr']))
    add('channel', oneOf(['here', 'there']))
    for (const kind of ['learned', 'suggested', 'helped'] as const) add(kind, oneOf(words))
  }
  const index = createEvidenceIndex()
  index.apply(rows)
  return index
}

test('of a large community, compared in part, come the same first twenty as when everybody is compared, and nearly the same fifty', () => {
  const index = someCommunity(4000, 1)
  const demand = someDemand({ places: [place('winnipeg')], language: 'en', channelId: 'here' })
  const options = { now: NOON, limit: 50 }
  for (const text of ['a speaker on web 2.0', 'which vet for a parrot', 'taxes on a kayak visa']) {
    const proposed = matching.rank({ ...demand, text }, index, options)
    const whole = matching.rank({ ...demand, text }, index, { ...options, candidates: index.members() })
    const [some, all] = [proposed, whole].map((ranked) => ranked.map(({ memberId, fit }) => `${memberId} ${fit}`))
    expect(some!.slice(0, 20)).toEqual(all!.slice(0, 20))
    expect(all!.filter((one) => some!.includes(one)).length).toBeGreaterThanOrEqual(45)
  }
})
