import fc from 'fast-check'
import { expect, it } from 'vitest'
import { reader } from './reader.ts'

const pieces = fc.constantFrom(
  'Paris', 'Winnipeg', 'Portland, OR', 'in', 'near', 'St.', 'Louisville', 'KY', 'U.S.', '#NewYork', 'tomorrow', 'at 25:99', 'by Friday', '1:30',
  'anyone', 'know', 'help', '?', '.', ',', '[', ')', '\n', 'http://x.y/z', '@ann', '’s', 'ß', '日本', 'مرحبا', '😀', '\u0000', 'Frustrated', '31 February', '2024-02-30',
) // biome-ignore format: a table
const text = fc.oneof(
  fc.string({ maxLength: 300, unit: 'binary' }),
  fc.array(pieces, { maxLength: 40 }).map((all) => all.join(' ')),
)
const context = fc.record({
  now: fc.integer({ min: Date.parse('2001-01-01'), max: Date.parse('2090-01-01') }),
  timeZone: fc.constantFrom('America/Winnipeg', 'Europe/Berlin', 'Asia/Kolkata', 'Pacific/Apia', 'UTC', undefined),
  before: fc.array(text, { maxLength: 3 }),
  communityPlaces: fc.array(fc.constantFrom('6183235', 'US.KY', 'nowhere', ''), { maxLength: 2 }),
})

it('never throws, names only words of the text as places and topics, never sets a deadline in the past', () => {
  fc.assert(
    fc.property(text, context, (message, around) => {
      const understood = reader.understand(message, around)
      expect(understood.score).toBeGreaterThanOrEqual(0)
      expect(understood.score).toBeLessThanOrEqual(1)
      for (const place of understood.places) {
        expect(message).toContain(place.text)
        expect(place.text).not.toBe('')
        expect(place.candidates.length).toBeLessThanOrEqual(4)
        expect(place.place === undefined).toBe(place.candidates.length > 0)
      }
      expect(understood.topics.length).toBeLessThanOrEqual(5)
      if (understood.deadline) {
        expect(understood.deadline.at).toBeGreaterThan(around.now)
        expect(message).toContain(understood.deadline.text)
      }
    }),
    { numRuns: 400 },
  )
})

it('understands the same twice', () => {
  fc.assert(
    fc.property(text, context, (message, around) => {
      expect(reader.understand(message, around)).toEqual(reader.understand(message, around))
    }),
    { numRuns: 100 },
  )
})
