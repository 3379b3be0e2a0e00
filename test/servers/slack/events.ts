import type { EnvelopedEvent, types } from '@slack/bolt'
import type { Clock } from '../../../src/shared/clock.ts'
import type { createDelivery } from './deliver.ts'
import type { Tell } from './web-api.ts'
import type { Channel, Message, User, Workspace } from './workspace.ts'

type Delivery = ReturnType<typeof createDelivery>
/** Events as @slack/types has them. */
export type Event = types.SlackEvent

const kinds = { public: 'channel', private: 'group', im: 'im' } as const

/** What Slack tells the bot, each in its envelope. */
export function createEvents(delivery: Delivery, clock: Clock) {
  let made = 0

  function enveloped(workspace: Workspace, event: Event): EnvelopedEvent<Event> {
    return {
      token: 'verification-token',
      team_id: workspace.id,
      context_team_id: workspace.id,
      api_app_id: workspace.appId,
      event,
      type: 'event_callback',
      event_id: `Ev${String(++made).padStart(8, '0')}`,
      event_time: Math.floor(clock.now() / 1000),
      is_ext_shared_channel: false,
      authorizations: [
        {
          enterprise_id: null,
          team_id: workspace.id,
          user_id: workspace.botUser,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
    }
  }

  /** Told only where the bot is. */
  async function tell(workspace: Workspace, event: Event, channel?: Channel): Promise<void> {
    if (channel && !channel.members.has(workspace.botUser)) return
    await delivery.deliver('events_api', enveloped(workspace, event))
  }

  function posted(workspace: Workspace, channel: Channel, message: Message): types.GenericMessageEvent {
    const { ts, user, text, blocks, thread_ts } = message
    return {
      type: 'message',
      subtype: undefined,
      channel: channel.id,
      channel_type: kinds[channel.kind],
      event_ts: ts,
      team: workspace.id,
      ...{ user, text, ts },
      ...(blocks ? { blocks } : {}),
      ...(thread_ts ? { thread_ts, parent_user_id: channel.messages.find((root) => root.ts === thread_ts)?.user } : {}),
      ...(user === workspace.botUser ? { bot_id: workspace.botId } : {}),
      ...(message.edited ? { edited: message.edited } : {}),
    } as types.GenericMessageEvent
  }

  const changed = (
    workspace: Workspace,
    channel: Channel,
    message: Message,
    before: Message,
  ): types.MessageChangedEvent => ({
    type: 'message',
    subtype: 'message_changed',
    hidden: true,
    channel: channel.id,
    channel_type: kinds[channel.kind],
    ts: workspace.nextTs(),
    event_ts: message.ts,
    message: message.tombstone
      ? ({ ...posted(workspace, channel, message), subtype: 'tombstone' } as unknown as types.GenericMessageEvent)
      : posted(workspace, channel, message),
    previous_message: posted(workspace, channel, before),
  })

  /** Takes a message away; one with a thread leaves a tombstone. */
  async function remove(workspace: Workspace, channel: Channel, message: Message): Promise<void> {
    if (channel.messages.some(({ thread_ts }) => thread_ts === message.ts)) {
      const before = { ...message }
      Object.assign(message, { tombstone: true, text: 'This message was deleted.', blocks: undefined })
      return tell(workspace, changed(workspace, channel, message, before), channel)
    }
    channel.messages.splice(channel.messages.indexOf(message), 1)
    const deleted: types.MessageDeletedEvent = {
      type: 'message',
      subtype: 'message_deleted',
      hidden: true,
      channel: channel.id,
      channel_type: kinds[channel.kind],
      ts: workspace.nextTs(),
      event_ts: message.ts,
      deleted_ts: message.ts,
      previous_message: posted(workspace, channel, message),
    }
    return tell(workspace, deleted, channel)
  }

  const profileOf = (workspace: Workspace, { id, name, deleted, bot }: User) => ({
    ...{ id, team_id: workspace.id, name, deleted, is_bot: bot, real_name: name },
    profile: { display_name: name },
  })

  return {
    tell,
    remove,
    posted: (workspace: Workspace, channel: Channel, message: Message) =>
      tell(workspace, posted(workspace, channel, message), channel),
    edited: (workspace: Workspace, channel: Channel, message: Message, before: Message) =>
      tell(workspace, changed(workspace, channel, message, before), channel),
    /** Somebody changed what stands over a channel. */
    topic(workspace: Workspace, channel: Channel, user: string, topic: string) {
      channel.topic = topic
      const ts = workspace.nextTs()
      const text = `set the channel topic: ${topic}`
      const of = { channel: channel.id, channel_type: kinds[channel.kind], user, text, topic, ts, event_ts: ts }
      return tell(workspace, { type: 'message', subtype: 'channel_topic', ...of }, channel)
    },
    movedBot: (workspace: Workspace, channel: Channel, how: 'joined' | 'left') => {
      const common = { channel: channel.id, event_ts: workspace.nextTs() }
      const event: Event =
        how === 'left'
          ? { type: channel.kind === 'private' ? 'group_left' : 'channel_left', actor_id: '', ...common }
          : {
              type: 'member_joined_channel',
              ...{ ...common, user: workspace.botUser, channel_type: channel.kind === 'private' ? 'G' : 'C' },
              team: workspace.id,
            }
      return tell(workspace, event)
    },
    archived: (workspace: Workspace, channel: Channel, { id }: User) =>
      tell(workspace, { type: 'channel_archive', channel: channel.id, user: id, event_ts: workspace.nextTs() }),
    closed: (workspace: Workspace, channel: Channel, { id }: User) =>
      tell(workspace, {
        ...posted(workspace, channel, { ts: workspace.nextTs(), user: id, text: 'made this channel private' }),
        subtype: 'channel_convert_to_private',
      } as unknown as Event),
    renamed: (workspace: Workspace, { id, name }: Channel) =>
      tell(workspace, {
        type: 'channel_rename',
        channel: { id, name, name_normalized: name, created: 1, is_channel: true, is_mpim: false },
        event_ts: workspace.nextTs(),
      } as unknown as Event),
    joined: (workspace: Workspace, user: User) =>
      tell(workspace, { type: 'team_join', user: profileOf(workspace, user) } as unknown as types.TeamJoinEvent),
    changedUser: (workspace: Workspace, user: User) =>
      tell(workspace, {
        type: 'user_change',
        user: profileOf(workspace, user),
        cache_ts: 0,
        event_ts: workspace.nextTs(),
      } as unknown as types.UserChangeEvent),
    /** Slack tells the bot of its own doings, too, in its own time. */
    ofBot: (workspace: Workspace): Tell => ({
      posted: (channel, message) => void tell(workspace, posted(workspace, channel, message), channel),
      edited: (channel, message, before) => void tell(workspace, changed(workspace, channel, message, before), channel),
      deleted: (channel, message) => void remove(workspace, channel, message),
    }),
  }
}
