import type { Evidence } from '../matching/evidence.ts'
import type { Member } from './member.ts'

export const declaredKinds: Evidence['kind'][] = ['declared-topic', 'declared-place', 'language']

/** What a member declared, as evidence. Empty for who does not volunteer. */
export function profileEvidence(member: Member, at: number): Evidence[] {
  const volunteer = member.volunteer
  if (!volunteer) return []
  const row = (kind: Evidence['kind'], key: string): Evidence => ({ memberId: member.id, kind, key, weight: 1, at })
  return [
    ...volunteer.topics.map((topic) => row('declared-topic', topic)),
    ...volunteer.places.map(({ id }) => row('declared-place', id)),
    ...volunteer.languages.map((language) => row('language', language)),
  ]
}
