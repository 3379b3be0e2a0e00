import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  accountRef,
  conversationRef,
  interactionRef,
  messageRef,
  parseAccount,
  parseConversation,
  parseInteraction,
  parseMessage,
  timeOf,
  tsAt,
} from '../../../src/platforms/slack/ids.ts'

const id = (kind: string) => fc.stringMatching(/^[A-Z0-9]{1,10}$/).map((rest) => `${kind}${rest}`)
const ts = fc
  .tuple(fc.integer({ min: 1_000_000_000, max: 8_999_999_999 }), fc.integer({ min: 0, max: 999_999 }))
  .map(([seconds, micros]) => `${seconds}.${String(micros).padStart(6, '0')}`)
const place = fc.record({ team: id('T'), channel: fc.oneof(id('C'), id('D')) })

test('what is built is what is parsed', () => {
  fc.assert(
    fc.property(place, ts, ts, id('U'), (where, time, root, user) => {
      expect(parseAccount(accountRef(where.team, user))).toEqual({ team: where.team, user })
      expect(parseConversation(conversationRef(where))).toEqual(where)
      expect(parseConversation(conversationRef({ ...where, thread: root }))).toEqual({ ...where, thread: root })
      expect(parseMessage(messageRef({ ...where, ts: time }))).toEqual({ ...where, ts: time })
      expect(parseMessage(messageRef({ ...where, ts: time, onlyFor: user }))).toEqual({
        ...where,
        ts: time,
        onlyFor: user,
      })
      if (time !== root)
        expect(parseMessage(messageRef({ ...where, ts: time, thread: root }))).toEqual({
          ...where,
          ts: time,
          thread: root,
        })
    }),
  )
})

test('a root and its message are one reference, whether Slack says that it has a thread or not', () => {
  const root = { team: 'T1', channel: 'C1', ts: '1762948800.000100' }
  expect(messageRef({ ...root, thread: root.ts })).toBe(messageRef(root))
})

test('an interaction keeps how it is answered', () => {
  const interaction = { team: 'T1', user: 'U1', channel: 'C1', responseUrl: 'https://hooks.slack.com/actions/T1/1/x' }
  expect(parseInteraction(interactionRef(interaction))).toEqual(interaction)
})

test('what is none of ours is parsed as nothing', () => {
  for (const ref of [
    '',
    'web:m:c.general.12',
    'discord:c:1.2',
    'slack:m:T1',
    'slack:c:T1',
    "slack:c:T1.C1' or 1",
    'slack:x:T1.C1',
  ])
    expect([parseAccount(ref), parseConversation(ref), parseMessage(ref), parseInteraction(ref)]).toEqual(Array(4))
})

test('times of messages are moments, to the millisecond', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1_000_000_000_000, max: 8_999_999_999_999 }), (at) => timeOf(tsAt(at)) === at),
  )
})
