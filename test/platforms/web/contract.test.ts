import { renderMessage } from '../../../src/platforms/web/pages/message.ts'
import { type OpenedPlatform, platformContract } from '../../contracts/platform.ts'
import { openWebPlatform } from './open-platform.ts'
import { shownText } from './shown-text.ts'

platformContract('web', async (): Promise<OpenedPlatform> => {
  const { platform, client, hooks, clock } = await openWebPlatform()
  return {
    platform,
    events: hooks.events,
    refuse(on) {
      hooks.refusing = on
    },
    redeliver: () => platform.catchUp(),
    close: () => platform.stop(),
    people: {
      channel: 'web:c:general',
      privateChannel: async (account) => {
        const person = await platform.person(account)
        return platform.createChannel({ name: 'private', members: [person!.name] })
      },
      setTopic: async (_, topic) => void (await platform.createChannel({ name: 'general', topic })),
      join: (name) => client.signIn(name),
      post: (account, conversation, text, replyTo) =>
        client.postMessage(account, conversation, text, replyTo ? { replyTo } : {}),
      edit: (account, message, text) => client.editMessage(account, message, text),
      remove: (account, message) => client.deleteMessage(account, message),
      press: async (account, message, action, subject) => {
        await client.press(account, message, { action, subject })
      },
      async submit(account, message, action, subject, values) {
        await client.press(account, message, { action, subject })
        await client.submitForm(account, message, { action, subject }, values)
      },
      run: async (account, conversation, command) => {
        await client.runCommand(account, conversation, command)
      },
      choose: (account, message) => client.chooseMessage(account, message),
      closeDms: (account) => client.changeSettings(account, { closedDms: true }),
      async seen(account, conversation) {
        const shown = await client.messages(conversation, account)
        const pages = shown.map((one) => renderMessage(one, { account, timeZone: 'UTC', now: clock.now() }))
        return shown.map(({ message, notify }, index) => ({
          message,
          text: shownText(String(pages[index])),
          notified: notify ? [account] : [],
        }))
      },
    },
  }
})
