import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandOptionChoice,
  ApplicationCommandOptionType,
} from 'discord.js'
import type { CommandDeclaration } from '../../commands/commands.ts'
import type { Suggest } from '../platform.ts'
import { spaceRef } from './ids.ts'
import { type Interaction, placeOf } from './interactions.ts'
import { mostChoices } from './limits.ts'

const longest = 100

/** What to offer while somebody types into an option: what stands before the last comma stays. */
export async function completeOption(
  commands: CommandDeclaration[],
  suggest: Suggest | undefined,
  interaction: APIApplicationCommandAutocompleteInteraction,
): Promise<APIApplicationCommandOptionChoice<string>[]> {
  const { data, guild_id: guild } = interaction
  const account = placeOf(interaction as Interaction)?.account
  const declaration = commands.find(({ name }) => name === data.name)
  const [first] = data.options
  const inside = first?.type === ApplicationCommandOptionType.Subcommand ? first : undefined
  const declared = inside
    ? declaration?.subcommands?.find(({ name }) => name === inside.name)?.options
    : declaration?.options
  const options = (inside ? (inside.options ?? []) : data.options) as {
    name: string
    value?: unknown
    focused?: boolean
  }[]
  const focused = options.find((option) => option.focused)
  const kind = declared?.find(({ name }) => name === focused?.name)?.completes
  if (!suggest || !account || (kind !== 'topics' && kind !== 'places')) return []
  const typed = String(focused?.value ?? '')
  const [, before = '', last = ''] = /^(.*[,;]\s*)?([^,;]*)$/s.exec(typed) ?? []
  const found = await suggest({ what: kind, start: last.trim(), account, spaces: guild ? [spaceRef(guild)] : [] })
  return found
    .map((each) => `${before}${each}`)
    .filter((each) => each.length <= longest)
    .slice(0, mostChoices)
    .map((each) => ({ name: each, value: each }))
}
