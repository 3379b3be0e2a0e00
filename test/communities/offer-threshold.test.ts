import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  countAnswer,
  type OfferAnswer,
  type OfferAnswers,
  offersFrom,
  sumAnswers,
  thresholdOf,
} from '../../src/communities/offer-threshold.ts'

const DAY = 86_400_000
const NOON = Date.UTC(2026, 2, 4, 12)
const channel = 'web:c:help'
const aims = { precision: 0.6, usual: 0.76, least: 0.56 }

/** Counts these answers one after the other, a minute apart, the last one at `end`. */
function after(answers: [score: number, answer: OfferAnswer][], end = NOON): OfferAnswers[] {
  let counted: OfferAnswers[] = []
  answers.forEach(([score, answer], i) => {
    const at = end - (answers.length - 1 - i) * 60_000
    const row = countAnswer(counted, { channel, score, answer, at })
    counted = [...counted.filter(({ band }) => band !== row.band), row]
  })
  return counted
}
const times = (n: number, score: number, answer: OfferAnswer): [number, OfferAnswer][] =>
  Array.from({ length: n }, () => [score, answer])

describe('the score from which a channel is offered help', () => {
  test('is the usual one where nobody has answered yet', () => {
    expect(offersFrom([], aims, NOON)).toBe(0.76)
  })

  test('follows the stated precision: surer offers alone, where more are to be wanted', () => {
    expect(offersFrom([], { ...aims, precision: 0.89 }, NOON)).toBe(0.8)
  })

  test('falls where most offers are wanted, though not before eight were answered', () => {
    expect(thresholdOf(after(times(7, 0.8, 'wanted')), aims, NOON)).toBe(0.76)
    expect(thresholdOf(after(times(8, 0.8, 'wanted')), aims, NOON)).toBe(0.6)
  })

  test('rises where few are, and by as much as it takes', () => {
    const lowUnwanted = after([...times(10, 0.78, 'unwanted'), ...times(20, 0.92, 'wanted')])
    const mostUnwanted = after([...times(20, 0.78, 'unwanted'), ...times(8, 0.92, 'wanted')])
    expect(thresholdOf(lowUnwanted, aims, NOON)).toBeLessThan(thresholdOf(mostUnwanted, aims, NOON))
    expect(thresholdOf(mostUnwanted, aims, NOON)).toBe(0.8)
    expect(thresholdOf(after(times(40, 0.97, 'unwanted')), aims, NOON)).toBe(0.95)
  })

  test('takes four ignored offers as one no', () => {
    expect(sumAnswers(after(times(8, 0.8, 'ignored'), NOON), NOON).unwanted).toBeCloseTo(2, 1)
    expect(thresholdOf(after(times(20, 0.8, 'ignored')), aims, NOON)).toBeLessThan(
      thresholdOf(after(times(20, 0.8, 'unwanted')), aims, NOON),
    )
  })

  test('comes back: answers count half after a month, and are as good as forgotten after a year', () => {
    const counted = after(times(12, 0.97, 'unwanted'))
    expect(sumAnswers(counted, NOON + 30 * DAY).unwanted).toBeCloseTo(6, 1)
    expect(thresholdOf(counted, aims, NOON)).toBe(0.95)
    expect(thresholdOf(counted, aims, NOON + 365 * DAY)).toBe(0.76)
  })

  test('lets one offer a week through in a channel that went silent, so that people can say what they want now', () => {
    const counted = after(times(30, 0.97, 'unwanted'))
    expect(offersFrom(counted, aims, NOON + 7 * DAY)).toBe(0.95)
    const aWeekOn = NOON + 7 * DAY + 1
    expect(offersFrom(counted, aims, aWeekOn)).toBe(0.76)
    const answered = countAnswer(counted, { channel, score: 0.8, answer: 'unwanted', at: aWeekOn })
    expect(offersFrom([...counted, answered], aims, aWeekOn)).toBe(0.95)
  })
})

const answers = fc.array(
  fc.tuple(fc.double({ min: 0.56, max: 1, noNaN: true }), fc.constantFrom('wanted', 'unwanted', 'ignored' as const)),
  { maxLength: 60 },
) as fc.Arbitrary<[number, OfferAnswer][]>

describe('whatever people answer', () => {
  test('it stays between the least that counts as a request and what is offered everywhere', () => {
    fc.assert(
      fc.property(answers, fc.double({ min: 0.3, max: 0.9, noNaN: true }), fc.nat(1000), (given, precision, days) => {
        const from = offersFrom(after(given), { ...aims, precision }, NOON + days * DAY)
        expect(from).toBeGreaterThanOrEqual(aims.least)
        expect(from).toBeLessThanOrEqual(0.95)
      }),
    )
  })

  test('one more yes never makes it later, and one more no never makes it earlier, once eight have answered', () => {
    fc.assert(
      fc.property(answers, fc.double({ min: 0.56, max: 1, noNaN: true }), (given, score) => {
        const before = [...times(8, 0.9, 'wanted'), ...given]
        const from = (more: OfferAnswer) => thresholdOf(after([...before, [score, more]]), aims, NOON)
        expect(from('wanted')).toBeLessThanOrEqual(from('ignored'))
        expect(from('ignored')).toBeLessThanOrEqual(from('unwanted'))
      }),
    )
  })

  test('what is counted are sums: as many answers as were given, less what has faded', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const { wanted, unwanted } = sumAnswers(after(given), NOON)
        const of = (answer: OfferAnswer) => given.filter((one) => one[1] === answer).length
        expect(wanted).toBeCloseTo(of('wanted'), 0)
        expect(unwanted).toBeCloseTo(of('unwanted') + of('ignored') / 4, 0)
      }),
    )
  })
})
