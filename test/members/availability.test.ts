import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPaused, isQuiet, localMinutes, quietEnds, zoneOf } from '../../src/members/availability.ts'
import { DAY, helping, member, now, volunteer } from './a-member.ts'

const night = { from: '22:00', to: '08:00' }
const at = (iso: string) => Date.parse(iso)
const HOUR = 3_600_000

test.each([
  ['2026-01-15T13:30:00Z', 'America/Winnipeg', 7 * 60 + 30],
  ['2026-07-15T13:30:00Z', 'America/Winnipeg', 8 * 60 + 30],
  ['2026-01-15T00:00:00Z', 'Asia/Kolkata', 5 * 60 + 30],
  ['2026-01-15T06:00:00Z', 'America/Winnipeg', 0],
])('at %s it is in %s minute %i of the day', (time, zone, minutes) => {
  expect(localMinutes(at(time), zone)).toBe(minutes)
})

describe('quiet hours', () => {
  test.each([
    ['21:59', false],
    ['22:00', true],
    ['23:59', true],
    ['00:00', true],
    ['07:59', true],
    ['08:00', false],
    ['12:00', false],
  ])('run over midnight: at %s quiet is %s', (clock, quiet) => {
    expect(isQuiet(night, at(`2026-01-15T${clock}:00Z`), 'UTC')).toBe(quiet)
  })

  test.each([
    ['12:59', false],
    ['13:00', true],
    ['14:59', true],
    ['15:00', false],
  ])('within a day: at %s quiet is %s', (clock, quiet) => {
    expect(isQuiet({ from: '13:00', to: '15:00' }, at(`2026-01-15T${clock}:00Z`), 'UTC')).toBe(quiet)
  })

  test('with equal ends are none', () => {
    expect(isQuiet({ from: '09:00', to: '09:00' }, at('2026-01-15T09:00:00Z'), 'UTC')).toBe(false)
  })

  test("are told in the member's own zone, else the community's", () => {
    expect(zoneOf(member, 'Europe/Vienna')).toBe('Europe/Vienna')
    expect(zoneOf({ ...member, timeZone: 'America/Winnipeg' }, 'Europe/Vienna')).toBe('America/Winnipeg')
  })
})

describe('when quiet hours end', () => {
  test.each([
    ['an ordinary night', '2026-01-15T05:00:00Z', 'America/Winnipeg', '2026-01-15T14:00:00Z'],
    // 2026-03-08, 02:00 becomes 03:00: the night is an hour shorter.
    [
      'the night that clocks go forward, after the change',
      '2026-03-08T09:00:00Z',
      'America/Winnipeg',
      '2026-03-08T13:00:00Z',
    ],
    // 2026-11-01, 02:00 becomes 01:00: the night is an hour longer.
    ['the night that clocks go back', '2026-11-01T03:00:00Z', 'America/Winnipeg', '2026-11-01T14:00:00Z'],
    ['with a half hour of change', '2026-04-04T12:00:00Z', 'Australia/Lord_Howe', '2026-04-04T21:30:00Z'],
  ])('%s', (_, from, zone, end) => {
    expect(new Date(quietEnds(night, at(from), zone)).toISOString()).toBe(new Date(end).toISOString())
  })

  test('the night that clocks go forward, the end is not missed by more than the hour that is skipped', () => {
    const end = quietEnds(night, at('2026-03-08T05:00:00Z'), 'America/Winnipeg')
    expect(end).toBeGreaterThanOrEqual(at('2026-03-08T13:00:00Z'))
    expect(end).toBeLessThanOrEqual(at('2026-03-08T14:00:00Z'))
  })

  test('it is never quiet at the end, in no zone and on no day, and the end is near', () => {
    const clock = fc
      .record({ hour: fc.nat(23), minute: fc.nat(59) })
      .map(({ hour, minute }) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
    const zone = fc.constantFrom(
      ...[
        'UTC',
        'America/Winnipeg',
        'Europe/London',
        'Asia/Kolkata',
        'Australia/Lord_Howe',
        'America/Havana',
        'Pacific/Apia',
        'Africa/Cairo',
      ],
    )
    fc.assert(
      fc.property(clock, clock, fc.integer({ min: 0, max: 730 * 24 * 60 }), zone, (from, to, minutes, timeZone) => {
        const time = at('2026-01-01T00:00:00Z') + minutes * 60_000
        const end = quietEnds({ from, to }, time, timeZone)
        expect(isQuiet({ from, to }, end, timeZone)).toBe(false)
        expect(end).toBeGreaterThanOrEqual(time)
        expect(end - time).toBeLessThanOrEqual(26 * HOUR)
      }),
      { numRuns: 3000, seed: 7 },
    )
  })
})

test('a pause ends by itself', () => {
  expect(isPaused(volunteer, now)).toBe(false)
  const paused = { ...helping.volunteer!, pausedUntil: now + DAY }
  expect(isPaused(paused, now)).toBe(true)
  expect(isPaused(paused, now + DAY)).toBe(false)
})
