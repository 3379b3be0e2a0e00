import type { Effect } from '../requests/effects.ts'
import { wrongLately } from './codes.ts'
import type { Member, MemberEvent, Volunteer } from './member.ts'
import { mergeMembers } from './merge-members.ts'

/** Numbers that organisers may set; times in ms. */
export interface MemberSettings {
  weeklyLimit: number
  quietHours: { from: string; to: string }
  language: string
  /** Lapsed pings in a row after which a helper rests, and for how long. */
  restAfterLapsed: number
  restFor: number
  /** "No thanks" this often, and offers stop for a while. */
  declineLimit: number
  declineFor: number
}

export interface MemberChange {
  member: Member
  effects: Effect[]
}

/**
 * What an event does to one member. Pure.
 * @returns the next member (version one higher) and what is owed; undefined when the event means nothing
 */
export function changeMember(member: Member, event: MemberEvent, settings: MemberSettings): MemberChange | undefined {
  const volunteer = member.volunteer
  const change = (next: Partial<Member>, effects: Effect[] = []): MemberChange => ({
    member: { ...member, ...next, version: member.version + 1 },
    effects,
  })
  const changeVolunteer = (next: Partial<Volunteer>, effects: Effect[] = []) =>
    volunteer && change({ volunteer: { ...volunteer, ...next } }, effects)
  const answer = (card: Extract<Effect, { type: 'answer' }>['card']): Effect[] =>
    event.interaction ? [{ type: 'answer', interaction: event.interaction, card }] : []

  switch (event.type) {
    case 'volunteered': {
      const before = volunteer ?? newVolunteer(event.at, settings)
      const places = [...before.places, ...event.places].filter(
        (place, i, all) => all.findIndex(({ id }) => id === place.id) === i,
      )
      const topics = [...new Set([...before.topics, ...event.topics])]
      const { pausedUntil: _, ...awake } = before
      return change({ volunteer: { ...awake, topics, places } }, answer('welcome-volunteer'))
    }
    case 'profile-changed': {
      const { timeZone, notRecallable, prefers, ...changes } = event.changes
      if (!volunteer && Object.keys(changes).length > 0) return undefined
      return change(
        {
          ...(timeZone === undefined ? {} : { timeZone }),
          ...(notRecallable === undefined ? {} : { notRecallable }),
          ...(prefers === undefined ? {} : { prefers }),
          ...(volunteer ? { volunteer: { ...volunteer, ...changes } } : {}),
        },
        answer('profile'),
      )
    }
    case 'topic-disowned':
      return changeVolunteer({ topics: volunteer?.topics.filter((topic) => !event.topics.includes(topic)) ?? [] })
    case 'paused':
      return changeVolunteer({ pausedUntil: event.until }, answer('paused'))
    case 'resumed': {
      if (!volunteer) return undefined
      const { pausedUntil: _, ...awake } = volunteer
      return change({ volunteer: { ...awake, lapsedInARow: 0 } }, answer('resumed'))
    }
    case 'stopped': {
      const { volunteer: _, ...rest } = member
      return { member: { ...rest, version: member.version + 1 }, effects: answer('stopped') }
    }
    case 'offer-declined': {
      const declined = [...member.declinedOffersAt, event.at].slice(-settings.declineLimit)
      const enough = declined.length >= settings.declineLimit
      return change(
        enough
          ? { declinedOffersAt: [], noOffersUntil: event.at + settings.declineFor }
          : { declinedOffersAt: declined },
      )
    }
    case 'pinged':
      return changeVolunteer({ asked: (volunteer?.asked ?? 0) + 1 })
    case 'answered-ping':
      return changeVolunteer({ answered: (volunteer?.answered ?? 0) + 1, lapsedInARow: 0 })
    case 'ping-lapsed': {
      const lapsed = (volunteer?.lapsedInARow ?? 0) + 1
      const rests = lapsed >= settings.restAfterLapsed
      const until = Math.max(volunteer?.pausedUntil ?? 0, event.at + settings.restFor)
      return changeVolunteer(rests ? { lapsedInARow: 0, pausedUntil: until } : { lapsedInARow: lapsed })
    }
    case 'joined': {
      const { leftAt: _, ...rest } = member
      const accounts = [...new Set([...member.accounts, event.account])]
      return { member: { ...rest, accounts, version: member.version + 1 }, effects: [] }
    }
    case 'left': {
      const accounts = member.accounts.filter((account) => account !== event.account)
      return change(accounts.length > 0 ? { accounts } : { leftAt: event.at })
    }
    case 'acted': {
      const [last, ...others] = member.accounts
      if (others.length === 0 || last === event.account || !member.accounts.includes(event.account)) return undefined
      return change({ accounts: [event.account, ...member.accounts.filter((account) => account !== event.account)] })
    }
    case 'wrong-code-typed':
      return change({ wrongCodesAt: [...wrongLately(member, event.at), event.at] }, answer('wrong-code'))
    case 'linked': {
      const merged = mergeMembers(member, event.other, settings, event)
      return { member: { ...merged, version: member.version + 1 }, effects: answer('linked') }
    }
    case 'unlinked': {
      const { prefers: _, ...rest } = member
      const accounts = member.accounts.filter((account) => account !== event.account)
      return { member: { ...rest, accounts, version: member.version + 1 }, effects: [] }
    }
    case 'erased':
      return undefined
  }
}

const newVolunteer = (at: number, settings: MemberSettings): Volunteer => ({
  since: at,
  topics: [],
  places: [],
  languages: [settings.language],
  weeklyLimit: settings.weeklyLimit,
  quietHours: settings.quietHours,
  listens: false,
  learning: false,
  lapsedInARow: 0,
  asked: 0,
  answered: 0,
})
