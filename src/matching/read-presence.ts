import type { Columns } from './features.ts'
import { findSlot } from './postings.ts'
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

/** Who is around and who answers whom. */
export function readPresence({ index, demand, now }: Reading): PresenceColumns {
  const { presence } = index
  const forgotten = Math.log1p((90 * DAY) / MINUTE)
  const replies = index.postings('replied-to')
  const repliesFade = index.fade('replied-to', now)
  const channels = index.postings('channel')
  const channelFade = index.fade('channel', now)
  const places = speakingOrder(index.presence, now)
  const askerSlot = index.slotOf(demand.askerId)
  const { channelId } = demand
  const inChannel = channelId === undefined ? undefined : channels.byKey.get(channelId)
  const usualShare = ((inChannel?.sum ?? 0) * channelFade + 1) / (channels.sum * channelFade + NEW_CHANNEL)
  const toAsker = replies.byKey.get(demand.askerId)
  const named = new Set(demand.named)
  const hours = presence.answersAtThisHour(now)
  const repliesTo = (slot: number) => index.repliesTo(slot)
  const askerAnswers = askerSlot !== undefined && (replies.totals[askerSlot] ?? 0) > 0
  const pair = (posting: typeof toAsker, slot: number | undefined, scale: number) => {
    const at = posting && slot !== undefined ? findSlot(posting.slots, slot) : -1
    return at < 0 ? 0 : Math.log1p(posting!.weights[at]! * scale)
  }
  const repliesOf = (slot: number) => (replies.totals[slot] ?? 0) * repliesFade
  const messagesOf = (slot: number) => (channels.totals[slot] ?? 0) * channelFade
  const counted = (counts: { get(slot: number, now: number): number }) => (slot: number) =>
    Math.log1p(counts.get(slot, now))
  return {
    /** How lately, on a logarithmic scale of the time since: 1 within a minute, 0 after ninety days. */
    recency: (slot) => {
      const at = presence.lastActive[slot]!
      return at > 0 ? Math.max(0, 1 - Math.log1p(Math.max(0, now - at) / MINUTE) / forgotten) : 0
    },
    /** 1 for the last who spoke, falling with the square root of how many did since. */
    lastSpeakers: (slot) => {
      const place = places.get(slot)
      return place === undefined ? 0 : 1 / Math.sqrt(1 + place)
    },
    active2h: counted(presence.active.get('2h')!),
    active1d: counted(presence.active.get('1d')!),
    active7d: counted(presence.active.get('7d')!),
    active30d: counted(presence.active.get('30d')!),
    thisHour: hours,
    writesHere: (slot) => pair(inChannel, slot, channelFade),
    /** How much more of his messages stand in this channel than of everybody's: the logarithm of the two shares' ratio, smoothed. */
    shareHere: (slot) => {
      const messages = messagesOf(slot)
      if (messages === 0) return 0
      const at = inChannel ? findSlot(inChannel.slots, slot) : -1
      const own = at < 0 ? 0 : inChannel!.weights[at]! * channelFade
      return Math.log((own / usualShare + USUAL_SHARE) / (messages + USUAL_SHARE))
    },
    answers1h: counted(presence.answers['1h']),
    /** The logarithm of how often he answers, also where that is seldom: in a softmax, weighed by 1, chances are as these numbers. */
    pace30d: (slot) => Math.log1p(10 * presence.answers['30d'].get(slot, now)),
    pace180d: (slot) => Math.log1p(5 * presence.answers['180d'].get(slot, now)),
    answersHere: (slot) => (channelId === undefined ? 0 : Math.log1p(presence.answersIn(channelId, slot, now))),
    replies: (slot) => Math.log1p(repliesOf(slot)),
    /** Many people rather than one often: the sum of the square roots of the answers to each. */
    breadth: (slot) => Math.log1p((replies.breadths[slot] ?? 0) * Math.sqrt(repliesFade)),
    /** The part of a member's messages that answer somebody, smoothed; 0 for who is not known. */
    answerRate: (slot) => (repliesOf(slot) + 1) / (messagesOf(slot) + 3) - 1 / 3,
    answersAsker: (slot) => pair(toAsker, slot, repliesFade) / PAIR_SCALE,
    answeredByAsker: (slot) => (askerAnswers ? pair(repliesTo(slot), askerSlot, repliesFade) / PAIR_SCALE : 0),
    repliedTo: (slot) => Math.log1p(Math.max(0, repliesTo(slot)?.sum ?? 0) * repliesFade) / REPLIED_SCALE,
    namedInText: (slot) => (named.has(index.memberAt(slot)!) ? 1 : 0),
  }
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
