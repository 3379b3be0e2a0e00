import { describe, expect, it } from 'vitest'
import { Conflict } from '../../../src/storage/store.ts'
import { aPing, aRequest, MINUTE, NOON } from '../../storage/samples.ts'
import type { Opened } from '../store.ts'

export function requestsContract(opened: Opened): void {
  describe('requests', () => {
    it('come back as they were saved, with the version they have', async () => {
      const { store } = opened
      expect(await store.request('r1')).toBeUndefined()
      const request = aRequest('r1', { pings: [aPing('p1', 'jonathan')] })
      await store.saveRequest(request, 0)
      expect(await store.request('r1')).toEqual({ ...request, version: 1 })
      await store.saveRequest({ ...request, version: 2, state: 'solved', closedAt: NOON + 1 }, 1)
      expect(await store.request('r1')).toMatchObject({ version: 2, state: 'solved' })
    })

    it('come back as they were saved whether or not their subject is known yet, in whatever order they come', async () => {
      const { store } = opened
      const bare = aRequest('bare', { words: undefined })
      const full = aRequest('full')
      const later = aRequest('later', { words: undefined })
      for (const request of [bare, full, later]) await store.saveRequest(request, 0)
      for (const request of [bare, full, later])
        expect(await store.request(request.id)).toMatchObject({ id: request.id })
      expect((await store.requestsWhere({ kind: full.words!.kind, limit: 5 })).map(({ id }) => id)).toEqual(['full'])
    })

    it('are not overwritten by one who read an older version', async () => {
      const { store } = opened
      await store.saveRequest(aRequest('r1'), 0)
      await store.saveRequest(aRequest('r1', { state: 'solved' }), 1)
      for (const expected of [0, 1, 3]) {
        const late = store.saveRequest(aRequest('r1', { state: 'withdrawn' }), expected)
        await expect(late).rejects.toSatisfy((error) => error instanceof Conflict && error.what === 'version')
      }
      expect((await store.request('r1'))?.state).toBe('solved')
    })

    it('are saved together with what is owed, or not at all', async () => {
      const { store } = opened
      const failing = store.transaction(async (tx) => {
        await tx.saveRequest(aRequest('r1', { message: 'web:m:1', pings: [aPing('p1', 'jonathan')] }), 0)
        expect(await tx.request('r1')).toBeDefined()
        throw new Error('power cut')
      })
      await expect(failing).rejects.toThrow('power cut')
      expect(await store.request('r1')).toBeUndefined()
      expect(await store.requestByRef('web:m:1')).toBeUndefined()
      expect((await store.pingLoads(['jonathan'], NOON)).get('jonathan')?.outstanding).toBe(false)
    })

    it('are found by every message and thread that belongs to them', async () => {
      const { store } = opened
      const request = aRequest('r1', {
        message: 'web:m:1',
        thread: 'web:t:1',
        copies: [{ channel: 'web:c:other', message: 'web:m:2', thread: 'web:t:2' }],
        sent: { card: 'web:m:3', 'ping:p1': 'web:m:4' },
        suggestions: [{ id: 's1', memberId: 'jonathan', text: 'Joel', at: NOON, to: 'thread', message: 'web:m:5' }],
        updates: [{ id: 'u1', text: 'found a room', at: NOON, message: 'web:m:6' }],
      })
      await store.saveRequest(request, 0)
      const slots = await Promise.all(
        ['m:1', 't:1', 'm:2', 't:2', 'm:3', 'm:4', 'm:5', 'm:6'].map(
          async (ref) => (await store.requestByRef(`web:${ref}`))?.slot,
        ),
      )
      expect(slots).toEqual([
        'message',
        'thread',
        'copy:web:c:other',
        'copy:web:c:other',
        'card',
        'ping:p1',
        'said:s1',
        'said:u1',
      ])
      expect(await store.requestByRef('web:m:9')).toBeUndefined()
      await store.saveRequest({ ...request, sent: { card: 'web:m:7' } }, 1)
      expect(await store.requestByRef('web:m:7')).toEqual({ requestId: 'r1', slot: 'card' })
      expect(await store.requestByRef('web:m:3')).toBeUndefined()
      expect(await store.requestByRef('web:m:1')).toEqual({ requestId: 'r1', slot: 'message' })
    })

    it('asked again with the same message: the message leads to the later one', async () => {
      const { store } = opened
      const first = aRequest('r1', { message: 'web:m:1', state: 'dismissed' })
      await store.saveRequest(first, 0)
      await store.saveRequest(aRequest('r2', { message: 'web:m:1', noticedAt: NOON + MINUTE }), 0)
      await store.saveRequest({ ...first, closedAt: NOON }, 1)
      expect((await store.requestByRef('web:m:1'))?.requestId).toBe('r2')
    })

    it('are listed newest first by whom, where and how they stand', async () => {
      const { store } = opened
      const words = aRequest('x').words!
      await store.saveRequest(aRequest('r1', { noticedAt: NOON, words: { ...words, kind: 'wish' } }), 0)
      await store.saveRequest(
        aRequest('r2', { noticedAt: NOON + 1, askerId: 'ann', pings: [aPing('p1', 'jonathan')] }),
        0,
      )
      await store.saveRequest(
        aRequest('r3', {
          noticedAt: NOON + 2,
          state: 'solved',
          closedAt: NOON + 5,
          recallable: true,
          suggestions: [{ id: 's1', memberId: 'jonathan', text: 'Joel', at: NOON, to: 'thread' }],
        }),
        0,
      )
      await store.saveRequest(aRequest('r4', { noticedAt: NOON + 3, communityId: 'c2' }), 0)
      const ids = async (filter: Omit<Parameters<typeof store.requestsWhere>[0], 'limit'>, limit = 10) =>
        (await store.requestsWhere({ ...filter, limit })).map(({ id }) => id)
      expect(await ids({ communityId: 'c1' })).toEqual(['r3', 'r2', 'r1'])
      expect(await ids({ communityId: 'c1' }, 2)).toEqual(['r3', 'r2'])
      expect(await ids({ askerId: 'ann' })).toEqual(['r2'])
      expect(await ids({ involvesId: 'jonathan' })).toEqual(['r3', 'r2'])
      expect(await ids({ communityId: 'c1', states: ['open'] })).toEqual(['r2', 'r1'])
      expect(await ids({ kind: 'wish' })).toEqual(['r1'])
      expect(await ids({ recallable: true })).toEqual(['r3'])
      expect(await ids({ states: ['solved'], hasText: true })).toEqual(['r3'])
    })

    it('keep kind and topics when their words are gone, and count as without text', async () => {
      const { store } = opened
      const request = aRequest('r1', { state: 'expired', closedAt: NOON, nobodyLeft: true })
      await store.saveRequest(request, 0)
      const { words: _, ...wordless } = request
      await store.saveRequest(wordless, 1)
      expect(await store.requestsWhere({ kind: 'referral', hasText: false, limit: 9 })).toHaveLength(1)
      expect(await opened.record.dump()).not.toContain('anyone know anyone')
      expect(await store.unmetTopics('c1', NOON, 9)).toHaveLength(2)
    })

    it('tell the usual wait for a first suggestion', async () => {
      const { store } = opened
      expect(await store.usualWait('c1')).toBeUndefined()
      for (const [i, wait] of [9, 1, 5, 3].entries()) {
        await store.saveRequest(aRequest(`r${i}`, { openedAt: NOON, firstSuggestionAt: NOON + wait * MINUTE }), 0)
      }
      await store.saveRequest(aRequest('waiting'), 0)
      expect(await store.usualWait('c1')).toEqual({ median: 4 * MINUTE, n: 4 })
      expect(await store.usualWait('c2')).toBeUndefined()
    })

    it('tell which topics nobody could be asked about', async () => {
      const { store } = opened
      const about = (topics: string[]) => ({ words: { ...aRequest('x').words!, topics }, nobodyLeft: true })
      await store.saveRequest(aRequest('r1', about(['beer', 'vet'])), 0)
      await store.saveRequest(aRequest('r2', about(['vet'])), 0)
      await store.saveRequest(aRequest('asked', { ...about(['vet']), pings: [aPing('p1', 'ann')] }), 0)
      await store.saveRequest(aRequest('looking', { ...about(['vet']), nobodyLeft: false }), 0)
      await store.saveRequest(aRequest('posted', { ...about(['zip']), nobodyLeft: false, reach: 'post-for-all' }), 0)
      await store.saveRequest(aRequest('old', { ...about(['vet']), openedAt: NOON - 1 }), 0)
      expect(await store.unmetTopics('c1', NOON, 9)).toEqual([
        { topic: 'vet', count: 2 },
        { topic: 'beer', count: 1 },
        { topic: 'zip', count: 1 },
      ])
      expect(await store.unmetTopics('c1', NOON, 1)).toHaveLength(1)
    })
  })
}
