import { createCards, type Messages } from '../../../src/cards/cards.ts'
import { commands } from '../../../src/commands/commands.ts'
import { createSlackPlatform, type SlackPlatform } from '../../../src/platforms/slack/adapter.ts'
import {
  accountRef,
  conversationRef,
  messageRef,
  parseAccount,
  parseConversation,
  parseMessage,
  spaceRef,
} from '../../../src/platforms/slack/ids.ts'
import { actionId } from '../../../src/platforms/slack/render-card.ts'
import type { SimulatedClock } from '../../../src/shared/clock.ts'
import { createPerson, type SlackPerson } from '../../servers/slack/person.ts'
import { startSlackServer } from '../../servers/slack/server.ts'
import type { Chat, HeardCards, Line } from './chat.ts'

/** Slack, by the real @slack/bolt in Socket Mode against a Slack on this machine. */
export async function openSlackChat(options: {
  clock: SimulatedClock
  channels: string[]
  members: Record<string, string[]>
  messages: Messages
}): Promise<Chat> {
  const { channels, members, clock } = options
  const server = await startSlackServer({ clock })
  const workspace = server.addWorkspace()
  const team = workspace.id
  const cards = createCards({ messages: options.messages })
  const ids = new Map(
    channels.map((name) => {
      const known = [...workspace.channels.values()].find((channel) => channel.name === name)
      return [name, (known ?? workspace.addChannel(name, members[name] ? 'private' : 'public')).id]
    }),
  )
  const people = new Map<string, SlackPerson>()
  const by = (account: string) => people.get(account)!
  const at = (ref: string) => parseConversation(ref)!
  const of = (message: string) => parseMessage(message)!
  let platform: SlackPlatform | undefined
  let heard: HeardCards

  function reads(account: string, channel: string): boolean {
    const found = workspace.channels.get(channel)
    return found !== undefined && (found.kind === 'public' || found.members.has(parseAccount(account)!.user))
  }
  /** Of "@Ada", as Slack's own pickers give it. */
  const idOf = (mention: string) =>
    mention.startsWith('@') ? [...people.values()].find(({ user }) => user.name === mention.slice(1))?.id : undefined
  /** What Slack makes of "#help" and "@Ada" while they are typed. */
  const marked = (typed: string) =>
    typed
      .replaceAll(/(?<=\s)#([\w-]+)/g, (whole, name: string) => (ids.has(name) ? `<#${ids.get(name)}|${name}>` : whole))
      .replaceAll(/(?<=\s)@(\w+)/g, (whole, name: string) => {
        const found = idOf(`@${name}`)
        return found ? `<@${found}|${name}>` : whole
      })

  return {
    name: 'slack',
    space: spaceRef(team),
    createPlatform(parts) {
      // The sockets of a process that died are closed.
      void platform?.stop()
      heard = parts.heard
      platform = createSlackPlatform({
        botTokens: [workspace.token],
        connect: { mode: 'socket', appToken: server.appToken },
        apiUrl: server.apiUrl,
        commands,
        commandForm: cards.commandForm,
        explain: cards.explain,
        clock: parts.clock,
        logger: parts.logger,
      })
      return platform
    },
    async connected() {
      await platform?.catchUp()
      await server.delivery.untilConnected(2)
    },
    delivered: async () => {},
    async join(name, zone) {
      const user = workspace.addUser({ name, tz: zone, admin: people.size === 0 })
      const person = createPerson(server, workspace, user)
      const account = accountRef(team, user.id)
      people.set(account, person)
      for (const [channel, readers] of Object.entries(members))
        if (readers.includes(name)) workspace.channels.get(ids.get(channel)!)!.members.add(user.id)
      await server.events.joined(workspace, user)
      return account
    },
    channel: (name) => conversationRef({ team, channel: ids.get(name)! }),
    async setTopic(channel, topic) {
      await server.events.topic(
        workspace,
        workspace.channels.get(at(channel).channel)!,
        [...people.values()][0]!.id,
        topic,
      )
    },
    channelsOf: (account) =>
      [...ids.values()].filter((id) => reads(account, id)).map((channel) => conversationRef({ team, channel })),
    dm: (account) => conversationRef({ team, channel: workspace.im(parseAccount(account)!.user).id }),
    readerOf(conversation) {
      const place = parseConversation(conversation)
      const channel = place && workspace.channels.get(place.channel)
      if (channel?.kind !== 'im') return undefined
      const reader = [...channel.members].find((id) => id !== workspace.botUser)
      return reader && accountRef(team, reader)
    },
    mayRead: (account, ref) => reads(account, (parseConversation(ref) ?? parseMessage(ref))?.channel ?? ''),
    async read(account, conversation) {
      const { channel, thread } = at(conversation)
      const { kind, messages } = workspace.channels.get(channel)!
      const stored = new Map(messages.map((one) => [one.ts, one]))
      // Who opens their conversation with the bot opens the threads in it as well.
      const roots = kind === 'im' ? new Set(messages.flatMap(({ thread_ts }) => thread_ts ?? [])) : []
      const lines = [...roots].flatMap((root) => by(account).reads(channel, root).slice(1))
      return [...by(account).reads(channel, thread), ...lines]
        .sort((a, b) => Number(a.ts) - Number(b.ts))
        .filter(({ ts }) => ts !== thread && !stored.get(ts)?.tombstone)
        .map(({ ts, text }): Line => {
          const { user, onlyFor, answers, thread_ts } = stored.get(ts)!
          const byBot = user === workspace.botUser
          const message = messageRef({ team, channel, ts, ...(thread_ts ? { thread: thread_ts } : {}) })
          const known = onlyFor ? messageRef({ team, channel, ts, onlyFor }) : message
          const card = byBot ? (heard.cardOf(known) ?? heard.cardLike(account, text)) : undefined
          return {
            message,
            conversation,
            order: Number(ts.replace('.', '')),
            author: byBot ? 'Askaround' : (workspace.users.get(user)?.name ?? user),
            text,
            byBot,
            onlyForYou: onlyFor !== undefined || answers !== undefined,
            ...(card ? { card } : {}),
          }
        })
    },
    async threads(_, channel) {
      const found = workspace.channels.get(at(channel).channel)!
      const roots = new Set(found.messages.flatMap(({ thread_ts }) => (thread_ts ? [thread_ts] : [])))
      return [...roots].sort().map((thread) => conversationRef({ team, channel: found.id, thread }))
    },
    async post(account, conversation, text) {
      const { channel, thread } = at(conversation)
      const ts = await by(account).says(channel, text, thread ? { thread } : {})
      return messageRef({ team, channel, ts, ...(thread ? { thread } : {}) })
    },
    edit: (account, message, text) => by(account).edits(of(message).channel, of(message).ts, text),
    remove: async (account, message) => void (await by(account).deletes(of(message).channel, of(message).ts)),
    run: async (account, conversation, command) =>
      void (await by(account).runs(at(conversation).channel, marked(command))),
    async press(account, { message }, { action, subject, form: shown }, form) {
      const { channel, ts } = of(message)
      const before = workspace.modals.get(parseAccount(account)!.user)
      await by(account).presses(channel, ts, { action_id: actionId(action, subject) })
      const opened = workspace.modals.get(parseAccount(account)!.user)
      const picks = new Set(shown?.fields.flatMap(({ name, type }) => (type === 'member' ? [name] : [])))
      const picked = Object.entries(form ?? {}).map(([name, value]) => [
        name,
        (picks.has(name) && idOf(value)) || value,
      ])
      if (opened && opened !== before) await by(account).submits(Object.fromEntries(picked))
    },
    choose: async (account, message) =>
      void (await by(account).choosesMessage(of(message).channel, of(message).ts, 'ask-about-message')),
    closeDms: async (account) => by(account).closesDms(),
    leave: (account) => by(account).leaves(),
    close: () => server.close(),
  }
}
