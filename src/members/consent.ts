import type { Member } from './member.ts'

/** Only who volunteers, and is still here, may be pinged. */
export const mayBePinged = (
  member: Member | undefined,
): member is Member & { volunteer: NonNullable<Member['volunteer']> } =>
  member?.volunteer !== undefined && member.leftAt === undefined

/** Whether Askaround may learn from what this member writes. Off unless agreed. */
export const mayLearnFrom = (member: Member | undefined): boolean => mayBePinged(member) && member.volunteer.learning

/** Whether an offer may be made to this member at `at` (ms since 1970). */
export const mayBeOffered = (member: Member, at: number) => (member.noOffersUntil ?? 0) <= at
