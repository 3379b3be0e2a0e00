import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createSeededChance, systemChance } from '../../src/shared/chance.ts'
import { createId, deriveEffectId } from '../../src/shared/ids.ts'

describe('a new id', () => {
  it('is 16 characters of base32, and no two are the same', () => {
    const ids = Array.from({ length: 10_000 }, () => createId(systemChance))
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[a-z2-7]{16}$/)
  })

  it('repeats with a seed', () => {
    expect(createId(createSeededChance(7))).toBe(createId(createSeededChance(7)))
    expect(createId(createSeededChance(7))).not.toBe(createId(createSeededChance(8)))
  })
})

describe("an effect's id", () => {
  it('is the same for the same request, version and index, and another for any other', () => {
    const id = deriveEffectId('r1', 2, 0)
    expect(deriveEffectId('r1', 2, 0)).toBe(id)
    expect(
      new Set([id, deriveEffectId('r1', 2, 1), deriveEffectId('r1', 3, 0), deriveEffectId('r12', 2, 0)]).size,
    ).toBe(4)
  })

  it('is the start of base32 of the hash, and fits the 25 characters of a nonce', () => {
    const hash = createHash('sha256').update('r1\n2\n0').digest()
    const bits = [...hash].map((byte) => byte.toString(2).padStart(8, '0')).join('')
    const expected = Array.from(
      { length: 24 },
      (_, i) => 'abcdefghijklmnopqrstuvwxyz234567'[Number.parseInt(bits.slice(i * 5, i * 5 + 5), 2)],
    ).join('')
    expect(deriveEffectId('r1', 2, 0)).toBe(expected)
  })
})
