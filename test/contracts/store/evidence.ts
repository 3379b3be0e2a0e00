import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../../src/matching/evidence.ts'
import { NOON, someEvidence } from '../../storage/samples.ts'
import type { Opened } from '../store.ts'

export function evidenceContract(opened: Opened): void {
  const rows = async (memberId: string) =>
    (await opened.store.evidenceOf(memberId)).map(({ kind, key, weight }) => `${kind} ${key} ${weight}`).sort()

  describe('evidence', () => {
    it('is summed by what matching says, per member, kind and key', async () => {
      const { store } = opened
      await store.addEvidence('c1', [
        someEvidence('ann', 'vet', { weight: 0.25 }),
        someEvidence('ann', 'vet', { weight: 0.5 }),
      ])
      await store.addEvidence('c1', [
        someEvidence('ann', 'vet', { at: NOON + 5 }),
        someEvidence('ann', 'vet', { kind: 'helped' }),
        someEvidence('bob', 'vet'),
      ])
      await store.addEvidence('c1', [])
      expect(await rows('ann')).toEqual(['helped vet 1', 'learned vet 1.75'])
      expect(await rows('bob')).toEqual(['learned vet 1'])
      expect((await store.evidenceOf('ann')).find(({ kind }) => kind === 'learned')?.at).toBe(NOON + 5)
    })

    it('is dropped row by row, but for a row that grew since it was read', async () => {
      const { store } = opened
      const given = [someEvidence('ann', 'vet'), someEvidence('ann', 'dogs'), someEvidence('bob', 'vet')]
      await store.addEvidence('c1', given)
      await store.addEvidence('c1', [someEvidence('ann', 'dogs', { at: NOON + 5 })])
      await store.dropEvidence('c1', given.slice(0, 2))
      expect(await rows('ann')).toEqual(['learned dogs 2'])
      expect(await rows('bob')).toEqual(['learned vet 1'])
    })

    it('of some kinds is replaced, the rest stays', async () => {
      const { store } = opened
      await store.addEvidence('c1', [
        someEvidence('ann', 'vet', { kind: 'declared-topic' }),
        someEvidence('ann', 'dogs', { kind: 'helped' }),
        someEvidence('bob', 'vet', { kind: 'declared-topic' }),
      ])
      await store.replaceEvidence(
        'c1',
        'ann',
        ['declared-topic', 'language'],
        [someEvidence('ann', 'en', { kind: 'language' })],
      )
      expect(await rows('ann')).toEqual(['helped dogs 1', 'language en 1'])
      expect(await rows('bob')).toEqual(['declared-topic vet 1'])
      await store.replaceEvidence('c1', 'ann', ['helped', 'language'], [])
      expect(await rows('ann')).toEqual([])
    })

    it('tells who changed since a sequence', async () => {
      const { store } = opened
      expect(await store.changesSince('c1', 0)).toEqual({ memberIds: [], sequence: 0 })
      await store.addEvidence('c1', [someEvidence('ann', 'vet'), someEvidence('bob', 'vet')])
      const first = await store.changesSince('c1', 0)
      expect(first.memberIds.sort()).toEqual(['ann', 'bob'])
      await store.addEvidence('c1', [someEvidence('ann', 'dogs')])
      await store.addEvidence('c2', [someEvidence('eve', 'dogs')])
      const second = await store.changesSince('c1', first.sequence)
      expect(second.memberIds).toEqual(['ann'])
      expect(await store.changesSince('c1', second.sequence)).toEqual({ memberIds: [], sequence: second.sequence })
    })

    it('of a community streams in pieces, each row once', async () => {
      const { store } = opened
      const keys = Array.from({ length: 6100 }, (_, i) => `term${i}`)
      await store.addEvidence(
        'c1',
        keys.map((key, i) => someEvidence(`m${i % 7}`, key)),
      )
      await store.addEvidence('c2', [someEvidence('eve', 'vet')])
      const all: Evidence[] = []
      let pieces = 0
      for await (const some of store.evidence('c1')) {
        pieces++
        all.push(...some)
      }
      expect(pieces).toBeGreaterThan(1)
      expect(new Set(all.map(({ key }) => key))).toEqual(new Set(keys))
      expect(all).toHaveLength(6100)
    })

    it('added by many at the same time is all counted', async () => {
      const { store } = opened
      await Promise.all(
        Array.from({ length: 30 }, () =>
          store.addEvidence('c1', [someEvidence('ann', 'vet'), someEvidence('bob', 'vet')]),
        ),
      )
      expect(await rows('ann')).toEqual(['learned vet 30'])
      expect(await rows('bob')).toEqual(['learned vet 30'])
    })
  })
}
