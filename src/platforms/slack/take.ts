import type { ReceiverEvent } from '@slack/bolt'
import type { Clock } from '../../shared/clock.ts'
import type { Logger } from '../../shared/logger.ts'
import type { PlatformEvent } from '../platform.ts'
import { accountRef, conversationRef, eventId, spaceRef, tsAt } from './ids.ts'
import type { Installation, Installations } from './installations.ts'
import type { CommandBody, InteractionBody } from './interaction-bodies.ts'
import type { Marks } from './marks.ts'
import type { People } from './people.ts'
import type { Names } from './read-text.ts'
import type { createReceiveInteractions } from './receive-interactions.ts'
import { readMessageEvent, type SlackEvent } from './receive-messages.ts'
import type { Take } from './receiver.ts'
import type { createRefreshHomes } from './refresh-homes.ts'
import type { Remembered } from './remember.ts'

type Homes = ReturnType<typeof createRefreshHomes>

interface Parts {
  installations: Installations
  people: People
  remembered: Remembered
  marks: Marks
  homes: Homes
  interactions: ReturnType<typeof createReceiveInteractions>
  names(team: string): Names
  clock: Clock
  logger: Logger
  accept(event: PlatformEvent): Promise<void>
  /** Something was said that nobody was told. */
  missed(): void
}

type About = Pick<PlatformEvent, 'id' | 'at' | 'space'>

interface EventBody {
  type: string
  team_id: string
  context_team_id?: string
  authorizations?: { team_id: string | null }[]
  event_id: string
  event_time: number
  event: Omit<SlackEvent, 'user' | 'channel'> & {
    user?: unknown
    /** An object where a channel is renamed. */
    channel?: string | { id: string }
    tokens?: { bot?: string[] }
    tab?: string
  }
}

/** Takes one delivery of Slack's: stores what it tells, then acknowledges. Whether Slack tries for the first time does not matter. */
export function createTake(parts: Parts): Take {
  const { installations, people, remembered, marks, homes, interactions, names, logger, accept, missed } = parts

  async function takeMessage(event: SlackEvent, installation: Installation): Promise<void> {
    const told = await readMessageEvent(event, installation, names(installation.team))
    if (!told) return
    if (told.type !== 'message-posted') return accept(told)
    const { conversation, where } = told
    if (where === 'dm') await remembered.addDm(told.author, conversation)
    // Threads that are no request's are not read again.
    if (where === 'thread' && !remembered.hasThread(conversation)) return accept(told)
    await marks.take(conversation, event.ts!, () => accept(told))
  }

  /** Fewer read a channel than before. Who they are is asked for. */
  function readersChanged(about: About, team: string, channel: string): Promise<void> {
    people.channelChanged(team, channel)
    return accept({ type: 'readers-changed', ...about, channel: conversationRef({ team, channel }) })
  }

  /** In a channel that workspaces share, an event may come from another workspace than the one that it is told through. */
  function installationOf({ authorizations = [], context_team_id, team_id }: EventBody): Installation | undefined {
    const teams = [...authorizations.map((one) => one.team_id), context_team_id, team_id]
    return teams.flatMap((team) => (team ? (installations.of(team) ?? []) : []))[0]
  }

  async function takeEvent(body: EventBody): Promise<void> {
    const installation = installationOf(body)
    if (!installation) return
    const { team } = installation
    const { event } = body
    const { user } = event
    const channel = typeof event.channel === 'object' ? event.channel.id : event.channel
    const about = { id: eventId(team, body.event_id), at: body.event_time * 1000, space: spaceRef(team) }
    switch (event.type) {
      case 'message':
        if (event.subtype === 'channel_convert_to_private') return readersChanged(about, team, channel ?? '')
        if (event.subtype === 'channel_topic') people.channelChanged(team, channel ?? '')
        return takeMessage(event as SlackEvent, installation)
      case 'team_join':
      case 'user_change': {
        const { id, deleted, is_bot } = user as { id: string; deleted?: boolean; is_bot?: boolean }
        people.userChanged(team, id)
        if (is_bot || (event.type === 'user_change' && !deleted)) return
        const type = event.type === 'team_join' ? 'member-joined' : 'member-left'
        return accept({ type, ...about, account: accountRef(team, id) })
      }
      case 'member_joined_channel':
        people.channelChanged(team, channel ?? '')
        // It hears from now on, and is to know from where to read when it was away.
        if (user !== installation.botUser || !channel) return
        return marks.read(conversationRef({ team, channel }), tsAt(about.at), async () => {})
      case 'channel_rename':
      case 'group_rename':
        return people.channelChanged(team, channel ?? '')
      case 'member_left_channel':
      case 'channel_left':
      case 'group_left':
      case 'channel_archive':
      case 'group_archive':
      case 'channel_deleted':
      case 'group_deleted':
        return readersChanged(about, team, channel ?? '')
      case 'app_home_opened': {
        if (event.tab !== 'home' || typeof user !== 'string') return
        return homes.opened(accountRef(team, user), about.id)
      }
      case 'app_uninstalled':
        return leave(team)
      case 'tokens_revoked':
        return event.tokens?.bot?.includes(installation.botUser) ? leave(team) : undefined
    }
  }

  async function leave(team: string): Promise<void> {
    logger.warn({ team }, 'Askaround was taken out of this workspace; what was remembered of it is forgotten')
    remembered.forget(team)
    await installations.remove(team)
  }

  return async ({ body, ack }: ReceiverEvent) => {
    if (body.type === 'event_callback') {
      await takeEvent(body as unknown as EventBody)
      return ack()
    }
    if (body.type === 'app_rate_limited') {
      logger.warn({ team: body.team_id }, 'Slack left out events because there were too many; they are read now')
      missed()
      return ack()
    }
    const answer = body.command
      ? await interactions.command(body as unknown as CommandBody)
      : await interactions.interaction(body as unknown as InteractionBody)
    return answer ? ack(answer as never) : ack()
  }
}
