import { describe, expect, it } from 'vitest'
import { typedForms } from './all-views.ts'
import { buttonsOf, formToText, renderToText } from './render-to-text.ts'
import { cards, community, MINUTE, member, now, request, suggestion, view, volunteer } from './sample-views.ts'

const says = (name: Parameters<typeof cards.render>[0], over: Parameters<typeof view>[0] = {}) =>
  renderToText(cards.render(name, view(over)))
const id = request().id

describe('a free reply by DM', () => {
  it('is never posted by itself: its author reads it once more and chooses', () => {
    const drafts = [{ id: `${id}.d1`, memberId: 'jonathan', text: 'ask my old club', at: now }]
    expect(says('share-question', { about: `${id}.d1`, request: request({ drafts }) })).toBe(
      [
        'Share this with @Mitch?',
        '@Jonathan: "ask my old club"',
        '(Share posts it in the thread with your name. Nothing is posted unless you say so.)',
        "[Share] [Only to the asker] [Don't]",
      ].join('\n'),
    )
  })
})

describe('thanks', () => {
  const thanked = suggestion({ helpedAt: now, thanks: 'You saved my day' })
  const about = { about: thanked.id, request: request({ suggestions: [thanked] }) }

  it('reach the author as they were written', () => {
    expect(says('thanks', { ...about, reader: member() })).toBe(
      ['@Mitch says that this helped. Thank you.', '@Mitch: "You saved my day"', '(<the thread>)'].join('\n'),
    )
  })

  it('reach the one who was named, who is told whose idea it was', () => {
    expect(says('thanks', { ...about, reader: member({ id: 'joel' }) })).toContain(
      '@Mitch says that it helped that @Jonathan thought of you.',
    )
  })
})

describe('late help', () => {
  it('is told so, and that it was passed on', () => {
    expect(says('late-suggestion', { request: request({ state: 'solved' }) })).toBe(
      'This was solved meanwhile; I passed it on to @Mitch all the same. Thank you.\n(<the thread>)',
    )
  })
})

describe('"I know someone"', () => {
  const told = (open: boolean) => {
    const referrals = [{ id: `${id}.r1`, byId: 'jonathan', text: 'Pat', public: open, at: now, state: 'told' as const }]
    return says('referral-told', { about: `${id}.r1`, request: request({ referrals }) })
  }

  it('says who reads of somebody outside', () => {
    expect(told(false)).toContain('Only @Mitch gets it, in your words. I contact nobody outside')
    expect(told(true)).toContain('It stands in the thread, in your words. I contact nobody outside')
  })
})

describe('a report', () => {
  it('goes to the moderators; where there are none it says to whom to turn', () => {
    expect(says('reported')).toContain('The moderators have a link to it.')
    const { moderatorsChannel: _, ...without } = community
    expect(says('reported', { community: without })).toContain('please tell an organiser yourself')
  })
})

describe('No thanks', () => {
  it('promises that nothing is kept, and after the second that offers rest', () => {
    expect(says('offer-dismissed', { reader: member() })).toBe(
      'All right, nobody was asked and nothing is kept. /ask always works.',
    )
    expect(says('offer-dismissed', { reader: member({ noOffersUntil: now + MINUTE }) })).toContain(
      "I won't offer again before Thu 07:54; /ask always works.",
    )
  })
})

describe('the profile', () => {
  it('shows what one is asked about, when, and why one would be pinged', () => {
    const text = says('profile', { reader: member() })
    expect(text).toContain('About: public speaking and web design\nWhere: Winnipeg, MB\nLanguages: English and French')
    expect(text).toContain('Quiet hours: 22:00 to 08:00 (America/Winnipeg)')
    expect(text).toContain('because you offered *public speaking* and *web design* near *Winnipeg, MB*.')
    expect(text).toContain('[Topics and places…] [Hours and limit…] [Company and learning…] [Pause…] [Stop]')
  })

  it('says what keeps pings away now', () => {
    expect(says('profile', { reader: member(), why: { reasons: [], limits: ['quiet-hours'] } })).toContain(
      '(These are your quiet hours.)',
    )
  })

  it('ends a pause with one tap', () => {
    const paused = member({ volunteer: { ...volunteer, pausedUntil: now + MINUTE } })
    expect(says('profile', { reader: paused })).toContain('[Ask me again]')
  })

  it('of somebody who is no volunteer offers the form of two questions', () => {
    const { volunteer: _, ...asker } = member()
    const card = cards.render('profile', view({ reader: asker }))
    expect(formToText(buttonsOf(card)[0]!.form!)).toBe(
      [
        "# I'd like to help",
        'What may people ask you about? *: ',
        'Where do you know your way around?: ',
        '[Yes, ask me]',
      ].join('\n'),
    )
  })
})

describe('welcome', () => {
  it('says what was taken, the limits, how to end it, and where to say hi', () => {
    expect(says('welcome-volunteer', { reader: member(), dmLink: 'https://chat.example/dm' })).toBe(
      [
        'Thank you. People may now ask you about *public speaking* and *web design*.',
        'Above all near *Winnipeg, MB*.',
        '(At most 2 pings a week, and none between 22:00 and 08:00. /profile changes it, /stop ends it.)',
        'Please say hi in <our direct messages>, so that I can reach you.',
      ].join('\n'),
    )
  })
})

describe('privacy', () => {
  it('shows what is stored in plain words, and lets one take it along or erase it', () => {
    const records = {
      evidence: [{ kind: 'helped' }, { kind: 'helped' }, { kind: 'learned' }],
      pings: [{}, {}],
      dms: [],
    }
    const text = says('privacy', { reader: member(), records })
    expect(text).toContain(
      'Signs of what you know: 2 words of requests you helped with and one word learned from what you write',
    )
    expect(text).toContain('Times that I asked you: 2')
    expect(text).not.toContain('direct conversations')
    expect(text).toContain('[Export] [Hide my old requests] [Erase everything…]')
  })

  it('exports all of it as JSON that can be read back', () => {
    const records = { pings: [{ at: now, state: 'live' }] }
    const quote = cards
      .render('privacy-export', view({ reader: member(), records }))
      .blocks.find(({ type }) => type === 'quote')
    expect(quote?.type === 'quote' && JSON.parse(quote.text)).toEqual(records)
  })
})

describe('my requests', () => {
  it('shows those that fit with a way to help, and my own with a way to close them', () => {
    const text = says('my-requests', { requests: { mine: [request()], matching: [request()], found: [] } })
    expect(text).toMatch(/^One open request fits you:\n@Mitch: ".+"\n\(Open, no suggestion\..+\)\n\[I can help…\]/)
    expect(text).toContain('You asked:')
    expect(text).toContain('[Solved] [Cancel]')
  })
})

describe('how things stand', () => {
  it('shows shadow counts as numbers and links, and lets organisers decide on what is held', () => {
    const tallies = [{ channel: 'web:c:marketing', what: 'referral', count: 3, links: ['web:m:1', 'web:m:2'] }]
    const text = says('community', { organisers: { tallies, unmet: [], offers: [], held: 2, dead: [], volunteers: 0 } })
    expect(text).toContain('#marketing: 3 × referral: <example 1>, <example 2>')
    expect(text).toContain('Nobody volunteers yet; /askaround invite posts a card for it.')
    expect(text).toContain('[Send them] [Drop them]')
  })

  it('says of each channel how many offers were wanted, and what came of it', () => {
    const at = (channel: string, wanted: number, answered: number, from: number) => ({
      ...{ channel, wanted, answered, from, usual: 0.76 },
    })
    const offers = [
      at('web:c:marketing', 12, 14, 0.65),
      at('web:c:marketing', 2, 9, 0.95),
      at('web:c:marketing', 1, 1, 0.76),
    ]
    const text = says('community', { organisers: { tallies: [], unmet: [], offers, held: 0, dead: [], volunteers: 0 } })
    expect(text).toContain(
      'In <#marketing>, 12 of 14 recent offers were wanted. I now offer a little earlier there: from 65 % sure instead of 76 %.',
    )
    expect(text).toContain(
      'In <#marketing>, 2 of 9 recent offers were wanted. I now offer there only when I am surer: from 95 % instead of 76 %.',
    )
    expect(text).toContain('In <#marketing>, 1 of 1 recent offer was wanted. I go on offering there from 76 % sure.')
  })

  it('says why support is off', () => {
    const { supportCountry: _, ...without } = community
    expect(says('community', { community: without })).toContain(
      'Support and crisis: off until moderators and support lines are named',
    )
  })
})

describe('help', () => {
  it('lists every command, and explains one', () => {
    expect(says('help')).toContain('/pause: Not be asked for a while')
    expect(says('help', { query: 'pause' })).toContain('(/pause 3 days)')
  })
})

describe('a form that could not be taken', () => {
  it.each(typedForms)('comes back with all that was typed into it: $action', (form) => {
    const problem = { key: 'problem.field-missing', values: {}, form }
    const shown = cards.render('invalid-input', view({ problem }))
    expect(renderToText(shown)).toContain('What you typed is still in the form.')
    const [again] = buttonsOf(shown)
    expect(again).toMatchObject({ action: form.action, subject: form.subject, label: 'Correct it' })
    const standing = Object.fromEntries(again!.form!.fields.map(({ name, value }) => [name, value]))
    expect(standing).toEqual(form.values)
  })

  it('in which nothing can be lost is not offered again', () => {
    const form = { action: 'privacy.erase', subject: 'me', values: { confirm: 'yes' } } as const
    const problem = { key: 'problem.erase-not-confirmed', values: {}, form }
    expect(buttonsOf(cards.render('invalid-input', view({ problem })))).toEqual([])
  })
})
