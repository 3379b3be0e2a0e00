import type { Clock } from '../../shared/clock.ts'
import type { Person } from '../platform.ts'
import { must } from './failures.ts'
import { conversationRef, parseAccount, parseConversation, teamOf } from './ids.ts'
import type { Installations } from './installations.ts'

const MINUTE = 60_000
const pageSize = 200

interface Known {
  name: string
  avatar?: string
  locale?: string
  timeZone?: string
  admin: boolean
  guest: boolean
  here: boolean
}

interface Channel {
  name: string
  /** Whoever is in the workspace may read it, but for guests. */
  open: boolean
  topic: string
  /** Askaround is in it. */
  ours: boolean
}

export type People = ReturnType<typeof createPeople>

/** Who is in a workspace and in its channels, as Slack told a moment ago. */
export function createPeople({ installations, clock }: { installations: Installations; clock: Clock }) {
  const users = createMemory<Known | undefined>(clock, 5 * MINUTE)
  const channels = createMemory<Channel | undefined>(clock, MINUTE / 2)
  const memberships = createMemory<Set<string>>(clock, MINUTE / 2)

  const user = (team: string, id: string) =>
    users.get(`${team}.${id}`, async () => {
      const asked = await installations.call(team, (client) => client.users.info({ user: id, include_locale: true }))
      if (!asked.ok && asked.failure.type === 'gone') return undefined
      const told = must(asked).user!
      return {
        name: told.profile?.display_name || told.profile?.real_name || told.real_name || told.name || id,
        admin: Boolean(told.is_admin || told.is_owner),
        // Guests read only the channels that they are in, and so do people of other workspaces, who come by shared ones.
        guest: Boolean(told.is_restricted || told.is_ultra_restricted || (told.team_id && told.team_id !== team)),
        here: !told.deleted,
        ...(told.profile?.image_48 ? { avatar: told.profile.image_48 } : {}),
        ...(told.locale ? { locale: told.locale.slice(0, 2) } : {}),
        ...(told.tz ? { timeZone: told.tz } : {}),
      }
    })

  const channel = (team: string, id: string) =>
    channels.get(`${team}.${id}`, async () => {
      const asked = await installations.call(team, (client) => client.conversations.info({ channel: id }))
      if (!asked.ok && (asked.failure.type === 'gone' || asked.failure.type === 'forbidden')) return undefined
      const told = must(asked).channel!
      const open = !told.is_private && !told.is_im && !told.is_mpim
      return { name: told.name ?? '', open, topic: told.topic?.value ?? '', ours: told.is_member ?? false }
    })

  const membersOf = (team: string, id: string) =>
    memberships.get(`${team}.${id}`, async () => {
      const members = new Set<string>()
      let cursor: string | undefined
      do {
        const asked = await installations.call(team, (client) =>
          client.conversations.members({ channel: id, limit: pageSize, ...(cursor ? { cursor } : {}) }),
        )
        const page = must(asked)
        for (const member of page.members ?? []) members.add(member)
        cursor = page.response_metadata?.next_cursor
      } while (cursor)
      return members
    })

  /** Members read; so do all others of the workspace where the channel is public, but for guests. A large channel is so not read whole. */
  async function reads(team: string, within: Channel, channelId: string, id: string): Promise<boolean> {
    const known = await user(team, id)
    if (!known?.here) return false
    return (within.open && !known.guest) || (await membersOf(team, channelId)).has(id)
  }

  return {
    async person(account: string): Promise<Person | undefined> {
      const parsed = parseAccount(account)
      const known = parsed && (await user(parsed.team, parsed.user))
      if (!known) return undefined
      const { name, admin, avatar, locale, timeZone } = known
      return {
        account,
        name,
        admin,
        ...(avatar ? { avatar } : {}),
        ...(locale ? { locale } : {}),
        ...(timeZone ? { timeZone } : {}),
      }
    },
    nameOf: async (team: string, id: string) => (await user(team, id))?.name,
    channelName: async (team: string, id: string) => (await channel(team, id))?.name,
    /** What people call it: "#help". A thread goes by its channel; a DM has no name. */
    async conversationName(conversation: string): Promise<string | undefined> {
      const place = parseConversation(conversation)
      const name = place && (await channel(place.team, place.channel))?.name
      return name ? `#${name}` : undefined
    },
    async channels(space: string) {
      const team = teamOf(space)
      if (!team) return []
      const found: { channel: string; name: string }[] = []
      let cursor: string | undefined
      do {
        const asked = await installations.call(team, (client) =>
          client.conversations.list({
            types: 'public_channel,private_channel',
            exclude_archived: true,
            limit: pageSize,
            ...(cursor ? { cursor } : {}),
          }),
        )
        const told = must(asked)
        for (const { id, name } of told.channels ?? [])
          if (id && name) found.push({ channel: conversationRef({ team, channel: id }), name: `#${name}` })
        cursor = told.response_metadata?.next_cursor
      } while (cursor)
      return found
    },
    async isInvited(conversation: string): Promise<boolean> {
      const place = parseConversation(conversation)
      return (place && (await channel(place.team, place.channel))?.ours) ?? false
    },
    async topic(conversation: string): Promise<string | undefined> {
      const place = parseConversation(conversation)
      return (place && (await channel(place.team, place.channel))?.topic) || undefined
    },
    async readers(conversation: string, accounts: string[]): Promise<Set<string>> {
      const place = parseConversation(conversation)
      const within = place && accounts.length > 0 ? await channel(place.team, place.channel) : undefined
      const found = new Set<string>()
      if (!place || !within) return found
      for (const account of accounts) {
        const parsed = parseAccount(account)
        if (parsed?.team === place.team && (await reads(place.team, within, place.channel, parsed.user)))
          found.add(account)
      }
      return found
    },
    /** Slack told that somebody changed. */
    userChanged: (team: string, id: string) => users.drop(`${team}.${id}`),
    channelChanged(team: string, id: string) {
      channels.drop(`${team}.${id}`)
      memberships.drop(`${team}.${id}`)
    },
  }
}

const mostKnown = 5000

/** Remembers answers for a while; who asks at the same time shares one. */
function createMemory<T>(clock: Clock, life: number) {
  const known = new Map<string, { value: Promise<T>; until: number }>()
  return {
    get(key: string, ask: () => Promise<T>): Promise<T> {
      const found = known.get(key)
      if (found && found.until > clock.now()) return found.value
      if (known.size > mostKnown) known.clear()
      const value = ask()
      known.set(key, { value, until: clock.now() + life })
      value.catch(() => known.delete(key))
      return value
    },
    drop: (key: string) => void known.delete(key),
  }
}
