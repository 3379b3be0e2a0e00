import type { Intent, Problem, TypedForm } from '../commands/intent.ts'
import { joinPlaces } from '../commands/parse-places.ts'
import { problem } from '../commands/problem.ts'
import type { Community } from '../communities/community.ts'
import { platformOf } from '../platforms/platform.ts'
import type { OwedEffect, Queries } from '../storage/store.ts'
import type { Bot } from './bot.ts'
import type { Actor, Say } from './carry-intent.ts'
import { carryJoin } from './carry-join.ts'
import { carrySetUp } from './carry-set-up.ts'
import type { Decision } from './decide.ts'
import { findPlaces } from './find-places.ts'
import { leaveGreeters, nameGreeter } from './greeters.ts'
import { lostEvent } from './lost-event.ts'

const MOST_HELD = 10_000

type Organising = Extract<
  Intent,
  {
    to:
      | 'community'
      | 'community-places'
      | 'mirror'
      | 'join'
      | 'set-up'
      | 'organiser'
      | 'greeter'
      | 'invite-volunteers'
      | 'held'
  }
>

/** What only organisers may mean; that it is one is known. */
export async function carryOrganising(
  bot: Bot,
  tx: Queries,
  intent: Organising,
  actor: Actor,
  say: Say,
  invalid: (problem: Problem, form?: TypedForm) => Decision[],
): Promise<Decision[]> {
  const { member, community, at, interaction, named, other } = actor
  const change = (event: Extract<Decision, { for: 'community' }>['event']): Decision[] => [
    { for: 'community', communityId: community.id, event, interaction, memberId: member.id },
  ]
  switch (intent.to) {
    case 'community':
      return change({ ...intent.event, at })
    case 'mirror':
      return other && 'channel' in other
        ? change({ type: intent.type, at, a: intent.channel, b: other.channel })
        : invalid(other?.problem ?? problem('problem.no-channel'))
    case 'set-up':
      return carrySetUp(bot, tx, intent, actor, invalid)
    case 'join':
      return carryJoin(bot, tx, intent, actor, say)
    case 'community-places': {
      const places = findPlaces(bot, intent.places, community)
      return 'problem' in places
        ? invalid(places.problem, {
            action: 'setup.places',
            subject: community.id,
            values: { places: joinPlaces(intent.places) },
          })
        : change({
            type: 'places-named',
            at,
            places: places.found.map(({ id }) => id),
            ...zoneBrought(bot, community, places.found),
          })
    }
    case 'organiser':
      return named
        ? change({ type: 'organiser-named', at, memberId: named.id })
        : invalid(problem('problem.no-such-member', { name: intent.name }))
    case 'greeter':
      if (!named) return invalid(problem('problem.no-such-member', { name: intent.name }))
      return [
        {
          ...(intent.off
            ? leaveGreeters(community.id, member, named.id, at)
            : nameGreeter(community.id, member, named, at)),
          interaction,
        },
      ]
    case 'invite-volunteers': {
      const channel = intent.channel ?? firstWatched(community, platformOf(actor.account))
      if (!channel) return invalid(problem('problem.no-channel'))
      return [
        {
          for: 'nobody',
          key: `${interaction}/invite`,
          communityId: community.id,
          memberId: member.id,
          effects: [
            {
              type: 'send',
              slot: 'invitation',
              to: { to: 'channel', channel },
              card: 'volunteer-invitation',
            },
          ],
        },
        ...say('community-changed'),
      ]
    }
    case 'held': {
      const dropped = intent.what === 'drop' ? await tx.heldEffects(community.id, MOST_HELD) : []
      await tx.releaseHeld(community.id, intent.what)
      return [...dropped.flatMap((owed) => tellOfLoss(bot, owed)), ...say('community')]
    }
  }
}

/** The first place brings its clock, unless somebody set one. */
function zoneBrought({ config, gazetteer }: Bot, { places, timeZone }: Community, found: { id: string }[]) {
  const zone = found[0] && gazetteer.placeById(found[0].id)?.timeZone
  return zone && places.length === 0 && timeZone === config.community.time_zone ? { timeZone: zone } : {}
}

/** Where people can be asked to volunteer: the first channel that is listened in where the organiser is. */
const firstWatched = ({ channels }: Community, platform: string) =>
  channels.find(({ channel, mode }) => platformOf(channel) === platform && mode !== 'shadow')?.channel

/** Whoever waits for a dropped message must not wait for ever: a ping that never goes would keep its helper from all others. */
function tellOfLoss(bot: Bot, { subject, effect }: OwedEffect): Decision[] {
  const event = subject.type === 'request' ? lostEvent(bot, effect) : undefined
  return event ? [{ for: 'request', requestId: subject.id, event }] : []
}
