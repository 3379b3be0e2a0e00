import type {
  BlockAction,
  BlockElementAction,
  GlobalShortcut,
  MessageShortcut,
  SlashCommand,
  ViewSubmitAction,
} from '@slack/bolt'
import type { Home, MessageBlock, Modal } from './block-kit.ts'
import { type Shown, show } from './read.ts'
import type { SlackServer } from './server.ts'
import { type Channel, escapeText, type Message, type User, type Workspace } from './workspace.ts'

export type SlackPerson = ReturnType<typeof createPerson>

/** What a press is: the words of a button or menu item, or its action_id. */
type Wanted = string | { action_id: string }

/** Somebody in a workspace, and what they do there. Everything resolves once the bot was told and acknowledged, or refused. */
export function createPerson(server: SlackServer, workspace: Workspace, user: User) {
  const { delivery, events, tickets } = server
  const team = { id: workspace.id, domain: workspace.domain }
  const who = { id: user.id, username: user.name.toLowerCase(), name: user.name.toLowerCase(), team_id: workspace.id }
  const app = { api_app_id: workspace.appId, token: 'verification-token' }

  const place = (id: string): Channel => {
    const channel = workspace.channels.get(id)
    if (!channel) throw new Error(`there is no channel ${id}`)
    return channel
  }
  const message = (channel: Channel, ts: string): Message => {
    const found = channel.messages.find((one) => one.ts === ts)
    if (!found || (found.onlyFor && found.onlyFor !== user.id)) throw new Error(`${user.name} sees no message ${ts}`)
    return found
  }
  const urlFor = (channel: string, original?: string) => server.responseUrl({ user: user.id, channel, original })

  function actionIn(blocks: readonly (MessageBlock | Modal['blocks'][number])[], wanted: Wanted): BlockElementAction {
    const fits = (words: string, action_id: string | undefined) =>
      typeof wanted === 'string' ? words === wanted : action_id === wanted.action_id
    for (const [index, block] of blocks.entries()) {
      if (block.type !== 'actions') continue
      const common = { block_id: block.block_id ?? `b${index}`, action_ts: workspace.nextTs() }
      for (const [at, element] of block.elements.entries()) {
        const action_id = element.action_id ?? `a${at}`
        if (element.type === 'button' && fits(element.text.text, action_id)) {
          const { text, value } = element
          return { type: 'button', ...common, action_id, text, ...(value === undefined ? {} : { value }) }
        }
        if (element.type === 'button') continue
        const chosen = element.options.find(({ text, value }) => fits(text.text, value.split(' ')[0]))
        if (chosen) return { type: element.type, ...common, action_id, selected_option: chosen } as BlockElementAction
      }
    }
    throw new Error(`there is no ${JSON.stringify(wanted)} to press`)
  }

  const interact = (body: object) => delivery.deliver('interactive', body)

  return {
    id: user.id,
    user,
    /** Returns the message's ts. `thread`: the ts of the root. */
    async says(channelId: string, text: string, { thread, raw = false }: { thread?: string; raw?: boolean } = {}) {
      const channel = place(channelId)
      // Slack lets nobody write in a public channel without joining it.
      if (channel.kind === 'public') channel.members.add(user.id)
      const ts = workspace.nextTs()
      const said: Message = {
        ts,
        user: user.id,
        text: raw ? text : escapeText(text),
        ...(thread ? { thread_ts: thread } : {}),
      }
      channel.messages.push(said)
      await events.posted(workspace, channel, said)
      return ts
    },
    async edits(channelId: string, ts: string, text: string): Promise<void> {
      const channel = place(channelId)
      const said = message(channel, ts)
      const before = { ...said }
      Object.assign(said, { text: escapeText(text), edited: { user: user.id, ts: workspace.nextTs() } })
      await events.edited(workspace, channel, said, before)
    },
    deletes: (channelId: string, ts: string) => {
      const channel = place(channelId)
      return events.remove(workspace, channel, message(channel, ts))
    },
    /** Presses a button or chooses in a menu of a message. */
    async presses(channelId: string, ts: string, wanted: Wanted) {
      const channel = place(channelId)
      const pressed = message(channel, ts)
      const { thread_ts, onlyFor, blocks = [], text } = pressed
      const trigger_id = tickets.trigger(user.id)
      const body: BlockAction = {
        type: 'block_actions',
        actions: [actionIn(blocks, wanted)],
        ...{ team, user: who, channel: { id: channel.id, name: channel.name || 'directmessage' } },
        container: {
          ...{ type: 'message', message_ts: ts, channel_id: channel.id, is_ephemeral: Boolean(onlyFor) },
          ...(thread_ts ? { thread_ts } : {}),
        },
        // Of an ephemeral, Slack tells nothing but where it stands.
        ...(onlyFor
          ? {}
          : {
              message: { type: 'message', user: pressed.user, ts, text, blocks, ...(thread_ts ? { thread_ts } : {}) },
            }),
        ...{ trigger_id, response_url: urlFor(channel.id, ts), ...app },
      }
      return interact(body)
    },
    /** The form that is open before this person, if any. */
    form: (): Modal | undefined => workspace.modals.get(user.id)?.view,
    /** Fills the open form and sends it. Values by block_id; what is not given keeps what stands there. */
    async submits(values: Record<string, string> = {}) {
      const opened = workspace.modals.get(user.id)
      if (!opened) throw new Error(`${user.name} has no form open`)
      const { view, id, hash } = opened
      const response_urls: ViewSubmitAction['response_urls'] = []
      const state = Object.fromEntries(
        view.blocks.flatMap((block, index) => {
          if (block.type !== 'input') return []
          const block_id = block.block_id ?? `b${index}`
          const action_id = block.element.action_id ?? 'a0'
          const value = filled(block.element, values[block_id])
          if (value.type === 'conversations_select' && block.element.type === 'conversations_select')
            if (value.selected_conversation && block.element.response_url_enabled)
              response_urls.push({
                ...{ block_id, action_id, channel_id: value.selected_conversation },
                response_url: urlFor(value.selected_conversation),
              })
          return [[block_id, { [action_id]: value }]]
        }),
      )
      const body: ViewSubmitAction = {
        type: 'view_submission',
        ...{
          team,
          user: { id: user.id, name: who.name, team_id: workspace.id },
          trigger_id: tickets.trigger(user.id),
          ...app,
        },
        view: {
          id,
          ...{
            callback_id: view.callback_id ?? '',
            team_id: workspace.id,
            app_id: workspace.appId,
            bot_id: workspace.botId,
          },
          ...{ title: view.title, type: 'modal', blocks: view.blocks, hash, state: { values: state } },
          ...{ close: view.close ?? null, submit: view.submit ?? null, private_metadata: view.private_metadata ?? '' },
          ...{ root_view_id: id, previous_view_id: null, clear_on_close: false, notify_on_close: false },
        },
        response_urls,
      }
      const result = await delivery.deliver('view_submission', body)
      const payload = result === 'refused' ? undefined : (result.payload as { response_action?: string; view?: Modal })
      if (payload?.response_action === 'update') opened.view = payload.view!
      else if (result !== 'refused' && payload?.response_action !== 'errors') workspace.modals.delete(user.id)
      return result
    },
    /** Types a command, such as "/ask for a ladder". */
    async runs(channelId: string, typed: string) {
      const [command = '', ...words] = typed.split(' ')
      const channel = place(channelId)
      const body: SlashCommand = {
        ...{ command, text: words.join(' '), user_id: user.id, user_name: who.name, team_id: workspace.id },
        ...{ team_domain: workspace.domain, channel_id: channel.id, channel_name: channel.name || 'directmessage' },
        ...{
          response_url: urlFor(channel.id),
          trigger_id: tickets.trigger(user.id),
          is_enterprise_install: 'false',
          ...app,
        },
      }
      return delivery.deliver('slash_commands', body)
    },
    /** Chooses a shortcut in the menu of a message. */
    async choosesMessage(channelId: string, ts: string, callback_id: string) {
      const channel = place(channelId)
      const { user: author, text, thread_ts } = message(channel, ts)
      const body: MessageShortcut = {
        ...{ type: 'message_action', callback_id, trigger_id: tickets.trigger(user.id), message_ts: ts },
        response_url: urlFor(channel.id, ts),
        message: { type: 'message', user: author, ts, text, ...(thread_ts ? { thread_ts } : {}) },
        ...{ user: who, channel: { id: channel.id, name: channel.name }, team, action_ts: workspace.nextTs(), ...app },
      }
      return interact(body)
    },
    async choosesShortcut(callback_id: string) {
      const body: GlobalShortcut = {
        ...{ type: 'shortcut', callback_id, trigger_id: tickets.trigger(user.id), user: who, team },
        ...{ action_ts: workspace.nextTs(), ...app },
      }
      return interact(body)
    },
    opensHome: () =>
      events.tell(workspace, {
        ...{ type: 'app_home_opened', user: user.id, channel: workspace.im(user.id).id, tab: 'home' },
        event_ts: workspace.nextTs(),
      }),
    home: (): Home | undefined => workspace.homes.get(user.id),
    /** Presses a button on the App Home. */
    async pressesAtHome(wanted: Wanted) {
      const view = workspace.homes.get(user.id)
      if (!view) throw new Error(`${user.name} sees no App Home`)
      return interact({
        type: 'block_actions',
        actions: [actionIn(view.blocks, wanted)],
        ...{ team, user: who, container: { type: 'view', view_id: 'VHOME' }, trigger_id: tickets.trigger(user.id) },
        ...{ view: { ...view, id: 'VHOME' }, ...app },
      })
    },
    /** Types "/invite @Askaround". */
    async invitesAskaround(channelId: string): Promise<void> {
      const channel = place(channelId)
      channel.members.add(workspace.botUser)
      await events.movedBot(workspace, channel, 'joined')
    },
    async takesAskaroundOut(channelId: string): Promise<void> {
      const channel = place(channelId)
      channel.members.delete(workspace.botUser)
      await events.movedBot(workspace, channel, 'left')
    },
    /** Types "/archive". */
    async archives(channelId: string): Promise<void> {
      const channel = place(channelId)
      channel.archived = true
      await events.archived(workspace, channel, user)
    },
    /** Makes a public channel private: whoever is in it stays, nobody else reads it. */
    async closes(channelId: string): Promise<void> {
      const channel = place(channelId)
      channel.kind = 'private'
      await events.closed(workspace, channel, user)
    },
    async renames(channelId: string, name: string): Promise<void> {
      const channel = place(channelId)
      channel.name = name
      await events.renamed(workspace, channel)
    },
    /** Deactivated by an administrator. */
    async leaves(): Promise<void> {
      user.deleted = true
      await events.changedUser(workspace, user)
    },
    /** From now on the bot's direct messages are refused so. */
    closesDms(error: 'cannot_dm_bot' | 'messages_tab_disabled' | 'user_disabled' = 'cannot_dm_bot') {
      user.closed = error
    },
    /** What this person sees in a channel, or in one of its threads, in order. */
    reads(channelId: string, thread?: string): (Shown & { ts: string })[] {
      const channel = place(channelId)
      const reads =
        channel.kind === 'public' ? !user.guest || channel.members.has(user.id) : channel.members.has(user.id)
      if (!reads) return []
      // An ephemeral is shown in a thread only where somebody wrote already.
      const active = new Set(channel.messages.flatMap(({ thread_ts, onlyFor }) => (onlyFor ? [] : thread_ts)))
      return channel.messages
        .filter(({ onlyFor, thread_ts }) => !onlyFor || (onlyFor === user.id && (!thread_ts || active.has(thread_ts))))
        .filter(({ ts, thread_ts }) => (thread ? ts === thread || thread_ts === thread : thread_ts === undefined))
        .map((said) => ({ ts: said.ts, ...show(workspace, said) }))
    },
  }
}

type Input = Extract<Modal['blocks'][number], { type: 'input' }>['element']
type Value = ViewSubmitAction['view']['state']['values'][string][string]

/** What an input holds once it was filled, or was left as it was. */
function filled(element: Input, given: string | undefined): Value {
  switch (element.type) {
    case 'plain_text_input':
      return { type: element.type, value: (given ?? element.initial_value ?? '') || null }
    case 'static_select': {
      const option = given === undefined ? element.initial_option : optionOf(element.options, given)
      return { type: element.type, selected_option: option ?? null }
    }
    case 'users_select':
      return { type: element.type, selected_user: (given ?? element.initial_user) || null }
    case 'conversations_select':
      return { type: element.type, selected_conversation: given ?? null }
    default: {
      const chosen = given === undefined ? (element.initial_options ?? []) : given.split(',').filter(Boolean)
      return {
        type: element.type,
        selected_options: chosen.map((one) => (typeof one === 'string' ? optionOf(element.options, one) : one)),
      }
    }
  }
}

function optionOf<O extends { value: string; text: { text: string } }>(options: O[], wanted: string): O {
  const found = options.find(({ value, text }) => value === wanted || text.text === wanted)
  if (!found) throw new Error(`there is no choice ${wanted}`)
  return found
}
