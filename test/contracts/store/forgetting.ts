import { describe, expect, it } from 'vitest'
import { aCommunity, anEffect, aRequest, NOON } from '../../storage/samples.ts'
import type { Opened } from '../store.ts'

const DAY = 24 * 3_600_000

export function forgettingContract(opened: Opened): void {
  describe('what nobody needs any more', () => {
    it('goes: leases that ran out, dead letters, tallies and cursors of long ago', async () => {
      const { store } = opened
      const old = { leases: NOON, deadLetters: NOON, tallies: NOON, cursors: NOON }
      for (const [id, at] of [
        ['old', NOON - 1],
        ['new', NOON],
      ] as const) {
        await store.takeLease(`conversation:${id}`, 'p1', at - 10, at)
        await store.addEffects([anEffect(id, { communityId: 'c1', lane: id, dueAt: at })])
        await store.claimEffects('p1', NOON, NOON + 1, 9)
        await store.giveUpEffect(id, 'p1', 'gone')
        await store.addTally('c1', { at, channel: 'web:c:1', what: id })
        await store.saveCursor(`web:c:${id}`, '5', at)
      }
      await store.forgetOld(old)
      expect((await store.deadLetters('c1', 9)).map(({ id }) => id)).toEqual(['new'])
      expect((await store.tallies('c1', 0)).map(({ what }) => what)).toEqual(['new'])
      expect([await store.cursor('web:c:old'), await store.cursor('web:c:new')]).toEqual([undefined, '5'])
      // The one that is left is still held at its last moment.
      expect(await store.takeLease('conversation:new', 'p2', NOON, NOON + 1)).toBe(false)
      expect(await opened.record.dump()).not.toContain('conversation:old')
    })

    it('goes: questions that came to nothing, with all that leads to them, some at a time', async () => {
      const { store } = opened
      await store.saveCommunity(aCommunity('c1'), 0)
      const asked = (id: string, state: 'dismissed' | 'offered' | 'open', noticedAt: number) =>
        store.saveRequest(
          aRequest(id, {
            communityId: 'c1',
            state,
            noticedAt,
            message: `web:m:${id}`,
            sent: {},
            pings: [],
            suggestions: [],
          }),
          0,
        )
      await asked('old', 'dismissed', NOON - DAY)
      await asked('new', 'dismissed', NOON)
      await asked('waits', 'offered', NOON - DAY)
      await asked('lives', 'open', NOON - DAY)
      await store.setTimer({ id: 'old/x/', requestId: 'old', name: 'offer-lapses', at: NOON })
      expect(await store.forgetDismissed(NOON)).toBe(1)
      expect(await store.forgetDismissed(NOON)).toBe(0)
      expect(await store.request('old')).toBeUndefined()
      expect(await store.requestByRef('web:m:old')).toBeUndefined()
      expect(await store.takeTimers(NOON, 9)).toEqual([])
      for (const id of ['new', 'waits', 'lives']) expect((await store.request(id))?.id).toBe(id)
    })
  })
}
