import { describe, expect, it } from 'vitest'
import { Conflict } from '../../../src/storage/store.ts'
import { aCommunity, aMember, aVolunteer, NOON } from '../../storage/samples.ts'
import type { Opened } from '../store.ts'

const isVersionConflict = (error: unknown) => error instanceof Conflict && error.what === 'version'

export function membersContract(opened: Opened): void {
  describe('members', () => {
    it('are found by id and by each of their accounts', async () => {
      const { store } = opened
      const ann = aMember('ann', { accounts: ['web:u:ann', 'slack:u:1'] })
      await store.saveMember(ann, 0)
      await store.saveMember(aMember('bob'), 0)
      expect(await store.member('ann')).toEqual({ ...ann, version: 1 })
      expect(await store.member('eve')).toBeUndefined()
      expect((await store.members(['bob', 'ann', 'eve'])).map(({ id }) => id).sort()).toEqual(['ann', 'bob'])
      expect((await store.memberByAccount('slack:u:1', 'c1'))?.id).toBe('ann')
      expect(await store.memberByAccount('slack:u:1', 'c2')).toBeUndefined()
      await store.saveMember({ ...ann, accounts: ['slack:u:1', 'discord:u:7'] }, 1)
      expect(await store.memberByAccount('web:u:ann', 'c1')).toBeUndefined()
      expect((await store.memberByAccount('discord:u:7', 'c1'))?.version).toBe(2)
    })

    it('are not overwritten by one who read an older version, nor made twice for one account', async () => {
      const { store } = opened
      await store.saveMember(aMember('ann'), 0)
      await expect(store.saveMember(aMember('ann'), 0)).rejects.toSatisfy(isVersionConflict)
      await expect(store.saveMember(aMember('ann'), 2)).rejects.toSatisfy(isVersionConflict)
      await expect(store.saveMember(aMember('ann2', { accounts: ['web:u:ann'] }), 0)).rejects.toSatisfy(
        isVersionConflict,
      )
      expect(await store.member('ann2')).toBeUndefined()
    })

    it('volunteer, and matching hears of it when what they offer changes', async () => {
      const { store } = opened
      await store.saveMember(aMember('bob'), 0)
      expect(await store.changesSince('c1', 0)).toEqual({ memberIds: [], sequence: 0 })
      await store.saveMember(aMember('ann', { volunteer: aVolunteer() }), 0)
      expect((await store.volunteers('c1')).map(({ id }) => id)).toEqual(['ann'])
      expect(await store.volunteers('c2')).toEqual([])
      const { sequence, memberIds } = await store.changesSince('c1', 0)
      expect(memberIds).toEqual(['ann'])
      await store.saveMember(aMember('ann', { volunteer: aVolunteer({ asked: 3, lapsedInARow: 1 }) }), 1)
      expect(await store.changesSince('c1', sequence)).toEqual({ memberIds: [], sequence })
      await store.saveMember(aMember('ann', { volunteer: aVolunteer({ topics: ['vets'] }) }), 2)
      expect(await store.changesSince('c1', sequence)).toEqual({ memberIds: ['ann'], sequence: sequence + 1 })
      await store.saveMember(aMember('ann', { volunteer: aVolunteer(), leftAt: NOON }), 3)
      expect(await store.volunteers('c1')).toEqual([])
      expect((await store.changesSince('c1', sequence + 1)).memberIds).toEqual(['ann'])
    })

    it('their accounts can be walked through', async () => {
      const { store } = opened
      await store.saveMember(aMember('ann', { accounts: ['web:u:ann', 'slack:u:1'] }), 0)
      await store.saveMember(aMember('ann2', { communityId: 'c2' as const, accounts: ['web:u:ann'] }), 0)
      const all = []
      for await (const some of store.accounts()) all.push(...some)
      expect(all).toEqual([
        { account: 'slack:u:1', memberId: 'ann', joinedAt: NOON },
        { account: 'web:u:ann', memberId: 'ann', joinedAt: NOON },
        { account: 'web:u:ann', memberId: 'ann2', joinedAt: NOON },
      ])
    })
  })

  describe('communities', () => {
    it('are found by id and by each of their spaces', async () => {
      const { store } = opened
      const community = aCommunity('c1', { spaces: ['web:s:1', 'slack:t:1'] })
      await store.saveCommunity(community, 0)
      await store.saveCommunity(aCommunity('c2'), 0)
      expect(await store.community('c1')).toEqual({ ...community, version: 1 })
      expect(await store.community('c9')).toBeUndefined()
      expect((await store.community('c2'))?.id).toBe('c2')
      expect((await store.communityBySpace('slack:t:1'))?.id).toBe('c1')
      await store.saveCommunity({ ...community, spaces: ['slack:t:1'] }, 1)
      expect(await store.communityBySpace('web:s:1')).toBeUndefined()
      await expect(store.saveCommunity(community, 1)).rejects.toSatisfy(isVersionConflict)
      await expect(store.saveCommunity(aCommunity('c3', { spaces: ['slack:t:1'] }), 0)).rejects.toSatisfy(
        isVersionConflict,
      )
    })

    it('count what shadow mode sees, with links', async () => {
      const { store } = opened
      const tally = { at: NOON, channel: 'web:c:1', what: 'request' }
      await store.addTally('c1', { ...tally, link: 'http://localhost/1' })
      await store.addTally('c1', tally)
      await store.addTally('c1', { ...tally, what: 'crisis' })
      await store.addTally('c1', { ...tally, at: NOON - 1 })
      await store.addTally('c2', tally)
      expect(await store.tallies('c1', NOON)).toEqual([
        { channel: 'web:c:1', what: 'request', count: 2, links: ['http://localhost/1'] },
        { channel: 'web:c:1', what: 'crisis', count: 1, links: [] },
      ])
    })
  })
}
