import type { CommandDeclaration } from '../../../commands/commands.ts'
import type { Clock } from '../../../shared/clock.ts'
import { findNamedAround, peopleAround } from '../find-named.ts'
import { type Conversation, messageRef, parseConversation, parseMessage, threadOn } from '../ids.ts'
import type { Live } from '../live.ts'
import { conversationsOf, mayRead, messagesFor, showMessage } from '../reading.ts'
import type { Reader } from '../render-card.ts'
import type { Sandbox } from '../sandbox.ts'
import type { State } from '../state.ts'
import { beginReading, markRead, unreadOf } from '../unread.ts'
import { type ConversationPage, conversationPage, type Pane } from './conversation.ts'
import { renderInside } from './inside-panel.ts'
import { home, pathTo } from './paths.ts'
import type { Html } from './plain-text.ts'
import { renderSandboxBar } from './sandbox-bar.ts'
import type { Sidebar } from './sidebar.ts'

const shownAtOnce = 50

export interface PageParts {
  state: State
  live: Live
  clock: Clock
  commands: CommandDeclaration[]
  /** Whether further browsers need a link to come in. */
  invites: boolean
  isOnline(account: string): boolean
  sandbox?: Sandbox
}

/** What a window asks for: a conversation, perhaps a thread beside it, perhaps a message to be shown or an earlier page. */
export interface Wanted {
  conversation?: string
  /** Number of the message whose thread is open. */
  thread?: string
  /** Number of a message that must be on the page. */
  at?: string
  /** Number of the message before which to read on. */
  before?: string
  problem?: string
  /** Show what goes on inside, to those who are in the sample community. */
  inside?: boolean
}

export const readerOf = ({ state, clock }: PageParts, account: string): Reader => ({
  account,
  now: clock.now(),
  timeZone: state.people.get(account)?.timeZone ?? 'UTC',
  findNamed: findNamedAround(state, account),
})

/** The bar of the sandbox, for those who are in the sample community. */
export function sandboxBarFor(parts: PageParts, account: string): Html | undefined {
  const { state, sandbox } = parts
  return sandbox && state.people.get(account)?.sample && renderSandboxBar(sandbox, readerOf(parts, account))
}

/** What goes on inside, for those who are in the sample community. */
export async function insideFor(parts: PageParts, account: string): Promise<Html | undefined> {
  const { state, sandbox } = parts
  return sandbox && state.people.get(account)?.sample && renderInside(sandbox.inside, readerOf(parts, account))
}

export async function sidebarFor(
  { state, isOnline, invites, sandbox }: PageParts,
  account: string,
  current?: string,
): Promise<Sidebar> {
  const you = state.people.get(account)!
  const people = peopleAround(state, account)
    .map(({ account, name, sample }) => ({
      account,
      name,
      online: isOnline(account),
      sample: sample !== undefined && sample !== 'visitor',
    }))
    .sort((a, b) => Number(b.online) - Number(a.online) || a.name.localeCompare(b.name))
  const isThere = sandbox !== undefined && [...state.people.values()].some(({ sample }) => sample !== undefined)
  const removable = isThere && you.admin
  const unread = await unreadOf(state, account)
  return { you, ...conversationsOf(state, account), unread, people, invites, removable, ...(current && { current }) }
}

/** The page for a window, or undefined when its reader may not see what it asks for. */
export async function buildPage(parts: PageParts, account: string, wanted: Wanted): Promise<Html | undefined> {
  const { state, live, commands } = parts
  // Taken before anything is read: what changes meanwhile is sent again, and shown once.
  const since = live.last()
  const { channels, dm } = conversationsOf(state, account)
  const conversation = wanted.conversation ?? channels[0]?.channel ?? dm
  if (!mayRead(state, account, conversation)) return undefined
  const thread = wanted.thread ? await buildThread(parts, account, conversation, wanted) : undefined
  if (wanted.thread && !thread) return undefined
  await beginReading(state, account)
  const opened = thread?.conversation ?? (wanted.before ? undefined : wanted.conversation)
  if (opened && (await markRead(state, account, opened, state.lastNumber())))
    live.publish({ type: 'read', conversation: opened, onlyFor: account })
  const inside = wanted.inside ? await insideFor(parts, account) : undefined
  const page: ConversationPage = {
    reader: readerOf(parts, account),
    sidebar: await sidebarFor(parts, account, conversation),
    sandboxBar: sandboxBarFor(parts, account),
    view: thread ? 'thread' : wanted.conversation ? 'conversation' : 'list',
    conversation: await buildPane(parts, account, conversation, thread ? {} : wanted),
    commands,
    since,
    ...(thread && { thread }),
    ...(inside && { inside }),
    ...(wanted.problem && { problem: wanted.problem }),
  }
  return conversationPage(page)
}

async function buildPane({ state }: PageParts, account: string, conversation: string, wanted: Wanted): Promise<Pane> {
  const before = wanted.before ? messageRef(conversation, Number(wanted.before)) : undefined
  const reach = wanted.at ? Number(wanted.at) : undefined
  const messages = await messagesFor(state, conversation, account, {
    limit: shownAtOnce,
    ...(before && { before }),
    ...(reach && { reach }),
  })
  const place = parseConversation(conversation)!
  const channel = place.kind === 'channel' ? state.channels.get(place.channel) : undefined
  const first = messages.length >= shownAtOnce ? parseMessage(messages[0]!.message)!.number : undefined
  const path = pathTo(account, conversation)!
  return {
    conversation,
    title: channel ? `# ${channel.name}` : 'Askaround',
    messages,
    back: home(account),
    empty: emptyWords(place),
    ...(channel?.topic && { topic: channel.topic }),
    ...(place.kind === 'dm' && { topic: 'Only you and Askaround read this' }),
    ...(first && { earlier: `${path}${path.includes('?') ? '&' : '?'}before=${first}` }),
  }
}

function emptyWords({ kind }: Conversation): string {
  if (kind === 'dm')
    return 'When somebody needs what you know, you are asked here. Type /volunteer to say what that is.'
  if (kind === 'thread') return 'Nothing has been said here yet.'
  return 'Nothing has been said here yet. Write what you need, such as “need a ladder this weekend”, and Askaround offers to ask the people here who may know.'
}

async function buildThread(
  parts: PageParts,
  account: string,
  channel: string,
  wanted: Wanted,
): Promise<Pane | undefined> {
  const { state } = parts
  const row = await state.message(messageRef(channel, Number(wanted.thread)))
  const conversation = row?.thread && threadOn(row.message)
  if (!conversation) return undefined
  const pane = await buildPane(parts, account, conversation, wanted)
  return {
    ...pane,
    title: row.thread!.title,
    topic: `Thread in # ${state.channels.get(channel)!.name}`,
    root: showMessage(state, row, account),
    back: pathTo(account, channel)!,
  }
}
