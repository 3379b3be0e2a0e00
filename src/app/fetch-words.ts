import { zoneOf } from '../members/availability.ts'
import { type Outcome, platformOf } from '../platforms/platform.ts'
import type { Request, Words } from '../requests/request.ts'
import { tokenize } from '../shared/text.ts'
import type { MessageContext, Understanding } from '../understanding/understanding.ts'
import type { Bot } from './bot.ts'

/** The words of a request as they stand now: kept ones, else fetched from the platform and understood again. */
export async function readWords(bot: Bot, request: Request): Promise<Outcome<Words>> {
  const read = await readUnderstood(bot, request)
  if (!read.ok) return read
  const { text, understanding } = read.value
  // Edited meanwhile into words of a life in danger: those are never asked around.
  return understanding.crisis
    ? { ok: false, failure: { type: 'gone' } }
    : { ok: true, value: wordsOf(text, understanding) }
}

export async function readUnderstood(
  bot: Bot,
  request: Request,
): Promise<Outcome<{ text: string; understanding: Understanding }>> {
  const platform = bot.platforms.get(platformOf(request.channel))
  if (!request.message || !platform) return { ok: false, failure: { type: 'gone' } }
  const fetched = await platform.fetchMessage(request.message)
  if (!fetched.ok) return fetched
  const { text, at } = fetched.value
  const context = await contextOf(bot, request.communityId, request.askerId, at, text)
  const mood = await bot.hearMood(text)
  return { ok: true, value: { text, understanding: bot.understanding.understand(text, { ...context, mood }) } }
}

/** The asker's clock, the community's own places and, for a `text`, those of its topics that share a word with it. */
export async function contextOf(
  bot: Bot,
  communityId: string,
  askerId: string,
  at: number,
  text?: string,
): Promise<MessageContext> {
  const community = await bot.store.community(communityId)
  const member = await bot.store.member(askerId)
  const timeZone = member && community ? zoneOf(member, community.timeZone) : community?.timeZone
  return {
    now: at,
    timeZoneKnown: member?.timeZone !== undefined,
    ...(timeZone ? { timeZone } : {}),
    ...(community ? { communityPlaces: community.places } : {}),
    ...(community && text ? { communityTopics: await topicsAround(bot, communityId, text) } : {}),
  }
}

/** So many earlier requests are looked through for topics, the newest. */
const MOST_EARLIER = 100

/** Only what the text itself says is ever shown of them: `findOwnTopics` wants every word of a topic in it. */
async function topicsAround(bot: Bot, communityId: string, text: string): Promise<string[]> {
  const { topics } = await bot.indexes.of(communityId)
  const declared = topics.sharing(tokenize(text))
  const earlier = await bot.store.requestsWhere({ communityId, states: ['open', 'solved'], limit: MOST_EARLIER })
  const asked = earlier.flatMap(({ words }) => (words?.kind === 'support' ? [] : (words?.topics ?? [])))
  // One word of one request ("talk") is not yet what a community calls something.
  const own = asked.filter((topic, at) => topic.includes(' ') || asked.indexOf(topic) !== at)
  return [...declared, ...own]
}

/** What a request keeps of what was understood. */
export const wordsOf = (text: string, understanding: Understanding): Words => {
  const { kind, topics, places, deadline, urgency, language } = understanding
  return { text, kind, topics, places, urgency, language, ...(deadline ? { deadline } : {}) }
}
