import type { APIApplicationCommand, APIMessage } from 'discord.js'
import { addThread, dmWith } from './channels.ts'
import type { Gateway } from './gateway.ts'
import { interact } from './interact.ts'
import { addMessage, changeMessage, dropMessage, findMessage } from './messages.ts'
import { mayView } from './permissions.ts'
import { type Shown, show } from './read.ts'
import type { StoredInteraction, World } from './world.ts'

export type DiscordPerson = ReturnType<typeof createPerson>

interface Component {
  type: number
  custom_id?: string
  label?: string
  placeholder?: string
  value?: string
  required?: boolean
  options?: { label: string; value: string; default?: boolean }[]
  default_values?: { id: string }[]
  components?: Component[]
  component?: Component
}

/** A form as it stands before somebody. */
export interface OpenForm {
  interaction: StoredInteraction
  custom_id: string
  title: string
  components: Component[]
  message?: string
}

/** Somebody on Discord, and what they do there. */
export function createPerson(world: World, gateway: Gateway, id: string) {
  let form: OpenForm | undefined
  const place = (channelId: string) => {
    const channel = world.channels.get(channelId)
    if (!channel || !mayView(world, channel, id)) throw new Error(`there is no channel ${channelId} for this person`)
    return channel
  }
  const message = (channelId: string, messageId: string): APIMessage => {
    const found = findMessage(world, place(channelId).id, messageId)
    const onlyFor = world.ephemeral.get(messageId)
    if (!found || (onlyFor && onlyFor !== id)) throw new Error(`this person sees no message ${messageId}`)
    return found
  }
  const start = (channelId: string, type: number, data: object, about?: APIMessage) =>
    interact(world, { account: id, channel: place(channelId), type, data, ...(about ? { message: about } : {}) })

  const noteForm = (interaction: StoredInteraction, about?: string) => {
    const modal = interaction.modal as Omit<OpenForm, 'interaction'> | undefined
    form = modal && { ...modal, interaction, ...(about ? { message: about } : {}) }
    return interaction
  }

  return {
    id,
    /** Returns the message's id. */
    says: (channelId: string, text: string, { replyTo }: { replyTo?: string } = {}): string =>
      addMessage(world, { channel: place(channelId), author: id, content: text, ...(replyTo ? { replyTo } : {}) }).id,
    /** Writes to the bot. Returns the channel and the message. */
    writesToBot(text: string) {
      const channel = dmWith(world, id)
      return { channel: channel.id, message: addMessage(world, { channel, author: id, content: text }).id }
    },
    edits: (channelId: string, messageId: string, text: string) =>
      void changeMessage(world, place(channelId), message(channelId, messageId), { content: text }),
    deletes: (channelId: string, messageId: string) => dropMessage(world, place(channelId), messageId),
    opensThread: (channelId: string, messageId: string, name: string) =>
      addThread(world, place(channelId), { id: messageId, name, owner: id }).id,
    /** A post in a forum: its thread, and the first message, have one id. */
    postsInForum(forumId: string, name: string, text: string): string {
      const thread = addThread(world, place(forumId), { name, owner: id })
      return addMessage(world, { id: thread.id, channel: thread, author: id, content: text }).id
    },
    /** Presses a button or chooses in a menu, by its label or how its custom_id begins. Resolves once the bot answered. */
    async presses(channelId: string, messageId: string, wanted: string): Promise<StoredInteraction> {
      const pressed = message(channelId, messageId)
      const { component, value } = findComponent(pressed.components as unknown as Component[], wanted)
      const data = {
        custom_id: component.custom_id!,
        component_type: component.type,
        id: 1,
        ...(value === undefined ? {} : { values: [value] }),
      }
      const interaction = start(channelId, 3, data, pressed)
      await interaction.answer
      return noteForm(interaction, messageId)
    },
    /** The form that is open, if any. */
    form: () => form,
    /** Sends the open form. Values by custom_id; what is not given stays as it stands. */
    async fills(values: Record<string, string>): Promise<StoredInteraction> {
      if (!form) throw new Error('there is no form open')
      const { interaction: opener, custom_id, components, message: about } = form
      form = undefined
      const filled = components.map((label, index) => ({
        type: 18,
        id: index + 1,
        component: fill(label.component!, values),
      }))
      const said = about === undefined ? undefined : findMessage(world, opener.channel, about)
      const interaction = start(opener.channel, 5, { custom_id, components: filled }, said)
      await interaction.answer
      return interaction
    },
    /** Runs a command with options by name; `subcommand` among them. */
    async runs(channelId: string, name: string, options: Record<string, string> = {}): Promise<StoredInteraction> {
      const channel = place(channelId)
      const interaction = start(channelId, 2, commandData(registered(world, channel.guild_id, name, 1), options))
      await interaction.answer
      return noteForm(interaction)
    },
    /** Types into an option. Returns what the bot offers. */
    async types(
      channelId: string,
      name: string,
      option: string,
      text: string,
    ): Promise<{ name: string; value: string }[]> {
      const command = registered(world, place(channelId).guild_id, name, 1)
      const data = { id: command.id, name, type: 1, options: [{ name: option, type: 3, value: text, focused: true }] }
      const interaction = start(channelId, 4, data)
      await interaction.answer
      return interaction.choices as { name: string; value: string }[]
    },
    /** Chooses an entry of a message's menu. */
    async chooses(channelId: string, messageId: string, entry: string): Promise<StoredInteraction> {
      const command = registered(world, place(channelId).guild_id, entry, 3)
      const target = message(channelId, messageId)
      const interaction = start(channelId, 2, {
        id: command.id,
        name: entry,
        type: 3,
        target_id: messageId,
        resolved: { messages: { [messageId]: target } },
      })
      await interaction.answer
      return interaction
    },
    leaves(guildId: string) {
      world.guilds.get(guildId)!.members.delete(id)
      world.emit('GUILD_MEMBER_REMOVE', { guild_id: guildId, user: world.users.get(id)! }, { guild: guildId })
    },
    closesDms: () => void world.closedDms.add(id),
    opensDms: () => void world.closedDms.delete(id),
    /** What this person sees in a channel, thread or DM, in order. */
    reads(channelId: string): Shown[] {
      const channel = world.channels.get(channelId)
      if (!channel || !mayView(world, channel, id)) return []
      return (world.messages.get(channelId) ?? [])
        .filter((each) => (world.ephemeral.get(each.id) ?? id) === id)
        .filter((each) => ((each.flags ?? 0) & 128) === 0)
        .map((each) => show(world, each))
    },
    dm: () => dmWith(world, id).id,
    gateway,
  }
}

function findComponent(components: Component[], wanted: string): { component: Component; value?: string } {
  for (const each of components) {
    const inside = each.components ? maybe(() => findComponent(each.components!, wanted)) : undefined
    if (inside) return inside
    if (each.custom_id && (each.label === wanted || each.custom_id.startsWith(wanted))) return { component: each }
    const option = each.options?.find(({ label, value }) => label === wanted || value.startsWith(wanted))
    if (option) return { component: each, value: option.value }
  }
  throw new Error(`there is no "${wanted}" to press`)
}

function maybe<T>(find: () => T): T | undefined {
  try {
    return find()
  } catch {
    return undefined
  }
}

function fill(field: Component, values: Record<string, string>): object {
  const id = field.custom_id!
  const given = values[id]
  const { type } = field
  if (type === 4) return { type, id: 1, custom_id: id, value: given ?? field.value ?? '' }
  const people = field.default_values?.map((one) => one.id) ?? []
  const standing = field.options?.filter((option) => option.default).map(({ value }) => value) ?? people
  const chosen = given === undefined ? standing : given.split(',').filter(Boolean)
  const known = chosen.map(
    (one) =>
      field.options?.find(({ label, value }) => value === one || label.toLowerCase() === one.toLowerCase())?.value ??
      one,
  )
  return { type, id: 1, custom_id: id, values: known }
}

function registered(world: World, guild: string | undefined, name: string, type: number): APIApplicationCommand {
  const all = [...(world.commands.get(guild ?? '') ?? []), ...(world.commands.get('global') ?? [])]
  const found = all.find((each) => each.name === name && (each.type as number) === type)
  if (!found) throw new Error(`there is no command ${name}`)
  return found
}

interface Option {
  name: string
  type: number
  options?: Option[]
}

function commandData(command: APIApplicationCommand, given: Record<string, string>) {
  const { subcommand, ...values } = given
  const all = (command.options ?? []) as unknown as Option[]
  const chosen = subcommand ? all.find(({ name }) => name === subcommand) : undefined
  if (subcommand && !chosen) throw new Error(`there is no /${command.name} ${subcommand}`)
  const options = Object.entries(values).map(([name, value]) => {
    const option = (chosen?.options ?? all).find((each) => each.name === name)
    if (!option) throw new Error(`/${command.name} has no option ${name}`)
    return { name, type: option.type, value: option.type === 4 ? Number(value) : value }
  })
  const { id, name } = command
  return { id, name, type: 1, options: chosen ? [{ name: chosen.name, type: 1, options }] : options }
}
