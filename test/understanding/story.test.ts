import { describe, expect, it } from 'vitest'
import type { Kind } from '../../src/requests/kinds.ts'
import { reader, understand } from './reader.ts'

describe('the requests that the story tells', () => {
  it('understands Mitch: a referral about web 2.0 in Winnipeg by half past one his time', () => {
    const { request, kind, topics, places, deadline, urgency } = understand(
      'need help: anyone know anyone who talks on Web 2.0 and is based in Winnipeg? event is at 1:30',
    )
    expect({ request, kind, urgency }).toEqual({ request: true, kind: 'referral', urgency: 'today' })
    expect(topics.slice(0, 2)).toEqual(['web 2.0', 'speaker'])
    expect(places.map((place) => [place.text, place.place?.label])).toEqual([['Winnipeg', 'Winnipeg, MB']])
    expect(deadline).toEqual({ at: Date.parse('2024-03-05T13:30:00-06:00'), text: 'at 1:30', zoneGuessed: false })
  })

  it.each<[string, Kind, string]>([
    ['where to get food late near the station', 'info', 'food'],
    ['which vet would you trust?', 'recommendation', 'vet'],
    ['could borrow a projector tonight', 'thing', 'projector'],
    ['help moving on Sunday', 'hands', 'moving'],
    ["I can't get the door open", 'problem', 'door'],
    ["would love PopChips for tonight's event", 'wish', 'popchips'],
    ['need a speaker on web 2.0 in Winnipeg by 1 pm', 'referral', 'web 2.0'],
  ])('takes "%s" for a request of kind %s about %s', (text, kind, topic) => {
    const understood = understand(text)
    expect(understood).toMatchObject({ request: true, kind, crisis: false })
    expect(understood.topics).toContain(topic)
    expect(reader.detect(text).sure).toBe(true)
  })

  it('hears that "Frustrated." wants company, not advice', () => {
    expect(understand('Frustrated.')).toMatchObject({ request: true, kind: 'support', mood: 'low', crisis: false })
  })
})

describe('what is no request', () => {
  it.each([
    ['an answer', 'Try the place behind the station, it is open until two.'],
    ['thanks', 'Thank you so much, that worked!'],
    ['an announcement', 'Reminder: the annual meeting is on Thursday at seven.'],
    ['a rhetorical question', "who doesn't love a free lunch"],
    ['small talk', 'good morning everyone'],
    ['an offer', 'I have a spare ladder, you can pick it up after six'],
    ['a joke', 'lol my dog ate the instructions'],
    ['agreement', 'same here'],
  ])('%s: "%s"', (_, text) => {
    expect(reader.detect(text).request).toBe(false)
  })

  it("tells a helper's question back from an asker's question by what came before", () => {
    const alone = reader.detect('did you try another cable?')
    const back = reader.detect('Lee: did you try another cable?', { before: ['Lee: why does my screen stay black?'] })
    expect(back.request).toBe(false)
    expect(back.score).toBeLessThan(alone.score)
  })
})

describe('why it thinks so', () => {
  it('names signals whose weights add up to the score', () => {
    for (const text of ['does anyone know a good dentist?', 'thanks all', 'Frustrated.', 'I want to end my life', '']) {
      const { score, signals } = reader.detect(text)
      const logOdds = signals.reduce((sum, signal) => sum + signal.weight, 0)
      expect(1 / (1 + Math.exp(-logOdds))).toBeCloseTo(score, 10)
    }
  })

  it('says the strongest first, in plain words', () => {
    const { signals } = reader.detect('does anyone know a good dentist?')
    expect(signals.map((signal) => signal.name)).toContain('asks who knows')
    const strengths = signals.map((signal) => Math.abs(signal.weight))
    expect(strengths).toEqual([...strengths].sort((a, b) => b - a))
  })

  it('is surer of a plain request than of a vague one before it offers unasked', () => {
    expect(reader.detect('Can anyone recommend a plumber please?')).toMatchObject({ request: true, sure: true })
    expect(reader.detect('good morning everyone')).toMatchObject({ request: false, sure: false })
  })
})
