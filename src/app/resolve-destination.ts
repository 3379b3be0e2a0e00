import type { Member } from '../members/member.ts'
import { type Failure, type Outcome, type Platform, platformOf, type SendTo } from '../platforms/platform.ts'
import type { CardName, Destination, Effect } from '../requests/effects.ts'
import type { Request } from '../requests/request.ts'
import type { OwedEffect } from '../storage/store.ts'
import type { Bot } from './bot.ts'
import { newDmsLeft } from './dm-budget.ts'

/** Where a card goes, by which platform, and as which card: a note stands in where a platform cannot show something to one person. */
export type Resolved = { platform: Platform; to: SendTo; account?: string; card: CardName } | Failure

const BUDGET_AGAIN = 10 * 60_000

/** Turns a destination into a conversation, as it is at the moment of sending. */
export async function resolveDestination(
  bot: Bot,
  owed: OwedEffect,
  effect: Extract<Effect, { type: 'send' }>,
  request: Request | undefined,
): Promise<Resolved> {
  const { to, card } = effect
  const gone: Failure = { type: 'gone' }
  const at = (conversation: string | undefined, more: object = {}): Resolved => {
    const platform = conversation ? bot.platforms.get(platformOf(conversation)) : undefined
    return conversation && platform ? { platform, to: { conversation, ...more }, card } : gone
  }
  switch (to.to) {
    case 'thread':
      return at(request?.thread)
    case 'copy':
      return at(request?.copies.find(({ channel }) => channel === to.channel)?.thread)
    case 'channel':
      return at(to.channel, to.replyTo ? { replyTo: to.replyTo } : {})
    case 'moderators': {
      const community = await bot.store.community(owed.communityId)
      return at(community?.moderatorsChannel)
    }
    case 'dm':
      return resolveDm(bot, to, card, request)
    case 'privately': {
      const place = request?.thread ?? request?.channel
      const platform = place ? bot.platforms.get(platformOf(place)) : undefined
      const member = await bot.store.member(to.memberId)
      const account = member && platform ? accountOn(member, platform.name) : undefined
      if (!place || !platform || !account) return gone
      if (platform.limits.privateReply)
        return { platform, account, card, to: { conversation: place, onlyFor: account } }
      // Nothing visible says what was understood: the same neutral line for everything, and only its reader may open it.
      return {
        platform,
        account,
        card: 'note',
        to: { conversation: place, ...(request?.message && !request.thread ? { replyTo: request.message } : {}) },
      }
    }
  }
}

export const accountOn = (member: Member, platform: string) =>
  member.accounts.find((account) => platformOf(account) === platform)

/** A DM conversation is opened within the budget; the asker's own platform first, then any that is open. */
async function resolveDm(
  bot: Bot,
  to: Extract<Destination, { to: 'dm' }>,
  card: CardName,
  request: Request | undefined,
): Promise<Resolved> {
  const member = await bot.store.member(to.memberId)
  if (!member || member.leftAt !== undefined) return { type: 'gone' }
  const known = await bot.store.dms(member.accounts)
  const home = request ? platformOf(request.channel) : undefined
  const accounts = member.accounts
    .filter((account) => bot.platforms.has(platformOf(account)) && !known.get(account)?.closed)
    .sort((a, b) => rank(a) - rank(b))
  function rank(account: string): number {
    return (known.get(account)?.conversation ? 0 : 2) + (platformOf(account) === home ? 0 : 1)
  }
  const account = accounts[0]
  if (!account) return { type: 'closed-dms' }
  const platform = bot.platforms.get(platformOf(account))!
  const conversation = known.get(account)?.conversation
  if (conversation) return { platform, account, card, to: { conversation } }
  const opened = await openDm(bot, platform, account)
  return opened.ok ? { platform, account, card, to: { conversation: opened.value } } : opened.failure
}

async function openDm(bot: Bot, platform: Platform, account: string): Promise<Outcome<string>> {
  const at = bot.clock.now()
  if ((await newDmsLeft(bot, platform.name, at)) <= 0)
    return { ok: false, failure: { type: 'rate-limited', at: at + BUDGET_AGAIN } }
  const opened = await platform.openDm(account)
  const now = bot.clock.now()
  if (opened.ok) await bot.store.saveDm(account, { conversation: opened.value, closed: false, opened: true }, now)
  else if (opened.failure.type === 'closed-dms') await bot.store.saveDm(account, { closed: true, opened: false }, now)
  return opened
}
