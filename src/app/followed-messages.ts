import { platformOf } from '../platforms/platform.ts'
import type { Bot } from './bot.ts'

/** Requests whose messages are looked at after a gap; the newest first. */
const MOST = 500

/**
 * People's messages that an offer or an open request hangs on: the asker's own, what was written in the threads, and replies by
 * direct message that are not shared yet.
 * @param platform those on this one, by its name
 * @returns their references
 */
export async function followedMessages({ store }: Pick<Bot, 'store'>, platform: string): Promise<string[]> {
  const open = await store.requestsWhere({ states: ['offered', 'open'], limit: MOST })
  return open.flatMap(({ message, suggestions, updates, drafts }) =>
    [message, ...[...suggestions, ...updates, ...drafts].map((said) => said.text !== undefined && said.message)].filter(
      (ref): ref is string => typeof ref === 'string' && platformOf(ref) === platform,
    ),
  )
}
