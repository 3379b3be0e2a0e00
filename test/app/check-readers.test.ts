import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PlatformEvent } from '../../src/platforms/platform.ts'
import { openTwoSides, type TwoSides } from './two-sides.ts'

let sides: TwoSides
beforeEach(async () => {
  sides = await openTwoSides()
  const community = (await sides.store.community('east'))!
  await sides.store.saveCommunity({ ...community, mirrors: [{ a: 'east:c:help', b: 'west:c:help' }] }, 1)
  for (const [side, who] of [
    ['east', 'eve'],
    ['west', 'wes'],
  ] as const) {
    await sides.runs(side, who, 'volunteer', { topics: 'bicycles' })
    await sides.saysHi(side, who)
  }
  await sides.runs('east', 'ann', 'ask', { text: 'who can repair my bicycle?' })
  const asker = await sides.member('east', 'ann')
  const [request] = await sides.store.requestsWhere({ askerId: asker.id, limit: 1 })
  await sides.presses('east', 'ann', 'offer.accept', request!.id)
  expect([asks('east', 'eve'), asks('west', 'wes')]).toEqual([true, true])
})
afterEach(() => sides.close())

const asks = (side: 'east' | 'west', who: string) => sides.dms(side, who).at(-1)!.includes('Can you help')
const changed: PlatformEvent = {
  ...{ id: 'east:e:readers', type: 'readers-changed', at: 0, space: 'east:s:1', channel: 'east:c:help' },
}

describe('When others may read a channel', () => {
  it('who may not any more is asked no longer', async () => {
    sides.platforms.east.readers = async () => new Set()
    await sides.platforms.east.tells(changed)
    await sides.settle()
    expect([asks('east', 'eve'), asks('west', 'wes')]).toEqual([false, true])
  })

  it('nobody on another platform is concerned, and that one, which may not have started yet, is not asked', async () => {
    sides.platforms.west.readers = async () => {
      throw new Error('It is not started.')
    }
    await sides.platforms.east.tells(changed)
    await sides.settle()
    expect([asks('east', 'eve'), asks('west', 'wes')]).toEqual([true, true])
    expect(sides.troubles()).toEqual([])
  })
})
