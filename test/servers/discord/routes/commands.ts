import type { APIApplicationCommand } from 'discord.js'
import { refused } from '../refusal.ts'
import type { Asked, Route } from '../routes.ts'

const mostCommands = 100

/** Global commands and those of one guild have the same routes, but for the guild. */
export const commandRoutes: Record<string, Route> = Object.fromEntries(
  ['/applications/:application/commands', '/applications/:application/guilds/:guild/commands'].flatMap((path) => [
    [`GET ${path}`, { run: (asked: Asked) => listOf(asked) }],
    [`POST ${path}`, { status: 201, run: (asked: Asked) => create(asked) }],
    [`PATCH ${path}/:command`, { run: (asked: Asked) => change(asked) }],
    [`DELETE ${path}/:command`, { run: (asked: Asked) => drop(asked) }],
  ]),
)

function listOf({ world, params }: Asked): APIApplicationCommand[] {
  if (params.application !== world.applicationId) throw refused.missingAccess()
  if (params.guild && !world.guilds.get(params.guild)?.members.has(world.bot.id)) throw refused.missingAccess()
  return world.commands.get(params.guild ?? 'global') ?? []
}

const save = ({ world, params }: Asked, list: APIApplicationCommand[]) =>
  world.commands.set(params.guild ?? 'global', list)

function create(asked: Asked): APIApplicationCommand {
  const list = listOf(asked)
  if (list.length >= mostCommands) throw refused.invalidForm({ name: 'at most 100 commands' })
  const { world, params } = asked
  const given = asked.body as Partial<APIApplicationCommand> & { name: string }
  const command = {
    id: world.nextId(),
    application_id: world.applicationId,
    version: world.nextId(),
    type: 1,
    description: '',
    default_member_permissions: null,
    name_localizations: null,
    description_localizations: null,
    nsfw: false,
    dm_permission: true,
    contexts: null,
    integration_types: [0],
    ...(params.guild ? { guild_id: params.guild } : {}),
    ...given,
  } as APIApplicationCommand
  save(asked, [...list.filter(({ name, type }) => name !== command.name || type !== command.type), command])
  return command
}

function change(asked: Asked): APIApplicationCommand {
  const list = listOf(asked)
  const known = list.find(({ id }) => id === asked.params.command)
  if (!known) throw refused.unknownCommand()
  const changed = { ...known, ...(asked.body as Partial<APIApplicationCommand>), version: asked.world.nextId() }
  save(
    asked,
    list.map((each) => (each === known ? changed : each)),
  )
  return changed
}

function drop(asked: Asked): undefined {
  const list = listOf(asked)
  if (!list.some(({ id }) => id === asked.params.command)) throw refused.unknownCommand()
  save(
    asked,
    list.filter(({ id }) => id !== asked.params.command),
  )
}
