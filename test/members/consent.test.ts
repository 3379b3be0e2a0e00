import { expect, test } from 'vitest'
import { mayBeOffered, mayBePinged, mayLearnFrom } from '../../src/members/consent.ts'
import { helping, member, now, volunteer } from './a-member.ts'

test('No ping to anyone who did not volunteer, left, or is unknown', () => {
  expect(mayBePinged(helping)).toBe(true)
  expect(mayBePinged(member)).toBe(false)
  expect(mayBePinged({ ...helping, leftAt: now })).toBe(false)
  expect(mayBePinged(undefined)).toBe(false)
})

test('learning is off unless a volunteer agreed', () => {
  const agreed = { ...helping, volunteer: { ...volunteer, learning: true } }
  expect(mayLearnFrom(agreed)).toBe(true)
  expect(mayLearnFrom(helping)).toBe(false)
  expect(mayLearnFrom({ ...agreed, leftAt: now })).toBe(false)
  expect(mayLearnFrom(member)).toBe(false)
  expect(mayLearnFrom(undefined)).toBe(false)
})

test('offers rest until their time', () => {
  expect(mayBeOffered(member, now)).toBe(true)
  expect(mayBeOffered({ ...member, noOffersUntil: now + 1 }, now)).toBe(false)
  expect(mayBeOffered({ ...member, noOffersUntil: now }, now)).toBe(true)
})
