import {
  type APIApplicationCommand,
  type APIApplicationCommandInteractionDataBasicOption,
  type APIApplicationCommandOption,
  type APIChatInputApplicationCommandInteractionData,
  type APIMessage,
  type APIMessageApplicationCommandInteractionData,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ChannelType,
  type Client,
  InteractionContextType,
  type RESTPostAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord.js'
import type { CommandDeclaration, OptionDeclaration } from '../../commands/commands.ts'
import { accountRef, channelRef, messageRef, threadRef } from './ids.ts'

type Declared = RESTPostAPIApplicationCommandsJSONBody

/** The entry in a message's menu. */
const menuEntry = 'Ask around about this'

const everywhere = [InteractionContextType.Guild, InteractionContextType.BotDM]

/** Every command as Discord registers it. */
function declare(commands: CommandDeclaration[]): Declared[] {
  const typed = commands.map(
    ({ name, description, options, subcommands }): Declared => ({
      type: ApplicationCommandType.ChatInput,
      name,
      description,
      contexts: everywhere,
      integration_types: [0],
      options: subcommands
        ? subcommands.map((each) => ({
            type: ApplicationCommandOptionType.Subcommand,
            name: each.name,
            description: each.description,
            options: each.options.map(optionOf) as never[],
          }))
        : options.map(optionOf),
    }),
  )
  const menu: Declared = {
    type: ApplicationCommandType.Message,
    name: menuEntry,
    contexts: [InteractionContextType.Guild],
    integration_types: [0],
  }
  return [...typed, menu]
}

const channelTypes = [ChannelType.GuildText, ChannelType.GuildAnnouncement, ChannelType.GuildForum] as const

function optionOf({
  name,
  description,
  type,
  required,
  choices,
  min,
  max,
  completes,
}: OptionDeclaration): APIApplicationCommandOption {
  const shared = { name, description, required }
  switch (type) {
    case 'choice':
      return {
        ...shared,
        type: ApplicationCommandOptionType.String,
        choices: (choices ?? []).map((choice) => ({ name: choice, value: choice })),
      }
    case 'number':
      return {
        ...shared,
        type: ApplicationCommandOptionType.Integer,
        ...(min === undefined ? {} : { min_value: min }),
        ...(max === undefined ? {} : { max_value: max }),
      }
    case 'channel':
      return { ...shared, type: ApplicationCommandOptionType.Channel, channel_types: [...channelTypes] }
    case 'member':
      return { ...shared, type: ApplicationCommandOptionType.User }
    case 'text':
      return {
        ...shared,
        type: ApplicationCommandOptionType.String,
        ...(completes === 'topics' || completes === 'places' ? { autocomplete: true } : {}),
      } as APIApplicationCommandOption
  }
}

/**
 * Compares what is registered at Discord with what is declared.
 * @param guild what is registered in this server alone; everywhere when absent
 * @returns declared ones that are missing there or say something else, and registered ones that are not declared
 */
export async function compareCommands(
  client: Client,
  commands: CommandDeclaration[],
  guild?: string,
): Promise<{ changed: Declared[]; gone: APIApplicationCommand[] }> {
  const registered = (await client.rest.get(routesOf(client, guild).all)) as APIApplicationCommand[]
  const wanted = declare(commands)
  const isSame = (a: Declared, b: APIApplicationCommand) => a.name === b.name && (a.type ?? 1) === b.type
  const changed = wanted.filter((command) => {
    const known = registered.find((each) => isSame(command, each))
    return !known || normal(known) !== normal(command)
  })
  return { changed, gone: registered.filter((each) => !wanted.some((command) => isSame(command, each))) }
}

/**
 * Brings what is registered up to date, one request for each difference: commands that are the same stay, so that nobody's menu flickers.
 * @param guild registers in this server alone, where it holds at once; everywhere when absent
 */
export async function registerCommands(client: Client, commands: CommandDeclaration[], guild?: string): Promise<void> {
  const { changed, gone } = await compareCommands(client, commands, guild)
  const { all, one } = routesOf(client, guild)
  for (const { id } of gone) await client.rest.delete(one(id))
  // Posting a command of the same name puts it in the old one's place.
  for (const command of changed) await client.rest.post(all, { body: command })
}

function routesOf(client: Client, guild: string | undefined) {
  const application = client.application!.id
  return guild
    ? {
        all: Routes.applicationGuildCommands(application, guild),
        one: (id: string) => Routes.applicationGuildCommand(application, guild, id),
      }
    : {
        all: Routes.applicationCommands(application),
        one: (id: string) => Routes.applicationCommand(application, id),
      }
}

/** What both sides say about a command, in one order; what Discord adds by itself is left out. */
const normal = (command: Declared | APIApplicationCommand): string => {
  const { name, type = 1, description = '', options = [], contexts } = command as APIApplicationCommand
  return JSON.stringify([name, type, description, [...(contexts ?? [])].sort(), options.map(normalOption)])
}

const normalOption = (option: APIApplicationCommandOption): unknown => {
  const { name, type, description, required = false } = option
  const { choices, channel_types, min_value, max_value, autocomplete, options } = option as unknown as Record<
    string,
    unknown
  >
  const names = ((choices ?? []) as { name: string; value: string }[]).map((choice) => [choice.name, choice.value])
  const inside = ((options ?? []) as APIApplicationCommandOption[]).map(normalOption)
  return [
    name,
    type,
    description,
    required,
    names,
    channel_types ?? [],
    min_value ?? null,
    max_value ?? null,
    autocomplete ?? false,
    inside,
  ]
}

/** What was typed, with references in place of channels and members. */
export function readCommand(
  commands: CommandDeclaration[],
  guild: string | undefined,
  { name, options = [], resolved }: APIChatInputApplicationCommandInteractionData,
): { command: string; values: Record<string, string> } {
  const declaration = commands.find((command) => command.name === name)
  const [first] = options
  const subcommand = first?.type === ApplicationCommandOptionType.Subcommand ? first : undefined
  const given = (subcommand ? (subcommand.options ?? []) : options) as APIApplicationCommandInteractionDataBasicOption[]
  const declared = subcommand
    ? declaration?.subcommands?.find((each) => each.name === subcommand.name)?.options
    : declaration?.options
  const refer = (option: APIApplicationCommandInteractionDataBasicOption): string => {
    const value = String(option.value)
    if (option.type === ApplicationCommandOptionType.User) return accountRef(value)
    if (option.type !== ApplicationCommandOptionType.Channel || !guild) return value
    const isThread = 'thread_metadata' in (resolved?.channels?.[value] ?? {})
    return (isThread ? threadRef : channelRef)(guild, value)
  }
  const known = given.filter(({ name: each }) => declared?.some((option) => option.name === each))
  const values = Object.fromEntries(known.map((option) => [option.name, refer(option)]))
  return { command: name, values: { ...(subcommand ? { subcommand: subcommand.name } : {}), ...values } }
}

/** The message that was chosen from its menu; undefined when no person wrote it. */
export function readChosen(
  guild: string | undefined,
  { target_id: id, resolved }: APIMessageApplicationCommandInteractionData,
): { message: string; author: string; content: string; mentions: APIMessage['mentions'] } | undefined {
  const found = resolved.messages[id]
  if (!found || found.author.bot || found.webhook_id || !found.content.trim()) return undefined
  const { channel_id: channel, author, content, mentions } = found
  return { message: messageRef(guild, channel, id), author: accountRef(author.id), content, mentions }
}
