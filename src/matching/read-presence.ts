import { type FadingCounts, worthNow } from './fading-counts.ts'
import { type Columns, eachOf, keptOf, pick } from './features.ts'
import { findSlot, weightsAt } from './postings.ts'
import { CHANNEL_HALF_LIFE } from './presence.ts'
import type { Reading } from './reading.ts'

const MINUTE = 60_000
const DAY = 86_400_000
/** Log counts are divided by these, so that they are mostly 0..1. */
const PAIR_SCALE = 3
const REPLIED_SCALE = 5
const ENOUGH_SPEAKERS = 200
/** A member's share of messages in a channel begins as everybody's, as if of so many messages; a channel's, as of one in twenty. */
const USUAL_SHARE = 1
const NEW_CHANNEL = 20

type PresenceColumns = Omit<
  Columns,
  | 'declaredTopic'
  | 'place'
  | 'farAway'
  | 'language'
  | 'otherLanguage'
  | 'notTopic'
  | 'referred'
  | 'suggested'
  | 'suggestedMost'
  | 'helped'
  | 'learned'
  | 'learnedMost'
  | 'rare'
  | 'similar'
  | 'similarMost'
  | 'similarLately'
  | 'similarLatelyMost'
  | 'similarHere'
  | 'similarHelped'
>

/** Who of these (slots, rising) is around and who answers whom. */
export function readPresence(reading: Reading, slots: readonly number[]): PresenceColumns {
  const { index, demand, now } = reading
  const { presence } = index
  const forgotten = Math.log1p((90 * DAY) / MINUTE)
  const replies = index.postings('replied-to')
  const repliesFade = index.fade('replied-to', now)
  const channels = index.postings('channel')
  const channelFade = index.fade('channel', now)
  const places = speakingOrder(index.presence, now)
  const { channelId } = demand
  const inChannel = channelId === undefined ? undefined : channels.byKey.get(channelId)
  const usualShare = ((inChannel?.sum ?? 0) * channelFade + 1) / (channels.sum * channelFade + NEW_CHANNEL)
  const here = weightsAt(slots, inChannel)
  const toAsker = weightsAt(slots, replies.byKey.get(demand.askerId))
  const fromAsker = answeredByAsker(reading)
  const named = new Set(demand.named?.map((memberId) => index.slotOf(memberId)))
  const repliesOf = pick(replies.totals, slots).map((kept) => kept * repliesFade)
  const messagesOf = pick(channels.totals, slots).map((kept) => kept * channelFade)
  const answersHere = weightsAt(slots, presence.answersIn(channelId))
  const thisHour = presence.answersAtThisHour(now)
  /** The logarithm of how often, so many times over. */
  const counted = (counts: FadingCounts, times = 1) =>
    keptOf(counts.kept, slots, (kept) => Math.log1p(times * worthNow(kept, now, counts.halfLife)))
  return {
    /** How lately, on a logarithmic scale of the time since: 1 within a minute, 0 after ninety days. */
    recency: keptOf(presence.lastActive, slots, (at) =>
      at > 0 ? Math.max(0, 1 - Math.log1p(Math.max(0, now - at) / MINUTE) / forgotten) : 0,
    ),
    /** 1 for the last who spoke, falling with the square root of how many did since. */
    lastSpeakers: eachOf((i) => {
      const place = places.get(slots[i]!)
      return place === undefined ? 0 : 1 / Math.sqrt(1 + place)
    }),
    active2h: counted(presence.active.get('2h')!),
    active1d: counted(presence.active.get('1d')!),
    active7d: counted(presence.active.get('7d')!),
    active30d: counted(presence.active.get('30d')!),
    thisHour: eachOf((i) => thisHour(slots[i]!)),
    writesHere: eachOf((i) => Math.log1p(here[i]! * channelFade)),
    /** How much more of his messages stand in this channel than of everybody's: the logarithm of the two shares' ratio, smoothed. */
    shareHere: eachOf((i) => {
      const own = (here[i]! * channelFade) / usualShare
      return messagesOf[i] === 0 ? 0 : Math.log((own + USUAL_SHARE) / (messagesOf[i]! + USUAL_SHARE))
    }),
    answers1h: counted(presence.answers['1h']),
    /** The logarithm of how often he answers, also where that is seldom: in a softmax, weighed by 1, chances are as these numbers. */
    pace30d: counted(presence.answers['30d'], 10),
    pace180d: counted(presence.answers['180d'], 5),
    answersHere: eachOf((i) =>
      answersHere[i] === 0 ? 0 : Math.log1p(worthNow(answersHere[i]!, now, CHANNEL_HALF_LIFE)),
    ),
    replies: eachOf((i) => Math.log1p(repliesOf[i]!)),
    /** Many people rather than one often: the sum of the square roots of the answers to each. */
    breadth: keptOf(replies.breadths, slots, (roots) => Math.log1p(roots * Math.sqrt(repliesFade))),
    /** The part of a member's messages that answer somebody, smoothed; 0 for who is not known. */
    answerRate: eachOf((i) => (repliesOf[i]! + 1) / (messagesOf[i]! + 3) - 1 / 3),
    answersAsker: eachOf((i) => Math.log1p(toAsker[i]! * repliesFade) / PAIR_SCALE),
    answeredByAsker: eachOf((i) => Math.log1p((fromAsker.get(slots[i]!) ?? 0) * repliesFade) / PAIR_SCALE),
    repliedTo: keptOf(index.repliedTo, slots, (times) => Math.log1p(Math.max(0, times) * repliesFade) / REPLIED_SCALE),
    namedInText: eachOf((i) => (named.has(slots[i]!) ? 1 : 0)),
  }
}

/** By slot, the kept weight of the asker's answers to each. */
function answeredByAsker({ index, demand }: Reading): Map<number, number> {
  const asker = index.slotOf(demand.askerId)
  const answered = new Map<number, number>()
  if (asker === undefined) return answered
  for (const { slots, weights, key } of index.standsIn(asker, 'replied-to')) {
    const [slot, at] = [index.slotOf(key), findSlot(slots, asker)]
    if (slot !== undefined && at >= 0) answered.set(slot, weights[at]!)
  }
  return answered
}

/** Who spoke last, with how many spoke since: the place in that order, for the first five hundred. Where enough spoke lately, only those. */
function speakingOrder(presence: Reading['index']['presence'], now: number): Map<number, number> {
  const speakers = presence.lastSpeakers()
  const within = (days: number) => {
    // The last first: the first one too long ago ends them.
    const end = speakers.findIndex((slot) => presence.lastActive[slot]! <= now - days * DAY)
    return end < 0 ? speakers : speakers.slice(0, end)
  }
  const recent = [within(1 / 24), within(1)].find(({ length }) => length >= ENOUGH_SPEAKERS) ?? within(90)
  return new Map(recent.map((slot, place) => [slot, place]))
}
