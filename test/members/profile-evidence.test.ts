import { expect, test } from 'vitest'
import { profileEvidence } from '../../src/members/profile-evidence.ts'
import { helping, member } from './a-member.ts'

test('Evidence exists for volunteers only', () => {
  expect(profileEvidence(member)).toEqual([])
})

test('what was declared, one row each, of full weight', () => {
  const row = { memberId: 'jonathan', weight: 1, at: helping.volunteer!.since }
  expect(profileEvidence(helping)).toEqual([
    { ...row, kind: 'declared-topic', key: 'public speaking' },
    { ...row, kind: 'declared-place', key: '6183235' },
    { ...row, kind: 'language', key: 'en' },
  ])
})
