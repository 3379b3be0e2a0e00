import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Card, Span } from '../../src/cards/card.ts'
import { allViews } from './all-views.ts'
import { buttonsOf, renderToText, spansOf } from './render-to-text.ts'
import { askersWords, cards, offerView, ping, request, suggestion, understanding, view } from './sample-views.ts'

const notified = (card: Card) =>
  spansOf(card).flatMap((span) =>
    typeof span === 'object' && span.type === 'person' && span.notify ? [span.name] : [],
  )

describe('the neutral note', () => {
  it('is the same for every kind and every card behind it, but for where Open leads', () => {
    const kinds = ['referral', 'support', 'wish'] as const
    const texts = kinds.flatMap((kind) =>
      ['offer', 'follow-up', 'gone'].map((slot) =>
        renderToText(cards.render('note', view({ slot, request: request({ words: { ...request().words!, kind } }) }))),
      ),
    )
    expect(new Set(texts)).toEqual(new Set(['I have a note for you.\n[Open]']))
  })

  it('holds no word of the request anywhere, not even where nobody looks', () => {
    const card = JSON.stringify(cards.render('note', view({ slot: 'offer' })))
    const secrets = [...askersWords.split(' ').filter((word) => word.length > 4), 'web 2.0', 'Mitch', 'marketing']
    expect(secrets.filter((secret) => card.includes(secret))).toEqual([])
  })

  it('names the slot to open, colons and all', () => {
    const [open] = buttonsOf(cards.render('note', view({ slot: 'asker-here:abcdefghijklmnop.s12' })))
    expect(open?.subject).toBe('abcdefghijklmnop.asker-here:abcdefghijklmnop.s12')
  })
})

describe('a life in danger', () => {
  it('is told to moderators by link, without the text and without the name', () => {
    const card = cards.render('crisis-for-moderators', view())
    expect(JSON.stringify(card)).not.toContain('Winnipeg? event')
    expect(JSON.stringify(card)).not.toContain('Mitch')
    expect(spansOf(card)).toContainEqual({ type: 'link', text: 'the message', to: { message: 'web:m:1' } })
    expect(card.blocks.some(({ type }) => type === 'quote')).toBe(false)
  })

  it('gets the emergency number and the lines of the country before anything else', () => {
    const supportLines = { emergency: '911', lines: [{ name: 'Lifeline', call: '988', web: 'https://988.ca' }] }
    expect(renderToText(cards.render('crisis-lines', view({ supportLines })))).toBe(
      [
        "I am glad that you wrote it. Please talk to someone now; you don't have to carry this alone.",
        'If you are in danger, call 911.',
        'Lifeline: call 988, <988.ca>',
        '(Only you see this. The moderators know that you may need them; I passed on none of your words.)',
      ].join('\n'),
    )
  })

  it('is not told that moderators know when they do not', () => {
    const { request: _, ...asked } = view()
    expect(renderToText(cards.render('crisis-lines', asked))).not.toContain('moderators')
  })
})

describe('a mention notifies', () => {
  it('the asker at the first suggestion, the asker when nobody is left, a person introduced, and nobody else', () => {
    const calls = allViews.flatMap(([name, one]) => notified(cards.render(name, one)).map((who) => `${name}: ${who}`))
    expect(new Set(calls)).toEqual(
      new Set([
        'suggestion: Mitch',
        'relayed-suggestion: Mitch',
        'first-suggestion: Mitch',
        'introduction: Mitch',
        'introduction: Joel',
        'nobody-may-know: Mitch',
      ]),
    )
  })

  it('not at the second suggestion', () => {
    const second = suggestion({ id: 'abcdefghijklmnop.s2' })
    const one = view({ about: second.id, request: request({ suggestions: [suggestion(), second] }) })
    expect(notified(cards.render('suggestion', one))).toEqual([])
  })

  it('not in a linked channel, where the asker is told already', () => {
    const slot = 'suggestion:abcdefghijklmnop.s1@slack:c:help'
    const one = view({ slot, about: suggestion().id, request: request({ suggestions: [suggestion()] }) })
    expect(notified(cards.render('relayed-suggestion', one))).toEqual([])
  })
})

describe('what is said to the asker alone', () => {
  const secret = suggestion({ to: 'asker', text: 'ring Pat on 555 0100' })

  it('is not in the status card, nor in the forms that anybody could open there', () => {
    const card = JSON.stringify(cards.render('status', view({ request: request({ suggestions: [secret] }) })))
    expect(card).not.toContain('555 0100')
    expect(card).not.toContain('request.helped')
  })

  it('does not name its author as a helper when the request is solved', () => {
    const solved = request({ state: 'solved', suggestions: [{ ...secret, helpedAt: 1 }] })
    expect(renderToText(cards.render('status', view({ request: solved })))).toContain('Solved.\n')
  })
})

describe('who was named and asked', () => {
  const referral = {
    id: 'abcdefghijklmnop.r1',
    byId: 'jonathan',
    memberId: 'joel',
    text: 'Joel',
    public: false,
    at: 1,
    state: 'asked' as const,
  }
  const asked = ping({ id: 'abcdefghijklmnop.p3', memberId: 'joel', referralId: referral.id, consent: 'asked' })

  it('leaves no trace in the status card before a yes: no name, no claim, not even a higher count', () => {
    const without = request({ referrals: [referral] })
    const states = [
      asked,
      { ...asked, state: 'declined' as const },
      { ...asked, state: 'claimed' as const, claimEndsAt: 5 },
    ]
    const before = renderToText(cards.render('status', view({ request: without })))
    for (const one of states) {
      const after = cards.render('status', view({ request: { ...without, pings: [...without.pings, one] } }))
      expect(renderToText(after)).toBe(before)
    }
  })

  it('is asked whether their name may be said, and reads what was written of them', () => {
    const one = view({ about: asked.id, request: request({ pings: [asked], referrals: [referral] }) })
    expect(renderToText(cards.render('ping', one))).toContain(
      '@Jonathan thinks you may know. May I say your name?\n@Jonathan: "Joel"',
    )
  })
})

describe('what people write', () => {
  const text = fc.oneof(
    fc.string({ minLength: 1, maxLength: 60 }),
    fc.constantFrom('@everyone <@U1> [x](http://evil)', '{asker} # <strong>x</strong>', "it's '{n, plural, other {#}}'", '```\n> *_~`', '</strong>'),
  ).filter((words) => words.trim().length > 0) // biome-ignore format: a list

  it('never becomes mark-up: it stands in quotes and forms, and topics, places and names are plain strings', () => {
    fc.assert(
      fc.property(text, text, text, (words, topic, name) => {
        const marked = `§${words}§`
        for (const card of withWords(marked, topic, name)) {
          expect(unquoted(card).filter((said) => said.includes(marked))).toEqual([])
        }
      }),
      { numRuns: 60 },
    )
  })

  it('is quoted to the letter', () => {
    fc.assert(
      fc.property(text, (words) => {
        const blocks = cards.render('ping', view({ about: ping().id, request: worded(words) })).blocks
        expect(blocks.filter(({ type }) => type === 'quote')).toMatchObject([{ text: words }])
      }),
    )
  })

  it('as a topic stays one strong word in the offer, whatever characters it holds', () => {
    fc.assert(
      fc.property(text, (topic) => {
        const card = cards.render('offer', offerView({ understanding: understanding({ topics: [topic] }) }))
        expect(spansOf(card)).toContainEqual({ type: 'strong', text: topic })
      }),
    )
  })

  it('as a name stays a name', () => {
    fc.assert(
      fc.property(text, (name) => {
        const people = new Map([['mitch', { name }]])
        expect(spansOf(cards.render('claim-lapsed', view({ people, about: ping().id })))).toContainEqual({
          type: 'person',
          name,
        })
      }),
    )
  })
})

const worded = (words: string) => request({ words: { ...request().words!, text: words } })

/** Cards that show people's words, with these words in them. */
function withWords(words: string, topic: string, name: string): Card[] {
  const id = request().id
  const full = request({
    words: { ...request().words!, text: words, topics: [topic] },
    suggestions: [suggestion({ text: words, thanks: words })],
    updates: [{ id: `${id}.u1`, text: words, at: 1, message: 'web:m:3' }],
    referrals: [{ id: `${id}.r1`, byId: 'jonathan', text: words, public: true, at: 1, state: 'told' }],
    drafts: [{ id: `${id}.d1`, memberId: 'jonathan', text: words, at: 1 }],
  })
  const people = new Map([['mitch', { name }], ['jonathan', { name }]]) // biome-ignore format: short
  const names = [
    ['status', ''], ['copy', ''], ['asked-by-command', ''], ['ping', 'p1'], ['suggestion', 's1'], ['relayed-suggestion', 's1'],
    ['relayed-update', 'u1'], ['suggestion-for-asker', 's1'], ['share-question', 'd1'], ['thanks', 's1'],
    ['progress', 'u1'], ['outcome', ''], ['follow-up', ''], ['forward-line', 'r1'], ['first-suggestion', 's1'], ['claim-lapsed', 'p1'],
    ['report-for-moderators', 'p1'], ['crisis-for-moderators', ''], ['late-suggestion', ''], ['claimed', 'p1'], ['why-me', 'p1'],
  ] as const // biome-ignore format: a table
  return names.map(([card, about]) => cards.render(card, view({ request: full, people, about: `${id}.${about}` })))
}

/** Everything that a card says outside of quotes, as it is said. */
const unquoted = (card: Card): string[] =>
  spansOf({ blocks: card.blocks.filter(({ type }) => type !== 'quote') }).map((span: Span) =>
    typeof span === 'string' ? span : span.type === 'time' ? '' : span.type === 'person' ? span.name : span.text,
  )
