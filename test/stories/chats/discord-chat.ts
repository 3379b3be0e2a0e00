import { createCards, type Messages } from '../../../src/cards/cards.ts'
import { commands, findCommand } from '../../../src/commands/commands.ts'
import { parseCommandText } from '../../../src/commands/parse-command.ts'
import { createDiscordPlatform, type DiscordPlatform } from '../../../src/platforms/discord/adapter.ts'
import {
  accountRef,
  channelRef,
  dmRef,
  messageRef,
  parseConversation,
  parseMessage,
  spaceRef,
  threadRef,
  userOf,
} from '../../../src/platforms/discord/ids.ts'
import type { SimulatedClock } from '../../../src/shared/clock.ts'
import { dmWith } from '../../servers/discord/channels.ts'
import { mayView } from '../../servers/discord/permissions.ts'
import { onlyFor, startDiscordServer } from '../../servers/discord/server.ts'
import type { Chat, HeardCards, Line } from './chat.ts'

/** The SDK identifies at most every five seconds; tests do not wait for that. */
const atOnce = { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => {} }) }
const MANAGE_GUILD = 1n << 5n
/** What people and the bot say; the rest are Discord's own notices. */
const spoken = new Set([0, 19, 20, 23])

/** Discord, by the real discord.js against a Discord on this machine. */
export async function openDiscordChat(options: {
  clock: SimulatedClock
  channels: string[]
  members: Record<string, string[]>
  messages: Messages
}): Promise<Chat> {
  const { channels, members, clock } = options
  const discord = await startDiscordServer({ clock })
  const { world, guild } = discord
  const cards = createCards({ messages: options.messages })
  const mayRead = new Map<string, string[]>()
  for (const [name, readers] of Object.entries(members)) if (readers) mayRead.set(name, [])
  const ids = new Map(
    channels.map((name) => [
      name,
      discord.channel(name, mayRead.has(name) ? { overwrites: onlyFor(guild, [world.bot.id]) } : {}),
    ]),
  )
  let platform: DiscordPlatform
  let heard: HeardCards
  let first = true
  const left = new Set<string>()
  const isOpen = ({ id, parent_id }: { id: string; parent_id?: string | null }) =>
    [...ids].some(([name, channel]) => (channel === id || channel === parent_id) && !mayRead.has(name))
  const somebody = (account: string) => discord.person(userOf(account)!)
  const placeOf = (conversation: string) => parseConversation(conversation)!.id
  const at = (message: string) => parseMessage(message)!
  const guildOf = (channel: string) => world.channels.get(channel)?.guild_id

  function conversationOf(id: string): string {
    const channel = world.channels.get(id)!
    if (!channel.guild_id) return dmRef(id)
    return channel.parent_id ? threadRef(guild, id) : channelRef(guild, id)
  }

  function line(account: string, channel: string, id: string, shown: { text: string; author: string }): Line {
    const byBot = shown.author === world.bot.id
    const message = messageRef(guildOf(channel), channel, id)
    const reader = world.ephemeral.get(id)
    const card = byBot ? (heard.cardOf(message) ?? heard.cardOf(id) ?? heard.cardLike(account, shown.text)) : undefined
    return {
      message,
      conversation: conversationOf(channel),
      order: Number(BigInt(id) >> 10n),
      author: world.users.get(shown.author)?.global_name ?? 'Askaround',
      text: shown.text,
      byBot,
      onlyForYou: reader !== undefined,
      ...(card ? { card } : {}),
    }
  }

  /** "#help" and "@Ada" as Discord's own pickers give them. */
  function picked(type: string, word: string): string {
    const name = word.replace(/^[#@]/, '')
    if (type === 'channel') return ids.get(name) ?? word
    if (type !== 'member') return word
    return [...world.users.values()].find(({ global_name }) => global_name === name)?.id ?? word
  }

  return {
    name: 'discord',
    space: spaceRef(guild),
    createPlatform(parts) {
      heard = parts.heard
      platform = createDiscordPlatform({
        token: discord.token,
        apiUrl: discord.address,
        commands,
        explain: cards.explain,
        commandForm: cards.commandForm,
        clock: parts.clock,
        logger: parts.logger,
        onFatal: (message) => {
          throw new Error(message)
        },
        sdk: { ws: atOnce },
      })
      return platform
    },
    connected: async () => {},
    async delivered() {
      await discord.gateway.delivered()
      await platform.settled()
    },
    async join(name) {
      const { id } = discord.joins(name)
      if (first) discord.grants(id, MANAGE_GUILD)
      first = false
      for (const [channel, readers] of mayRead) {
        if (!members[channel]!.includes(name)) continue
        readers.push(id)
        discord.changesPermissions(ids.get(channel)!, onlyFor(guild, [world.bot.id, ...readers]))
      }
      return accountRef(id)
    },
    channel: (name) => channelRef(guild, ids.get(name)!),
    setTopic: async (channel, topic) => discord.changesTopic(placeOf(channel), topic),
    channelsOf: (account) =>
      [...ids.values()]
        .filter((id) => mayView(world, world.channels.get(id)!, userOf(account)!))
        .map((id) => channelRef(guild, id)),
    dm: (account) => dmRef(dmWith(world, userOf(account)!).id),
    readerOf(conversation) {
      const place = parseConversation(conversation)
      if (place?.kind !== 'dm') return undefined
      const channel = world.channels.get(place.id) as { recipients?: { id: string }[] } | undefined
      const reader = channel?.recipients?.find(({ id }) => id !== world.bot.id)
      return reader && accountRef(reader.id)
    },
    mayRead(account, conversation) {
      const channel = world.channels.get(parseConversation(conversation)?.id ?? at(conversation)?.channel ?? '')
      if (!channel) return false
      // Who left could read what everybody reads while they were here.
      return mayView(world, channel, userOf(account)!) || (left.has(account) && isOpen(channel))
    },
    async read(account, conversation) {
      const channel = placeOf(conversation)
      const types = new Map((world.messages.get(channel) ?? []).map(({ id, type }) => [id, type as number]))
      return somebody(account)
        .reads(channel)
        .filter(({ id }) => spoken.has(types.get(id) ?? 0))
        .map((shown) => line(account, channel, shown.id, shown))
    },
    async threads(_, channel) {
      const parent = placeOf(channel)
      return [...world.channels.values()]
        .filter(({ parent_id }) => parent_id === parent)
        .sort((a, b) => Number(BigInt(a.id) - BigInt(b.id)))
        .map(({ id }) => threadRef(guild, id))
    },
    async post(account, conversation, text) {
      const channel = placeOf(conversation)
      return messageRef(guildOf(channel), channel, somebody(account).says(channel, text))
    },
    edit: async (account, message, text) => somebody(account).edits(at(message).channel, at(message).id, text),
    remove: async (account, message) => void somebody(account).deletes(at(message).channel, at(message).id),
    async run(account, conversation, command) {
      const [, name = '', rest = ''] = /^\/(\S+)\s*(.*)$/s.exec(command)!
      const declaration = findCommand(name)!
      const { values = {} } = parseCommandText(declaration, rest)
      const chosen = declaration.subcommands?.find((one) => one.name === values.subcommand)
      const types = new Map((chosen ?? declaration).options.map((option) => [option.name, option.type]))
      const given = Object.entries(values).map(([option, word]) => [option, picked(types.get(option) ?? 'text', word)])
      await somebody(account).runs(placeOf(conversation), name, Object.fromEntries(given))
    },
    async press(account, { message }, { action, subject, form: shown }, form = {}) {
      const person = somebody(account)
      await person.presses(at(message).channel, at(message).id, `${action}|${subject}|`)
      if (!person.form()) return
      // Discord has choices by number.
      const chosen = Object.entries(form).map(([name, value]) => {
        const field = shown?.fields.find((one) => one.name === name)
        const index = field?.options?.findIndex((one) => one.value === value)
        return [name, index === undefined ? picked(field?.type ?? 'line', value) : String(index)]
      })
      await person.fills(Object.fromEntries(chosen))
    },
    choose: async (account, message) =>
      void (await somebody(account).chooses(at(message).channel, at(message).id, 'Ask around about this')),
    closeDms: async (account) => somebody(account).closesDms(),
    async leave(account) {
      left.add(account)
      somebody(account).leaves(guild)
    },
    close: () => discord.close(),
  }
}
