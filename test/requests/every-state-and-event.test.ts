import { describe, expect, test } from 'vitest'
import type { RequestEventType } from '../../src/requests/events.ts'
import type { RequestState } from '../../src/requests/request.ts'
import { asked, asking, DAY, HOUR, noticed, opened, Run, type Timeless, words } from './played-request.ts'

const states = ['nothing yet', 'offered', 'dismissed', 'at a desk', 'open', 'solved', 'withdrawn', 'expired'] as const
type Where = (typeof states)[number]

const begun: Where[] = ['open', 'solved', 'withdrawn', 'expired']
const closed: Where[] = ['solved', 'withdrawn', 'expired']
const existing: Where[] = ['offered', 'dismissed', 'at a desk', ...begun]
const byMitch = { byId: 'mitch', interaction: 'i' }
const byHelper = { byId: 'jonathan', interaction: 'i', pingId: 'q1.p1' }

const stateOf = (where: Exclude<Where, 'nothing yet'>): RequestState => (where === 'at a desk' ? 'open' : where)

/** A request in each state, with everything in it that an event may be about. */
const requests: Record<Where, () => Run> = {
  'nothing yet': () => new Run(),
  offered: () => new Run().happens(noticed),
  dismissed: () => new Run().happens(noticed, { type: 'offer-declined', byId: 'mitch' }),
  'at a desk': atDesk,
  open: full,
  solved: () => full().happens({ type: 'solved', byId: 'mitch' }),
  withdrawn: () => full().happens({ type: 'withdrawn', byId: 'mitch' }),
  expired: () => full().happens({ type: 'expired' }),
}

/** Posted in a help desk; the thread stands, and nobody is asked yet. */
function atDesk(): Run {
  const posted = { ...noticed, type: 'request-posted' as const }
  return new Run().happens(posted, { type: 'words-fetched', words }, { type: 'thread-opened', thread: 't1' })
}

/** Jonathan's ping is live, Ana suggested in the thread, Kim has a draft, Mitch told of progress, Joel was named and asked. */
function full(): Run {
  const run = asking('jonathan', 'ana', 'kim', 'lee')
  run.happens({ type: 'thread-message-posted', byId: 'ana', message: 'm-ana', text: 'ask the library' })
  run.happens({ type: 'dm-replied', byId: 'kim', text: 'my uncle', message: 'm-kim' })
  run.happens({ type: 'thread-message-posted', byId: 'mitch', message: 'm-mitch', text: 'still looking' })
  return run.refers('lee', { memberId: 'joel' }).named('joel')
}

/**
 * What every event means and where, as DESIGN tells it. `needs`: what must have happened first, where the state alone does
 * not make the event possible.
 */
const meanings: {
  [T in RequestEventType]: {
    means: string
    in: Where[]
    event: Timeless
    needs?: Partial<Record<Where, (run: Run) => Run>>
  }
} = {
  'request-noticed': {
    means: 'a request is seen in a channel: the private offer',
    in: ['nothing yet'],
    event: noticed,
  },
  'request-posted': {
    means: 'posted in a help desk: the yes; the words are fetched',
    in: ['nothing yet'],
    event: { ...noticed, type: 'request-posted' },
  },
  'request-asked': { means: 'a request is typed to the bot', in: ['nothing yet'], event: asked },
  'note-opened': {
    means: 'the asker reads what waits behind a note',
    in: ['offered', 'dismissed', ...begun],
    event: { type: 'note-opened', ...byMitch, slot: 'offer' },
    needs: {
      // A declined offer has nothing left to read; a life in danger has.
      dismissed: () => new Run().happens({ ...noticed, care: 'crisis' }),
    },
  },
  'offer-accepted': {
    means: 'yes: the words are fetched',
    in: ['offered'],
    event: { type: 'offer-accepted', ...byMitch, reach: 'ask-around' },
  },
  'offer-declined': { means: 'no thanks', in: ['offered'], event: { type: 'offer-declined', ...byMitch } },
  'offer-lapsed': { means: 'nobody answered the offer', in: ['offered'], event: { type: 'offer-lapsed' } },
  'support-answered': {
    means: 'company, advice, or nothing',
    in: ['offered'],
    event: { type: 'support-answered', ...byMitch, answer: 'company' },
    needs: { offered: () => new Run().happens({ ...noticed, care: 'support' }) },
  },
  'words-fetched': {
    means: 'the accepted words are here: the request opens',
    in: ['offered'],
    event: { type: 'words-fetched', words },
    needs: { offered: (run) => run.happens({ type: 'offer-accepted', byId: 'mitch', reach: 'ask-around' }) },
  },
  'words-gone': { means: 'the message cannot be read any more', in: ['offered'], event: { type: 'words-gone' } },
  'request-edited': {
    means: 'the asker corrects what was understood',
    in: ['offered', 'at a desk', 'open'],
    event: { type: 'request-edited', ...byMitch, changes: words },
  },
  'thread-opened': {
    means: 'the thread stands',
    in: begun,
    event: { type: 'thread-opened', thread: 't2' },
    needs: Object.fromEntries(begun.map((state) => [state, () => withoutThread(state)])),
  },
  'thread-failed': {
    means: 'no thread can be opened: the request is taken back, the asker told',
    in: ['open'],
    event: { type: 'thread-failed', failure: 'forbidden' },
    needs: { open: () => withoutThread('open') },
  },
  sent: { means: 'a card arrived', in: existing, event: { type: 'sent', slot: 'offer', ref: 'r' } },
  removed: {
    means: 'a card was taken back',
    in: existing,
    event: { type: 'removed', slot: 'offer' },
    needs: Object.fromEntries(existing.map((state) => [state, (run: Run) => run.arrives('offer')])),
  },
  'send-failed': {
    means: 'a word to the asker finds another way',
    in: ['at a desk', ...begun],
    event: { type: 'send-failed', slot: 'for-asker:q1.s1', failure: 'closed-dms' },
  },
  recalled: {
    means: 'similar solved requests were found',
    in: ['at a desk', 'open'],
    event: { type: 'recalled', threads: [{ requestId: 'q0', thread: 't0' }] },
  },
  'helpers-chosen': {
    means: 'the next wave',
    in: ['open'],
    event: { type: 'helpers-chosen', wave: 2, chosen: [] },
  },
  'wave-ended': {
    means: 'the time of a wave is over',
    in: ['at a desk', 'open'],
    event: { type: 'wave-ended', at: Number.MAX_SAFE_INTEGER },
  },
  'referral-due': {
    means: 'somebody named who could not be asked may be free now',
    in: ['open'],
    event: { type: 'referral-due', referralId: 'q1.r1' },
    needs: { open: () => asking('jonathan').refers('jonathan', { memberId: 'joel' }) },
  },
  'supply-changed': {
    means: 'somebody new may know: look again',
    in: ['open'],
    event: { type: 'supply-changed' },
    needs: { open: () => opened().nobody() },
  },
  'suggestion-given': {
    means: 'I can help; late ones are told so and passed on',
    in: begun,
    event: { type: 'suggestion-given', ...byHelper, text: 'ask Joel', to: 'thread', claim: false },
  },
  'dm-replied': {
    means: 'a free reply: share it?',
    in: begun,
    event: { type: 'dm-replied', byId: 'jonathan', text: 'hm', message: 'm-dm' },
  },
  'draft-decided': {
    means: 'share, only to the asker, or not',
    in: begun,
    event: { type: 'draft-decided', byId: 'kim', interaction: 'i', draftId: 'q1.d1', decision: 'share' },
  },
  'draft-lapsed': {
    means: 'an undecided reply is forgotten',
    in: begun,
    event: { type: 'draft-lapsed', draftId: 'q1.d1' },
  },
  'referral-made': {
    means: 'I know someone',
    in: ['open'],
    event: { type: 'referral-made', ...byHelper, text: 'the bookshop', public: true },
  },
  'referral-answered': {
    means: 'may I say your name?',
    in: ['open'],
    event: { type: 'referral-answered', byId: 'joel', interaction: 'i', pingId: 'q1.p5', yes: true },
  },
  'ping-declined': {
    means: 'not now, not my topic',
    in: ['open'],
    event: { type: 'ping-declined', ...byHelper, why: 'not-now' },
  },
  'why-asked': { means: 'why me?', in: begun, event: { type: 'why-asked', ...byHelper } },
  reported: {
    means: 'block or report, also afterwards',
    in: begun,
    event: { type: 'reported', ...byHelper, block: true },
  },
  'ping-lapsed': {
    means: 'silence',
    in: ['open'],
    event: { type: 'ping-lapsed', pingId: 'q1.p1', at: Number.MAX_SAFE_INTEGER },
  },
  'claim-lapsed': {
    means: 'nothing came of "I will do it myself"',
    in: ['open'],
    event: { type: 'claim-lapsed', pingId: 'q1.p1', at: Number.MAX_SAFE_INTEGER },
    needs: {
      open: (run) => run.happens({ type: 'suggestion-given', ...byHelper, text: '', to: 'thread', claim: true }),
    },
  },
  'helper-unavailable': {
    means: 'a helper paused, stopped or left',
    in: ['open'],
    event: { type: 'helper-unavailable', memberId: 'jonathan' },
  },
  'thread-message-posted': {
    means: 'what is written in the thread counts',
    in: ['at a desk', ...begun],
    event: { type: 'thread-message-posted', byId: 'zoe', message: 'm-zoe', text: 'try the museum' },
  },
  'thread-message-edited': {
    means: 'words are shown as they stand now',
    in: begun,
    event: { type: 'thread-message-edited', message: 'm-ana', text: 'ask the new library' },
  },
  'thread-message-deleted': {
    means: 'deleted there, deleted everywhere',
    in: begun,
    event: { type: 'thread-message-deleted', message: 'm-ana' },
  },
  'asker-message-edited': {
    means: "the message's words are the request's words",
    in: ['at a desk', 'open'],
    event: { type: 'asker-message-edited', words: { ...words, text: 'anyone near Brandon?' } },
  },
  'asker-message-deleted': {
    means: 'the asker takes the message back',
    in: ['offered', 'at a desk', ...begun],
    event: { type: 'asker-message-deleted' },
  },
  helped: {
    means: 'this helped',
    in: ['open', 'solved', 'expired'],
    event: { type: 'helped', ...byMitch, suggestionId: 'q1.s1' },
  },
  solved: {
    means: 'solved, also after its time',
    in: ['at a desk', 'open', 'expired'],
    event: { type: 'solved', ...byMitch },
  },
  withdrawn: { means: 'the asker cancels', in: ['at a desk', 'open'], event: { type: 'withdrawn', ...byMitch } },
  reopened: { means: 'each may reopen', in: closed, event: { type: 'reopened', ...byMitch } },
  expired: { means: 'its time is over', in: ['at a desk', 'open'], event: { type: 'expired' } },
  'follow-up-due': { means: 'did it work out?', in: ['solved', 'expired'], event: { type: 'follow-up-due' } },
  'outcome-told': {
    means: 'the outcome goes to those who helped',
    in: ['solved', 'expired'],
    event: { type: 'outcome-told', ...byMitch, outcome: 'yes' },
    needs: {
      solved: (run) => run.wait(DAY).happens({ type: 'follow-up-due' }),
      expired: (run) => run.wait(DAY).happens({ type: 'follow-up-due' }),
    },
  },
  'text-expired': {
    means: 'only ids, times, kind, topics and outcome remain',
    in: closed,
    event: { type: 'text-expired', recallAllowed: false },
  },
  'recall-refused': {
    means: 'the thread is recalled no more',
    in: ['at a desk', ...begun],
    event: { type: 'recall-refused' },
  },
  'member-merged': {
    means: 'two of its people turn out to be one',
    in: existing,
    event: { type: 'member-merged', memberId: 'jonathan', intoId: 'jon' },
  },
  'community-joined': {
    means: 'its community goes into another',
    in: existing,
    event: { type: 'community-joined', communityId: 'c2' },
  },
  'member-erased': {
    means: 'a member is forgotten',
    in: existing,
    event: { type: 'member-erased', memberId: 'mitch' },
  },
}

function withoutThread(state: Where): Run {
  const run = new Run()
    .happens(noticed, { type: 'offer-accepted', byId: 'mitch', reach: 'ask-around' })
    .happens({ type: 'words-fetched', words })
  if (state === 'solved') run.happens({ type: 'solved', byId: 'mitch' })
  if (state === 'withdrawn') run.happens({ type: 'withdrawn', byId: 'mitch' })
  if (state === 'expired') run.happens({ type: 'expired' })
  return run
}

describe.each(Object.entries(meanings))('%s', (_, { means, in: where, event, needs }) => {
  test.each(states.filter((state) => where.includes(state)))(`means something when %s: ${means}`, (state) => {
    const run = requests[state]()
    const ready = needs?.[state]?.(run) ?? run
    if (state !== 'nothing yet') expect(ready.it.state).toBe(stateOf(state))
    const before = ready.request?.version ?? 0
    ready.wait(HOUR)
    expect(ready.try(event)).toBe(true)
    expect(ready.it.version).toBe(before + 1)
  })

  test.each(states.filter((state) => !where.includes(state)))('means nothing when %s', (state) => {
    const run = requests[state]().wait(HOUR)
    // Who was not asked is told so, which changes nothing.
    expect(run.try(event) && !run.answers().includes('only-the-one-asked')).toBe(false)
  })
})

/** From each state, the states that one event can lead to. "each may reopen". */
const steps: Record<Exclude<Where, 'nothing yet'>, RequestState[]> = {
  offered: ['open', 'dismissed'],
  dismissed: [],
  'at a desk': ['dismissed', 'solved', 'withdrawn', 'expired'],
  open: ['solved', 'withdrawn', 'expired'],
  solved: ['open'],
  withdrawn: ['open'],
  expired: ['open', 'solved'],
}

test('only the steps of the story lead from one state to another', () => {
  for (const state of states) {
    if (state === 'nothing yet') continue
    const reached = new Set<RequestState>()
    for (const { event, needs } of Object.values(meanings)) {
      const run = requests[state]()
      const ready = needs?.[state]?.(run) ?? run
      if (ready.wait(HOUR).try(event)) reached.add(ready.it.state)
    }
    reached.delete(stateOf(state))
    expect([...reached].sort(), state).toEqual([...steps[state]].sort())
  }
})
