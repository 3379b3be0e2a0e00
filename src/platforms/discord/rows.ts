import { keptOf } from '../../shared/ids.ts'
import type { Keep } from '../platform.ts'
import { accountRef } from './ids.ts'

/** What an interaction can still be answered with. The token opens that door, and is dropped when its time is over. */
export interface InteractionRow {
  token: string
  until: number
  /** How it was acknowledged: "reply" waits for its one answer, "update" takes a new message, "replace" puts it in place of the private one that was pressed. */
  how: 'reply' | 'update' | 'replace'
}

const dmEnd = 'dm'

/** Every DM that is known. */
export const knownDms = async (keep: Pick<Keep, 'list'>): Promise<string[]> =>
  (await keep.list('of/')).filter(({ key }) => key.endsWith(`/${dmEnd}`)).map(({ value }) => value)

/** Keys in the `keep` store. */
export const keys = {
  interaction: (id: string) => `i/${id}`,
  /** The form that a button opens, by the button's custom id. */
  form: (customId: string) => `f/${customId}`,
  /** Which forms hang on a message. */
  formsOf: (message: string) => `m/${message}`,
  /** Keys that are to be deleted at a time, which sorts. */
  lapses: (at: number, key: string) => `l/${String(at).padStart(15, '0')}/${key}`,
  /** The DM with somebody. */
  dm: (user: string) => `${keptOf(accountRef(user))}${dmEnd}`,
  /** A server whose owner was told how to begin. */
  greeted: (guild: string) => `g/${guild}`,
  /** What is missing in a channel, as its server's owner was told. */
  missing: (channel: string) => `w/${channel}`,
  /** The server that somebody was last active in. */
  home: (user: string) => `${keptOf(accountRef(user))}home`,
}
