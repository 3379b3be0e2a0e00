import { expect, test } from 'vitest'
import { declaredKinds, profileEvidence } from '../../src/members/profile-evidence.ts'
import { helping, member, now } from './a-member.ts'

test('Evidence exists for volunteers only', () => {
  expect(profileEvidence(member, now)).toEqual([])
})

test('what was declared, one row each, of full weight', () => {
  const row = { memberId: 'jonathan', weight: 1, at: now }
  expect(profileEvidence(helping, now)).toEqual([
    { ...row, kind: 'declared-topic', key: 'public speaking' },
    { ...row, kind: 'declared-place', key: '6183235' },
    { ...row, kind: 'language', key: 'en' },
  ])
})

test('every kind that it gives is one that it replaces', () => {
  for (const { kind } of profileEvidence(helping, now)) expect(declaredKinds).toContain(kind)
})
