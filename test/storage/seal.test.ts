import { describe, expect, it } from 'vitest'
import { createSeal } from '../../src/storage/seal.ts'
import { createTermHash } from '../../src/storage/terms-key.ts'

const key = Buffer.alloc(32, 1)
const other = Buffer.alloc(32, 2)
const text = 'need a speaker on web 2.0 \u0000 \ud83c\udf55 ünïcödé'

describe('sealed text', () => {
  it('comes back with the same key only, and looks different each time', () => {
    const sealed = createSeal(key).close(text)
    expect(createSeal(key).open(sealed)).toBe(text)
    expect(sealed).not.toContain('speaker')
    expect(createSeal(key).close(text)).not.toBe(sealed)
    expect(() => createSeal(other).open(sealed)).toThrow()
    expect(createSeal(key).open(createSeal(key).close(''))).toBe('')
  })

  it('says which key closed it, and refuses what was changed or never closed', () => {
    const sealed = createSeal(key).close(text)
    expect(sealed.startsWith('k1.')).toBe(true)
    const changed = `${sealed.slice(0, 30)}${sealed[30] === 'A' ? 'B' : 'A'}${sealed.slice(31)}`
    expect(() => createSeal(key).open(changed)).toThrow()
    expect(() => createSeal(key).open(text)).toThrow('not encrypted')
  })

  it('is the text itself without a key', () => {
    expect(createSeal().close(text)).toBe(text)
    expect(createSeal().open(text)).toBe(text)
  })
})

describe('search terms', () => {
  it('are the same for the same key, different for another, and the term itself without one', () => {
    const hash = createTermHash(key)
    expect(hash('vet')).toBe(createTermHash(key)('vet'))
    expect(hash('vet')).toMatch(/^[\w-]{16}$/)
    expect(hash('vets')).not.toBe(hash('vet'))
    expect(createTermHash(other)('vet')).not.toBe(hash('vet'))
    expect(createTermHash()('vet')).toBe('vet')
  })
})
