import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RequestState } from '../../src/requests/request.ts'
import { isOutstanding } from '../../src/requests/request.ts'
import { asker, type Happened, MARK, SmallWorld, type Step } from './small-world.ts'

const step: fc.Arbitrary<Step> = fc.record({
  what: fc.oneof(
    { weight: 10, arbitrary: fc.constant('perform' as const) },
    { weight: 10, arbitrary: fc.constant('act' as const) },
    { weight: 3, arbitrary: fc.constant('ring' as const) },
    { weight: 1, arbitrary: fc.constant('ring-early' as const) },
    { weight: 1, arbitrary: fc.constant('repeat' as const) },
    { weight: 1, arbitrary: fc.constant('wait' as const) },
  ),
  kind: fc.nat(1000),
  who: fc.nat(100),
  pick: fc.nat(1000),
  yes: fc.boolean(),
})

/** A beginning that gets most lives as far as a wave of pings; the rest is chance. */
const go = (what: Step['what'], kind = 0): Step => ({ what, kind, who: 0, pick: 1, yes: true })
const first = [go('act'), ...Array.from({ length: 6 }, () => ({ ...go('perform'), pick: 0 }))]
const life = fc.record({
  kind: fc.nat(20),
  steps: fc
    .tuple(fc.boolean(), fc.array(step, { maxLength: 120, size: 'max' }))
    .map(([far, steps]) => (far ? [...first, ...steps] : steps)),
})

/** Lets random lives happen, and looks at each thing that happened and at the world after it. */
function always(look: (happened: Happened, world: SmallWorld, seen: Map<string, unknown>) => void, runs = 400) {
  fc.assert(
    fc.property(life, ({ kind, steps }) => {
      const world = new SmallWorld()
      const seen = new Map<string, unknown>()
      look(world.begin(kind), world, seen)
      for (const each of steps) {
        const happened = world.step(each)
        if (happened) look(happened, world, seen)
      }
    }),
    { numRuns: runs, seed: 20260302 },
  )
}

const closed: RequestState[] = ['solved', 'withdrawn', 'expired']
const isClosed = (state: RequestState) => closed.includes(state)

test('the random lives get everywhere', () => {
  const reached = new Set<string>()
  always(({ event, before, after }) => {
    if (after !== before) reached.add(event.type)
    reached.add(after.state)
    for (const ping of after.pings) reached.add(ping.state)
  })
  const wanted = [
    ...['offered', 'dismissed', 'open', ...closed],
    ...['owed', 'live', 'suggested', 'referred', 'claimed', 'declined', 'lapsed', 'released', 'undeliverable'],
    ...[
      'wave-ended',
      'claim-lapsed',
      'ping-lapsed',
      'draft-decided',
      'draft-lapsed',
      'referral-answered',
      'supply-changed',
    ],
    ...[
      'reopened',
      'follow-up-due',
      'outcome-told',
      'text-expired',
      'member-erased',
      'helped',
      'removed',
      'send-failed',
    ],
  ]
  expect(wanted.filter((name) => !reached.has(name))).toEqual([])
})

describe('whatever happens, in whatever order', () => {
  test('nobody is pinged twice about one request, and the asker never', () => {
    always(({ after }) => {
      const asked = after.pings.map(({ memberId }) => memberId).filter((id) => id !== 'erased')
      expect(asked).not.toContain(asker)
      expect(new Set(asked).size).toBe(asked.length)
    })
  })

  test('ids are given once', () => {
    always(({ after: { pings, suggestions, drafts, referrals, updates } }) => {
      const ids = [...pings, ...suggestions, ...drafts, ...referrals, ...updates].map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
    })
  })

  test('nothing is said twice: one send a slot, and again only after the request was reopened', () => {
    always(({ before, effects, event }, _, seen) => {
      if (event.type === 'reopened' && effects.length > 0) {
        for (const slot of seen.keys())
          if (!/^(ping|suggestion|update|draft|card|copy|message)/u.test(slot)) seen.delete(slot)
      }
      for (const effect of effects) {
        if (effect.type !== 'send') continue
        // These may be owed anew by a second cause, but not once they arrived.
        const arrived = before?.sent[effect.slot] !== undefined
        const said = /^(report|nobody)/u.test(effect.slot) ? arrived : seen.has(effect.slot)
        expect(said, `${effect.slot} by ${event.type}`).toBe(false)
        seen.set(effect.slot, true)
      }
    })
  })

  test("no effect holds people's words", () => {
    always(({ effects }) => {
      expect(JSON.stringify(effects)).not.toContain(MARK)
    })
  })

  test("nothing is stored of the asker's message before a yes, and nobody but the asker hears of it", () => {
    always(({ before, after, effects }) => {
      if (after.state !== 'offered' && (before?.state ?? 'offered') !== 'offered') return
      if (after.state === 'open') return expect(after.acceptedAt).toBeDefined()
      if (after.score < 1) expect(JSON.stringify(after)).not.toContain(MARK)
      expect(after.pings).toEqual([])
      for (const effect of effects) {
        if (effect.type === 'send')
          expect(effect.to).toEqual({ to: before || !after.stoppable ? 'privately' : 'aside', memberId: asker })
        expect(['choose-helpers', 'open-thread', 'recall']).not.toContain(effect.type)
      }
    })
  })

  test('only legal steps', () => {
    const steps: Record<RequestState, RequestState[]> = {
      offered: ['open', 'dismissed'],
      dismissed: [],
      open: closed,
      solved: ['open'],
      withdrawn: ['open'],
      expired: ['open', 'solved'],
    }
    always(({ before, after }) => {
      if (!before || before.state === after.state) return
      // At a help desk, before anybody was asked, all of it is forgotten.
      if (before.stoppable && after.state === 'dismissed') return expect(JSON.stringify(after)).not.toContain(MARK)
      expect(steps[before.state]).toContain(after.state)
    })
  })

  test('the version grows by one with each change', () => {
    always(({ before, after }) => {
      if (after !== before) expect(after.version).toBe((before?.version ?? 0) + 1)
    })
  })

  test('closing releases every outstanding ping, with an edit each', () => {
    always(({ before, after, effects }) => {
      if (before?.state !== 'open' || !isClosed(after.state)) return
      expect(after.pings.filter(isOutstanding)).toEqual([])
      expect(after.waveEndsAt).toBeUndefined()
      const edited = effects.flatMap((effect) => (effect.type === 'edit' ? [effect.slot] : []))
      expect(edited).toEqual(expect.arrayContaining(before.pings.filter(isOutstanding).map(({ id }) => `ping:${id}`)))
    })
  })

  test('after the end nobody is asked, unless it was reopened', () => {
    always(({ before, after, effects }) => {
      if (after.state === 'open') return
      expect(after.pings.length).toBe(before?.pings.length ?? 0)
      expect(after.pings.filter(isOutstanding)).toEqual([])
      expect(
        effects.filter(
          (effect) => effect.type === 'choose-helpers' || (effect.type === 'send' && effect.card === 'ping'),
        ),
      ).toEqual([])
    })
  })

  test('a press by a wrong person changes nothing but the version, and is answered to that person alone', () => {
    const onlyAsker = [
      'offer-accepted',
      'offer-declined',
      'support-answered',
      'note-opened',
      'request-edited',
      'helped',
      'solved',
      'withdrawn',
      'reopened',
      'outcome-told',
    ]
    const onlyAsked = ['referral-made', 'referral-answered', 'ping-declined', 'why-asked', 'reported']
    always(({ event, before, after, effects }) => {
      if (!before || !('byId' in event)) return
      const owner =
        'pingId' in event && event.pingId !== undefined
          ? before.pings.find(({ id }) => id === event.pingId)?.memberId
          : 'draftId' in event
            ? before.drafts.find(({ id }) => id === event.draftId)?.memberId
            : undefined
      const wrong =
        (onlyAsker.includes(event.type) &&
          event.byId !== before.askerId &&
          !('organiser' in event && event.organiser)) ||
        (onlyAsked.includes(event.type) && event.byId !== owner) ||
        (event.type === 'draft-decided' && event.byId !== owner) ||
        (event.type === 'suggestion-given' && event.pingId !== undefined && event.byId !== owner)
      if (!wrong) return
      expect({ ...after, version: 0 }).toEqual({ ...before, version: 0 })
      expect(effects.filter(({ type }) => type !== 'answer')).toEqual([])
    })
  })

  test('an event is answered at most once, and only where it can be', () => {
    always(({ event, effects }) => {
      const answers = effects.flatMap((effect) => (effect.type === 'answer' ? [effect.interaction] : []))
      expect(answers.length).toBeLessThanOrEqual(1)
      if (answers.length > 0) expect('interaction' in event && event.interaction).toBe(answers[0])
    })
  })

  test('who was erased is never written to, and no longer named', () => {
    always(({ event, before, after, effects }, _, seen) => {
      expect(JSON.stringify(effects)).not.toContain('"erased"')
      if (event.type === 'member-erased' && before !== after) {
        const everything = JSON.stringify({ ...after, sent: Object.keys(after.sent) })
        expect(everything).not.toContain(`"${event.memberId}"`)
        expect(everything).not.toContain(`${MARK} ${event.memberId}`)
        if (event.memberId === asker) seen.set('asker erased', true)
      }
      if (seen.has('asker erased'))
        expect(JSON.stringify(effects)).not.toMatch(/"(choose-helpers|fetch-words|recall)"/u)
    })
  })

  test('no word stays for ever: whatever is kept of a closed request has its timer, or is recallable', () => {
    always(({ after }, world) => {
      if (!isClosed(after.state) || (after.state === 'solved' && after.recallable)) return
      if (!JSON.stringify(after).includes(MARK)) return
      expect([...world.timers.keys()]).toContain('text-expires/')
    })
  })
})

describe('never stuck', () => {
  test('an open request that asks around: a choice is under way, a wave runs, something helped, nobody is left, or enough were asked', () => {
    always(({ after }, world) => {
      if (after.state !== 'open' || after.reach !== 'ask-around' || !after.thread) return
      const choosing = world.owed.some((effect) => effect.type === 'choose-helpers' && !effect.only)
      const waveRuns = after.waveEndsAt !== undefined && world.timers.get('wave-ends/')?.at === after.waveEndsAt
      const helped = after.suggestions.some(({ helpedAt }) => helpedAt !== undefined)
      expect(choosing || waveRuns || helped || after.nobodyLeft || after.enoughAsked).toBe(true)
    })
  })

  test('whatever waits has something that ends the wait', () => {
    always(({ after }, world) => {
      const timer = (name: string, about = '') => world.timers.has(`${name}/${about}`)
      const owes = (type: string) => world.owed.some((effect) => effect.type === type)
      const sends = (slot: string) => world.owed.some((effect) => effect.type === 'send' && effect.slot === slot)
      if (after.state === 'offered')
        expect(timer('offer-lapses') || (after.acceptedAt !== undefined && owes('fetch-words'))).toBe(true)
      if (after.state === 'open') {
        expect(timer('request-expires')).toBe(true)
        if (!after.thread) expect(owes('open-thread') || sends('message')).toBe(true)
      }
      for (const ping of after.pings) {
        if (ping.state === 'owed') expect(sends(`ping:${ping.id}`)).toBe(true)
        if (ping.state === 'live') expect(timer('ping-lapses', ping.id)).toBe(true)
        if (ping.state === 'claimed') expect(timer('claim-lapses', ping.id)).toBe(true)
      }
      for (const { id, text } of after.drafts) if (text !== undefined) expect(timer('draft-lapses', id)).toBe(true)
    })
  })
})
