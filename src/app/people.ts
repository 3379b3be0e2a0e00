import type { Member } from '../members/member.ts'
import type { Person, Platform } from '../platforms/platform.ts'
import { platformOf } from '../platforms/platform.ts'
import type { Cache } from '../storage/cache.ts'
import type { Store } from '../storage/store.ts'
import { sideBySide } from './side-by-side.ts'

const NAME_LIFE = 10 * 60_000
/** Questions that a platform is asked at the same time. */
const MOST_AT_ONCE = 16

/** Names and locales as the platforms tell them; remembered for ten minutes, never stored. */
export interface People {
  /** `space`: whose administration is meant, where one account is in several. */
  person(account: string, space?: string): Promise<Person | undefined>
  /** Names by member id, with their picture, and the account on `platform` when there is one. */
  names(
    memberIds: Iterable<string>,
    platform: string,
  ): Promise<Map<string, { name: string; account?: string; avatar?: string }>>
  /**
   * The member with that account reference, or the one volunteer who goes by that name or "@name".
   * @param others who are looked for when no volunteer goes by it
   */
  find(communityId: string, name: string, others?: Member[]): Promise<Member | undefined>
  /** The volunteers who go by one of these names, in lower case, by name; not where several go by the same. */
  called(communityId: string, names: readonly string[]): Promise<Map<string, Member>>
  /** The volunteers who go by one of these names, or have it as their first name, in lower case, by name; not where it may mean several. */
  known(communityId: string, names: readonly string[]): Promise<Map<string, Member>>
  /** What people call a channel or thread. */
  conversationName(conversation: string): Promise<string | undefined>
}

export function createPeople(store: Store, platforms: Map<string, Platform>, cache: Cache): People {
  const person = async (account: string, space?: string): Promise<Person | undefined> => {
    const key = space ? `person:${account}:${space}` : `person:${account}`
    const known = await cache.get<Person>(key)
    if (known) return known
    const told = await platforms.get(platformOf(account))?.person(account, space)
    if (told) await cache.set(key, told, NAME_LIFE)
    return told
  }
  const nameOf = async (member: Member, platform: string) => {
    const account = member.accounts.find((each) => platformOf(each) === platform)
    const told = await person(account ?? member.accounts[0] ?? '')
    const avatar = told?.avatar ? { avatar: told.avatar } : {}
    return { name: told?.name ?? 'somebody', ...avatar, ...(account ? { account } : {}) }
  }
  /** Those of the members who go by one of the names, by name. `namesFor`: what else somebody of that name goes by. */
  const goBy = async (
    wanted: ReadonlySet<string>,
    members: Member[],
    namesFor: (name: string) => string[] = () => [],
  ): Promise<Map<string, Set<Member>>> => {
    const accounts = members.flatMap((member) => member.accounts.map((account) => ({ member, account })))
    const found = new Map<string, Set<Member>>()
    await sideBySide(accounts, MOST_AT_ONCE, async ({ member, account }) => {
      const told = (await person(account))?.name.toLowerCase()
      for (const name of told === undefined ? [] : [told, ...namesFor(told)])
        if (wanted.has(name)) found.set(name, (found.get(name) ?? new Set()).add(member))
    })
    return found
  }
  /** By name, who alone goes by it. */
  const alone = (found: ReadonlyMap<string, ReadonlySet<Member>>) =>
    new Map([...found].flatMap(([name, [one, ...more]]) => (one && more.length === 0 ? [[name, one]] : [])))
  return {
    person,
    async names(memberIds, platform) {
      const members = await store.members([...new Set(memberIds)])
      const named = await sideBySide(
        members,
        MOST_AT_ONCE,
        async (member) => [member.id, await nameOf(member, platform)] as const,
      )
      return new Map(named)
    },
    async find(communityId, name, others = []) {
      const wanted = name.trim().replace(/^@/, '').toLowerCase()
      const byAccount = await store.memberByAccount(name.trim(), communityId)
      if (byAccount) return byAccount
      const looked = new Set([wanted])
      const found = (await goBy(looked, await store.volunteers(communityId))).get(wanted)
      const [one, ...more] = found ?? (await goBy(looked, others)).get(wanted) ?? []
      return more.length === 0 ? one : undefined
    },
    async called(communityId, names) {
      if (names.length === 0) return new Map()
      return alone(await goBy(new Set(names), await store.volunteers(communityId)))
    },
    async known(communityId, names) {
      if (names.length === 0) return new Map()
      return alone(await goBy(new Set(names), await store.volunteers(communityId), firstName))
    },
    async conversationName(conversation) {
      const key = `conversation:${conversation}`
      const known = await cache.get<string>(key)
      if (known) return known
      const told = await platforms.get(platformOf(conversation))?.conversationName(conversation)
      if (told) await cache.set(key, told, NAME_LIFE)
      return told
    },
  }
}

const firstName = (name: string) => name.match(/\p{L}[\p{L}'’-]*\p{L}/u)?.slice(0, 1) ?? []
