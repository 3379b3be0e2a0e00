import { type Community, supportIsOn } from '../communities/community.ts'
import type { PlatformEvent } from '../platforms/platform.ts'
import type { MessageReader } from '../understanding/create-understanding.ts'
import type { Detection } from '../understanding/detect-request.ts'
import type { Watch } from './watch.ts'

/** Messages just before, by channel, that help to tell a helper's question from an asker's. In memory only. */
const MOST_BEFORE = 3
const MOST_CHANNELS = 5000

export interface Noticed {
  score: number
  care?: 'support' | 'crisis'
}

type Posted = Extract<PlatformEvent, { type: 'message-posted' }>
/** `desk`: in a help desk's forum, where every new post is a request. */
export type NoticePost = (event: Posted, community: Community, how?: { desk: boolean }) => Noticed | undefined

/** Makes the first look at every post in a watched channel: is it a request, a low mood, a life in danger? */
export function createNoticePost(understanding: MessageReader, watch?: Watch): NoticePost {
  const recent = new Map<string, string[]>()
  return (event, community, { desk } = { desk: false }) => {
    const before = recent.get(event.conversation) ?? []
    if (recent.size > MOST_CHANNELS) recent.clear()
    recent.set(event.conversation, [...before, event.text.slice(0, 400)].slice(-MOST_BEFORE))
    const found = understanding.detect(event.text, { before })
    const noticed = judge(event, community, found, desk)
    watch?.({ type: 'read', communityId: community.id, event, found, noticed })
    return noticed
  }

  function judge({ text, at }: Posted, community: Community, found: Detection, desk: boolean): Noticed | undefined {
    const mood = understanding.mood(text)
    if (mood.crisis) return { score: found.score, care: 'crisis' }
    if (!found.sure && !mood.low && !desk) return undefined
    const { kind } = understanding.understand(text, { now: at })
    if (kind === 'support') return supportIsOn(community) ? { score: found.score, care: 'support' } : undefined
    return found.sure || desk ? { score: found.score } : undefined
  }
}
