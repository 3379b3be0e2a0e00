import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { aMember, aMessage, anEffect, aRequest, aVolunteer, NOON } from '../../storage/samples.ts'
import type { Opened, Record } from '../store.ts'

const keyOf = (name: string) => createHash('sha256').update(name).digest()

export function secretsContract(opened: Opened, create: () => Promise<Record>): void {
  describe('with a key', () => {
    it('no table holds what people wrote, and all of it comes back', async () => {
      await opened.store.close()
      const record = await create()
      const store = await record.open({ key: keyOf('right') })
      opened.store = store
      const volunteer = aVolunteer({ topics: ['marker-topic'] })
      await store.saveMember(aMember('ann', { volunteer }), 0)
      const words = { ...aRequest('x').words!, text: 'marker-words', topics: ['marker-subject'] }
      await store.saveRequest(aRequest('r1', { words, nobodyLeft: true }), 0)
      await store.keepEvent(aMessage('e1', { text: 'marker-event' }), NOON, NOON, 'marker-error')
      const effect = anEffect('f1', { effect: { type: 'answer', interaction: 'marker-token', card: 'why-me' } })
      await store.addEffects([effect])
      await store.keepPut('web', { a: 'marker-kept' })
      expect(await record.dump()).not.toContain('marker')
      expect((await store.member('ann'))?.volunteer).toEqual(volunteer)
      expect((await store.request('r1'))?.words).toEqual(words)
      expect(await store.dueEvents(NOON, 9)).toEqual([{ event: aMessage('e1', { text: 'marker-event' }), attempts: 1 }])
      expect(await store.claimEffects('w', NOON, NOON, 9)).toEqual([effect])
      expect(await store.keepGet('web', 'a')).toBe('marker-kept')
      expect(await store.unmetTopics('c1', NOON, 9)).toEqual([{ topic: 'marker-subject', count: 1 }])
    })

    it('the record opens with no other key, and says what to do', async () => {
      await opened.store.close()
      const record = await create()
      await (await record.open({ key: keyOf('right') })).close()
      await expect(record.open()).rejects.toThrow('Set ASKAROUND_KEY to the key that it was begun with')
      await expect(record.open({ key: keyOf('wrong') })).rejects.toThrow('ASKAROUND_KEY is not the key')
      await expect(record.open({ key: keyOf('wrong'), readOnly: true })).rejects.toThrow('ASKAROUND_KEY is not the key')
      opened.store = await record.open({ key: keyOf('right') })
      expect(await opened.store.nextDue()).toBeUndefined()
    })

    it('a record begun without one is not mixed', async () => {
      await expect(opened.record.open({ key: keyOf('right'), readOnly: true })).rejects.toThrow('begun without a key')
    })
  })

  describe('the schema', () => {
    it('is set up once: opening again changes nothing', async () => {
      await opened.store.saveCursor('web:c:1', '5', 1)
      const before = await opened.record.dump()
      await opened.store.close()
      opened.store = await opened.record.open()
      expect(await opened.store.cursor('web:c:1')).toBe('5')
      expect(await opened.record.dump()).toBe(before)
    })
  })

  describe('opened to read only', () => {
    it('reads beside the bot, and writes nothing', async () => {
      await opened.store.saveCursor('web:c:1', '5', 1)
      const reader = await opened.record.open({ readOnly: true })
      expect(await reader.cursor('web:c:1')).toBe('5')
      await expect(reader.saveCursor('web:c:1', '6', 1)).rejects.toThrow('read only')
      expect(await reader.cursor('web:c:1')).toBe('5')
      await reader.close()
    })
  })
}
