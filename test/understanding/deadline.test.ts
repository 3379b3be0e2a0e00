import { describe, expect, it } from 'vitest'
import { fromWallTime, toWallTime, zoneOffset } from '../../src/understanding/local-time.ts'
import { understand } from './reader.ts'

function deadline(text: string, now: string, timeZone: string) {
  const found = understand(text, { now: Date.parse(now), timeZone }).deadline
  return found && new Date(found.at).toISOString()
}

describe('deadlines are read on the clock of the asker', () => {
  it.each([
    ['need it by 1 pm', '2024-03-05T13:00:00Z', 'America/Winnipeg', '2024-03-05T19:00:00.000Z'],
    ['need it by 1 pm', '2024-03-05T10:00:00Z', 'Europe/Berlin', '2024-03-05T12:00:00.000Z'],
    ['need it by 1 pm', '2024-03-05T01:00:00Z', 'Asia/Kolkata', '2024-03-05T07:30:00.000Z'],
    ['could I borrow one tonight', '2024-03-05T13:00:00Z', 'America/Winnipeg', '2024-03-06T04:00:00.000Z'],
    ['I need a drill in two hours', '2024-03-05T13:00:00Z', 'Asia/Tokyo', '2024-03-05T15:00:00.000Z'],
    ['need boxes before Friday', '2024-03-05T13:00:00Z', 'UTC', '2024-03-08T00:00:00.000Z'],
    ['need boxes by Friday', '2024-03-05T13:00:00Z', 'UTC', '2024-03-08T23:59:00.000Z'],
    ['help moving on Sunday', '2024-03-05T13:00:00Z', 'UTC', '2024-03-10T12:00:00.000Z'],
    ['call me at 3pm EST', '2024-03-05T13:00:00Z', 'Europe/Paris', '2024-03-05T20:00:00.000Z'],
  ])('"%s" said at %s in %s', (text, now, zone, expected) => {
    expect(deadline(text, now, zone)).toBe(expected)
  })
})

describe('nothing resolves to the past', () => {
  it.each([
    ['free on Saturday morning?', '2024-03-09T12:00:00Z', '2024-03-16T09:00:00.000Z'],
    ['free on Saturday morning?', '2024-03-09T07:00:00Z', '2024-03-09T09:00:00.000Z'],
    ['dinner at 8, who comes?', '2024-03-05T20:10:00Z', '2024-03-06T08:00:00.000Z'],
    ['the event is at 1:30', '2024-03-05T07:53:00Z', '2024-03-05T13:30:00.000Z'],
    ['is it open tonight', '2024-03-05T23:10:00Z', '2024-03-05T23:59:00.000Z'],
  ])('"%s" said at %s', (text, now, expected) => {
    expect(deadline(text, now, 'UTC')).toBe(expected)
  })

  it.each([
    'I moved here last week',
    'it broke yesterday',
    'version 10.4 and 2 of us',
    'I am here now',
    'open 24/7?',
    'rent a van for a day',
    'it takes two hours',
  ])('"%s" names no deadline', (text) => {
    expect(deadline(text, '2024-03-05T07:53:00Z', 'UTC')).toBeUndefined()
  })
})

describe('when clocks change', () => {
  it('noon of the next day is noon on the clock, in spring and autumn', () => {
    expect(deadline('by tomorrow noon', '2024-03-09T18:00:00Z', 'America/Winnipeg')).toBe('2024-03-10T17:00:00.000Z')
    expect(deadline('tomorrow at 3pm please', '2024-10-26T12:00:00Z', 'Europe/Berlin')).toBe('2024-10-27T14:00:00.000Z')
  })

  it('an hour that the clock skips is taken an hour later', () => {
    const skipped = fromWallTime({ year: 2024, month: 3, day: 31, hour: 2, minute: 30 }, 'Europe/Berlin')
    expect(toWallTime(skipped, 'Europe/Berlin')).toMatchObject({ hour: 3, minute: 30 })
  })

  it('an hour that comes twice is the first', () => {
    const twice = fromWallTime({ year: 2024, month: 10, day: 27, hour: 2, minute: 30 }, 'Europe/Berlin')
    expect(zoneOffset(twice, 'Europe/Berlin')).toBe(120)
  })
})

describe('a guessed zone is said to be guessed', () => {
  it('when the deadline hangs on it', () => {
    expect(understand('by 1 pm', { timeZoneKnown: false }).deadline?.zoneGuessed).toBe(true)
    expect(understand('by 1 pm', { timeZone: undefined }).deadline?.zoneGuessed).toBe(true)
  })

  it('but not when it does not', () => {
    expect(understand('in two hours', { timeZoneKnown: false }).deadline?.zoneGuessed).toBe(false)
    expect(understand('by 3pm EST', { timeZoneKnown: false }).deadline?.zoneGuessed).toBe(false)
  })
})

describe('urgency', () => {
  it.each([
    ['water needed urgently at the school', 'now'],
    ['need a charger in an hour', 'now'],
    ['could I borrow a projector tonight', 'today'],
    ['help moving on Sunday', 'soon'],
    ['looking for a piano teacher', 'whenever'],
    ['brauche dringend einen Babysitter', 'now'],
    ['至急、ドリルを貸してください', 'now'],
    ['¿alguien tiene una escalera hoy?', 'today'],
    ['ktoś pożyczy drabinę jutro?', 'soon'],
    ['the kaleidoscope is lovely, where did you buy it', 'whenever'],
  ])('"%s" is for %s', (text, urgency) => {
    expect(understand(text).urgency).toBe(urgency)
  })
})
