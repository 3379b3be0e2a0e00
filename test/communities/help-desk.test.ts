import { expect, test } from 'vitest'
import { saysItAsks } from '../../src/communities/help-desk.ts'

test.each([
  'Help desk: what you post here, Askaround asks around for.',
  'Post what you need, and it is asked around',
  'We ask-around here',
])('"%s" says so', (topic) => expect(saysItAsks(topic)).toBe(true))

test.each([undefined, '', 'Help desk', 'Ask for anything', 'Task around the house'])('"%s" does not', (topic) =>
  expect(saysItAsks(topic)).toBe(false),
)
