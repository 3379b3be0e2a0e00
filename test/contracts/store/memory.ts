import { describe, expect, it } from 'vitest'
import { NOON } from '../../storage/samples.ts'
import type { Opened } from '../store.ts'

export function memoryContract(opened: Opened): void {
  describe('what adapters remember', () => {
    it('cursors move', async () => {
      const { store } = opened
      expect(await store.cursor('web:c:1')).toBeUndefined()
      await store.saveCursor('web:c:1', '5', 1)
      await store.saveCursor('web:c:1', '7', 1)
      expect(await store.cursor('web:c:1')).toBe('7')
    })

    it('keys are set and deleted together, per platform', async () => {
      const { store } = opened
      await store.keepPut('web', { a: '1', b: '\u0000 odd \ud83c\udf55 "' })
      await store.keepPut('web', { a: undefined, c: '3' })
      expect(await store.keepGet('web', 'a')).toBeUndefined()
      expect(await store.keepGet('web', 'b')).toBe('\u0000 odd \ud83c\udf55 "')
      expect(await store.keepGet('slack', 'c')).toBeUndefined()
    })

    it('are listed by prefix in byte order, a page at a time, both ways', async () => {
      const { store } = opened
      const entries = Object.fromEntries(
        ['m/1', 'm/10', 'm/B', 'm/a', 'm/é', 'n/1', 'M/1', 'm'].map((key) => [key, `of ${key}`]),
      )
      await store.keepPut('web', entries)
      await store.keepPut('slack', { 'm/0': 'not mine' })
      const keys = async (...given: [string, Parameters<typeof store.keepList>[2]?]) =>
        (await store.keepList('web', ...given)).map(({ key }) => key)
      expect(await keys('m/')).toEqual(['m/1', 'm/10', 'm/B', 'm/a', 'm/é'])
      expect(await keys('m/', { limit: 2 })).toEqual(['m/1', 'm/10'])
      expect(await keys('m/', { after: 'm/10', limit: 2 })).toEqual(['m/B', 'm/a'])
      expect(await keys('m/', { reverse: true, limit: 2 })).toEqual(['m/é', 'm/a'])
      expect(await store.keepList('web', 'n')).toEqual([{ key: 'n/1', value: 'of n/1' }])
    })
  })

  describe('a lease', () => {
    it('tell whether somebody holds a lease', async () => {
      const { store } = opened
      expect(await store.leaseIsHeld('page', 5)).toBe(false)
      await store.takeLease('page', 'one', 1, 10)
      expect(await store.leaseIsHeld('page', 10)).toBe(true)
      expect(await store.leaseIsHeld('page', 11)).toBe(false)
    })

    it('has one holder until it is dropped or over', async () => {
      const { store } = opened
      const take = (holder: string, now: number) => store.takeLease('lane', holder, now, now + 100)
      expect(await take('p1', NOON)).toBe(true)
      expect(await take('p2', NOON + 50)).toBe(false)
      expect(await take('p1', NOON + 50)).toBe(true)
      expect(await take('p2', NOON + 150)).toBe(false)
      expect(await take('p2', NOON + 151)).toBe(true)
      await store.dropLease('lane', 'p1')
      expect(await take('p1', NOON + 152)).toBe(false)
      await store.dropLease('lane', 'p2')
      expect(await take('p1', NOON + 153)).toBe(true)
    })

    it('goes to one of many who reach for it', async () => {
      const holders = Array.from({ length: 20 }, (_, i) => `p${i}`)
      const taken = await Promise.all(holders.map((holder) => opened.store.takeLease('lane', holder, NOON, NOON + 1)))
      expect(taken.filter(Boolean)).toHaveLength(1)
    })
  })
}
