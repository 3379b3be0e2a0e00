import type { Intent, Problem, TypedForm } from '../commands/intent.ts'
import { problem } from '../commands/problem.ts'
import type { SetUp } from '../communities/community.ts'
import type { Queries } from '../storage/store.ts'
import type { Bot } from './bot.ts'
import type { Actor, Say } from './carry-intent.ts'
import { carryJoin } from './carry-join.ts'
import type { Decision } from './decide.ts'
import { nameGreeter } from './greeters.ts'

/** The set-up form, by an organiser: all that it says, or nothing, and then it comes back with what was typed. */
export async function carrySetUp(
  bot: Bot,
  tx: Queries,
  { typed }: Extract<Intent, { to: 'set-up' }>,
  actor: Actor,
  invalid: (problem: Problem, form?: TypedForm) => Decision[],
): Promise<Decision[]> {
  const { community, member, at, interaction, named, setUp: found } = actor
  const values = {
    channels: typed.channels.join(', '),
    mode: typed.mode,
    ...(typed.moderators === undefined ? {} : { moderators: typed.moderators }),
    link: typed.link ?? '',
    greeter: typed.greeter ?? '',
  }
  const again = (wrong: Problem) => invalid(wrong, { action: 'setup', subject: community.id, values })
  if (!found || 'problem' in found) return again(found?.problem ?? problem('problem.no-channels-named'))
  if (typed.greeter && !named) return again(problem('problem.no-such-member', { name: typed.greeter }))
  const modeOf = (channel: string) =>
    typed.mode === 'keep' ? (community.channels.find((one) => one.channel === channel)?.mode ?? 'offer') : typed.mode
  const setUp: SetUp = {
    watched: found.channels.map((channel) => ({ channel, mode: modeOf(channel) })),
    unwatched: found.watched.filter((channel) => !found.channels.includes(channel)),
    ...(found.moderators === undefined ? {} : { moderatorsChannel: found.moderators }),
    ...(found.mirror ? { mirror: { a: found.channels[0]!, b: found.mirror } } : {}),
  }
  const change: Decision = {
    for: 'community',
    communityId: community.id,
    memberId: member.id,
    event: { type: 'set-up', at, ...setUp },
    card: 'set-up-done',
  }
  const greeter = named ? [nameGreeter(community.id, member, named, at)] : []
  if (!found.code) return [...greeter, { ...change, interaction }]
  const say: Say = (card, about) =>
    again(card === 'invalid-input' ? JSON.parse(about!) : problem('problem.too-many-codes'))
  const joined = await carryJoin(bot, tx, { to: 'join', code: found.code }, actor, say)
  return joined.flatMap((one): Decision[] => {
    if (one.for === 'join') return [...greeter, change, { ...one, card: 'set-up-done' }]
    // Refused: nothing of the form is taken, and a wrong code is counted. The form is the answer.
    if (one.for === 'member' && one.event.type === 'wrong-code-typed')
      return [{ ...one, event: { type: 'wrong-code-typed', at } }, ...again(problem('problem.wrong-code'))]
    return [one]
  })
}
