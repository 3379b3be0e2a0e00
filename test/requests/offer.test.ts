import { expect, test } from 'vitest'
import { asked, MINUTE, morning, noticed, opened, Run, settings, words } from './played-request.ts'

const offered = () => new Run().happens(noticed)
const yes = { type: 'offer-accepted', byId: 'mitch', reach: 'ask-around', interaction: 'i-yes' } as const

test('Nobody is contacted, and his words are not stored, before he says yes', () => {
  const run = offered()
  expect(run.it.words).toBeUndefined()
  expect(run.effects).toEqual([
    {
      type: 'send',
      slot: 'offer',
      to: { to: 'privately', memberId: 'mitch' },
      card: 'offer',
      notify: true,
      expiresAt: morning + settings.offerLife,
    },
    { type: 'set-timer', name: 'offer-lapses', at: morning + settings.offerLife },
  ])
})

test('his yes fetches the words, and only then the request opens', () => {
  const run = offered().happens(yes)
  expect(run.it).toMatchObject({ state: 'offered', acceptedAt: morning })
  expect(run.it.words).toBeUndefined()
  expect(run.owed('fetch-words')).toHaveLength(1)
  expect(run.owed('cancel-timer')).toEqual([{ type: 'cancel-timer', name: 'offer-lapses' }])
  expect(run.answers()).toEqual(['asking-around'])
  run.happens({ type: 'words-fetched', words })
  expect(run.it).toMatchObject({ state: 'open', words })
  expect(run.owed('open-thread')).toHaveLength(1)
})

test('words that come without a yes are not taken', () => {
  const run = offered()
  expect(run.try({ type: 'words-fetched', words })).toBe(false)
})

test('only the asker says yes, no, or reads the note', () => {
  const run = offered()
  for (const event of [yes, { type: 'offer-declined' }, { type: 'note-opened', slot: 'offer' }] as const) {
    run.press({ ...event, byId: 'eve' })
    expect(run.it.state).toBe('offered')
    expect(run.it.acceptedAt).toBeUndefined()
    expect(run.effects).toEqual([expect.objectContaining({ type: 'answer', card: 'only-the-asker' })])
  }
})

test('where a note stands in for a private message, [Open] shows the offer to its asker', () => {
  const run = offered().press({ type: 'note-opened', byId: 'mitch', slot: 'offer' })
  expect(run.answers()).toEqual(['offer'])
})

test('No thanks: the offer goes, nothing is kept but references, and it counts', () => {
  const run = offered().press({ type: 'offer-declined', byId: 'mitch' })
  expect(run.it.state).toBe('dismissed')
  expect(run.owed('remove')).toMatchObject([{ slot: 'offer' }])
  expect(run.owed('change-member')).toMatchObject([{ memberId: 'mitch', event: { type: 'offer-declined' } }])
})

test('an offer that nobody answers goes away, and does not count as a no', () => {
  const run = offered().wait(settings.offerLife).happens({ type: 'offer-lapsed' })
  expect(run.it.state).toBe('dismissed')
  expect(run.owed('change-member')).toEqual([])
})

test('after the yes, a late no or the end of the offer changes nothing', () => {
  const run = offered().happens(yes)
  expect(run.try({ type: 'offer-declined', byId: 'mitch' })).toBe(false)
  expect(run.try({ type: 'offer-lapsed' })).toBe(false)
  expect(run.try(yes)).toBe(false)
})

test('a message that cannot be read any more is told to its asker', () => {
  const run = offered().happens(yes, { type: 'words-gone' })
  expect(run.it.state).toBe('dismissed')
  expect(run.sends()).toEqual(['offer-details-gone'])
})

test('a request typed to the bot is shown back to its asker before anything else happens', () => {
  const run = new Run().happens(asked)
  expect(run.it).toMatchObject({ state: 'offered', words })
  expect(run.effects.map(({ type }) => type)).toEqual(['answer', 'set-timer'])
  run.happens(yes)
  expect(run.it.state).toBe('open')
  expect(run.sends()).toEqual(['asked-by-command'])
  run.arrives('message')
  expect(run.it.message).toBe('ref-message')
  expect(run.owed('open-thread')).toHaveLength(1)
})

test('what was typed to the bot is forgotten with a no', () => {
  const run = new Run().happens(asked).press({ type: 'offer-declined', byId: 'mitch' })
  expect(run.it.words).toBeUndefined()
})

test('sending the corrected form is a yes, with the corrected words', () => {
  const changes = { ...words, topics: ['blogs'] }
  const run = offered().press({ type: 'request-edited', byId: 'mitch', changes })
  expect(run.it).toMatchObject({ state: 'open', words: { topics: ['blogs'] } })
  expect(run.owed('open-thread')).toHaveLength(1)
})

test('posted for all: a thread, and nobody is pinged', () => {
  const run = offered().happens({ ...yes, reach: 'post-for-all' }, { type: 'words-fetched', words })
  run.happens({ type: 'thread-opened', thread: 't1' })
  expect(run.owed('choose-helpers')).toEqual([])
  expect(run.try({ type: 'supply-changed' })).toBe(false)
  expect(run.try({ type: 'helpers-chosen', wave: 1, chosen: [] })).toBe(false)
})

test('the thread comes first: its card, similar solved requests, the first wave, the approved copies', () => {
  const run = new Run().happens({ ...noticed, mirrors: ['slack-help'] }, yes, { type: 'words-fetched', words })
  expect(run.owed('choose-helpers')).toEqual([])
  run.happens({ type: 'thread-opened', thread: 't1' })
  expect(run.sends()).toEqual(['status', 'copy'])
  expect(run.owed('choose-helpers')).toEqual([{ type: 'choose-helpers', wave: 1 }])
  expect(run.owed('recall')).toHaveLength(1)
})

test('up to three recalled threads are shown', () => {
  const threads = ['a', 'b', 'c', 'd'].map((id) => ({ requestId: id, thread: `t-${id}` }))
  const run = opened().happens({ type: 'recalled', threads })
  expect(run.it.recalled.map(({ requestId }) => requestId)).toEqual(['a', 'b', 'c'])
})

test('without a thread nothing can be gathered: the asker is told', () => {
  const run = new Run().happens(noticed, yes, { type: 'words-fetched', words })
  run.happens({ type: 'thread-failed', failure: 'forbidden' })
  expect(run.it.state).toBe('withdrawn')
  expect(run.sends()).toEqual(['thread-failed'])
})

test('a request withdrawn while its thread was being opened is not carried further', () => {
  const run = new Run().happens({ ...noticed, mirrors: ['slack-help'] }, yes, { type: 'words-fetched', words })
  run.happens({ type: 'withdrawn', byId: 'mitch' }, { type: 'thread-opened', thread: 't1' })
  expect(run.effects.map(({ type }) => type)).toEqual(['send'])
  expect(run.sends()).toEqual(['status'])
})

test('a message that could not be posted does not end twice what was withdrawn before', () => {
  const run = new Run().happens(asked, yes, { type: 'withdrawn', byId: 'mitch' }).wait(MINUTE)
  const closedAt = run.it.closedAt
  expect(run.try({ type: 'send-failed', slot: 'message', failure: 'forbidden' })).toBe(false)
  expect(run.it.closedAt).toBe(closedAt)
})

test('a corrected request is corrected wherever it stands', () => {
  const run = new Run().happens(asked, yes).arrives('message').happens({ type: 'thread-opened', thread: 't1' })
  run.arrives('card').wave('jonathan')
  run.press({ type: 'request-edited', byId: 'mitch', changes: { topics: ['blogs'] } })
  expect(run.owed('edit').map(({ slot }) => slot)).toEqual(['card', 'message', 'ping:q1.p1'])
  expect(run.it.words).toMatchObject({ topics: ['blogs'], text: words.text })
})

test("an edit of the asker's own message changes the words and keeps what was corrected by hand", () => {
  const run = opened()
    .wave('jonathan')
    .press({ type: 'request-edited', byId: 'mitch', changes: { topics: ['blogs'] } })
  run.happens({ type: 'asker-message-edited', words: { ...words, text: 'speaker on blogs?', topics: ['speaker'] } })
  expect(run.it.words).toMatchObject({ text: 'speaker on blogs?', topics: ['blogs'] })
  expect(run.owed('edit').map(({ slot }) => slot)).toEqual(['card', 'ping:q1.p1'])
})

test('only the asker edits', () => {
  const run = opened().press({ type: 'request-edited', byId: 'eve', changes: { text: 'buy my coins' } })
  expect(run.it.words?.text).toBe(words.text)
  expect(run.answers()).toEqual(['only-the-asker'])
})

test('a yes, a no and silence are counted for the channel, where detection made the offer', () => {
  const edit = { type: 'request-edited', byId: 'mitch', changes: words } as const
  const counted = (run: Run) => run.owed('count-offer').map(({ answer }) => answer)
  expect(counted(offered().happens(yes))).toEqual(['wanted'])
  expect(counted(offered().happens(edit))).toEqual(['wanted'])
  expect(counted(offered().press({ type: 'offer-declined', byId: 'mitch' }))).toEqual(['unwanted'])
  expect(counted(offered().happens({ type: 'offer-lapsed' }))).toEqual(['ignored'])
})

test('what was typed or picked, and talk about support, says nothing about detection', () => {
  const counted = (run: Run) => run.happens({ type: 'offer-lapsed' }).owed('count-offer')
  expect(counted(new Run().happens(asked))).toEqual([])
  expect(counted(new Run().happens({ ...noticed, score: 1 }))).toEqual([])
  expect(counted(new Run().happens({ ...noticed, care: 'support' }))).toEqual([])
})

test('who went to the thread of somebody who had asked the same said no to that alone, not to offers', () => {
  const run = offered().press({ type: 'offer-declined', byId: 'mitch', askedBefore: true })
  expect(run.it.state).toBe('dismissed')
  expect(run.owed('change-member')).toEqual([])
  expect(run.owed('count-offer')).toEqual([])
})
