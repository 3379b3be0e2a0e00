import type { Effect } from '../../src/requests/effects.ts'
import type { Chosen, EventOf, RequestEvent } from '../../src/requests/events.ts'
import type { Ping, Request, Words } from '../../src/requests/request.ts'
import type { RequestSettings } from '../../src/requests/settings.ts'
import { transition } from '../../src/requests/transition.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
/** Monday, 7:53 in Winnipeg. */
export const morning = Date.UTC(2026, 2, 2, 13, 53)

export const settings: RequestSettings = {
  offerLife: 10 * MINUTE,
  deskWait: MINUTE,
  claimLife: 30 * MINUTE,
  pingLife: 4 * HOUR,
  wishPingLife: 3 * DAY,
  mostWaves: 12,
  draftLife: DAY,
  textLife: 90 * DAY,
  followUp: true,
}

export const words: Words = {
  text: 'need help: anyone know anyone who talks on Web 2.0 near Winnipeg?',
  kind: 'referral',
  topics: ['web 2.0', 'speaker'],
  places: [{ text: 'Winnipeg', candidates: [] }],
  urgency: 'today',
  language: 'en',
}

export const noticed: EventOf<'request-noticed'> = {
  type: 'request-noticed',
  id: 'q1',
  communityId: 'c1',
  askerId: 'mitch',
  channel: 'marketing',
  message: 'm-asked',
  score: 0.9,
  mirrors: [],
  at: morning,
}

export const asked: EventOf<'request-asked'> = {
  type: 'request-asked',
  id: 'q1',
  communityId: 'c1',
  askerId: 'mitch',
  byId: 'mitch',
  channel: 'marketing',
  score: 1,
  mirrors: [],
  words,
  interaction: 'i-ask',
  at: morning,
}

/** A helper as the choice gives one. */
export const helper = (memberId: string): Chosen => ({
  memberId,
  reasons: [{ code: 'declared-topic', detail: ['public speaking'], share: 1 }],
  ofWeek: { nth: 1, limit: 2 },
  chanceOfYes: 0.3,
})

/** An event without its time, which is the run's own. */
export type Timeless<E = RequestEvent> = E extends unknown ? Omit<E, 'at'> & { at?: number } : never

/** One request that things happen to, in order. Whatever is given to `transition` is frozen first. */
export class Run {
  request: Request | undefined
  /** What the last event made owed, and everything so far. */
  effects: Effect[] = []
  all: Effect[] = []
  now: number
  readonly settings: RequestSettings

  constructor(at = morning, given: RequestSettings = settings) {
    this.now = at
    this.settings = given
  }

  get it(): Request {
    if (!this.request) throw new Error('nothing has begun')
    return this.request
  }

  wait(ms: number): this {
    this.now += ms
    return this
  }

  /** Lets something happen; false when it means nothing here. */
  try(given: Timeless): boolean {
    const event = { ...given, at: given.at ?? this.now } as RequestEvent
    const change = transition(this.request && freeze(this.request), freeze(event), this.settings)
    this.effects = change?.effects ?? []
    if (!change) return false
    this.request = change.request
    this.all.push(...change.effects)
    return true
  }

  happens(...events: Timeless[]): this {
    for (const event of events) {
      if (!this.try(event)) throw new Error(`${event.type} means nothing in state ${this.request?.state}`)
    }
    return this
  }

  /** What is owed because of the last event, of one type. */
  owed<T extends Effect['type']>(type: T): Extract<Effect, { type: T }>[] {
    return this.effects.filter((effect): effect is Extract<Effect, { type: T }> => effect.type === type)
  }

  /** Names of the cards that the last event sends. */
  sends(): string[] {
    return this.owed('send').map(({ card }) => card)
  }

  answers(): string[] {
    return this.owed('answer').map(({ card }) => card)
  }

  ping(memberId: string): Ping {
    const found = this.it.pings.find((ping) => ping.memberId === memberId)
    if (!found) throw new Error(`${memberId} was not asked`)
    return found
  }

  press<T extends Timeless>(event: T): this {
    return this.happens({ interaction: 'i-press', ...event } as Timeless)
  }

  /** A wave of these goes out and its pings arrive. */
  wave(...memberIds: string[]): this {
    this.happens({ type: 'helpers-chosen', wave: this.it.wave + 1, chosen: memberIds.map(helper) })
    for (const memberId of memberIds) this.arrives(`ping:${this.ping(memberId).id}`)
    return this
  }

  nobody(laterAt?: number): this {
    const later = laterAt === undefined ? {} : { laterAt }
    return this.happens({ type: 'helpers-chosen', wave: this.it.wave + 1, chosen: [], ...later })
  }

  arrives(slot: string): this {
    return this.happens({ type: 'sent', slot, ref: `ref-${slot}` })
  }

  suggests(memberId: string, text = `${memberId} suggests something`, to: 'thread' | 'asker' = 'thread'): this {
    const pingId = this.it.pings.find((ping) => ping.memberId === memberId)?.id
    const by = { byId: memberId, ...(pingId ? { pingId } : {}) }
    return this.press({ type: 'suggestion-given', text, to, claim: false, ...by })
  }

  refers(byId: string, who: { memberId?: string; public?: boolean; text?: string }): this {
    const { memberId } = who
    return this.press({
      type: 'referral-made',
      byId,
      pingId: this.ping(byId).id,
      text: who.text ?? 'Joel talks about this all the time',
      public: who.public ?? false,
      ...(memberId ? { memberId } : {}),
    })
  }

  /** The choice for somebody who was named: may be asked, or may not. */
  named(memberId: string, mayBeAsked = true): this {
    const referralId = this.it.referrals.findLast((referral) => referral.memberId === memberId)!.id
    const chosen = mayBeAsked ? [helper(memberId)] : []
    this.try({ type: 'helpers-chosen', wave: this.it.wave, chosen, referralId })
    if (mayBeAsked) this.arrives(`ping:${this.ping(memberId).id}`)
    return this
  }
}

/** Asked in the channel, accepted, the thread stands, nobody is asked yet. */
export function opened(given: Partial<Words> = {}, mirrors: string[] = []): Run {
  return new Run()
    .happens({ ...noticed, mirrors })
    .happens({ type: 'offer-accepted', byId: 'mitch', reach: 'ask-around', interaction: 'i-yes' })
    .happens({ type: 'words-fetched', words: { ...words, ...given } }, { type: 'thread-opened', thread: 't1' })
    .arrives('card')
}

/** The same, with a wave of these helpers under way. */
export const asking = (...memberIds: string[]): Run => opened().wave(...memberIds)

/** Freezes a value and all it holds, so that changing it throws. */
export function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(freeze)
  }
  return value
}
