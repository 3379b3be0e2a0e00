import type { Intent } from '../commands/intent.ts'
import { problem } from '../commands/problem.ts'
import { JOIN_CODE_LIFE } from '../members/codes.ts'
import type { Queries } from '../storage/store.ts'
import type { Bot } from './bot.ts'
import type { Actor, Say } from './carry-intent.ts'
import { giveCode, takeCode } from './carry-link.ts'
import type { Decision } from './decide.ts'

const MOST_COUNTED = 1000

/**
 * `/askaround join`, by an organiser: a code to type in the other space, or two communities that become one by it. The one with
 * open requests stays; refused where both have some, for what is under way must not be moved.
 */
export async function carryJoin(
  bot: Bot,
  tx: Queries,
  intent: Extract<Intent, { to: 'join' }>,
  actor: Actor,
  say: Say,
): Promise<Decision[]> {
  const { member, community, account, at, interaction } = actor
  if (!intent.code) return say('join-code', await giveCode(bot, tx, actor, 'join', JOIN_CODE_LIFE))
  const found = await takeCode(tx, actor, 'join', intent.code, say)
  if ('refused' in found) return found.refused
  const { code } = found
  const refuse = (key: Parameters<typeof problem>[0], values = {}) =>
    say('invalid-input', JSON.stringify(problem(key, values)))
  if (code.communityId === community.id) return refuse('problem.already-joined')
  const [there, here] = [await howFull(tx, code.communityId), await howFull(tx, community.id)]
  if (there.open > 0 && here.open > 0)
    return refuse('problem.both-have-requests', { here: here.open, there: there.open })
  await tx.dropCode(code.hash)
  const hereStays = here.open > 0 || (there.open === 0 && here.all > there.all)
  const intoId = hereStays ? community.id : code.communityId
  const fromId = hereStays ? code.communityId : community.id
  return [{ for: 'join', fromId, intoId, memberId: member.id, account, at, interaction }]
}

async function howFull(tx: Queries, communityId: string): Promise<{ open: number; all: number }> {
  const open = await tx.requestsWhere({ communityId, states: ['open'], limit: MOST_COUNTED })
  const requests = await tx.requestsWhere({ communityId, limit: MOST_COUNTED })
  return { open: open.length, all: requests.length + (await tx.volunteers(communityId)).length }
}
