import { describe, expect, it } from 'vitest'
import { commands } from '../../src/commands/commands.ts'
import { formOfCommand } from '../../src/commands/form-of-command.ts'
import { intentOfCommand } from '../../src/commands/intent-of.ts'
import { parseCommandText } from '../../src/commands/parse-command.ts'
import { cards, now } from '../cards/sample-views.ts'

const DAY = 24 * 3_600_000

/** What a typed line means, in #here at `now`. */
const meaning = (line: string, channel: string | undefined = 'web:c:here') => {
  const [, name, rest = ''] = /^\/(\S+)\s*(.*)$/s.exec(line)!
  const parsed = parseCommandText(commands.find((command) => command.name === name)!, rest)
  return intentOfCommand(name!, parsed.values!, { now, ...(channel ? { channel } : {}) })
}
const refusal = (...args: Parameters<typeof meaning>) => {
  const intent = meaning(...args)
  return intent.to === 'invalid' ? cards.explain(intent.problem) : undefined
}

describe('what a member means', () => {
  it('by /ask: a request, where it was typed', () => {
    expect(meaning('/ask need a ladder ')).toEqual({ to: 'ask', text: 'need a ladder', channel: 'web:c:here' })
    expect(refusal('/ask')).toBe('/ask needs “text”: What you need, where, by when. /help says how.')
  })

  it('by /volunteer with words: topics and places', () => {
    expect(meaning('/volunteer Public Speaking, web design near Winnipeg, MB')).toEqual({
      to: 'volunteer',
      topics: ['public speaking', 'web design'],
      places: ['Winnipeg, MB'],
    })
    expect(meaning('/volunteer help in maths')).toMatchObject({ topics: ['help in maths'], places: [] })
    expect(meaning('/volunteer bikes in Oslo')).toMatchObject({ topics: ['bikes'], places: ['Oslo'] })
  })

  it('by options of their own, as platforms with fields send them', () => {
    expect(intentOfCommand('volunteer', { topics: 'bikes near me', places: 'Oslo; Bergen' }, { now })).toEqual({
      to: 'volunteer',
      topics: ['bikes near me'],
      places: ['Oslo', 'Bergen'],
    })
  })

  it('by /volunteer alone: the form, or where there is none the card that opens it', () => {
    expect(formOfCommand('volunteer', {})).toBe('volunteer')
    expect(formOfCommand('volunteer', { topics: 'bikes' })).toBeUndefined()
    expect(meaning('/volunteer')).toEqual({ to: 'show', card: 'volunteer-invitation' })
    expect(cards.explain({ key: 'problem.no-topics', values: {} })).toContain('what people may ask you about')
    expect(refusal('/volunteer near Oslo')).toContain('what people may ask you about')
  })

  it('by /pause: a week, a length of time, or its end', () => {
    const until = (line: string) => {
      const intent = meaning(line)
      return intent.to === 'member' && intent.event.type === 'paused' ? (intent.event.until - now) / DAY : intent
    }
    expect(until('/pause')).toBe(7)
    expect(until('/pause 3 days')).toBe(3)
    expect(until('/pause for two weeks')).toBe(14)
    expect(until('/pause a month')).toBe(30)
    expect(until('/pause 12h')).toBe(0.5)
    expect(until('/pause 900 months')).toBe(366)
    expect(until('/pause off')).toEqual({ to: 'member', event: { type: 'resumed' } })
    expect(refusal('/pause until I am back')).toBe(
      "I don't know how long “until I am back” is. Try 3 days, 2 weeks or a month.",
    )
    expect(refusal('/pause 0 days')).toContain('Try 3 days')
  })

  it('by the commands that only show something', () => {
    expect(meaning('/stop')).toEqual({ to: 'member', event: { type: 'stopped' } })
    expect(meaning('/requests')).toEqual({ to: 'show', card: 'my-requests' })
    expect(meaning('/profile')).toEqual({ to: 'show', card: 'profile' })
    expect(meaning('/recall vet in Winnipeg')).toEqual({ to: 'show', card: 'recall', query: 'vet in Winnipeg' })
    expect(meaning('/help')).toEqual({ to: 'show', card: 'help' })
    expect(meaning('/help /pause')).toEqual({ to: 'show', card: 'help', query: 'pause' })
    expect(refusal('/help dance')).toBe('There is no command /dance. /help shows all of them.')
  })

  it('by /privacy: to see, to take along; erasing opens the form that asks once more, and never happens by a command alone', () => {
    expect(meaning('/privacy')).toEqual({ to: 'show', card: 'privacy' })
    expect(meaning('/privacy export')).toEqual({ to: 'show', card: 'privacy-export' })
    expect(formOfCommand('privacy', { what: 'erase' })).toBe('privacy.erase')
    expect(meaning('/privacy erase')).toEqual({ to: 'show', card: 'privacy' })
  })
})

describe('what an organiser means', () => {
  const change = (event: object) => ({ to: 'community', event })

  it('by watching: this channel, or another, in one of three modes', () => {
    expect(meaning('/askaround watch')).toEqual(
      change({ type: 'channel-watched', channel: 'web:c:here', mode: 'offer' }),
    )
    expect(meaning('/askaround watch web:c:help shadow')).toEqual(
      change({ type: 'channel-watched', channel: 'web:c:help', mode: 'shadow' }),
    )
    expect(meaning('/askaround unwatch')).toEqual(change({ type: 'channel-unwatched', channel: 'web:c:here' }))
    expect(refusal('/askaround watch', '')).toBe('Which channel? Name it, or use the command in it.')
  })

  it('by mirrors of two different channels', () => {
    const mirror = { to: 'mirror', channel: 'web:c:a', other: 'web:c:b' }
    expect(meaning('/askaround mirror web:c:a web:c:b')).toEqual({ ...mirror, type: 'mirror-added' })
    expect(meaning('/askaround unmirror web:c:a web:c:b')).toEqual({ ...mirror, type: 'mirror-removed' })
    // The other one may be where no list of channels reaches: it is looked up by its name.
    expect(meaning('/askaround mirror web:c:a slack #help')).toMatchObject({ channel: 'web:c:a', other: 'slack #help' })
    expect(refusal('/askaround mirror web:c:a web:c:a')).toContain('Name two different ones.')
    expect(refusal('/askaround mirror web:c:a')).toContain('needs “other”')
  })

  it('by joining two spaces: a code is asked for, or typed as people type', () => {
    expect(meaning('/askaround join')).toEqual({ to: 'join' })
    expect(meaning('/askaround join c4gh 72xv')).toEqual({ to: 'join', code: 'C4GH72XV' })
  })

  it('by limits within reason', () => {
    expect(meaning('/askaround limit 2')).toEqual(change({ type: 'limit-changed', weeklyLimit: 2 }))
    expect(refusal('/askaround limit 0')).toBe('“0” is not a whole number from 1 to 20.')
    expect(refusal('/askaround limit many')).toContain('“many” is not a whole number')
  })

  it('by naming moderators, support lines, organisers, places and the clock', () => {
    expect(meaning('/askaround moderators')).toEqual(change({ type: 'moderators-named', channel: 'web:c:here' }))
    expect(meaning('/askaround moderators off')).toEqual(change({ type: 'moderators-named' }))
    expect(meaning('/askaround support-lines ca')).toEqual(change({ type: 'support-country-named', country: 'CA' }))
    expect(meaning('/askaround support-lines off')).toEqual(change({ type: 'support-country-named' }))
    expect(refusal('/askaround support-lines Canada')).toBe(
      '“Canada” is no country. Write two letters, such as CA, or off.',
    )
    expect(meaning('/askaround greeter @ada')).toEqual({ to: 'greeter', name: '@ada', off: false })
    expect(meaning('/askaround greeter @ada off')).toEqual({ to: 'greeter', name: '@ada', off: true })
    expect(meaning('/askaround organiser @ada')).toEqual({ to: 'organiser', name: '@ada' })
    expect(meaning('/askaround places Winnipeg, Brandon')).toEqual({
      to: 'community-places',
      places: ['Winnipeg', 'Brandon'],
    })
    expect(meaning('/askaround time-zone America/New York')).toEqual(
      change({ type: 'zone-changed', timeZone: 'America/New_York' }),
    )
    expect(refusal('/askaround time-zone Mars/Base')).toContain('Write it like America/Winnipeg.')
  })

  it('by inviting, asking for unmet topics, and deciding on what was held', () => {
    expect(meaning('/askaround invite')).toEqual({ to: 'invite-volunteers', channel: 'web:c:here' })
    expect(meaning('/askaround unmet')).toEqual({ to: 'show', card: 'unmet-topics' })
    expect(meaning('/askaround held drop')).toEqual({ to: 'held', what: 'drop' })
    expect(refusal('/askaround held')).toContain('/askaround held needs “what”')
  })
})

describe('what cannot be meant', () => {
  it('is answered with the remedy', () => {
    const intent = intentOfCommand('dance', {}, { now })
    expect(intent).toEqual({ to: 'invalid', problem: { key: 'problem.unknown-command', values: { command: 'dance' } } })
    expect(intentOfCommand('askaround', { subcommand: 'dance' }, { now })).toMatchObject({ to: 'invalid' })
    expect(intentOfCommand('privacy', { what: 'sell' }, { now })).toMatchObject({ to: 'invalid' })
  })
})
