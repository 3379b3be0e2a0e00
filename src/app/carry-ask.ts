import type { Intent } from '../commands/intent.ts'
import { mayBeOffered } from '../members/consent.ts'
import { mirrorsOf } from '../mirroring/copies.ts'
import { createId } from '../shared/ids.ts'
import type { Bot } from './bot.ts'
import type { Actor, Say } from './carry-intent.ts'
import type { Decision } from './decide.ts'
import { contextOf, wordsOf } from './fetch-words.ts'

/** `/ask`, or "Ask around about this" on a message. Whoever picks another's message only has its author asked, privately. */
export async function carryAsk(
  bot: Bot,
  intent: Extract<Intent, { to: 'ask' }>,
  actor: Actor,
  say: Say,
): Promise<Decision[]> {
  const { member, community, at, interaction, author, mood } = actor
  const channel = intent.channel ?? actor.channel
  const mode = community.channels.find((watched) => watched.channel === channel)?.mode
  if (!channel || !mode || mode === 'shadow') return say('not-in-a-watched-place')
  const id = createId(bot.chance)
  const request = { id, communityId: community.id, channel, mirrors: mirrorsOf(community, channel) }
  const { message } = intent
  const context = await contextOf(bot, community.id, member.id, at, intent.text)
  const understanding = bot.understanding.understand(intent.text, mood ? { ...context, mood } : context)
  // Words of a life in danger are never fanned out, whether or not there are moderators and lines to name.
  if (understanding.crisis) return say(author ? 'asked-the-author' : 'crisis-lines')
  const known = message && (await bot.store.requestByRef(message))
  const before = known ? (await bot.store.request(known.requestId))?.state : undefined
  if (before === 'open') return say('already-handled')
  if (author && message) {
    // One note under a message is enough.
    if (before === 'offered' || !mayBeOffered(author, at)) return say('asked-the-author')
    const noticed = { type: 'request-noticed', at, ...request, askerId: author.id, message, score: 1 } as const
    return [{ for: 'request', requestId: id, event: noticed }, ...say('asked-the-author')]
  }
  return [
    {
      for: 'request',
      requestId: id,
      event: {
        type: 'request-asked',
        at,
        byId: member.id,
        interaction,
        ...request,
        askerId: member.id,
        score: 1,
        words: wordsOf(intent.text, understanding),
        ...(message ? { message } : {}),
      },
    },
  ]
}
