import { describe, expect, it } from 'vitest'
import {
  aCommunity,
  aMember,
  anEffect,
  aPing,
  aRequest,
  aVolunteer,
  NOON,
  someEvidence,
} from '../../storage/samples.ts'
import type { Opened } from '../store.ts'

const toAnn = { type: 'send', slot: 'ping:p1', to: { to: 'dm', memberId: 'ann' }, card: 'ping' } as const

export function mergingContract(opened: Opened): void {
  describe('two members who become one', () => {
    it('leave nothing behind: accounts, evidence, blocks and what is owed go over', async () => {
      const { store } = opened
      await store.saveMember(aMember('joe', { accounts: ['slack:u:1'], joinedAt: NOON - 1 }), 0)
      await store.saveMember(aMember('ann', { accounts: ['discord:u:1'], volunteer: aVolunteer() }), 0)
      await store.addEvidence('c1', [
        someEvidence('joe', 'vet'),
        someEvidence('ann', 'vet'),
        someEvidence('ann', 'bike'),
        someEvidence('bob', 'ann', { kind: 'replied-to' }),
        someEvidence('joe', 'ann', { kind: 'replied-to' }),
        someEvidence('ann', 'joe', { kind: 'replied-to' }),
      ])
      await store.block('ann', 'bob', NOON)
      await store.block('eve', 'ann', NOON)
      await store.block('eve', 'joe', NOON)
      await store.block('joe', 'ann', NOON)
      await store.addEffects([
        anEffect('own', {
          memberId: 'ann',
          lane: 'ann/answer:i',
          effect: { type: 'answer', interaction: 'i', card: 'why-me' },
        }),
        // Somebody else's doing that is sent to her.
        anEffect('to-her', { memberId: 'bob', lane: 'r1/dm:ann', effect: toAnn }),
        anEffect('of-bob', { memberId: 'bob', lane: 'r1/dm:bob' }),
      ])
      await store.saveCode({ hash: 'h', purpose: 'link', communityId: 'c1', memberId: 'joe', until: NOON + 1 })
      const { sequence } = await store.changesSince('c1', 0)

      await store.absorbMember('joe', 'ann')
      await store.saveMember(aMember('joe', { accounts: ['slack:u:1', 'discord:u:1'], joinedAt: NOON - 1 }), 1)
      expect(await store.member('ann')).toBeUndefined()
      expect((await store.memberByAccount('discord:u:1', 'c1'))?.id).toBe('joe')
      // Each account keeps the time when it came, by which a repeated erasure is judged.
      const accounts = (await Array.fromAsync(store.accounts())).flat()
      expect(accounts).toEqual([
        { account: 'discord:u:1', memberId: 'joe', joinedAt: NOON },
        { account: 'slack:u:1', memberId: 'joe', joinedAt: NOON - 1 },
      ])
      const evidence = (await store.evidenceOf('joe')).map(({ key, weight }) => [key, weight])
      expect(evidence.sort()).toEqual([
        ['bike', 1],
        ['vet', 2],
      ])
      expect(await store.evidenceOf('bob')).toMatchObject([{ kind: 'replied-to', key: 'joe' }])
      expect(await store.blockedWith('joe', ['bob', 'eve', 'joe'])).toEqual(new Set(['bob', 'eve']))
      const owed = await store.claimEffects('w', NOON, NOON + 1, 9)
      expect(owed.map(({ id, memberId, lane }) => [id, memberId, lane])).toEqual([
        ['own', 'joe', 'joe/answer:i'],
        ['to-her', 'bob', 'r1/dm:joe'],
        ['of-bob', 'bob', 'r1/dm:bob'],
      ])
      expect(owed[1]?.effect).toEqual({ ...toAnn, to: { to: 'dm', memberId: 'joe' } })
      expect(new Set((await store.changesSince('c1', sequence)).memberIds)).toEqual(new Set(['ann', 'joe', 'bob']))
      expect(await store.code('h', 'link', NOON)).toBeUndefined()
      // All that is left says that matching must look again.
      const left = (await opened.record.dump()).replace('"member_id":"ann","sequence"', '')
      expect(left).not.toContain('"ann"')
    })

    it('and one who parts takes along who is kept apart from whom', async () => {
      const { store } = opened
      await store.block('ann', 'bob', NOON)
      await store.block('eve', 'ann', NOON)
      await store.copyBlocks('ann', 'ann2')
      expect(await store.blockedWith('ann2', ['bob', 'eve'])).toEqual(new Set(['bob', 'eve']))
      expect(await store.blockedWith('ann', ['bob', 'eve'])).toEqual(new Set(['bob', 'eve']))
    })
  })

  describe('two communities that become one', () => {
    it('people, evidence and what is owed go along, and the first is gone', async () => {
      const { store } = opened
      await store.saveCommunity(aCommunity('c1'), 0)
      await store.saveCommunity(aCommunity('c2'), 0)
      await store.saveMember(aMember('ann', { volunteer: aVolunteer() }), 0)
      await store.saveMember(aMember('bob', { communityId: 'c2' }), 0)
      await store.addEvidence('c1', [someEvidence('ann', 'vet')])
      await store.addEffects([anEffect('e', { effect: toAnn })])
      await store.addTally('c1', { at: NOON, channel: 'web:c:help', what: 'request' })
      const ping = aPing('p1', 'ann', { state: 'suggested', sentAt: NOON })
      const request = aRequest('r1', { communityId: 'c1', state: 'solved', closedAt: NOON, pings: [ping] })
      await store.saveRequest(request, 0)
      await store.saveRequest({ ...request, communityId: 'c2', version: 1 }, 1)

      await store.moveCommunity('c1', 'c2')
      expect(await store.community('c1')).toBeUndefined()
      expect(await store.communityBySpace('web:s:c1')).toBeUndefined()
      expect((await store.member('ann'))?.communityId).toBe('c2')
      expect((await store.memberByAccount('web:u:ann', 'c2'))?.id).toBe('ann')
      expect((await store.volunteers('c2')).map(({ id }) => id)).toEqual(['ann'])
      expect((await Array.fromAsync(store.evidence('c2'))).flat().map(({ key }) => key)).toEqual(['vet'])
      expect((await store.changesSince('c2', 0)).memberIds).toEqual(expect.arrayContaining(['ann']))
      expect((await store.claimEffects('w', NOON, NOON + 1, 9))[0]?.communityId).toBe('c2')
      expect((await store.requestsWhere({ communityId: 'c2', limit: 9 })).map(({ id }) => id)).toEqual(['r1'])
      expect(await store.tallies('c2', 0)).toHaveLength(1)
      // The member can be changed as before.
      const ann = (await store.member('ann'))!
      await store.saveMember({ ...ann, notRecallable: true }, ann.version)
      expect((await store.member('ann'))?.notRecallable).toBe(true)
    })

    it('who has an account in both is told, and becomes one in the second', async () => {
      const { store } = opened
      await store.saveMember(aMember('here', { accounts: ['discord:u:1', 'slack:u:9'] }), 0)
      await store.saveMember(aMember('there', { communityId: 'c2', accounts: ['discord:u:1'] }), 0)
      expect(await store.inBoth('c1', 'c2')).toEqual([{ fromId: 'here', intoId: 'there' }])
      await store.absorbMember('there', 'here')
      const there = aMember('there', { communityId: 'c2', accounts: ['discord:u:1', 'slack:u:9'] })
      await store.saveMember(there, 1)
      await store.moveCommunity('c1', 'c2')
      expect((await store.memberByAccount('slack:u:9', 'c2'))?.id).toBe('there')
      expect((await store.memberByAccount('discord:u:1', 'c2'))?.id).toBe('there')
    })
  })

  describe('one-time codes', () => {
    const code = { hash: 'h1', purpose: 'link', communityId: 'c1', memberId: 'ann', until: NOON } as const
    it('hold for their time and their purpose, the newest of a member alone, until they are dropped', async () => {
      const { store } = opened
      await store.saveCode(code)
      expect(await store.code('h1', 'link', NOON - 1)).toEqual(code)
      expect(await store.code('h1', 'link', NOON)).toBeUndefined()
      expect(await store.code('h1', 'join', NOON - 1)).toBeUndefined()
      await store.saveCode({ ...code, hash: 'h2', purpose: 'join' })
      await store.saveCode({ ...code, hash: 'h3' })
      expect(await store.code('h1', 'link', NOON - 1)).toBeUndefined()
      expect(await store.code('h2', 'join', NOON - 1)).toBeDefined()
      await store.dropCode('h3')
      expect(await store.code('h3', 'link', NOON - 1)).toBeUndefined()
    })

    it('are shown by /privacy, and go with their member', async () => {
      const { store } = opened
      await store.saveMember(aMember('ann'), 0)
      await store.saveCode(code)
      expect((await store.recordsOf('ann')).codes).toEqual([{ purpose: 'link', until: NOON }])
      await store.eraseMember('ann')
      expect(await opened.record.dump()).not.toContain('h1')
    })
  })
}
