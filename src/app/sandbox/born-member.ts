import { changeMember, type MemberSettings } from '../../members/change-member.ts'
import type { Member, MemberEvent, Volunteer } from '../../members/member.ts'
import type { Sample } from './sample-schema.ts'

interface Born {
  id: string
  communityId: string
  account: string
  joinedAt: number
}

/** A member of the sample, who volunteered and filled in the profile on the day they joined. */
export function bornMember(
  { account, ...born }: Born,
  told: Sample['members'][number],
  places: Volunteer['places'],
  settings: MemberSettings,
): Member {
  const at = born.joinedAt
  const begin: Member = { ...born, version: 1, accounts: [account], timeZone: told.time_zone, declinedOffersAt: [] }
  const events: MemberEvent[] = [
    { type: 'volunteered', at, topics: told.topics, places },
    {
      type: 'profile-changed',
      at,
      changes: {
        languages: told.languages,
        weeklyLimit: told.weekly_limit,
        quietHours: told.quiet_hours,
        listens: told.listens,
      },
    },
  ]
  const grown = events.reduce((member, event) => changeMember(member, event, settings)?.member ?? member, begin)
  return { ...grown, version: 1 }
}
