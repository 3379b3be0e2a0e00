import { describe, expect, test } from 'vitest'
import { changeCommunity } from '../../src/communities/change-community.ts'
import { type Community, type CommunityEvent, greets, supportIsOn } from '../../src/communities/community.ts'
import { freeze } from '../requests/played-request.ts'

const at = 1
const community: Community = freeze({
  id: 'c1',
  version: 4,
  name: 'Fog',
  spaces: ['discord:g1'],
  timeZone: 'America/Winnipeg',
  language: 'en',
  places: [],
  channels: [{ channel: 'help', mode: 'offer' as const }],
  mirrors: [{ a: 'help', b: 'slack-help' }],
  organisers: ['olga'],
  weeklyLimit: 2,
})
const after = (...events: CommunityEvent[]) => events.reduce(changeCommunity, community)

describe('an organiser', () => {
  test('watches a channel in one mode at a time', () => {
    expect(after({ type: 'channel-watched', at, channel: 'help', mode: 'shadow' }).channels).toEqual([
      { channel: 'help', mode: 'shadow' },
    ])
    expect(after({ type: 'channel-watched', at, channel: 'food', mode: 'command' }).channels).toHaveLength(2)
    expect(after({ type: 'channel-unwatched', at, channel: 'help' }).channels).toEqual([])
  })

  test('links two channels once, whichever way round, and never one with itself', () => {
    expect(after({ type: 'mirror-added', at, a: 'slack-help', b: 'help' }).mirrors).toHaveLength(1)
    expect(after({ type: 'mirror-added', at, a: 'help', b: 'help' }).mirrors).toHaveLength(1)
    expect(after({ type: 'mirror-added', at, a: 'help', b: 'third' }).mirrors).toHaveLength(2)
    expect(after({ type: 'mirror-removed', at, a: 'slack-help', b: 'help' }).mirrors).toEqual([])
    expect(after({ type: 'mirror-removed', at, a: 'slack-help', b: 'third' }).mirrors).toHaveLength(1)
  })

  test('sets up all at once, and leaves alone what the form leaves out', () => {
    const desk = { channel: 'desk', mode: 'desk' as const }
    expect(after({ type: 'set-up', at, watched: [desk], unwatched: ['help'] })).toEqual({
      ...community,
      channels: [desk],
      version: 5,
    })
    const all = after({
      ...{ type: 'set-up', at, watched: [{ channel: 'help', mode: 'command' }], unwatched: [] },
      ...{
        moderatorsChannel: 'mods',
        mirror: { a: 'help', b: 'third' },
      },
    })
    expect(all).toMatchObject({
      channels: [{ channel: 'help', mode: 'command' }],
      mirrors: [{}, { a: 'help', b: 'third' }],
      moderatorsChannel: 'mods',
    })
    expect(
      changeCommunity(all, { type: 'set-up', at, watched: [], unwatched: [], moderatorsChannel: '' }),
    ).toMatchObject({
      moderatorsChannel: undefined,
    })
  })

  test.each<[CommunityEvent, Partial<Community>]>([
    [{ type: 'limit-changed', at, weeklyLimit: 5 }, { weeklyLimit: 5 }],
    [{ type: 'moderators-named', at, channel: 'mods' }, { moderatorsChannel: 'mods' }],
    [{ type: 'support-country-named', at, country: 'CA' }, { supportCountry: 'CA' }],
    [{ type: 'places-named', at, places: ['6183235'] }, { places: ['6183235'] }],
    [
      { type: 'places-named', at, places: ['6183235'], timeZone: 'America/Winnipeg' },
      { places: ['6183235'], timeZone: 'America/Winnipeg' },
    ],
    [{ type: 'zone-changed', at, timeZone: 'Europe/Vienna' }, { timeZone: 'Europe/Vienna' }],
    [{ type: 'organiser-named', at, memberId: 'olga' }, { organisers: ['olga'] }],
    [{ type: 'organiser-named', at, memberId: 'otto' }, { organisers: ['olga', 'otto'] }],
  ])('sets one thing and leaves the rest: %o', (event, changed) => {
    expect(after(event)).toEqual({ ...community, ...changed, version: 5 })
  })
})

describe('greeters', () => {
  const named = { type: 'greeter-named', at, memberId: 'gus', agreed: false } as const
  const agreed = { type: 'greeter-agreed', at, memberId: 'gus' } as const
  const greeter = (memberId: string, yes: boolean) => ({ memberId, agreed: yes })

  test('hear of nothing before they agree, and are named once', () => {
    expect(greets(after(named, named), 'gus')).toBe(false)
    expect(after(named, named).greeters).toEqual([greeter('gus', false)])
    expect(after(named, agreed, named).greeters).toEqual([greeter('gus', true)])
  })

  test('agree only where they were named, and can stop', () => {
    expect(greets(after(agreed), 'gus')).toBeUndefined()
    expect(after(named, agreed, { type: 'greeter-removed', at, memberId: 'gus' }).greeters).toEqual([])
  })

  test('who is one person now greets once, and has agreed where either had', () => {
    const merged = { type: 'member-merged', at, memberId: 'gus', intoId: 'gustav' } as const
    expect(after(named, merged).greeters).toEqual([greeter('gustav', false)])
    expect(after(named, agreed, { ...named, memberId: 'gustav' }, merged).greeters).toEqual([greeter('gustav', true)])
    expect(after(merged).greeters).toBeUndefined()
  })

  test('of two communities that become one greet in both', () => {
    const other = { ...after(named), id: 'other' }
    const joined = after({ ...named, memberId: 'ida' }, { type: 'community-joined', at, other })
    expect(joined.greeters).toEqual([greeter('ida', false), greeter('gus', false)])
  })
})

test('support and crisis are off until a moderators’ channel and a country’s lines are named, and off again without', () => {
  const mods = { type: 'moderators-named', at, channel: 'mods' } as const
  const country = { type: 'support-country-named', at, country: 'CA' } as const
  expect(supportIsOn(community)).toBe(false)
  expect(supportIsOn(after(mods))).toBe(false)
  expect(supportIsOn(after(country))).toBe(false)
  expect(supportIsOn(after(mods, country))).toBe(true)
  expect(supportIsOn(after(mods, country, { type: 'moderators-named', at }))).toBe(false)
})
