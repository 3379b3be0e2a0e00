import { describe, expect, it } from 'vitest'
import { aCommunity, anEffect, MINUTE, NOON } from '../../storage/samples.ts'
import type { Opened } from '../store.ts'

const LATER = NOON + MINUTE

export function effectsContract(opened: Opened): void {
  const claim = async (worker: string, now = NOON, limit = 10) =>
    (await opened.store.claimEffects(worker, now, now + MINUTE, limit)).map(({ id }) => id)

  describe('effects', () => {
    it('come back as they were added, and one added twice is one', async () => {
      const effect = anEffect('e1', { memberId: 'ann', effect: { type: 'answer', interaction: 'i1', card: 'why-me' } })
      await opened.store.addEffects([effect, anEffect('e2', { lane: 'b' })])
      await opened.store.addEffects([effect])
      await opened.store.addEffects([])
      expect(await opened.store.claimEffects('w', NOON, LATER, 10)).toEqual([effect, anEffect('e2', { lane: 'b' })])
    })

    it('go out first in first out in a lane, and lanes side by side', async () => {
      const { store } = opened
      await store.addEffects([
        anEffect('a1'),
        anEffect('a2'),
        anEffect('b1', { lane: 'b' }),
        anEffect('a3'),
        anEffect('b2', { lane: 'b' }),
      ])
      expect(await claim('w1')).toEqual(['a1', 'b1'])
      expect(await claim('w2')).toEqual([])
      expect(await store.finishEffect('a1', 'w1')).toBe(true)
      expect(await claim('w2')).toEqual(['a2'])
      expect(await store.finishEffect('b1', 'w1')).toBe(true)
      expect(await store.finishEffect('a2', 'w2')).toBe(true)
      expect(await claim('w1', NOON, 1)).toEqual(['a3'])
    })

    it('that edit the same card are one until it is begun', async () => {
      const { store } = opened
      const edit = (id: string, about: string) =>
        anEffect(id, { effect: { type: 'edit', slot: 'card', to: { to: 'thread' }, card: 'status', about } })
      await store.addEffects([edit('a1', 'x')])
      await store.addEffects([edit('a2', 'x'), edit('a3', 'y')])
      expect(await claim('w')).toEqual(['a1'])
      // It may have been rendered already, so what changed now needs another.
      await store.addEffects([edit('a4', 'x')])
      await store.addEffects([edit('a5', 'x')])
      await store.finishEffect('a1', 'w')
      expect(await claim('w')).toEqual(['a3'])
      await store.finishEffect('a3', 'w')
      expect(await claim('w')).toEqual(['a4'])
      await store.finishEffect('a4', 'w')
      expect(await claim('w')).toEqual([])
    })

    it('that must be tried again block only their lane', async () => {
      const { store } = opened
      await store.addEffects([
        anEffect('a1'),
        anEffect('a2'),
        anEffect('b1', { lane: 'b' }),
        anEffect('b2', { lane: 'b' }),
      ])
      await claim('w')
      await store.retryEffect('a1', 'w', LATER, 'unavailable', { tried: true })
      await store.finishEffect('b1', 'w')
      expect(await claim('w')).toEqual(['b2'])
      await store.finishEffect('b2', 'w')
      expect(await store.nextDue()).toBe(LATER)
      const [again] = await store.claimEffects('w', LATER, LATER + MINUTE, 10)
      expect(again).toMatchObject({ id: 'a1', attempts: 1, dueAt: LATER })
    })

    it('not yet due hold back those behind them', async () => {
      await opened.store.addEffects([anEffect('a1', { dueAt: LATER }), anEffect('a2')])
      expect(await claim('w')).toEqual([])
      expect(await claim('w', LATER)).toEqual(['a1'])
    })

    it('of a worker who fell silent go to another, and the first cannot finish them', async () => {
      const { store } = opened
      await store.addEffects([anEffect('a1')])
      expect(await claim('dead')).toEqual(['a1'])
      expect(await store.nextDue()).toBe(NOON + MINUTE + 1)
      expect(await claim('w', NOON + MINUTE)).toEqual([])
      expect(await claim('w', NOON + MINUTE + 1)).toEqual(['a1'])
      expect(await store.finishEffect('a1', 'dead')).toBe(false)
      await store.retryEffect('a1', 'dead', NOON, 'late', { tried: true })
      await store.giveUpEffect('a1', 'dead', 'late')
      expect(await store.finishEffect('a1', 'w')).toBe(true)
      expect(await store.finishEffect('a1', 'w')).toBe(false)
      expect(await store.deadLetters('c1', 10)).toEqual([])
    })

    it('of a worker who fell silent count as tried, one that only waits does not', async () => {
      const { store } = opened
      await store.addEffects([anEffect('a1')])
      await store.claimEffects('dead', NOON, NOON + MINUTE, 10)
      const [taken] = await store.claimEffects('w', NOON + MINUTE + 1, NOON + 2 * MINUTE, 10)
      expect(taken).toMatchObject({ id: 'a1', attempts: 1 })
      await store.retryEffect('a1', 'w', NOON + 2 * MINUTE, 'pace', { tried: false })
      const [again] = await store.claimEffects('w', NOON + 2 * MINUTE, LATER, 10)
      expect(again).toMatchObject({ id: 'a1', attempts: 1 })
    })

    it('are claimed again at once by a process that knows it is the only one, and count as tried', async () => {
      const { store } = opened
      await store.addEffects([anEffect('a1'), anEffect('b1', { lane: 'b', dueAt: NOON + 1 })])
      expect(await claim('dead')).toEqual(['a1'])
      await store.endClaims()
      expect(await store.nextDue()).toBeLessThanOrEqual(NOON)
      const [taken] = await store.claimEffects('w', NOON, LATER, 10)
      expect(taken).toMatchObject({ id: 'a1', attempts: 1 })
      const [waiting] = await store.claimEffects('w', NOON + 1, LATER, 10)
      expect(waiting).toMatchObject({ id: 'b1', attempts: 0 })
    })

    it('of communities with a space on a platform that is served elsewhere are left to others', async () => {
      const { store } = opened
      await store.saveCommunity(aCommunity('c1', { spaces: ['web:s:1'] }), 0)
      await store.saveCommunity(aCommunity('c2', { spaces: ['slack:s:1', 'discord:s:1'] }), 0)
      await store.addEffects([anEffect('here'), anEffect('there', { communityId: 'c2', lane: 'b', dueAt: NOON - 1 })])
      expect(await store.nextDue()).toBe(NOON - 1)
      expect(await store.nextDue(['discord'])).toBe(NOON)
      const claimed = await store.claimEffects('w', NOON, LATER, 10, ['discord'])
      expect(claimed.map(({ id }) => id)).toEqual(['here'])
      expect(await store.nextDue(['discord', 'web'])).toBeUndefined()
      expect(await claim('other')).toEqual(['there'])
    })

    it('given up become dead letters and open their lane', async () => {
      const { store } = opened
      await store.addEffects([anEffect('a1'), anEffect('a2')])
      await claim('w')
      await store.giveUpEffect('a1', 'w', 'forbidden')
      expect(await store.deadLetters('c1', 10)).toEqual([{ id: 'a1', type: 'send', error: 'forbidden', at: NOON }])
      expect(await claim('w')).toEqual(['a2'])
    })

    it('overdue at start are held for an organiser, who lets them go or drops them', async () => {
      const { store } = opened
      await store.addEffects([anEffect('old', { dueAt: NOON - 1 }), anEffect('new', { lane: 'b' })])
      expect(await store.holdOverdue(NOON)).toBe(1)
      expect(await store.holdOverdue(NOON)).toBe(0)
      await store.addEffects([anEffect('behind')])
      expect(await claim('w')).toEqual(['new'])
      expect((await store.heldEffects('c1', 10)).map(({ id }) => id)).toEqual(['old'])
      expect(await store.releaseHeld('c1', 'send')).toBe(1)
      expect(await claim('w')).toEqual(['old'])
      await store.retryEffect('old', 'w', NOON - 1, 'unavailable', { tried: true })
      await store.holdOverdue(NOON)
      expect(await store.releaseHeld('c1', 'drop')).toBe(1)
      expect(await store.heldEffects('c1', 10)).toEqual([])
      expect(await claim('w')).toEqual(['behind'])
    })

    it('held while a process that died was at them count as tried: it may have sent them already', async () => {
      const { store } = opened
      await store.addEffects([
        anEffect('begun', { dueAt: NOON - 1 }),
        anEffect('waited', { lane: 'b', dueAt: NOON - 1 }),
      ])
      await store.claimEffects('dead', NOON, LATER, 1)
      expect(await store.holdOverdue(NOON)).toBe(2)
      await store.releaseHeld('c1', 'send')
      const claimed = await store.claimEffects('w', NOON, LATER, 10)
      expect(claimed.map(({ id, attempts }) => [id, attempts])).toEqual([
        ['begun', 1],
        ['waited', 0],
      ])
    })

    it('keep their order with several who claim at the same time, and nobody gets one twice', async () => {
      const { store } = opened
      const lanes = Array.from({ length: 12 }, (_, lane) => `lane${lane}`)
      await store.addEffects(
        Array.from({ length: 10 }, (_, i) => lanes.map((lane) => anEffect(`${lane}/${i}`, { lane }))).flat(),
      )
      const done: string[] = []
      const work = async (worker: string) => {
        for (let idle = 0; idle < 50 && done.length < 120; ) {
          const claimed = await store.claimEffects(worker, NOON, LATER, 3)
          idle = claimed.length === 0 ? idle + 1 : 0
          for (const { id } of claimed) {
            done.push(id)
            expect(await store.finishEffect(id, worker)).toBe(true)
          }
        }
      }
      await Promise.all(['w1', 'w2', 'w3', 'w4'].map(work))
      expect(new Set(done).size).toBe(120)
      for (const lane of lanes) {
        const order = done.filter((id) => id.startsWith(`${lane}/`))
        expect(order).toEqual(Array.from({ length: 10 }, (_, i) => `${lane}/${i}`))
      }
    })
  })

  describe('timers', () => {
    const timer = (id: string, at: number) => ({ id, requestId: 'r1', name: 'wave-ends' as const, at })

    it('are taken once, when due, earliest first', async () => {
      const { store } = opened
      await store.setTimer({ ...timer('b', NOON), about: 'p1' })
      await store.setTimer(timer('a', NOON - 1))
      await store.setTimer(timer('c', LATER))
      expect(await store.nextDue()).toBe(NOON - 1)
      expect(await store.takeTimers(NOON, 1)).toEqual([timer('a', NOON - 1)])
      expect(await store.takeTimers(NOON, 10)).toEqual([{ ...timer('b', NOON), about: 'p1' }])
      expect(await store.takeTimers(NOON, 10)).toEqual([])
      expect(await store.nextDue()).toBe(LATER)
    })

    it('set again move, and can be cancelled', async () => {
      const { store } = opened
      await store.setTimer(timer('a', NOON))
      await store.setTimer(timer('a', LATER))
      expect(await store.takeTimers(NOON, 10)).toEqual([])
      await store.cancelTimer('a')
      await store.cancelTimer('a')
      expect(await store.nextDue()).toBeUndefined()
    })

    it('stay when what they should do fails', async () => {
      const { store } = opened
      await store.setTimer(timer('a', NOON))
      const failing = store.transaction(async (tx) => {
        expect(await tx.takeTimers(NOON, 10)).toHaveLength(1)
        throw new Error('not decided')
      })
      await expect(failing).rejects.toThrow('not decided')
      expect(await store.takeTimers(NOON, 10)).toHaveLength(1)
    })
  })
}
