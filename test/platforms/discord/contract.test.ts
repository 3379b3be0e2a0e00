import {
  accountRef,
  channelRef,
  messageRef,
  parseConversation,
  parseMessage,
  userOf,
} from '../../../src/platforms/discord/ids.ts'
import { type OpenedPlatform, platformContract } from '../../contracts/platform.ts'
import { onlyFor } from '../../servers/discord/server.ts'
import { openDiscord } from './open-platform.ts'

platformContract('discord', async (): Promise<OpenedPlatform> => {
  const { platform, discord, hooks, clock, general, settled, close } = await openDiscord()
  const somebody = (account: string) => discord.person(userOf(account)!)
  const placeOf = (conversation: string) => parseConversation(conversation)!.id
  const then = async <T>(result: T | Promise<T>): Promise<T> => {
    const value = await result
    await settled()
    return value
  }
  const press = (account: string, message: string, action: string, subject: string) => {
    const { channel, id } = parseMessage(message)!
    return somebody(account).presses(channel, id, `${action}|${subject}|`)
  }
  return {
    platform,
    events: hooks.events,
    keep: hooks.keep,
    refuse(on) {
      hooks.refusing = on
    },
    async redeliver() {
      await clock.advanceTo(clock.now() + 60_000)
      await settled()
    },
    close,
    people: {
      channel: channelRef(discord.guild, general),
      privateChannel: async (account) => {
        const overwrites = onlyFor(discord.guild, [userOf(account)!, discord.world.bot.id])
        return then(channelRef(discord.guild, discord.channel('private', { overwrites })))
      },
      join: (name) => then(accountRef(discord.joins(name).id)),
      async post(account, conversation, text, replyTo) {
        const answered = replyTo ? { replyTo: parseMessage(replyTo)!.id } : {}
        const id = somebody(account).says(placeOf(conversation), text, answered)
        return then(messageRef(parseConversation(conversation)!.guild, placeOf(conversation), id))
      },
      edit(account, message, text) {
        const { channel, id } = parseMessage(message)!
        return then(somebody(account).edits(channel, id, text))
      },
      remove(account, message) {
        const { channel, id } = parseMessage(message)!
        return then(somebody(account).deletes(channel, id))
      },
      press: async (account, message, action, subject) => void (await then(press(account, message, action, subject))),
      async submit(account, message, action, subject, values) {
        const { channel, id } = parseMessage(message)!
        const person = somebody(account)
        await person.presses(channel, id, `${action}|${subject}|`)
        await then(person.fills(values))
      },
      async run(account, conversation, command) {
        const [, name = '', rest = ''] = /^\/(\S+)\s*(.*)$/.exec(command)!
        await then(somebody(account).runs(placeOf(conversation), name, rest ? { text: rest } : {}))
      },
      async choose(account, message) {
        const { channel, id } = parseMessage(message)!
        await then(somebody(account).chooses(channel, id, 'Ask around about this'))
      },
      setTopic: async (channel, topic) => {
        discord.changesTopic(parseConversation(channel)!.id, topic)
        await settled()
      },
      closeDms: async (account) => somebody(account).closesDms(),
      async seen(account, conversation) {
        const { guild, id: channel } = parseConversation(conversation)!
        return somebody(account)
          .reads(channel)
          .map(({ id, text, notified }) => ({
            message: messageRef(guild, channel, id),
            text,
            notified: notified.map(accountRef),
          }))
      },
    },
  }
})
