import { greets } from '../communities/community.ts'
import { deriveEffectId } from '../shared/ids.ts'
import type { Queries } from '../storage/store.ts'
import type { Bot } from './bot.ts'
import { type Decision, decide } from './decide.ts'
import { forgetInChoices } from './kept-choices.ts'

/**
 * Forgets a member: every request, the profile, evidence, what is owed to them. Noted outside the record first, so that a
 * restored backup repeats it; erasing twice is harmless.
 */
export async function eraseMember(
  bot: Bot,
  tx: Queries,
  erasure: Extract<Decision, { for: 'erasure' }>,
): Promise<void> {
  const { memberId, communityId, at, interaction } = erasure
  const member = await tx.member(memberId)
  if (!member) return
  await bot.noteErasure(member.accounts)
  const asked = await tx.requestsWhere({ askerId: memberId, limit: 100_000 })
  const involved = await tx.requestsWhere({ involvesId: memberId, limit: 100_000 })
  await tx.eraseMember(memberId)
  await forgetInChoices(tx, member.communityId, memberId)
  const community = await tx.community(communityId)
  if (community && greets(community, memberId) !== undefined)
    await decide(bot, tx, { for: 'community', communityId, memberId, event: { type: 'greeter-removed', at, memberId } })
  for (const id of new Set([...asked, ...involved].map((request) => request.id))) {
    await decide(bot, tx, { for: 'request', requestId: id, event: { type: 'member-erased', memberId, at } })
  }
  if (!interaction) return
  const now = bot.clock.now()
  await tx.addEffects([
    {
      id: deriveEffectId(interaction, 0, 0),
      subject: { type: 'community', id: communityId },
      communityId,
      lane: `${communityId}/answer:${interaction}`,
      effect: { type: 'answer', interaction, card: 'privacy-erased' },
      createdAt: now,
      dueAt: now,
      attempts: 0,
    },
  ])
}
