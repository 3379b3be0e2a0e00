import type { Evidence } from '../matching/evidence.ts'
import type { Member } from './member.ts'

/**
 * What a member declared, as evidence. It is read from the profile each time and stored nowhere else. Empty for who does not
 * volunteer.
 */
export function profileEvidence(member: Member): Evidence[] {
  const volunteer = member.volunteer
  if (!volunteer) return []
  const row = (kind: Evidence['kind'], key: string): Evidence => ({
    memberId: member.id,
    kind,
    key,
    weight: 1,
    at: volunteer.since,
  })
  return [
    ...volunteer.topics.map((topic) => row('declared-topic', topic)),
    ...volunteer.places.map(({ id }) => row('declared-place', id)),
    ...volunteer.languages.map((language) => row('language', language)),
  ]
}
