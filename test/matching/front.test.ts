import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Front } from '../../src/matching/front.ts'

const none = Number.NEGATIVE_INFINITY
const value = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 30 }) },
  { weight: 1, arbitrary: fc.constant(none) },
)

it('after any changes, looked at any time, the front is whoever has most of all, of equals the one put last first', () => {
  const change = fc.record({ slot: fc.nat(40), value, looks: fc.boolean() })
  fc.assert(
    fc.property(fc.array(change, { maxLength: 200, size: 'max' }), (changes) => {
      const front = new Front(5)
      const all = new Map<number, { value: number; put: number }>()
      changes.forEach(({ slot, value, looks }, put) => {
        front.put(slot, value)
        all.set(slot, { value, put })
        if (!looks) return
        const best = [...all].filter(([, one]) => one.value > none)
        best.sort(([, a], [, b]) => b.value - a.value || b.put - a.put)
        expect(front.slots().map((one) => all.get(one)!.value)).toEqual(best.slice(0, 5).map(([, one]) => one.value))
      })
    }),
  )
})
