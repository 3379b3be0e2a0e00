import type { Clock } from '../../../src/shared/clock.ts'
import type { Arguments, Method } from './arguments.ts'
import type { Tickets } from './tickets.ts'
import type { Channel, Message, User, Workspace } from './workspace.ts'

type Answer = Record<string, unknown> | { error: string }
type Methods = { [M in Method]?: (given: Arguments<M>) => Answer }

const pageSize = 100

/** What each method does in one workspace. An answer with `error` is sent as ok: false. */
export function createWebApi(workspace: Workspace, tickets: Tickets, clock: Clock, tell: Tell) {
  const { channels, users, botUser } = workspace

  function place(id: string): Channel | { error: string } {
    const channel = channels.get(id)
    if (!channel || (channel.kind !== 'public' && !channel.members.has(botUser))) return { error: 'channel_not_found' }
    return channel
  }
  /** Where the bot may write. */
  function open(id: string): Channel | { error: string } {
    const channel = place(id)
    if ('error' in channel) return channel
    if (!channel.members.has(botUser)) return { error: 'not_in_channel' }
    if (channel.archived) return { error: 'is_archived' }
    const closed =
      channel.kind === 'im' && [...channel.members].map((id) => users.get(id)!).find(({ closed }) => closed)
    return closed ? { error: closed.closed! } : channel
  }
  const find = (channel: Channel, ts: string) =>
    channel.messages.find((message) => message.ts === ts && !message.tombstone && !message.onlyFor)
  const shown = (channel: Channel, message: Message, withMetadata = false) => {
    const { onlyFor: _, answers: __, tombstone, metadata, ...rest } = message
    const replies = channel.messages.filter(({ thread_ts, onlyFor }) => thread_ts === message.ts && !onlyFor)
    return {
      type: 'message',
      ...rest,
      ...(message.user === botUser ? { bot_id: workspace.botId, app_id: workspace.appId } : {}),
      ...(tombstone ? { subtype: 'tombstone', user: 'USLACKBOT', text: 'This message was deleted.' } : {}),
      ...(replies.length > 0
        ? { thread_ts: message.ts, reply_count: replies.length, latest_reply: replies.at(-1)!.ts }
        : {}),
      ...(message.thread_ts ? { parent_user_id: find(channel, message.thread_ts)?.user } : {}),
      ...(metadata && withMetadata ? { metadata } : {}),
    }
  }
  const page = <T>(all: T[], { cursor = '0', limit = pageSize }: { cursor?: string; limit?: number }) => {
    const from = Number(cursor)
    const next = from + limit < all.length ? String(from + limit) : ''
    return { items: all.slice(from, from + limit), response_metadata: { next_cursor: next }, has_more: next !== '' }
  }
  const within =
    ({ oldest = '0', latest = '9999999999', inclusive = false }) =>
    ({ ts }: Message) =>
      (Number(ts) > Number(oldest) && Number(ts) < Number(latest)) || (inclusive && (ts === oldest || ts === latest))
  const known = (channel: Channel) => ({
    ...{ id: channel.id, name: channel.name, is_archived: channel.archived, is_im: channel.kind === 'im' },
    ...{ is_channel: channel.kind !== 'im', is_private: channel.kind !== 'public', is_mpim: false },
    topic: { value: channel.topic ?? '', creator: '', last_set: 0 },
    ...{ is_member: channel.members.has(botUser), is_shared: false, is_ext_shared: false },
    ...(channel.kind === 'im' ? { user: [...channel.members].find((id) => id !== botUser) } : {}),
  })
  const person = (user: User) => ({
    ...{ id: user.id, team_id: user.team ?? workspace.id, name: user.name.toLowerCase(), real_name: user.name },
    ...{
      deleted: user.deleted,
      is_bot: user.bot,
      is_admin: user.admin,
      is_owner: user.owner ?? false,
      is_primary_owner: user.owner ?? false,
    },
    ...{ is_restricted: user.guest, is_ultra_restricted: false, locale: user.locale },
    ...(user.tz ? { tz: user.tz } : {}),
    profile: {
      ...{ display_name: user.name, real_name: user.name },
      image_48: `https://avatars.example.org/${user.id}-48.png`,
    },
  })
  const ofTypes = (types = 'public_channel') => {
    const wanted = types.split(',')
    const kinds = { public_channel: 'public', private_channel: 'private', im: 'im', mpim: 'mpim' } as const
    return [...channels.values()].filter(({ kind }) =>
      wanted.some((type) => kinds[type as keyof typeof kinds] === kind),
    )
  }

  const methods: Methods = {
    'auth.test': () => ({
      ...{ url: `https://${workspace.domain}.slack.com/`, team: workspace.name, team_id: workspace.id },
      ...{ user: 'askaround', user_id: botUser, bot_id: workspace.botId, is_enterprise_install: false },
    }),
    'chat.postMessage': ({ channel: id, text, blocks, thread_ts, metadata }) => {
      const channel = open(id)
      if ('error' in channel) return channel
      if (thread_ts && !find(channel, thread_ts)) return { error: 'thread_not_found' }
      if (!text && !blocks?.length) return { error: 'no_text' }
      const message: Message = { ts: workspace.nextTs(), user: botUser, text, blocks, thread_ts, metadata }
      channel.messages.push(message)
      tell.posted(channel, message)
      return { channel: id, ts: message.ts, message: shown(channel, message) }
    },
    'chat.update': ({ channel: id, ts, text, blocks }) => {
      const channel = open(id)
      if ('error' in channel) return channel
      const message = find(channel, ts)
      if (!message) return { error: 'message_not_found' }
      if (message.user !== botUser) return { error: 'cant_update_message' }
      const before = { ...message }
      Object.assign(message, { text, blocks, edited: { user: botUser, ts: workspace.nextTs() } })
      tell.edited(channel, message, before)
      return { channel: id, ts, text }
    },
    'chat.delete': ({ channel: id, ts }) => {
      const channel = place(id)
      if ('error' in channel) return channel
      const message = find(channel, ts)
      if (!message) return { error: 'message_not_found' }
      if (message.user !== botUser) return { error: 'cant_delete_message' }
      tell.deleted(channel, message)
      return { channel: id, ts }
    },
    'chat.postEphemeral': ({ channel: id, user, text, blocks, thread_ts }) => {
      const channel = open(id)
      if ('error' in channel) return channel
      if (!channel.members.has(user)) return { error: 'user_not_in_channel' }
      const message: Message = { ts: workspace.nextTs(), user: botUser, text, blocks, thread_ts, onlyFor: user }
      channel.messages.push(message)
      return { message_ts: message.ts }
    },
    'chat.getPermalink': ({ channel: id, message_ts }) => {
      const channel = place(id)
      if ('error' in channel) return channel
      if (!find(channel, message_ts)) return { error: 'message_not_found' }
      const permalink = `https://${workspace.domain}.slack.com/archives/${id}/p${message_ts.replace('.', '')}`
      return { channel: id, permalink }
    },
    'conversations.open': ({ users: id }) => {
      const user = users.get(id)
      if (!user) return { error: 'user_not_found' }
      if (user.deleted) return { error: 'user_disabled' }
      if (user.closed === 'cannot_dm_bot') return { error: user.closed }
      return { channel: { id: workspace.im(id).id } }
    },
    'conversations.info': ({ channel: id }) => {
      const channel = place(id)
      return 'error' in channel ? channel : { channel: known(channel) }
    },
    'conversations.history': ({ channel: id, include_all_metadata, ...asked }) => {
      const channel = place(id)
      if ('error' in channel) return channel
      if (!channel.members.has(botUser)) return { error: 'not_in_channel' }
      const { items, ...more } = page(workspace.standing(channel).filter(within(asked)).reverse(), asked)
      return { messages: items.map((message) => shown(channel, message, include_all_metadata)), ...more }
    },
    'conversations.replies': ({ channel: id, ts, include_all_metadata, ...asked }) => {
      const channel = place(id)
      if ('error' in channel) return channel
      if (!channel.members.has(botUser)) return { error: 'not_in_channel' }
      const [root, ...replies] = workspace.standing(channel, ts)
      if (root?.ts !== ts) return { error: 'thread_not_found' }
      // The root comes first, whatever stretch is asked for.
      const { items, ...more } = page([root, ...replies.filter(within(asked))], asked)
      return { messages: items.map((message) => shown(channel, message, include_all_metadata)), ...more }
    },
    'conversations.members': ({ channel: id, ...asked }) => {
      const channel = place(id)
      if ('error' in channel) return channel
      const { items, response_metadata } = page([...channel.members], asked)
      return { members: items, response_metadata }
    },
    'conversations.list': ({ types, ...asked }) => {
      const seen = ofTypes(types).filter(({ kind, members }) => kind === 'public' || members.has(botUser))
      const { items, response_metadata } = page(seen.map(known), asked)
      return { channels: items, response_metadata }
    },
    'users.conversations': ({ types, ...asked }) => {
      const mine = ofTypes(types).filter(({ members }) => members.has(botUser))
      const { items, response_metadata } = page(mine.map(known), asked)
      return { channels: items, response_metadata }
    },
    'users.info': ({ user: id }) => {
      const user = users.get(id)
      return user ? { user: person(user) } : { error: 'user_not_found' }
    },
    'users.list': (asked) => {
      const { items, response_metadata } = page([...users.values()].map(person), asked)
      return { members: items, response_metadata }
    },
    'bots.info': ({ bot }) =>
      bot === workspace.botId
        ? { bot: { id: bot, user_id: botUser, app_id: workspace.appId } }
        : { error: 'bot_not_found' },
    'views.open': ({ trigger_id, view }) => {
      const pulled = tickets.pull(trigger_id)
      if ('error' in pulled) return pulled
      const opened = { id: workspace.newId('V'), view, hash: `${clock.now()}.h` }
      workspace.modals.set(pulled.user, opened)
      return { view: { ...view, id: opened.id, hash: opened.hash } }
    },
    'views.update': ({ view_id, view }) => {
      const opened = [...workspace.modals.values()].find(({ id }) => id === view_id)
      if (!opened) return { error: 'not_found' }
      opened.view = view
      return { view: { ...view, id: view_id } }
    },
    'views.publish': ({ user_id, view }) => {
      if (!users.has(user_id)) return { error: 'invalid_arguments' }
      workspace.homes.set(user_id, view)
      return { view }
    },
  }
  return (method: Method, given: unknown): Answer => {
    if (workspace.revoked) return { error: workspace.revoked }
    const run = methods[method] as ((given: unknown) => Answer) | undefined
    return run ? run(given) : { error: 'unknown_method' }
  }
}

/** What the bot's own doings cause. Slack tells the bot of its own messages too. */
export interface Tell {
  posted(channel: Channel, message: Message): void
  edited(channel: Channel, message: Message, before: Message): void
  deleted(channel: Channel, message: Message): void
}
