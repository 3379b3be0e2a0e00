import { describe, expect, it } from 'vitest'
import type { Reason } from '../../src/matching/evidence.ts'
import { renderToText } from './render-to-text.ts'
import { cards, member, ping, request, view, volunteer } from './sample-views.ts'

const reason = (code: Reason['code'], share: number, ...detail: string[]): Reason => ({ code, detail, share })
const reasons = [
  reason('declared-topic', 0.5, 'public speaking'),
  reason('helped-before', 0.25, 'web 2.0'),
  reason('near-place', 0.2, 'Brandon'),
  reason('writes-about', 0.05, 'slides'),
]

describe('"Why me?"', () => {
  const shown = (over: Parameters<typeof ping>[0], reader = member(), more = {}) => {
    const it = ping({ reasons, ...over })
    const text = renderToText(
      cards.render(
        'why-me',
        view({ request: request({ pings: [it], ...more }), about: it.id, reader, why: { reasons, limits: [] } }),
      ),
    )
    return text.replaceAll(/[*@]/g, '').replaceAll('\u00a0', ' ')
  }

  it('says in full what was declared, what came of earlier pings, what was learned, each with how much it counted', () => {
    const text = shown({})
    expect(text).toContain(
      'You told me: you offered public speaking (50 %) and you know your way around Brandon, which is near (20 %)',
    )
    expect(text).toContain('From before: what you suggested about web 2.0 helped (25 %)')
    expect(text).toContain('I learned: you write about slides (5 %)')
  })

  it('says so when nothing is learned, and whether that is because it is off', () => {
    const told = { reasons: reasons.slice(0, 1) }
    expect(shown(told)).toContain('I learned: nothing; you left learning off')
    expect(shown(told, member({ volunteer: { ...volunteer, learning: true } }))).toContain(
      'I learned: nothing that counted here',
    )
  })

  it('says what limits it: the week, one at a time, quiet hours if there are any, and how to change it', () => {
    expect(shown({ ofWeek: { nth: 1, limit: 2 } })).toContain(
      'What limits it: It was ping 1 of your 2 this week. Only one waits for you at a time. None comes between 22:00 and 08:00.',
    )
    const anyHour = member({ volunteer: { ...volunteer, quietHours: { from: '00:00', to: '00:00' } } })
    expect(shown({}, anyHour)).not.toContain('None comes')
    expect(shown({})).toContain('Not my topic corrects this')
  })

  it('names whoever thought of this helper', () => {
    const text = shown({ reasons: [], referralId: 'q1.r1' }, member(), {
      referrals: [{ id: 'q1.r1', byId: 'jonathan', text: '', public: false, at: 1, state: 'asked' }],
    })
    expect(text).toContain('I asked you because Jonathan thought of you.')
    expect(text).not.toContain('you volunteered')
    expect(text).not.toContain('The numbers say')
  })
})
