import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { APIOverwrite } from 'discord.js'
import type { Clock } from '../../../src/shared/clock.ts'
import { addChannel, addGuild, addUser, changeThread, dropChannel, member, role } from './channels.ts'
import type { Violation } from './check-shapes.ts'
import { guildPayload } from './first-payloads.ts'
import { createGateway } from './gateway.ts'
import { createPerson, type DiscordPerson } from './person.ts'
import { createRest } from './rest.ts'
import { createWorld } from './world.ts'

export type DiscordServer = Awaited<ReturnType<typeof startDiscordServer>>

/**
 * A Discord on this machine that the real client cannot tell from the real one: REST, gateway and people. It begins with one
 * guild, its owner and the bot. `close` throws when anything that went over the wire had not Discord's official shape.
 */
export async function startDiscordServer({
  clock,
  guildName = 'Winnipeg Helps',
}: {
  clock: Clock
  guildName?: string
}) {
  const world = createWorld(clock)
  const violations: Violation[] = []
  const note = (violation: Violation) => void violations.push(violation)
  const gatewayAddress = () => `ws://127.0.0.1:${port}`
  const gateway = createGateway(world, note, gatewayAddress)
  const rest = createRest(world, note, gatewayAddress)
  const server = createServer((request, response) => void rest.answer(request, response))
  server.on('upgrade', gateway.accept)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  const owner = addUser(world, 'Olga')
  const guild = addGuild(world, guildName, owner)
  const person = (id: string): DiscordPerson => createPerson(world, gateway, id)

  return {
    world,
    rest,
    gateway,
    violations,
    token: world.token,
    /** For DISCORD_API_URL. */
    address: `http://127.0.0.1:${port}/api`,
    guild: guild.id,
    owner: person(owner),
    person,
    /** Somebody new comes to the guild, or to all of the given. */
    joins(name: string, guilds = [guild.id]): DiscordPerson {
      const id = addUser(world, name)
      for (const each of guilds) {
        const joined = member(world, id)
        world.guilds.get(each)!.members.set(id, joined)
        world.emit('GUILD_MEMBER_ADD', { ...joined, guild_id: each }, { guild: each })
      }
      return person(id)
    },
    /** Somebody who is elsewhere comes in here, too. */
    comesTo(user: string, other: string) {
      const joined = member(world, user)
      world.guilds.get(other)!.members.set(user, joined)
      world.emit('GUILD_MEMBER_ADD', { ...joined, guild_id: other }, { guild: other })
    },
    /** Gives somebody a role that may do these things. */
    grants(user: string, permissions: bigint, inGuild = guild.id) {
      const { roles, members } = world.guilds.get(inGuild)!
      const id = world.nextId()
      roles.set(id, role(id, 'a role', permissions))
      world.emit('GUILD_ROLE_CREATE', { guild_id: inGuild, role: roles.get(id)! }, { guild: inGuild })
      const changed = { ...members.get(user)!, roles: [...members.get(user)!.roles, id] }
      members.set(user, changed)
      world.emit('GUILD_MEMBER_UPDATE', { ...changed, guild_id: inGuild }, { guild: inGuild })
    },
    /** Takes all roles from somebody. */
    takesRoles(user: string) {
      const { members } = world.guilds.get(guild.id)!
      const changed = { ...members.get(user)!, roles: [] }
      members.set(user, changed)
      world.emit('GUILD_MEMBER_UPDATE', { ...changed, guild_id: guild.id }, { guild: guild.id })
    },
    /** Changes what a role may do; the one that everybody has has the guild's id. */
    changesRole(id: string, permissions: bigint) {
      const changed = role(id, '@everyone', permissions)
      world.guilds.get(guild.id)!.roles.set(id, changed)
      world.emit('GUILD_ROLE_UPDATE', { guild_id: guild.id, role: changed }, { guild: guild.id })
    },
    channel: (
      name: string,
      more: { type?: number; topic?: string; overwrites?: APIOverwrite[]; guild?: string } = {},
    ) => addChannel(world, { guild: guild.id, name, ...more }).id,
    /** Another guild, which the bot joins now. */
    addsBotTo(name: string): { id: string; owner: DiscordPerson } {
      const by = addUser(world, `Owner of ${name}`)
      const added = addGuild(world, name, by)
      addChannel(world, { guild: added.id, name: 'general' })
      world.emit('GUILD_CREATE', guildPayload(world, added), { guild: added.id })
      return { id: added.id, owner: person(by) }
    },
    /** Changes who may do what in a channel. */
    changesPermissions(channelId: string, overwrites: APIOverwrite[]) {
      const channel = world.channels.get(channelId)!
      channel.permission_overwrites = overwrites
      world.emit('CHANNEL_UPDATE', channel, { guild: channel.guild_id!, channel: channelId })
    },
    changesTopic(channelId: string, topic: string) {
      const channel = Object.assign(world.channels.get(channelId)!, { topic })
      world.emit('CHANNEL_UPDATE', channel, { guild: channel.guild_id!, channel: channelId })
    },
    archives: (thread: string, locked = false) => changeThread(world, thread, { archived: true, locked }),
    locks: (thread: string) => changeThread(world, thread, { locked: true }),
    /** A moderator deletes several messages together. */
    purges(channelId: string, ids: string[]) {
      const { guild_id } = world.channels.get(channelId)!
      const kept = (world.messages.get(channelId) ?? []).filter(({ id }) => !ids.includes(id))
      world.messages.set(channelId, kept)
      const gone = { ids, channel_id: channelId, guild_id: guild_id! }
      world.emit('MESSAGE_DELETE_BULK', gone, { guild: guild_id!, channel: channelId })
    },
    deletesChannel: (id: string) => dropChannel(world, id),
    /** @throws Error that names what had not Discord's shape */
    async close() {
      gateway.close()
      rest.close()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
      const said = violations.map(({ where, what }) => `${where}: ${what}`)
      if (said.length > 0) throw new Error(`not as Discord has it:\n${said.join('\n')}`)
    },
  }
}

/** What hides a channel from all but some: an overwrite for everybody, and one for each who may. */
export const onlyFor = (guild: string, users: string[]): APIOverwrite[] => [
  { id: guild, type: 0, allow: '0', deny: '1024' },
  ...users.map((id) => ({ id, type: 1, allow: '1024', deny: '0' })),
]
