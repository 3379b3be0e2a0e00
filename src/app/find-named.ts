import { requestIdOf } from '../commands/ids.ts'
import type { Intent } from '../commands/intent.ts'
import type { Community } from '../communities/community.ts'
import { mayBePinged } from '../members/consent.ts'
import type { Member } from '../members/member.ts'
import type { Person } from '../platforms/platform.ts'
import type { Bot } from './bot.ts'
import { type InteractionEvent, intentOf } from './intent-of-event.ts'

/** Whom a referral or an organiser names. Asks the platform for names, so it is done before the transaction. */
export async function findNamed(
  bot: Bot,
  event: InteractionEvent,
  { id }: Pick<Community, 'id'>,
): Promise<Member | undefined> {
  const intent = intentOf(event)
  const appointed = appointedBy(intent)
  if (appointed) return bot.people.find(id, appointed)
  if (intent.to !== 'refer') return undefined
  const request = await bot.store.request(requestIdOf(intent.pingId))
  const asker = request && (await bot.store.member(request.askerId))
  const own = await bot.store.memberByAccount(event.account, id)
  // So that naming the asker, or oneself, is told from naming somebody outside.
  const here = [asker, own].filter((member) => member !== undefined)
  const found = await bot.people.find(id, intent.who, here)
  // Who does not volunteer is never contacted, named or not.
  return mayBePinged(found) || here.some((member) => member.id === found?.id) ? found : undefined
}

/** Whom an organiser names as another, or as a greeter. */
function appointedBy(intent: Intent): string | undefined {
  if (intent.to === 'organiser' || intent.to === 'greeter') return intent.name
  return intent.to === 'set-up' ? intent.typed.greeter : undefined
}

/** The same by account: they may never have spoken to the bot. */
export async function findAppointed(bot: Bot, event: InteractionEvent): Promise<Person | undefined> {
  const appointed = appointedBy(intentOf(event))
  return appointed ? bot.people.person(appointed) : undefined
}
