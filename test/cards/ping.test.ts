import { describe, expect, it } from 'vitest'
import type { Reason } from '../../src/matching/evidence.ts'
import { buttonsOf, renderToText } from './render-to-text.ts'
import { askersWords, cards, MINUTE, now, ping, request, view } from './sample-views.ts'

const render = (over: Parameters<typeof ping>[0] = {}, more: Parameters<typeof request>[0] = {}) =>
  cards.render('ping', view({ about: ping().id, request: request({ pings: [ping(over)], ...more }) }))
const says = (...args: Parameters<typeof render>) => renderToText(render(...args))

describe('a ping', () => {
  it('has the words of the one who asks, the reason, and what can be done', () => {
    expect(says()).toBe(
      [
        'Can you help @Mitch?',
        `@Mitch: "${askersWords}"`,
        'Needed by: Thu 13:30',
        'Answers go to: <the thread>',
        '(I ask you because you offered *public speaking* near *Winnipeg*. Ping 1 of your 2 this week.)',
        '[I can help…] [I know someone…] [Not now]',
        '[More: Not my topic | Why me? | Pause for a week | Stop asking me | Report or block]',
      ].join('\n'),
    )
  })

  it('that is handled says so, and what is ready can still be sent', () => {
    const text = says({ state: 'released' }, { state: 'solved' })
    expect(text).toContain('This is handled, thank you.\n[Send something anyway…]')
    expect(text).not.toContain('Not now')
  })

  it('that was answered says what became of it', () => {
    expect(says({ state: 'suggested' })).toContain('What you suggested is with @Mitch. Thank you.\n[Add something…]')
    expect(says({ state: 'referred' })).toContain('You named someone. Thank you.')
    expect(says({ state: 'declined' })).toContain("Not now, that's fine.\n[I can help after all…]")
    expect(says({ state: 'lapsed' })).toContain("This one has passed, that's fine.")
  })

  it('can be reported, or its asker blocked, after an answer as well, and as long as there is an asker', () => {
    for (const state of ['suggested', 'referred', 'declined', 'lapsed', 'claimed'] as const)
      expect(says({ state })).toContain('[More: Report or block]')
    expect(says({ state: 'released' }, { state: 'solved' })).toContain('[More: Report or block]')
    expect(says({ state: 'suggested' }, { state: 'withdrawn', askerId: 'erased' })).not.toContain('Report or block')
  })

  it('of who may not read the request any more says that it is over, and none of its words', () => {
    const over = (state: 'open' | 'solved') =>
      renderToText(cards.render('ping-over', view({ about: ping().id, request: request({ pings: [ping()], state }) })))
    expect(over('open')).toBe('You are not asked about this any more.')
    expect(over('solved')).toBe('This is handled, thank you.')
  })

  it('that is claimed says until when, and can be let go', () => {
    expect(says({ state: 'claimed', claimEndsAt: now + 30 * MINUTE })).toContain(
      "You are on it until Thu 08:23. @Mitch can see that.\n[Say how it went…] [I can't after all]",
    )
  })

  it('offers "I\'ll do it myself" only while it waits', () => {
    const ways = (card: ReturnType<typeof render>) =>
      buttonsOf(card)
        .find(({ action }) => action === 'ping.help')!
        .form!.fields[1]!.options!.map(({ value }) => value)
    expect(ways(render())).toEqual(['thread', 'asker', 'claim'])
    expect(ways(render({ state: 'released' }, { state: 'solved' }))).toEqual(['thread', 'asker'])
  })

  it('asks for a suggestion, and says when none is needed', () => {
    const field = (card: ReturnType<typeof render>) =>
      buttonsOf(card).find(({ action }) => action === 'ping.help')!.form!.fields[0]
    expect(field(render())).toMatchObject({ label: 'Your suggestion, unless you do it yourself', required: false })
    expect(field(render({ state: 'declined' }))).toMatchObject({ label: 'What do you suggest?', required: true })
  })

  it('whose words are gone says so', () => {
    const { text: _, ...words } = request().words!
    expect(says({}, { words })).toContain('(The words are no longer kept.)')
  })

  it('for company says that, and no more', () => {
    const words = { ...request().words!, kind: 'support' as const, text: 'Frustrated.' }
    expect(says({}, { words }).split('\n').slice(0, 2)).toEqual(['@Mitch would like company.', '@Mitch: "Frustrated."'])
  })
})

describe('the reason line', () => {
  const reason = (code: Reason['code'], share: number, ...detail: string[]): Reason => ({ code, share, detail })
  const text = (...reasons: Reason[]) => cards.reasonText(reasons)

  it('puts what was offered and where into one clause', () => {
    expect(text(reason('near-place', 0.2, 'Winnipeg'), reason('declared-topic', 0.5, 'public speaking'))).toBe(
      'you offered public speaking near Winnipeg',
    )
  })

  it('says what somebody knows before mere presence, three at most, and nothing that hardly counted', () => {
    const said = text(
      reason('writes-about', 0.2, 'visas', 'permits'),
      reason('helped-before', 0.15, 'visas'),
      reason('active-lately', 0.05),
      reason('answers-people-here', 0.4),
      reason('speaks-language', 0.2, 'fr'),
    )
    expect(said).toBe(
      'you write about visas and permits, what you suggested about visas helped, and you often answer people here',
    )
  })

  it('says what little there is rather than nothing', () => {
    expect(text(reason('active-lately', 0.05))).toBe('you were here lately')
    expect(text()).toBe('you volunteered')
  })

  it('does not say that somebody speaks the language that everybody here reads', () => {
    expect(text(reason('writes-about', 0.4, 'visas'), reason('speaks-language', 0.4, 'en'))).toBe(
      'you write about visas',
    )
  })

  it('names languages as people do', () => {
    expect(text(reason('speaks-language', 0.5, 'fr'))).toBe('you speak French')
    expect(text(reason('speaks-language', 0.5, 'no such code'))).toBe('you speak no such code')
  })
})
