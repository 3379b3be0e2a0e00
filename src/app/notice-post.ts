import { type Community, supportIsOn } from '../communities/community.ts'
import type { PlatformEvent } from '../platforms/platform.ts'
import type { MessageReader } from '../understanding/create-understanding.ts'

/** Messages just before, by channel, that help to tell a helper's question from an asker's. In memory only. */
const MOST_BEFORE = 3
const MOST_CHANNELS = 5000

export interface Noticed {
  score: number
  care?: 'support' | 'crisis'
}

export type NoticePost = (
  event: Extract<PlatformEvent, { type: 'message-posted' }>,
  community: Community,
) => Noticed | undefined

/** Makes the first look at every post in a watched channel: is it a request, a low mood, a life in danger? */
export function createNoticePost(understanding: MessageReader): NoticePost {
  const recent = new Map<string, string[]>()
  return (event, community) => {
    const before = recent.get(event.conversation) ?? []
    if (recent.size > MOST_CHANNELS) recent.clear()
    recent.set(event.conversation, [...before, event.text.slice(0, 400)].slice(-MOST_BEFORE))
    const mood = understanding.mood(event.text)
    const found = understanding.detect(event.text, { before })
    if (mood.crisis) return { score: found.score, care: 'crisis' }
    if (!found.sure && !mood.low) return undefined
    const { kind } = understanding.understand(event.text, { now: event.at })
    if (kind === 'support') return supportIsOn(community) ? { score: found.score, care: 'support' } : undefined
    return found.sure ? { score: found.score } : undefined
  }
}
