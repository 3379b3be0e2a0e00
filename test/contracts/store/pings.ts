import { describe, expect, it } from 'vitest'
import { Conflict } from '../../../src/storage/store.ts'
import { aPing, aRequest, MINUTE, NOON } from '../../storage/samples.ts'
import type { Opened } from '../store.ts'

const livePingOf = (memberId: string) => (error: unknown) =>
  error instanceof Conflict && error.what === 'live-ping' && error.memberId === memberId

export function pingsContract(opened: Opened): void {
  describe('pings', () => {
    it('nobody has two at a time', async () => {
      const { store } = opened
      const first = aRequest('r1', { pings: [aPing('p1', 'ann', { state: 'live' })] })
      await store.saveRequest(first, 0)
      for (const state of ['owed', 'live', 'claimed'] as const) {
        const second = store.saveRequest(
          aRequest('r2', { pings: [aPing('p2', 'bob'), aPing('p3', 'ann', { state })] }),
          0,
        )
        await expect(second).rejects.toSatisfy(livePingOf('ann'))
      }
      expect(await store.request('r2')).toBeUndefined()
      await store.saveRequest({ ...first, pings: [aPing('p1', 'ann', { state: 'declined' })] }, 1)
      await store.saveRequest(aRequest('r2', { pings: [aPing('p3', 'ann')] }), 0)
      expect((await store.request('r2'))?.pings.map(({ id }) => id)).toEqual(['p3'])
    })

    it('an ended ping does not come to life beside another', async () => {
      const { store } = opened
      const first = aRequest('r1', { pings: [aPing('p1', 'ann', { state: 'lapsed' })] })
      await store.saveRequest(first, 0)
      await store.saveRequest(aRequest('r2', { pings: [aPing('p2', 'ann')] }), 0)
      const again = store.saveRequest({ ...first, pings: [aPing('p1', 'ann', { state: 'claimed' })] }, 1)
      await expect(again).rejects.toSatisfy(livePingOf('ann'))
    })

    it('one ends and the next begins in the same save', async () => {
      const { store } = opened
      const request = aRequest('r1', { pings: [aPing('p1', 'ann', { state: 'live' })] })
      await store.saveRequest(request, 0)
      await store.saveRequest({ ...request, pings: [aPing('p1', 'ann', { state: 'lapsed' }), aPing('p2', 'ann')] }, 1)
      expect((await store.request('r1'))?.pings.map(({ state }) => state)).toEqual(['lapsed', 'owed'])
      const twice = store.saveRequest({ ...request, pings: [aPing('p2', 'ann'), aPing('p3', 'ann')] }, 2)
      await expect(twice).rejects.toSatisfy(livePingOf('ann'))
    })

    it('a member who is taken out of a ping is in none', async () => {
      const { store } = opened
      const request = aRequest('r1', { pings: [aPing('p1', 'ann', { state: 'declined' })] })
      await store.saveRequest(request, 0)
      await store.saveRequest({ ...request, pings: [aPing('p1', 'erased', { state: 'declined' })] }, 1)
      expect((await store.pingLoads(['ann'], NOON)).get('ann')).toEqual({ recent: 0, outstanding: false })
      expect(await store.requestsWhere({ involvesId: 'ann', limit: 9 })).toEqual([])
    })

    it('that an outage delayed are counted from when they reached their helper', async () => {
      const { store } = opened
      const request = aRequest('r1', { pings: [aPing('p1', 'ann', { createdAt: NOON - 9, state: 'owed' })] })
      await store.saveRequest(request, 0)
      const sent = aPing('p1', 'ann', { createdAt: NOON - 9, sentAt: NOON + 5, state: 'live' })
      await store.saveRequest({ ...request, pings: [sent] }, 1)
      const load = { recent: 1, oldest: NOON + 5, outstanding: true }
      expect((await store.pingLoads(['ann'], NOON)).get('ann')).toEqual(load)
      await store.saveRequest({ ...request, pings: [{ ...sent, sentAt: NOON + 6 }] }, 2)
      expect((await store.pingLoads(['ann'], NOON)).get('ann')).toEqual({ ...load, oldest: NOON + 6 })
    })

    it('are counted for the week, with whether one is outstanding', async () => {
      const { store } = opened
      const ended = (id: string, createdAt: number) => aPing(id, 'ann', { state: 'declined', createdAt })
      await store.saveRequest(
        aRequest('r1', { pings: [ended('p1', NOON - 9), ended('p2', NOON), ended('p3', NOON + 5)] }),
        0,
      )
      await store.saveRequest(
        aRequest('r2', { pings: [aPing('p4', 'bob', { createdAt: NOON - 9, state: 'live' })] }),
        0,
      )
      expect(await store.pingLoads(['ann', 'bob', 'eve'], NOON)).toEqual(
        new Map([
          ['ann', { recent: 2, oldest: NOON, outstanding: false }],
          ['bob', { recent: 0, outstanding: true }],
          ['eve', { recent: 0, outstanding: false }],
        ]),
      )
      expect(await store.pingLoads([], NOON)).toEqual(new Map())
    })

    it('tell which one a reply by DM is about: the live one, else the last', async () => {
      const { store } = opened
      expect(await store.lastPinged('ann', NOON)).toBeUndefined()
      const ping = (id: string, createdAt: number, state: 'live' | 'lapsed') => ({
        pings: [aPing(id, 'ann', { createdAt, state })],
      })
      await store.saveRequest(aRequest('r1', ping('p1', NOON - 9, 'live')), 0)
      await store.saveRequest(aRequest('r2', ping('p2', NOON, 'lapsed')), 0)
      await store.saveRequest(aRequest('r3', ping('p3', NOON + MINUTE, 'lapsed')), 0)
      expect(await store.lastPinged('ann', NOON)).toEqual({ requestId: 'r1', pingId: 'p1' })
      await store.saveRequest(aRequest('r1', ping('p1', NOON - 9, 'lapsed')), 1)
      expect(await store.lastPinged('ann', NOON)).toEqual({ requestId: 'r3', pingId: 'p3' })
      expect(await store.lastPinged('ann', NOON + 2 * MINUTE)).toBeUndefined()
    })
  })

  describe('DMs', () => {
    it('are remembered by account and by conversation, and those the bot opened are counted', async () => {
      const { store } = opened
      await store.saveDm('web:u:ann', { conversation: 'web:d:1', closed: false, opened: true }, NOON)
      await store.saveDm('web:u:bob', { conversation: 'web:d:2', closed: false, opened: false }, NOON)
      await store.saveDm('web:u:eve', { closed: true, opened: false }, NOON)
      await store.saveDm('web:u:ann', { closed: true, opened: false }, NOON + 1)
      expect(await store.dms(['web:u:ann', 'web:u:bob', 'web:u:eve', 'web:u:zoe'])).toEqual(
        new Map([
          ['web:u:ann', { conversation: 'web:d:1', closed: true }],
          ['web:u:bob', { conversation: 'web:d:2', closed: false }],
          ['web:u:eve', { closed: true }],
        ]),
      )
      expect([await store.dmsOpened('web', NOON), await store.dmsOpened('web', NOON + 1)]).toEqual([1, 0])
      expect(await store.dmsOpened('slack', NOON)).toBe(0)
    })
  })

  describe('blocks', () => {
    it('count in both directions', async () => {
      const { store } = opened
      await store.block('ann', 'bob', NOON)
      await store.block('ann', 'bob', NOON + 1)
      await store.block('eve', 'ann', NOON)
      expect(await store.blockedWith('ann', ['bob', 'eve', 'zoe'])).toEqual(new Set(['bob', 'eve']))
      expect(await store.blockedWith('bob', ['ann', 'eve'])).toEqual(new Set(['ann']))
      expect(await store.blockedWith('zoe', ['ann'])).toEqual(new Set())
    })
  })
}
