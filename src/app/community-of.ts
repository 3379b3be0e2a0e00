import { type Action, actions } from '../commands/actions.ts'
import { requestIdOf } from '../commands/ids.ts'
import type { Community } from '../communities/community.ts'
import { type PlatformEvent, platformOf } from '../platforms/platform.ts'
import type { Bot } from './bot.ts'
import { REPLY_WINDOW } from './route-event.ts'

/**
 * The community that an event belongs to, and its space on that platform. A platform that has one conversation by DM with a person
 * of several communities cannot know which one is meant: what is pressed or answered there says it.
 */
export async function communityOf(
  bot: Pick<Bot, 'store' | 'communities' | 'people'>,
  event: PlatformEvent,
): Promise<{ community: Community; space: string } | undefined> {
  const community = await bot.communities.ofSpace(event.space)
  const meant = (await communityNamed(bot, event, community)) ?? (await communityMeant(bot, event, community))
  const space = meant?.spaces.find((each) => platformOf(each) === platformOf(event.space))
  if (!meant || !space || meant.id === community?.id) return community && { community, space: event.space }
  return { community: meant, space }
}

/** The one whose card was pressed by direct message: whoever has a part in it may be in several. */
async function communityNamed(
  { store, people }: Pick<Bot, 'store' | 'people'>,
  event: PlatformEvent,
  own: Community | undefined,
): Promise<Community | undefined> {
  if (!('subject' in event) || (actions as Record<string, Action>)[event.action]?.subject !== 'community')
    return undefined
  const named = event.subject === own?.id ? undefined : await store.community(event.subject)
  const space = named?.spaces.find((each) => platformOf(each) === platformOf(event.space))
  if (!space) return undefined
  const known = await store.memberByAccount(event.account, event.subject)
  return known || (await people.person(event.account, space))?.admin ? named : undefined
}

async function communityMeant(
  { store }: Pick<Bot, 'store'>,
  event: PlatformEvent,
  own: Community | undefined,
): Promise<Community | undefined> {
  const about =
    'subject' in event
      ? requestIdOf(event.subject)
      : event.type === 'message-posted' && event.where === 'dm' && event.replyTo
        ? (await store.requestByRef(event.replyTo.message))?.requestId
        : undefined
  const request = about === undefined ? undefined : await store.request(about)
  if (request && request.communityId !== own?.id) {
    const account = 'account' in event ? event.account : 'author' in event ? event.author : ''
    const isMember = await store.memberByAccount(account, request.communityId)
    return isMember && store.community(request.communityId)
  }
  if (request || event.type !== 'message-posted' || event.where !== 'dm') return undefined
  return communityPinged(event.author, event.at, own)

  /** Where this person was asked something lately; their own space first. */
  async function communityPinged(account: string, at: number, first: Community | undefined) {
    const all = await store.communities()
    for (const each of first ? [first, ...all.filter(({ id }) => id !== first.id)] : all) {
      const member = await store.memberByAccount(account, each.id)
      if (member && (await store.lastPinged(member.id, at - REPLY_WINDOW))) return each
    }
    return undefined
  }
}
