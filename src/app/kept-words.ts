import { type PlatformEvent, platformOf } from '../platforms/platform.ts'
import type { Bot } from './bot.ts'

/**
 * The message of whose words nobody has said yet that they may be kept: a post that may be no request, an edit of one, a message
 * picked from its menu.
 */
const unconfirmed = (event: PlatformEvent): string | undefined => {
  if (event.type === 'message-edited' || event.type === 'message-chosen') return event.message
  return event.type === 'message-posted' && event.where === 'channel' ? event.message : undefined
}

/** An event as it may be kept: such words are left out, and fetched again when it is tried again. */
export const withoutWords = (event: PlatformEvent): PlatformEvent =>
  unconfirmed(event) && 'text' in event ? { ...event, text: '' } : event

/** A kept event with its words as they stand now. Undefined when they are gone. @throws when they cannot be read just now */
export async function withWords(bot: Bot, event: PlatformEvent): Promise<PlatformEvent | undefined> {
  const message = unconfirmed(event)
  if (!message) return event
  const fetched = await bot.platforms.get(platformOf(message))?.fetchMessage(message)
  if (fetched?.ok) return { ...event, text: fetched.value.text } as PlatformEvent
  if (fetched?.failure.type === 'rate-limited' || fetched?.failure.type === 'unavailable')
    throw new Error('the message could not be read just now')
  return undefined
}
