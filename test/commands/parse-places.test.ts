import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseList, parseTopics } from '../../src/commands/parse-list.ts'
import { joinPlaces, parsePlaces } from '../../src/commands/parse-places.ts'

describe('places as people type them', () => {
  it('are parted by commas, but not from what says where they lie', () => {
    expect(parsePlaces('Winnipeg, Brandon')).toEqual(['Winnipeg', 'Brandon'])
    expect(parsePlaces('Winnipeg, MB, Brandon')).toEqual(['Winnipeg, MB', 'Brandon'])
    expect(parsePlaces('Paris, France, Lyon')).toEqual(['Paris, France', 'Lyon'])
  })

  it('are parted by semicolons or lines alone where there are any', () => {
    expect(parsePlaces('Springfield, Illinois; Oslo')).toEqual(['Springfield, Illinois', 'Oslo'])
    expect(parsePlaces('Oslo\nBergen, Vestland')).toEqual(['Oslo', 'Bergen, Vestland'])
    expect(parsePlaces(';')).toEqual([])
  })

  it('read the same after they were written into a form', () => {
    const name = fc.stringMatching(/^[A-Z][a-z]{2,8}(, [A-Z][a-z]{1,8})?$/)
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 5 }), (places) => {
        expect(parsePlaces(joinPlaces(places))).toEqual(places)
      }),
    )
  })
})

describe('lists', () => {
  it('are trimmed, without repeats, and of bounded length', () => {
    expect(parseTopics(' Bikes ,, bikes; Visas\n')).toEqual(['bikes', 'visas'])
    expect(parseList(Array.from({ length: 50 }, (_, i) => i).join(','))).toHaveLength(30)
    expect(parseList('x'.repeat(100))[0]).toHaveLength(60)
  })
})
