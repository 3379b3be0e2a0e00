import { describe, expect, it } from 'vitest'
import { aMessage, MINUTE, NOON } from '../../storage/samples.ts'
import type { Opened } from '../store.ts'

export function inboxContract(opened: Opened): void {
  describe('the inbox', () => {
    it('lets an event be done once', async () => {
      expect(await opened.store.noteEvent('e1', NOON)).toBe(true)
      expect(await opened.store.noteEvent('e1', NOON + 1)).toBe(false)
      expect(await opened.store.noteEvent('e2', NOON)).toBe(true)
    })

    it('notes an id once however many notice it at the same moment', async () => {
      const answers = await Promise.all(Array.from({ length: 40 }, () => opened.store.noteEvent('e1', NOON)))
      expect(answers.filter(Boolean)).toHaveLength(1)
    })

    it('forgets that an event was noted when the transaction fails', async () => {
      const failing = opened.store.transaction(async (tx) => {
        await tx.noteEvent('e1', NOON)
        throw new Error('the decision failed')
      })
      await expect(failing).rejects.toThrow('the decision failed')
      expect(await opened.store.noteEvent('e1', NOON)).toBe(true)
    })

    it('leaves what came from a platform that is served elsewhere to others', async () => {
      const { store } = opened
      await store.keepEvent({ ...aMessage('late'), id: 'slack:e:1' }, NOON, NOON, 'no reply')
      expect(await store.dueEvents(NOON, 10, ['slack', 'web'])).toEqual([])
      expect(await store.nextDue(['slack', 'web'])).toBeUndefined()
      expect(await store.nextDue(['web'])).toBe(NOON)
      expect(await store.dueEvents(NOON, 10, ['web'])).toHaveLength(1)
    })

    it('keeps what could not be processed, text and attempts, until it is due and done', async () => {
      const { store } = opened
      await store.keepEvent(
        aMessage('late', { text: 'later \u0000 \ud83c\udf55' }),
        NOON + 1,
        NOON + MINUTE,
        'no reply',
      )
      await store.keepEvent(aMessage('first'), NOON, NOON + MINUTE, 'no reply')
      expect(await store.dueEvents(NOON, 10)).toEqual([])
      expect(await store.nextDue()).toBe(NOON + MINUTE)
      expect(await store.dueEvents(NOON + MINUTE, 10)).toEqual([
        { event: aMessage('first'), attempts: 1 },
        { event: aMessage('late', { text: 'later \u0000 \ud83c\udf55' }), attempts: 1 },
      ])
      await store.keepEvent(aMessage('first'), NOON + MINUTE, NOON + 2 * MINUTE, 'again no reply')
      expect(await store.dueEvents(NOON + 2 * MINUTE, 1)).toEqual([{ event: aMessage('first'), attempts: 2 }])
      await store.finishEvent('first', 'done')
      await store.finishEvent('late', 'dead')
      expect(await store.dueEvents(NOON + 9 * MINUTE, 10)).toEqual([])
      expect(await opened.record.dump()).not.toContain('later')
      expect(await store.noteEvent('first', NOON)).toBe(false)
    })

    it('keeps nothing of an event that was done or given up before', async () => {
      const { store } = opened
      await store.noteEvent('done', NOON)
      await store.keepEvent(aMessage('done', { text: 'marker' }), NOON, NOON, 'no reply')
      await store.keepEvent(aMessage('dead'), NOON, NOON, 'no reply')
      await store.finishEvent('dead', 'dead')
      await store.keepEvent(aMessage('dead', { text: 'marker' }), NOON, NOON, 'no reply')
      expect(await store.dueEvents(NOON, 9)).toEqual([])
      expect(await opened.record.dump()).not.toContain('marker')
    })

    it('forgets old ids, but nothing that still waits', async () => {
      const { store } = opened
      await store.noteEvent('old', NOON - 1)
      await store.noteEvent('new', NOON)
      await store.keepEvent(aMessage('waiting'), NOON - 1, NOON, 'no reply')
      await store.forgetEvents(NOON)
      expect(await store.noteEvent('old', NOON)).toBe(true)
      expect(await store.noteEvent('new', NOON)).toBe(false)
      expect(await store.dueEvents(NOON, 10)).toHaveLength(1)
    })
  })
}
