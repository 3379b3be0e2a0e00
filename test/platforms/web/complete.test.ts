import { describe, expect, test } from 'vitest'
import { commands } from '../../../src/commands/commands.ts'

// What the browser runs, as it is.
const { complete } = await import(new URL('../../../src/platforms/web/assets/complete.js', import.meta.url).href)

const people = ['Ada', 'Mitch Harlow', 'Michaela', 'מיכל']
const known = {
  commands,
  people,
  channels: ['general', 'help'],
  emoji: ['👋 wave', '🌊 ocean water_wave', '👍 +1 thumbsup'],
}
const help = (text: string, more = {}) => complete(text, text.length, { ...known, ...more })
const labels = (text: string, more = {}): string[] =>
  help(text, more)?.fits.map((fit: { label: string }) => fit.label) ?? []
/** The text after the first of what fits was taken. */
const taken = (text: string, more = {}): string => {
  const { from, fits } = help(text, more)
  return text.slice(0, from) + fits[0].insert
}
/** How the command goes on, with brackets of its own around the part that comes now, and what that means. */
const usage = (text: string): string => {
  const { parts, says } = help(text).usage
  return `${parts.map(({ text, now }: { text: string; now: boolean }) => (now ? `»${text}«` : text)).join(' ')}: ${says}`
}

describe('while somebody types', () => {
  test('a slash shows the commands that begin so', () => {
    expect(labels('/p')).toEqual(['/profile', '/pause', '/privacy'])
    expect(taken('/pa')).toBe('/pause ')
    expect(labels('/zz')).toEqual([])
    expect(labels('and/p')).toEqual([])
  })

  test('a command says what comes next and what it means', () => {
    expect(usage('/pause ')).toBe('/pause »[for]«: How long, such as 3 days or 2 weeks')
    expect(usage('/ask need a la')).toBe('/ask »text«: What you need, where, by when')
    expect(usage('/askaround ')).toBe('/askaround »what«: What to do')
    expect(usage('/askaround watch #help ')).toBe(
      '/askaround watch [#channel] »[offer or desk or command or shadow]«: offer: ask privately; desk: a post is the yes; command: only /ask; shadow: only count',
    )
    expect(usage('/askaround watch #help offer ')).toBe(
      '/askaround watch [#channel] [offer or desk or command or shadow]: Enter sends it',
    )
    expect(usage('/stop ')).toBe('/stop: Enter sends it')
  })

  test('subcommands, choices, channels, members and commands are completed', () => {
    expect(labels('/askaround m')).toEqual(['mirror', 'moderators'])
    expect(labels('/privacy ')).toEqual(['show', 'export', 'erase'])
    expect(taken('/privacy er')).toBe('/privacy erase ')
    expect(labels('/askaround watch #')).toEqual(['#general', '#help'])
    expect(taken('/askaround mirror #general #h')).toBe('/askaround mirror #general #help ')
    expect(labels('/askaround watch sh')).toEqual(['shadow'])
    expect(taken('/askaround organiser @mi')).toBe('/askaround organiser @Mitch Harlow ')
    expect(taken('/askaround organiser ad')).toBe('/askaround organiser @Ada ')
    expect(taken('/help pau')).toBe('/help pause ')
    expect(taken('/askaround time-zone winnip')).toBe('/askaround time-zone America/Winnipeg')
  })

  test('topics and places are asked of the server, each for the part of the list that is typed', () => {
    expect(help('/volunteer gardening, bi').wants).toEqual({ what: 'topics', start: 'bi' })
    expect(help('/volunteer help in maths').wants).toEqual({ what: 'topics', start: 'help in maths' })
    expect(help('/volunteer bikes near Win').wants).toEqual({ what: 'places', start: 'Win' })
    expect(help('/volunteer bikes in Win').wants).toEqual({ what: 'places', start: 'Win' })
    expect(help('/askaround places Winnipeg, Bran').wants).toEqual({ what: 'places', start: 'Bran' })
    const found = { what: 'places', start: 'Win', words: ['Winnipeg, MB', 'Windsor, ON'] }
    expect(taken('/volunteer bikes near Win', { found })).toBe('/volunteer bikes near Winnipeg, MB')
    expect(labels('/volunteer bikes near Wind', { found })).toEqual([])
    expect(help('/volunteer b').wants).toBeUndefined()
  })

  test('an @ completes names, by any of their parts, and lets go when one is written out', () => {
    expect(labels('hello @mi')).toEqual(['Mitch Harlow', 'Michaela'])
    expect(taken('hello @har')).toBe('hello @Mitch Harlow ')
    expect(labels('@Mitch H')).toEqual(['Mitch Harlow'])
    expect(taken('@מי')).toBe('@מיכל ')
    expect(help('hello @')).toMatchObject({ eager: false })
    expect(help('hello @a')).toMatchObject({ eager: true })
    for (const text of ['@Ada', 'hello @Mitch Harlow', '@nobody', 'mail ada@a', '@Ada and @']) {
      const fits = labels(text)
      expect(fits, text).toEqual(text.endsWith('@') ? people : [])
    }
  })

  test('a colon and two letters complete emoji, what is called exactly so first', () => {
    expect(labels('hi :wave')).toEqual(['👋', '🌊'])
    expect(taken('hi :thumb')).toBe('hi 👍 ')
    expect(labels('at 10:30')).toEqual([])
    expect(labels('hi :w')).toEqual([])
  })

  test('only what stands before the caret counts', () => {
    expect(complete('@mi and more', 3, known).fits).toHaveLength(2)
    expect(complete('see /p', 6, known)).toBeUndefined()
  })
})
