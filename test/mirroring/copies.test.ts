import { expect, test } from 'vitest'
import type { Community } from '../../src/communities/community.ts'
import { audienceOf, mirrorsOf } from '../../src/mirroring/copies.ts'

const community = {
  mirrors: [
    { a: 'help', b: 'slack-help' },
    { a: 'food', b: 'help' },
    { a: 'food', b: 'slack-food' },
    { a: 'slack-help', b: 'help' },
  ],
} as Community

test('a request is mirrored to the channels that its own is linked with, whichever side was named first, once each', () => {
  expect(mirrorsOf(community, 'help')).toEqual(['slack-help', 'food'])
  expect(mirrorsOf(community, 'slack-food')).toEqual(['food'])
  expect(mirrorsOf(community, 'elsewhere')).toEqual([])
})

test('links are not followed further', () => {
  expect(mirrorsOf(community, 'slack-help')).toEqual(['help'])
})

test('Nothing leaves its audience: the channel it was asked in, and the copies that the asker approved', () => {
  expect(audienceOf({ channel: 'help', copies: [{ channel: 'slack-help' }] })).toEqual(['help', 'slack-help'])
  expect(audienceOf({ channel: 'help', copies: [] })).toEqual(['help'])
})
