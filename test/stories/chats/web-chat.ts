import { createCards, type Messages } from '../../../src/cards/cards.ts'
import { commands } from '../../../src/commands/commands.ts'
import { createWebPlatform, type WebPlatform } from '../../../src/platforms/web/adapter.ts'
import { type Chat, fillForm, type Line, type People } from './chat.ts'

interface Options {
  channels: string[]
  /** Channels that only these people may read, by name. */
  members: Record<string, string[]>
}

/** Askaround's own page, without a page. */
export function openWebChat(options: Options & { messages: Messages }): Chat {
  const { channels, members } = options
  const cards = createCards({ messages: options.messages })
  let web: WebPlatform
  return {
    ...webPeople(() => web, options),
    createPlatform({ clock, logger }) {
      web = createWebPlatform({
        commands,
        explain: cards.explain,
        commandForm: cards.commandForm,
        clock,
        logger,
        channels: channels.map((name) => ({ name, ...(members[name] ? { members: members[name] } : {}) })),
      })
      return web
    },
  }
}

/** The people of a web platform that is there already. */
export function webPeople(web: () => WebPlatform, { channels, members }: Options): People {
  const names = new Map<string, string>()
  const dm = (account: string) => web().client.conversations(account).dm
  return {
    name: 'web',
    space: 'web:s:main',
    connected: async () => {},
    delivered: async () => {},
    async join(name, zone) {
      const account = await web().client.signIn(name, { timeZone: zone })
      names.set(account, name)
      return account
    },
    channel: (name) => `web:c:${name}`,
    async setTopic(channel, topic) {
      const name = channel.replace('web:c:', '')
      await web().createChannel({ name, topic, ...(members[name] ? { members: members[name] } : {}) })
    },
    channelsOf: (account) =>
      web()
        .client.conversations(account)
        .channels.map(({ channel }) => channel),
    dm,
    readerOf: (conversation) =>
      conversation.startsWith('web:d:') ? conversation.replace('web:d:', 'web:a:') : undefined,
    mayRead(account, conversation) {
      const channel = /^web:[ct]:([a-z0-9-]+?)(?:\.\d+)?$/.exec(conversation)?.[1] ?? ''
      return members[channel]?.includes(names.get(account) ?? '') ?? channels.includes(channel)
    },
    async read(account, conversation) {
      const found = await web().client.messages(conversation, account, { limit: 500 })
      return found.flatMap((one): Line[] =>
        one.removed
          ? []
          : [
              {
                message: one.message,
                conversation: one.conversation,
                order: one.at * 1e6 + Number(one.message.slice(one.message.lastIndexOf('.') + 1)),
                author: one.author.name,
                text: one.text,
                byBot: one.author.account === 'web:a:askaround',
                onlyForYou: one.onlyForYou ?? false,
                ...(one.card ? { card: one.card } : {}),
              },
            ],
      )
    },
    async threads(account, channel) {
      const messages = await web().client.messages(channel, account, { limit: 500 })
      return messages.flatMap(({ thread }) => (thread ? [thread.conversation] : []))
    },
    post: (account, conversation, text) => web().client.postMessage(account, conversation, text),
    edit: async (account, message, text) => void (await web().client.editMessage(account, message, text)),
    remove: async (account, message) => void (await web().client.deleteMessage(account, message)),
    run: async (account, conversation, command) => void (await web().client.runCommand(account, conversation, command)),
    async press(account, { message }, { action, subject }, form) {
      const wanted = { action, subject }
      const opened = await web().client.press(account, message, wanted)
      if (opened?.form) await web().client.submitForm(account, message, wanted, fillForm(opened.form.fields, form))
    },
    choose: async (account, message) => void (await web().client.chooseMessage(account, message)),
    closeDms: async (account) => void (await web().client.changeSettings(account, { closedDms: true })),
    leave: async (account) => void (await web().client.leave(account)),
    close: async () => {},
  }
}
