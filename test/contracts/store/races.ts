import { describe, expect, it } from 'vitest'
import { Conflict } from '../../../src/storage/store.ts'
import { aPing, aRequest, NOON } from '../../storage/samples.ts'
import type { Opened } from '../store.ts'

export function raceContract(opened: Opened): void {
  describe('when many act at the same time', () => {
    it('200 racing suggestions from four workers are all kept', async () => {
      const { store, record } = opened
      await store.saveRequest(aRequest('r1'), 0)
      await record.raceSuggestions(store, 'r1', 4, 50)
      const request = await store.request('r1')
      expect(new Set(request!.suggestions.map(({ id }) => id)).size).toBe(200)
      expect(request!.suggestions).toHaveLength(200)
      expect(request!.version).toBe(201)
    })

    it('a member gets one live ping however many requests race for them', async () => {
      const { store } = opened
      const ids = Array.from({ length: 24 }, (_, i) => `r${i}`)
      for (const id of ids) await store.saveRequest(aRequest(id), 0)
      const outcomes = await Promise.all(
        ids.map((id, i) =>
          store
            .transaction(async (tx) => {
              const request = (await tx.request(id))!
              // In turns the other way round, so that two would wait for each other.
              const members = i % 2 === 0 ? ['ann', 'bob'] : ['bob', 'ann']
              await tx.saveRequest({ ...request, pings: members.map((member) => aPing(`${id}/${member}`, member)) }, 1)
              return 'asked'
            })
            .catch((error: unknown) => (error instanceof Conflict ? error.what : Promise.reject(error))),
        ),
      )
      expect(outcomes.filter((outcome) => outcome === 'asked')).toHaveLength(1)
      expect(new Set(outcomes)).toEqual(new Set(['asked', 'live-ping']))
      const loads = await store.pingLoads(['ann', 'bob'], NOON)
      expect([...loads.values()].map(({ recent }) => recent)).toEqual([1, 1])
    })

    it('a failing transaction takes no other with it', async () => {
      const { store } = opened
      const works = Array.from({ length: 30 }, (_, i) =>
        store.transaction(async (tx) => {
          await tx.saveCursor(`web:c:${i}`, 'mark', 1)
          if (i % 3 === 0) throw new Error(`no ${i}`)
          return i
        }),
      )
      const outcomes = await Promise.allSettled(works)
      for (const [i, outcome] of outcomes.entries()) {
        expect(outcome.status).toBe(i % 3 === 0 ? 'rejected' : 'fulfilled')
        expect(await store.cursor(`web:c:${i}`)).toBe(i % 3 === 0 ? undefined : 'mark')
      }
    })
  })
}
