import fc from 'fast-check'
import { expect, it } from 'vitest'
import { greatest } from '../../src/matching/greatest.ts'

it('finds the same as sorting would, of equals the first', () => {
  const values = fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.double({ noNaN: true })), { maxLength: 300 })
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 50 }), (values, limit) => {
      const places = values
        .map((_, place) => place)
        .sort((a, b) => (values[a]! > values[b]! ? -1 : values[a]! < values[b]! ? 1 : a - b))
      expect(greatest(values, limit)).toEqual(places.slice(0, limit).sort((a, b) => a - b))
    }),
  )
})
