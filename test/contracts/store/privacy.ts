import { describe, expect, it } from 'vitest'
import { keptOf } from '../../../src/shared/ids.ts'
import { aMember, aMessage, anEffect, aRequest, aVolunteer, NOON, someEvidence } from '../../storage/samples.ts'
import type { Opened } from '../store.ts'

const ACCOUNT = 'web:u:marker-account'
const DM = 'web:d:marker-dm'
const DM_EFFECT = { type: 'send', slot: 'ping:p1', to: { to: 'dm', memberId: 'ann' }, card: 'ping' } as const

/** Everything the record may know of ann beyond requests, each with a mark to look for. */
async function liveHere({ store }: Opened): Promise<void> {
  const volunteer = aVolunteer({ topics: ['marker-topic'] })
  await store.saveMember(aMember('ann', { accounts: [ACCOUNT], volunteer }), 0)
  await store.addEvidence('c1', [
    someEvidence('ann', 'marker-term'),
    someEvidence('bob', 'ann', { kind: 'replied-to' }),
    someEvidence('bob', 'vet'),
  ])
  await store.saveDm(ACCOUNT, { conversation: DM, closed: false, opened: true }, NOON)
  await store.saveCursor(DM, 'marker-cursor', 1)
  await store.keepPut('web', {
    [`${keptOf(ACCOUNT)}home`]: 'marker-home',
    [`${keptOf('web:u:other')}home`]: 'home of another',
  })
  await store.block('ann', 'bob', NOON)
  await store.block('eve', 'ann', NOON)
  await store.addEffects([
    anEffect('dead', { effect: DM_EFFECT, lane: 'marker-lane' }),
    anEffect('owed', {
      memberId: 'ann',
      effect: { type: 'answer', interaction: 'marker-interaction', card: 'why-me' },
      lane: 'x',
    }),
    anEffect('held', { effect: DM_EFFECT, lane: 'y', dueAt: NOON - 1 }),
    anEffect('of-bob', { effect: { ...DM_EFFECT, to: { to: 'dm', memberId: 'bob' } }, lane: 'z' }),
  ])
  await store.claimEffects('w', NOON, NOON, 9)
  await store.giveUpEffect('dead', 'w', 'marker-error')
  await store.holdOverdue(NOON)
  await store.keepEvent(aMessage('kept', { author: ACCOUNT, text: 'marker-kept' }), NOON, NOON, 'marker-reason')
  await store.keepEvent(aMessage('of-bob', { author: 'web:u:bob', text: 'bob writes' }), NOON, NOON, 'x')
  const words = { ...aRequest('x').words!, topics: ['marker-asked'] }
  const request = aRequest('r1', { askerId: 'ann', message: 'web:m:marker', state: 'withdrawn', closedAt: NOON, words })
  await store.saveRequest(request, 0)
  const { words: _, ...wordless } = request
  await store.saveRequest({ ...wordless, sent: {} }, 1)
  await store.keepEvent(
    { type: 'message-edited', id: 'edit', at: NOON, space: 's', message: 'web:m:marker', text: 'marker-edit' },
    NOON,
    NOON,
    'x',
  )
}

export function privacyContract(opened: Opened): void {
  describe('privacy', () => {
    it('shows everything that is kept about a member', async () => {
      await liveHere(opened)
      const records = await opened.store.recordsOf('ann')
      const shown = JSON.stringify(records)
      for (const mark of ['marker-topic', 'marker-term', DM, 'marker-error', 'marker-kept', 'marker-edit'])
        expect(shown).toContain(mark)
      // The private answer on its way is not counted.
      expect(records.owed).toHaveLength(1)
      expect(records.blocks).toEqual([{ memberId: 'bob', at: NOON }])
      expect(shown).not.toContain('bob writes')
    })

    it('erasing leaves nothing of the member, and everything of others', async () => {
      await liveHere(opened)
      expect(await opened.record.dump()).toContain('marker-term')
      await opened.store.eraseMember('ann')
      const left = (await opened.record.dump()).replaceAll('web:m:marker', '')
      expect(left).not.toContain('marker')
      expect(left).toContain('bob writes')
      expect(left).toContain('home of another')
      expect((await opened.store.evidenceOf('bob')).map(({ key }) => key)).toEqual(['vet'])
      expect((await opened.store.changesSince('c1', 0)).memberIds).toContain('ann')
      expect((await opened.store.claimEffects('w', NOON + 1, NOON + 2, 9)).map(({ id }) => id)).toEqual(['of-bob'])
      expect(await opened.store.recordsOf('ann')).toMatchObject({
        member: [],
        evidence: [],
        dms: [],
        owed: [],
        keptEvents: [],
      })
      await opened.store.eraseMember('ann')
      expect(await opened.store.noteEvent('kept', NOON)).toBe(false)
    })

    it('removing a community leaves nothing of it, and everything of others', async () => {
      await liveHere(opened)
      const volunteer = aVolunteer({ topics: ['topic-elsewhere'] })
      await opened.store.saveMember(aMember('zed', { communityId: 'c2', accounts: [ACCOUNT], volunteer }), 0)
      await opened.store.removeCommunity('c1')
      const left = await opened.record.dump()
      for (const mark of ['marker-topic', 'marker-term', 'marker-asked', 'marker-error', 'marker-lane'])
        expect(left).not.toContain(mark)
      expect(left).toContain('topic-elsewhere')
      expect(await opened.store.memberByAccount(ACCOUNT, 'c2')).toBeDefined()
      expect(await opened.store.requestsWhere({ communityId: 'c1', limit: 9 })).toEqual([])
    })
  })
}
