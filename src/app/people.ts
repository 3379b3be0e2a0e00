import type { Member } from '../members/member.ts'
import type { Person, Platform } from '../platforms/platform.ts'
import { platformOf } from '../platforms/platform.ts'
import type { Cache } from '../storage/cache.ts'
import type { Store } from '../storage/store.ts'

const NAME_LIFE = 10 * 60_000

/** Names and locales as the platforms tell them; remembered for ten minutes, never stored. */
export interface People {
  person(account: string): Promise<Person | undefined>
  /** Names by member id, with the account on `platform` when there is one. */
  names(memberIds: Iterable<string>, platform: string): Promise<Map<string, { name: string; account?: string }>>
  /** The member with that account reference, or the one volunteer who goes by that name or "@name". */
  find(communityId: string, name: string): Promise<Member | undefined>
}

export function createPeople(store: Store, platforms: Map<string, Platform>, cache: Cache): People {
  const person = async (account: string): Promise<Person | undefined> => {
    const known = await cache.get<Person>(`person:${account}`)
    if (known) return known
    const told = await platforms.get(platformOf(account))?.person(account)
    if (told) await cache.set(`person:${account}`, told, NAME_LIFE)
    return told
  }
  const nameOf = async (member: Member, platform: string) => {
    const account = member.accounts.find((each) => platformOf(each) === platform)
    const told = await person(account ?? member.accounts[0] ?? '')
    return { name: told?.name ?? 'somebody', ...(account ? { account } : {}) }
  }
  return {
    person,
    async names(memberIds, platform) {
      const members = await store.members([...new Set(memberIds)])
      return new Map(
        await Promise.all(members.map(async (member) => [member.id, await nameOf(member, platform)] as const)),
      )
    },
    async find(communityId, name) {
      const wanted = name.trim().replace(/^@/, '').toLowerCase()
      const byAccount = await store.memberByAccount(name.trim(), communityId)
      if (byAccount) return byAccount
      const found: Member[] = []
      for (const member of await store.volunteers(communityId)) {
        const names = await Promise.all(
          member.accounts.map(async (account) => (await person(account))?.name.toLowerCase()),
        )
        if (names.includes(wanted)) found.push(member)
      }
      return found.length === 1 ? found[0] : undefined
    },
  }
}
