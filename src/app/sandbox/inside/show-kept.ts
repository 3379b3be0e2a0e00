import { platformOf } from '../../../platforms/platform.ts'
import type { Bot } from '../../bot.ts'
import type { Config } from '../../config-schema.ts'
import type { Models } from '../../load-models.ts'
import type { Kept } from './kept.ts'
import { membersOfChoice, showChoice } from './show-choice.ts'
import { membersOfMoment, showMoment } from './show-moment.ts'
import { showPost } from './show-post.ts'

/** The settings and weights that the bot runs with. */
export interface Measures {
  /** As how many answers of how many pings everybody begins. */
  prior: { answered: number; asked: number }
  /** How many conversations may be begun. */
  newDms: { inTenMinutes: number; aDay: number }
}

export const measuresOf = (
  { matchingWeights: { prior } }: Pick<Models, 'matchingWeights'>,
  { dms }: Pick<Config, 'dms'>,
): Measures => ({
  prior: { answered: prior.answered, asked: prior.answered + prior.unanswered },
  newDms: { inTenMinutes: dms.new_per_10_minutes, aDay: dms.new_per_day },
})

/** Names of all that an entry speaks of. Who left is nobody any more. */
export interface Named {
  member(id: string): string
  account(account: string | undefined): string
  channel(ref: string): string
}

/** The newest first, at most `most`. */
export async function showKept(
  bot: Pick<Bot, 'store' | 'people' | 'platforms'>,
  measures: Measures,
  kept: readonly Kept[],
  most: number,
) {
  const newest = kept.slice(-most).reverse()
  const named = await findNames(bot, newest)
  const shown = newest.map(async (entry) => {
    const { key, at } = entry
    if (entry.is === 'step') return entry
    if (entry.is === 'post') return { key, at, ...(await showPost(bot, entry.read, named)) }
    if (entry.is === 'moment') return { key, at, ...showMoment(entry, named) }
    const { id } = entry.chosen.request
    const decided = kept.flatMap((other) => (other.is === 'moment' ? other.decided : []))
    const now = decided.findLast(({ after }) => after.id === id)?.after
    return { key, at, ...showChoice(entry.chosen, now, named, measures) }
  })
  return Promise.all(shown)
}

async function findNames(bot: Pick<Bot, 'people' | 'platforms'>, entries: readonly Kept[]): Promise<Named> {
  const members = new Set<string>()
  const accounts = new Set<string>()
  const channels = new Set<string>()
  for (const entry of entries) {
    if (entry.is === 'post') {
      accounts.add(entry.read.event.author)
      channels.add(entry.read.event.conversation)
    } else if (entry.is === 'choice') {
      for (const id of membersOfChoice(entry.chosen)) members.add(id)
      channels.add(entry.chosen.request.channel)
    } else if (entry.is === 'moment') {
      for (const id of membersOfMoment(entry)) members.add(id)
      for (const { effect } of entry.effects)
        if ('to' in effect && 'channel' in effect.to) channels.add(effect.to.channel)
      const { came } = entry
      if (came?.type === 'message-posted') accounts.add(came.author)
      else if (came && 'account' in came) accounts.add(came.account)
    }
  }
  const memberNames = await bot.people.names(members, 'web')
  const accountNames = await namesOf(accounts, async (account) => (await bot.people.person(account))?.name)
  const channelNames = await namesOf(channels, (ref) => bot.platforms.get(platformOf(ref))?.conversationName(ref))
  return {
    member: (id) => memberNames.get(id)?.name ?? 'somebody who left',
    account: (account) => accountNames.get(account ?? '') ?? 'somebody',
    channel: (ref) => channelNames.get(ref) ?? 'a channel',
  }
}

async function namesOf(refs: Iterable<string>, nameOf: (ref: string) => Promise<string | undefined> | undefined) {
  const found = await Promise.all([...refs].map(async (ref) => [ref, await nameOf(ref)] as const))
  return new Map(found.flatMap(([ref, name]) => (name ? [[ref, name] as const] : [])))
}
