import { type Community, supportIsOn } from '../communities/community.ts'
import { type OfferAims, type OfferAnswers, offersFrom } from '../communities/offer-threshold.ts'
import type { PlatformEvent } from '../platforms/platform.ts'
import type { MessageReader } from '../understanding/create-understanding.ts'
import type { Detection } from '../understanding/detect-request.ts'
import type { Mood } from '../understanding/notice-mood.ts'
import { createLinesBefore } from './lines-before.ts'
import { lookAgain, type MeaningOf } from './look-again.ts'
import type { Watch } from './watch.ts'

export interface Noticed {
  score: number
  care?: 'support' | 'crisis'
}

/** In a help desk no score changes what follows. */
const NEVER = 1

type Posted = Extract<PlatformEvent, { type: 'message-posted' }>
/** `desk`: in a help desk's forum, where every new post is a request. */
export type NoticePost = (event: Posted, community: Community, how?: { desk: boolean }) => Promise<Noticed | undefined>

interface Parts {
  understanding: MessageReader
  aims: OfferAims
  /** How offers in a channel were answered. */
  answersIn: (communityId: string, channel: string) => Promise<OfferAnswers[]>
  nameOf: (account: string) => Promise<string | undefined>
  /** Absent where sentence vectors are off: the first look stands. */
  meaningOf?: MeaningOf | undefined
  watch?: Watch | undefined
}

/** Makes the look at every post in a watched channel, and a second one where that may be worth it: is it a request, a low mood, a life in danger? */
export function createNoticePost({ understanding, aims, answersIn, nameOf, meaningOf, watch }: Parts): NoticePost {
  const linesBefore = createLinesBefore(nameOf)
  return async (event, community, { desk } = { desk: false }) => {
    const detected = understanding.detect(event.text, { before: await linesBefore(event) })
    const first = { found: detected, mood: understanding.mood(event.text) }
    // Nothing more is looked at or looked up for most posts: they ask for nothing wherever the threshold is, or what follows is settled.
    const unsettled = meaningOf && !desk && understanding.secondLook.worth(detected, aims.least)
    const counted = unsettled || detected.score >= aims.least ? await answersIn(community.id, event.conversation) : []
    const from = offersFrom(counted, aims, event.at)
    const { found, mood } = await lookAgain(understanding, event.text, first, meaningOf, desk ? NEVER : from)
    const noticed = judge(event, community, found, mood, desk || found.score >= from)
    watch?.({ type: 'read', communityId: community.id, event, found, from, noticed })
    return noticed
  }

  function judge(
    { text, at }: Posted,
    community: Community,
    { score }: Detection,
    mood: Mood,
    isSure: boolean,
  ): Noticed | undefined {
    if (mood.crisis) return { score, care: 'crisis' }
    if (!isSure && !mood.low) return undefined
    const { kind } = understanding.understand(text, { now: at, mood })
    if (kind === 'support') return supportIsOn(community) ? { score, care: 'support' } : undefined
    return isSure ? { score } : undefined
  }
}
