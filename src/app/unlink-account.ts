import { partAccount } from '../members/part-account.ts'
import { createId } from '../shared/ids.ts'
import type { Queries } from '../storage/store.ts'
import type { Bot } from './bot.ts'
import { type Decision, decide, decideMember } from './decide.ts'

/** One account becomes a member of its own. Requests, pings and history stay with the others. */
export async function unlinkAccount(
  bot: Bot,
  tx: Queries,
  { memberId, account, at, interaction }: Extract<Decision, { for: 'unlink' }>,
): Promise<void> {
  const member = await tx.member(memberId)
  if (!member || member.accounts.length < 2 || !member.accounts.includes(account)) return
  await decideMember(bot, tx, memberId, { type: 'unlinked', account, at })
  const parted = partAccount(member, account, createId(bot.chance), bot.clock.now())
  await tx.saveMember(parted, 0)
  // Whoever blocked them, or was blocked, is kept apart from both.
  await tx.copyBlocks(memberId, parted.id)
  await decide(bot, tx, {
    for: 'nobody',
    key: interaction,
    communityId: member.communityId,
    memberId: parted.id,
    effects: [{ type: 'answer', interaction, card: 'unlinked' }],
  })
}
