import { describe, expect, it } from 'vitest'
import { buttonsOf, formToText, renderToText } from './render-to-text.ts'
import { askersWords, cards, MINUTE, now, ping, request, suggestion, view } from './sample-views.ts'

const status = (over: Parameters<typeof request>[0] = {}) => cards.render('status', view({ request: request(over) }))
const says = (over: Parameters<typeof request>[0] = {}) => renderToText(status(over))
const id = request().id

describe('the card in the thread tells the truth', () => {
  it('about who is asked, what comes next, and in whose words', () => {
    expect(says()).toBe(
      [
        `@Mitch: "${askersWords}"`,
        'I asked 2 people who may know. No answer yet. If nothing helps, I ask others at Thu 08:08.',
        '(Needed by Thu 13:30. Anyone can answer here.)',
        '[Solved] [Edit…] [Cancel]',
      ].join('\n'),
    )
  })

  it('before anybody was chosen', () => {
    expect(says({ pings: [], waveEndsAt: undefined })).toContain('I am looking for people who may know.')
  })

  it('about answers and suggestions, a "not now" among them', () => {
    const pings = [ping({ state: 'suggested' }), ping({ id: `${id}.p2`, state: 'declined' }), ping({ id: `${id}.p3` })]
    expect(says({ pings, suggestions: [suggestion()] })).toContain(
      'I asked 3 people who may know. 2 have answered. There is one suggestion. If nothing helps, I ask others at',
    )
  })

  it('about those who could not be reached, who do not count as asked', () => {
    expect(says({ pings: [ping(), ping({ id: `${id}.p2`, state: 'undeliverable' })] })).toContain(
      'I asked one person who may know. No answer yet. One more could not be reached.',
    )
  })

  it('when all who may know are busy or asleep', () => {
    expect(says({ pings: [] })).toContain('The people who may know are busy or asleep; I look again at Thu 08:08.')
  })

  it('when nobody is left, or there never was anybody', () => {
    const left = { nobodyLeft: true, waveEndsAt: undefined }
    expect(says(left)).toContain('Nobody else is left to ask. When somebody new volunteers, I look again.')
    expect(says({ ...left, pings: [] })).toContain('I found nobody to ask.')
  })

  it('when enough were asked, though others may know', () => {
    const stopped = { enoughAsked: true, waveEndsAt: undefined, wave: 12 }
    expect(says(stopped)).toContain('I have asked around 12 times, and disturb nobody else.')
    expect(says(stopped)).not.toContain('I look again')
    expect(says({ ...stopped, words: { ...request().words!, kind: 'wish' } })).toContain(
      'and disturb nobody else. When somebody new volunteers, I look again.',
    )
  })

  it('when something helped: nobody else is asked', () => {
    expect(says({ suggestions: [suggestion({ helpedAt: now })] })).toContain('Something helped, so I ask nobody else.')
  })

  it('about who is on it, and until when', () => {
    const claimed = ping({ state: 'claimed', claimEndsAt: now + 30 * MINUTE })
    expect(says({ pings: [claimed] })).toContain('@Jonathan is on it until Thu 08:23.')
  })

  it('about where else it is shown, once it is shown there', () => {
    expect(says({ copies: [{ channel: 'slack:c:help' }] })).not.toContain('Also shown')
    expect(says({ copies: [{ channel: 'slack:c:help', message: 'slack:m:1' }] })).toContain('Also shown in <#help>.')
  })

  it('that only listeners are asked for company', () => {
    expect(says({ words: { ...request().words!, kind: 'support' } })).toContain(
      'I asked 2 people who offered to listen.',
    )
  })
})

describe('the usual time to a first suggestion', () => {
  const usual = (n: number, median = 12 * MINUTE) => says({ usual: { median, n } })

  it('is said with the number of requests that it comes from', () => {
    expect(usual(5)).toContain('Of the last 5 requests here, half had a first suggestion within 12 minutes.')
    expect(usual(9, 200 * MINUTE)).toContain('within 3 hours.')
  })

  it('is not said of fewer than five', () => {
    expect(usual(4)).not.toContain('half had')
  })

  it('is not said any more once there is a suggestion', () => {
    expect(says({ usual: { median: MINUTE, n: 9 }, firstSuggestionAt: now })).not.toContain('half had')
  })
})

describe('recalled threads', () => {
  it('are linked, three at most', () => {
    const recalled = [1, 2, 3, 4].map((n) => ({ requestId: `r${n}`, thread: `web:t:${n}` }))
    expect(says({ recalled })).toContain(
      '(Something like it was solved before: <earlier thread 1>, <earlier thread 2>, and <earlier thread 3>.)',
    )
  })
})

describe('This helped', () => {
  it('asks which suggestion, and takes a line of thanks', () => {
    const two = [suggestion(), suggestion({ id: `${id}.s2`, memberId: 'ada', text: 'Try the library' })]
    const form = buttonsOf(status({ suggestions: two })).find(({ action }) => action === 'request.helped')!.form!
    expect(formToText(form)).toBe(
      [
        '# This helped',
        'What helped? *:  {Jonathan: Joel Kerr gives that talk every spring | Ada: Try the library}',
        'A line of thanks: ',
        '[Say thanks]',
      ].join('\n'),
    )
  })

  it('is not there before there is a suggestion, nor for one that is thanked for', () => {
    expect(says()).not.toContain('[This helped')
    expect(says({ suggestions: [suggestion({ helpedAt: now })] })).not.toContain('[This helped')
  })
})

describe('posted for all', () => {
  it('asks nobody in person, and lets everybody answer with a button', () => {
    const text = says({ reach: 'post-for-all', pings: [] })
    expect(text).toContain('This is posted for all; I ask nobody in person.')
    expect(text).toContain('[I can help…] [Solved] [Edit…] [Cancel]')
  })
})

describe('after the end', () => {
  it('credits those who helped, the one who was named among them', () => {
    const referral = {
      id: `${id}.r1`,
      byId: 'jonathan',
      memberId: 'joel',
      public: false,
      at: now,
      state: 'introduced' as const,
    }
    const suggestions = [suggestion({ referralId: referral.id, helpedAt: now })]
    expect(says({ state: 'solved', suggestions, referrals: [referral] })).toContain(
      'Solved, with help from @Jonathan and @Joel.\n[Reopen]',
    )
  })

  it('says so plainly when nothing helped', () => {
    expect(says({ state: 'expired' })).toContain(
      'The time for this is over. Nothing was marked as helpful.\n[Solved] [Reopen]',
    )
    expect(says({ state: 'withdrawn' })).toContain('No longer needed.\n[Reopen]')
  })

  it('cannot be reopened once its words are gone, and says that they are', () => {
    const { text: _, ...words } = request().words!
    expect(says({ state: 'solved', words })).toBe('(The words are no longer kept.)\nSolved.')
  })
})
