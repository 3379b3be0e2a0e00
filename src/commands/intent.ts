import type { CommunityEvent, WatchedChannel } from '../communities/community.ts'
import type { MemberEvent, ProfileChanges } from '../members/member.ts'
import type { AnswerName } from '../requests/effects.ts'
import type { RequestEvent } from '../requests/events.ts'
import type { ActionName } from './actions.ts'

/**
 * What somebody means by a command, a press or a form, before anybody decides whether they may. Plain data.
 * Places are still words here: `app/` looks them up, since only it has the gazetteer.
 */
export type Intent =
  /** `app/` fills in byId, at and interaction. */
  | { to: 'request'; requestId: string; event: Unsigned<RequestEvent> }
  /** Edit of a request: places and deadline as typed. */
  | { to: 'edit-request'; requestId: string; typed: TypedRequest }
  | { to: 'refer'; pingId: string; who: string; text: string; public: boolean }
  /** `author`: account of whoever wrote the message that was picked; it may be somebody else. */
  | { to: 'ask'; text: string; message?: string; author?: string; channel?: string }
  | { to: 'volunteer'; topics: string[]; places: string[] }
  | { to: 'member'; event: Unsigned<MemberEvent> }
  | { to: 'profile'; changes: Omit<ProfileChanges, 'places'>; places?: string[] }
  | { to: 'erase' }
  /** Somebody's own answer to being named a greeter, then or later. */
  | { to: 'greet'; agreed: boolean }
  /** Without a code: asks for one. */
  | { to: 'link'; code?: string }
  | { to: 'unlink' }
  /** Organisers only. */
  | { to: 'community'; event: Unsigned<CommunityEvent> }
  | { to: 'community-places'; places: string[] }
  /** `other` as typed: a name, a link or a reference. */
  | { to: 'mirror'; type: 'mirror-added' | 'mirror-removed'; channel: string; other: string }
  /** Without a code: asks for one. */
  | { to: 'join'; code?: string }
  /** The form of the first start: channels as typed. */
  | { to: 'set-up'; typed: TypedSetUp }
  | { to: 'organiser'; name: string }
  | { to: 'greeter'; name: string; off: boolean }
  /** Without a channel: the first that is watched where it was pressed. */
  | { to: 'invite-volunteers'; channel?: string }
  | { to: 'held'; what: 'send' | 'drop' }
  /** Only shows something. `query`: search words of /recall, the command that /help is about. Cards for organisers are refused to others. */
  | { to: 'show'; card: AnswerName; query?: string }
  /** What was typed cannot be meant; the message says what to type. */
  | { to: 'invalid'; problem: Problem }

/** A field that was not in the form leaves what it would change. */
export interface TypedSetUp {
  channels: string[]
  /** "keep": as each is watched now. */
  mode: WatchedChannel['mode'] | 'keep'
  moderators?: string
  /** A one-time code of another space, or the name of a channel. */
  link?: string
  /** An account, or a name. */
  greeter?: string
}

export interface TypedRequest {
  text?: string
  kind?: string
  topics?: string
  places?: string
  deadline?: string
  /** IANA zone, when the asker was asked for it; it is the asker's own from now on. */
  timeZone?: string
}

/** Key of a message in messages/en.json and its values. */
export interface Problem {
  key: string
  values: Record<string, string | number>
  /** The form that it was typed into, so that nothing has to be typed twice. */
  form?: TypedForm
}

export interface TypedForm {
  action: ActionName
  subject: string
  values: Record<string, string>
}

/** An event without what `app/` adds: who, when, and the interaction to answer. */
export type Unsigned<E> = E extends unknown ? Omit<E, 'at' | 'byId' | 'interaction'> : never
