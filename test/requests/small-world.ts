import type { Effect } from '../../src/requests/effects.ts'
import type { RequestEvent } from '../../src/requests/events.ts'
import type { Request } from '../../src/requests/request.ts'
import { transition } from '../../src/requests/transition.ts'
import {
  asked,
  DAY,
  freeze,
  HOUR,
  helper,
  MINUTE,
  morning,
  noticed,
  settings,
  type Timeless,
  words,
} from './played-request.ts'

/** What anybody writes carries this, so that it can be found where it must not be. */
export const MARK = 'WORDS'
export const asker = 'mitch'
const helpers = ['h0', 'h1', 'h2', 'h3', 'h4', 'h5']
const people = [asker, ...helpers, 'eve']

/** One step of a random life: numbers that choose among whatever is there. */
export interface Step {
  what: 'perform' | 'ring' | 'ring-early' | 'act' | 'repeat' | 'wait'
  kind: number
  who: number
  pick: number
  yes: boolean
}

/** What one step did. `before` and `after` are equal when the event meant nothing. */
export interface Happened {
  event: RequestEvent
  before: Request | undefined
  after: Request
  effects: Effect[]
}

/** A request, what is owed because of it, and its timers; carried out in any order and with any result. */
export class SmallWorld {
  request: Request | undefined
  now = morning
  owed: Effect[] = []
  timers = new Map<string, { name: string; about?: string; at: number }>()
  private last: RequestEvent | undefined

  begin(kind: number): Happened {
    const event =
      kind % 7 === 6
        ? { ...noticed, type: 'request-posted' as const }
        : kind % 5 === 0
          ? { ...asked, words: { ...words, text: MARK } }
          : { ...noticed, mirrors: ['other'], ...(kind % 5 === 1 ? { care: 'support' as const } : {}) }
    return this.apply(event)!
  }

  /** @returns undefined when there was nothing to do */
  step(step: Step): Happened | undefined {
    switch (step.what) {
      case 'wait':
        this.now += [MINUTE, 20 * MINUTE, 3 * HOUR, 2 * DAY, 100 * DAY][step.pick % 5]!
        return undefined
      case 'perform':
        return this.perform(step)
      case 'ring':
        return this.ring(step, true)
      case 'ring-early':
        return this.ring(step, false)
      case 'repeat':
        return this.last && this.apply({ ...this.last, at: this.now })
      case 'act': {
        const event = { ...this.act(step), at: this.now } as RequestEvent
        this.last = event
        return this.apply(event)
      }
    }
  }

  private apply(event: RequestEvent): Happened | undefined {
    const before = this.request && freeze(this.request)
    const change = transition(before, freeze(event), settings)
    const again = transition(before, event, settings)
    if (JSON.stringify(change) !== JSON.stringify(again)) throw new Error(`${event.type} gives two different answers`)
    if (!change) return before && { event, before, after: before, effects: [] }
    this.request = change.request
    for (const effect of change.effects) {
      if (effect.type === 'set-timer') this.timers.set(`${effect.name}/${effect.about ?? ''}`, effect)
      else if (effect.type === 'cancel-timer') this.timers.delete(`${effect.name}/${effect.about ?? ''}`)
      // A count is made at once.
      else if (effect.type !== 'count-offer') this.owed.push(effect)
    }
    return { event, before, after: change.request, effects: change.effects }
  }

  /** Carries out any one effect that is first in its kind of place; the result comes back as an event. */
  private perform({ pick, yes, kind }: Step): Happened | undefined {
    if (this.owed.length === 0) return undefined
    const [effect] = this.owed.splice(pick % this.owed.length, 1)
    const event = this.resultOf(effect!, yes, kind)
    return event && this.apply({ ...event, at: this.now } as RequestEvent)
  }

  private resultOf(effect: Effect, yes: boolean, kind: number): Timeless | undefined {
    switch (effect.type) {
      case 'send':
        return yes || kind % 3 > 0
          ? { type: 'sent', slot: effect.slot, ref: `ref-${effect.slot}` }
          : { type: 'send-failed', slot: effect.slot, failure: 'closed-dms' }
      case 'remove':
        return { type: 'removed', slot: effect.slot }
      case 'fetch-words':
        return yes ? { type: 'words-fetched', words: { ...words, text: MARK } } : { type: 'words-gone' }
      case 'open-thread': {
        const copy = effect.copy ? { copy: effect.copy } : {}
        return yes || kind % 3 > 0
          ? { type: 'thread-opened', thread: `t-${effect.copy ?? 'own'}`, ...copy }
          : { type: 'thread-failed', failure: 'forbidden', ...copy }
      }
      case 'recall':
        return { type: 'recalled', threads: [{ requestId: 'q0', thread: 't0' }] }
      case 'choose-helpers': {
        if (this.request?.state !== 'open') return undefined
        const { wave, only } = effect
        const some = only ? [only.memberId] : [asker, ...helpers].filter((_, i) => (kind >> i) % 2 === 0)
        const chosen = (yes ? some : []).flatMap((id) => [helper(id), helper(id)])
        const later = kind % 2 === 0 ? { laterAt: this.now + (kind % 7) * HOUR } : {}
        return {
          type: 'helpers-chosen',
          wave,
          chosen,
          ...later,
          ...(only ? { referralId: only.referralId } : {}),
        }
      }
      default:
        return undefined
    }
  }

  /** A timer rings when it is due, the clock moving on to it; or far too early, and stays set. */
  private ring({ pick }: Step, due: boolean): Happened | undefined {
    const timers = [...this.timers]
    if (timers.length === 0) return undefined
    const [id, timer] = timers[pick % timers.length]!
    if (due) {
      this.timers.delete(id)
      this.now = Math.max(this.now, timer.at)
    }
    const about = timer.about ?? ''
    const events: Record<string, Timeless> = {
      'wave-ends': { type: 'wave-ended' },
      'ping-lapses': { type: 'ping-lapsed', pingId: about },
      'claim-lapses': { type: 'claim-lapsed', pingId: about },
    }
    // Those without a stored time are trusted to ring when they are due.
    const onlyDue: Record<string, Timeless> = {
      'offer-lapses': { type: 'offer-lapsed' },
      'referral-waits': { type: 'referral-due', referralId: about },
      'draft-lapses': { type: 'draft-lapsed', draftId: about },
      'request-expires': { type: 'expired' },
      'follow-up': { type: 'follow-up-due' },
      'text-expires': { type: 'text-expired', recallAllowed: pick % 2 === 0 },
    }
    const event = events[timer.name] ?? (due ? onlyDue[timer.name] : undefined)
    return event && this.apply({ ...event, at: this.now } as RequestEvent)
  }

  /** Somebody does something, rightly or wrongly, about something that is there or long gone. */
  private act({ kind, who, pick, yes }: Step): Timeless {
    const byId = people[who % people.length]!
    const by = { byId, interaction: `i${pick}` }
    const one = <T extends { id: string }>(rows: T[]) =>
      pick % 7 === 6 ? 'stale' : (rows[pick % (rows.length || 1)]?.id ?? 'none')
    const { pings = [], suggestions = [], drafts = [] } = this.request ?? {}
    const mine = pings.find(({ memberId }) => memberId === byId)?.id
    const pingId = pick % 3 === 0 ? one(pings) : (mine ?? one(pings))
    const message = `m${pick % 12}`
    const text = pick % 11 === 0 ? ' ' : `${MARK} ${byId}`
    const events: Timeless[] = [
      { type: 'offer-accepted', byId: asker, reach: pick % 5 === 0 ? 'post-for-all' : 'ask-around', interaction: 'i' },
      { type: 'offer-accepted', ...by, reach: 'ask-around' },
      { type: 'offer-declined', ...by },
      { type: 'note-opened', ...by, slot: ['offer', 'follow-up', 'asker-here:q1.s1'][pick % 3]! },
      { type: 'support-answered', ...by, answer: (['company', 'advice', 'nothing'] as const)[pick % 3]! },
      { type: 'words-fetched', words: { ...words, text: MARK } },
      { type: 'request-edited', ...by, changes: { ...words, text: MARK, topics: ['new'] } },
      { type: 'supply-changed' },
      { type: 'suggestion-given', ...by, pingId, text, to: yes ? 'thread' : 'asker', claim: false },
      { type: 'suggestion-given', ...by, pingId, text: '', to: 'thread', claim: true },
      { type: 'suggestion-given', ...by, text, to: 'thread', claim: false },
      { type: 'dm-replied', byId, text, message },
      {
        type: 'draft-decided',
        ...by,
        draftId: one(drafts),
        decision: (['share', 'asker', 'drop'] as const)[pick % 3]!,
      },
      { type: 'referral-made', ...by, pingId, text, public: yes },
      { type: 'referral-made', ...by, pingId, text, public: yes, memberId: people[pick % people.length]! },
      { type: 'referral-answered', ...by, pingId, yes },
      { type: 'ping-declined', ...by, pingId, why: yes ? 'not-now' : 'not-my-topic' },
      { type: 'why-asked', ...by, pingId },
      { type: 'reported', ...by, pingId, block: yes },
      { type: 'helper-unavailable', memberId: byId },
      { type: 'thread-message-posted', byId, message, text, ...(yes ? {} : { copy: 'other' }) },
      { type: 'thread-message-edited', message, text },
      { type: 'thread-message-deleted', message },
      { type: 'asker-message-edited', words: { ...words, text: `${MARK} ${pick}` } },
      { type: 'helped', ...by, suggestionId: one(suggestions), ...(yes ? { thanks: `${MARK} thanks` } : {}) },
      { type: 'helped', byId: asker, interaction: 'i', suggestionId: one(suggestions) },
      { type: 'solved', ...by },
      { type: 'reopened', byId: asker, interaction: 'i' },
      { type: 'reopened', ...by },
      { type: 'outcome-told', ...by, outcome: 'yes' },
      { type: 'recall-refused' },
      // Rarer, for they end everything.
      ...(pick % 4 === 0
        ? ([
            { type: 'withdrawn', ...by },
            { type: 'solved', byId: 'olga', organiser: true, interaction: 'i' },
            { type: 'asker-message-deleted' },
            { type: 'member-erased', memberId: byId },
            { type: 'offer-lapsed' },
          ] satisfies Timeless[])
        : []),
    ]
    return events[kind % events.length]!
  }
}
