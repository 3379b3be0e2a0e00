import { describe, expect, it } from 'vitest'
import { aCommunity, NOON } from '../../storage/samples.ts'
import type { Opened } from '../store.ts'

export function offersContract(opened: Opened): void {
  describe('how offers were answered', () => {
    const row = (channel: string, band: number, wanted = 1, unwanted = 0.25) => ({
      ...{ channel, band, wanted, unwanted, at: NOON },
    })

    it('is kept by channel and band, the newest count in place of the one before', async () => {
      const { store } = opened
      await store.saveOfferAnswers('c1', row('web:c:a', 16))
      await store.saveOfferAnswers('c1', row('web:c:a', 16, 1.5, 3))
      await store.saveOfferAnswers('c1', row('web:c:a', 19))
      await store.saveOfferAnswers('c1', row('web:c:b', 16))
      await store.saveOfferAnswers('c2', row('web:c:a', 16, 9, 9))
      const inA = await store.offerAnswers('c1', 'web:c:a')
      expect(inA.sort((a, b) => a.band - b.band)).toEqual([row('web:c:a', 16, 1.5, 3), row('web:c:a', 19)])
      expect(await store.offerAnswers('c1')).toHaveLength(3)
      await store.forgetOfferAnswers('c1', 'web:c:a')
      expect(await store.offerAnswers('c1')).toEqual([row('web:c:b', 16)])
      expect(await store.offerAnswers('c2')).toHaveLength(1)
    })

    it('goes with its community, and moves with it into another', async () => {
      const { store } = opened
      await store.saveCommunity(aCommunity('c1'), 0)
      await store.saveCommunity(aCommunity('c2', { spaces: ['web:s:2'] }), 0)
      await store.saveOfferAnswers('c1', row('web:c:a', 16))
      await store.moveCommunity('c1', 'c2')
      expect(await store.offerAnswers('c2')).toEqual([row('web:c:a', 16)])
      await store.removeCommunity('c2')
      expect(await store.offerAnswers('c2')).toEqual([])
    })
  })
}
