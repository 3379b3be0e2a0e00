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

/**
 * Turns a destination into a conversation, as it is at the moment of sending.
 * @param open whether a direct conversation that there is not yet may be opened; without, nowhere is where it goes
 */
export async function resolveDestination(
  bot: Bot,
  owed: OwedEffect,
  effect: Extract<Effect, { type: 'send' }>,
  request: Request | undefined,
  { open }: { open: boolean } = { open: true },
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
      return resolveDm(bot, to, card, { open, under: request && pingBefore(request, effect) })
    case 'aside': {
      const channel = request?.channel ?? ''
      const platform = bot.platforms.get(platformOf(channel))
      const member = await bot.store.member(to.memberId)
      const account = member && platform && accountOn(member, platform.name)
      if (!account || !platform.limits.privateReply) return gone
      return { platform, account, card, to: { conversation: channel, onlyFor: account } }
    }
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

/** What is said to a helper about a request stands with the ping that it follows. @returns the ping's message */
function pingBefore({ pings, sent }: Request, { to, slot, about }: Extract<Effect, { type: 'send' }>) {
  if (to.to !== 'dm' || slot.startsWith('ping:')) return undefined
  const theirs = pings.filter(({ id, memberId }) => memberId === to.memberId && sent[`ping:${id}`])
  const ping = theirs.find(({ id }) => id === about) ?? theirs.at(-1)
  return ping && sent[`ping:${ping.id}`]
}

export const accountOn = (member: Member, platform: string) =>
  member.accounts.find((account) => platformOf(account) === platform)

/**
 * Where the member prefers to be written to; else where a conversation is open, and of these where they acted last. One is opened
 * within the budget; a closed one leaves the others.
 * @param under the message that it follows, where that is on the same platform
 */
async function resolveDm(
  bot: Bot,
  to: Extract<Destination, { to: 'dm' }>,
  card: CardName,
  { open, under }: { open: boolean; under: string | undefined },
): Promise<Resolved> {
  const member = await bot.store.member(to.memberId)
  if (!member || member.leftAt !== undefined) return { type: 'gone' }
  const known = await bot.store.dms(member.accounts)
  const accounts = member.accounts
    .filter((account) => bot.platforms.has(platformOf(account)) && !known.get(account)?.closed)
    .sort((a, b) => rank(a) - rank(b))
  function rank(account: string): number {
    if (member?.prefers === platformOf(account)) return -1
    return (known.get(account)?.conversation ? 0 : member!.accounts.length) + member!.accounts.indexOf(account)
  }
  for (const account of accounts) {
    const platform = bot.platforms.get(platformOf(account))!
    const replyTo = under && platformOf(under) === platform.name ? { replyTo: under } : {}
    const conversation = known.get(account)?.conversation
    if (conversation) return { platform, account, card, to: { conversation, ...replyTo } }
    if (!open) return { type: 'gone' }
    const opened = await openDm(bot, platform, account)
    if (opened.ok) return { platform, account, card, to: { conversation: opened.value, ...replyTo } }
    if (opened.failure.type !== 'closed-dms') return opened.failure
  }
  return { type: 'closed-dms' }
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
