import {
  accountRef,
  conversationRef,
  messageRef,
  parseAccount,
  parseConversation,
  parseMessage,
} from '../../../src/platforms/slack/ids.ts'
import { actionId } from '../../../src/platforms/slack/render-card.ts'
import { type OpenedPlatform, platformContract } from '../../contracts/platform.ts'
import type { SlackPerson } from '../../servers/slack/person.ts'
import { createHooks } from '../web/memory-hooks.ts'
import { openSlack } from './open-platform.ts'

for (const mode of ['socket', 'http'] as const) platformContract(`slack (${mode})`, () => open(mode))

async function open(mode: 'socket' | 'http'): Promise<OpenedPlatform> {
  const hooks = createHooks()
  const { accept } = hooks
  // By socket a refusal is silence: Slack waits for its acknowledgement, and whoever wrote goes on.
  hooks.accept = (event) =>
    accept(event).catch((error) => {
      server.delivery.giveUp()
      throw error
    })
  const { platform, server, workspace, general, person, close } = await openSlack({ mode, hooks })
  const team = workspace.id
  const people = new Map<string, SlackPerson>()
  const by = (account: string) => people.get(account)!
  const at = (ref: string) => parseConversation(ref)!
  const of = (message: string) => parseMessage(message)!
  return {
    platform,
    events: hooks.events,
    keep: hooks.keep,
    refuse(on) {
      hooks.refusing = on
    },
    redeliver: () => server.delivery.redeliver(),
    close,
    people: {
      channel: conversationRef({ team, channel: general }),
      async privateChannel(account) {
        const { id } = workspace.addChannel('private', 'private', [parseAccount(account)!.user])
        return conversationRef({ team, channel: id })
      },
      async join(name) {
        const joined = person(name)
        await server.events.joined(workspace, joined.user)
        const account = accountRef(team, joined.id)
        people.set(account, joined)
        return account
      },
      async post(account, conversation, text, replyTo) {
        const { channel, thread = replyTo && of(replyTo).ts } = at(conversation)
        const ts = await by(account).says(channel, text, thread ? { thread } : {})
        return messageRef({ team, channel, ts, ...(thread ? { thread } : {}) })
      },
      edit: (account, message, text) => by(account).edits(of(message).channel, of(message).ts, text),
      remove: (account, message) => by(account).deletes(of(message).channel, of(message).ts),
      async press(account, message, action, subject) {
        await by(account).presses(of(message).channel, of(message).ts, { action_id: actionId(action, subject) })
      },
      async submit(account, message, action, subject, values) {
        await by(account).presses(of(message).channel, of(message).ts, { action_id: actionId(action, subject) })
        await by(account).submits(values)
      },
      async run(account, conversation, command) {
        await by(account).runs(at(conversation).channel, command)
      },
      async choose(account, message) {
        await by(account).choosesMessage(of(message).channel, of(message).ts, 'ask-about-message')
      },
      async setTopic(channel, topic) {
        const { channel: id } = at(channel)
        await server.events.topic(workspace, workspace.channels.get(id)!, workspace.botUser, topic)
      },
      closeDms: async (account) => by(account).closesDms(),
      async seen(account, conversation) {
        const { channel, thread } = at(conversation)
        const { kind, messages } = workspace.channels.get(channel)!
        const roots = kind === 'im' ? new Set(messages.flatMap(({ thread_ts }) => thread_ts ?? [])) : []
        const replies = [...roots].flatMap((root) => by(account).reads(channel, root).slice(1))
        return [...by(account).reads(channel, thread), ...replies].map(({ ts, text, notified }) => ({
          ...{ message: messageRef({ team, channel, ts }), text },
          notified: notified.map((user) => accountRef(team, user)),
        }))
      },
    },
  }
}
