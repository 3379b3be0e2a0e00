import { requestIdOf } from '../commands/ids.ts'
import type { Intent, Problem, TypedForm } from '../commands/intent.ts'
import { joinPlaces } from '../commands/parse-places.ts'
import { type ProblemKey, problem } from '../commands/problem.ts'
import { type Community, greets } from '../communities/community.ts'
import type { Member } from '../members/member.ts'
import type { Effect } from '../requests/effects.ts'
import type { RequestEvent } from '../requests/events.ts'
import type { Request } from '../requests/request.ts'
import type { Queries } from '../storage/store.ts'
import type { Mood } from '../understanding/notice-mood.ts'
import type { Bot } from './bot.ts'
import { carryAsk } from './carry-ask.ts'
import { carryLink, carryUnlink } from './carry-link.ts'
import { carryOrganising } from './carry-organising.ts'
import type { Decision } from './decide.ts'
import { editedWords } from './edited-words.ts'
import type { OtherChannel } from './find-channel.ts'
import { findPlaces } from './find-places.ts'
import type { FoundSetUp } from './find-set-up.ts'
import { carryGreet, leaveGreeters } from './greeters.ts'

/** Who means it, and where. Found out before the transaction, for it asks the platform. */
export interface Actor {
  member: Member
  /** The account that they act with now. */
  account: string
  community: Community
  organiser: boolean
  at: number
  interaction: string
  /** The channel it happened in, or the one above the thread; absent in a DM. */
  channel?: string
  /** The one that a referral names, if exactly one volunteer goes by that name. */
  named?: Member | undefined
  /** The channel that an organiser means by a name or a link, or why it is not clear which. */
  other?: OtherChannel | undefined
  /** What the names in a set-up form mean, or what is not clear. */
  setUp?: FoundSetUp | undefined
  /** Who wrote the message that was picked from its menu, when that is somebody else. */
  author?: Member | undefined
  /** Of what they typed to be asked around. */
  mood?: Mood | undefined
}

/** The one private answer. */
export type Say = (card: Extract<Effect, { type: 'answer' }>['card'], about?: string) => Decision[]

/** Cards that only organisers see. */
const forOrganisers = new Set(['community', 'set-up', 'unmet-topics'])

/** What an intent comes to. Whether it may is decided by the domain, from stored state. */
export async function carryIntent(bot: Bot, tx: Queries, intent: Intent, actor: Actor): Promise<Decision[]> {
  const { member, community, at, interaction } = actor
  const by = { at, byId: member.id, interaction }
  const say: Say = (card, about) => [
    {
      for: 'nobody',
      key: interaction,
      communityId: community.id,
      memberId: member.id,
      effects: [{ type: 'answer', interaction, card, ...(about === undefined ? {} : { about }) }],
    },
  ]
  const invalid = (problem: Problem, form?: TypedForm) =>
    say('invalid-input', JSON.stringify(form ? { ...problem, form } : problem))

  switch (intent.to) {
    case 'request': {
      const closes = ['solved', 'withdrawn', 'reopened'].includes(intent.event.type) && actor.organiser
      const event = { ...intent.event, ...by, ...(closes ? { organiser: true } : {}) } as RequestEvent
      return [{ for: 'request', requestId: intent.requestId, event }]
    }
    case 'edit-request': {
      const request = await tx.request(intent.requestId)
      if (!request) return say('request-closed')
      if (request.askerId !== member.id) return say('only-the-asker')
      const edited = await editedWords(bot, request, intent.typed, actor)
      if ('crisis' in edited) return say('crisis-lines')
      if ('problem' in edited) {
        const action = request.state === 'offered' ? 'offer.edit' : 'request.edit'
        return invalid(edited.problem, { action, subject: request.id, values: { ...intent.typed } })
      }
      const zone = intent.typed.timeZone
      return [
        { for: 'request', requestId: request.id, event: { type: 'request-edited', ...by, changes: edited.words } },
        ...(zone
          ? [
              {
                for: 'member' as const,
                memberId: member.id,
                event: { type: 'profile-changed' as const, at, changes: { timeZone: zone } },
              },
            ]
          : []),
      ]
    }
    case 'refer': {
      const requestId = requestIdOf(intent.pingId)
      const wrong = wronglyNamed(await tx.request(requestId), actor)
      const { pingId, who, text } = intent
      const values = { who, text, public: intent.public ? 'yes' : 'no' }
      if (wrong) return invalid(problem(wrong, { name: who }), { action: 'ping.refer', subject: pingId, values })
      return [
        {
          for: 'request',
          requestId,
          event: {
            type: 'referral-made',
            ...by,
            pingId,
            // Each line as it was typed; who is named by the account needs no name in the text.
            text: (actor.named ? [text] : [who, text]).filter(Boolean).join('\n'),
            public: intent.public,
            ...(actor.named ? { memberId: actor.named.id } : {}),
          },
        },
      ]
    }
    case 'ask':
      return carryAsk(bot, intent, actor, say)
    case 'volunteer': {
      const places = findPlaces(bot, intent.places, community)
      if ('problem' in places) {
        const values = { topics: intent.topics.join(', '), places: joinPlaces(intent.places) }
        return invalid(places.problem, { action: 'volunteer', subject: 'me', values })
      }
      return [
        {
          for: 'member',
          memberId: member.id,
          event: { type: 'volunteered', at, interaction, topics: intent.topics, places: places.found },
        },
      ]
    }
    case 'profile': {
      const places = intent.places && findPlaces(bot, intent.places, community)
      if (places && 'problem' in places) {
        const values = { topics: (intent.changes.topics ?? []).join(', '), places: joinPlaces(intent.places ?? []) }
        return invalid(places.problem, { action: 'profile.topics', subject: 'me', values })
      }
      const changes = { ...intent.changes, ...(places ? { places: places.found } : {}) }
      return [{ for: 'member', memberId: member.id, event: { type: 'profile-changed', at, interaction, changes } }]
    }
    case 'member': {
      const event = { ...intent.event, at, interaction }
      const own: Decision = { for: 'member', memberId: member.id, event }
      if (event.type !== 'stopped' || greets(community, member.id) === undefined) return [own]
      // One word ends all that the bot tells of its own accord.
      return [
        leaveGreeters(community.id, member, member.id, at),
        ...(member.volunteer ? [own] : say('greeter-stopped')),
      ]
    }
    case 'greet':
      return carryGreet(intent.agreed, actor, say)
    case 'link':
      return carryLink(bot, tx, intent, actor, say)
    case 'unlink':
      return carryUnlink(actor, say)
    case 'erase':
      return [{ for: 'erasure', communityId: community.id, memberId: member.id, at, interaction }]
    case 'show':
      return forOrganisers.has(intent.card) && !actor.organiser
        ? say('not-an-organiser')
        : say(intent.card, intent.query)
    case 'invalid':
      return invalid(intent.problem)
    default:
      return actor.organiser ? carryOrganising(bot, tx, intent, actor, say, invalid) : say('not-an-organiser')
  }
}

/** Who asks, and who was asked, are not somebody else who may know. */
function wronglyNamed(request: Request | undefined, { named, member }: Actor): ProblemKey | undefined {
  if (!named || !request) return undefined
  if (named.id === member.id) return 'problem.refers-self'
  return named.id === request.askerId ? 'problem.refers-asker' : undefined
}
