import { describe, expect, test } from 'vitest'
import { asking, DAY, noticed, opened, settings, words } from './played-request.ts'

const withCopy = () =>
  opened({}, ['slack-help'])
    .arrives('copy:slack-help')
    .happens({ type: 'thread-opened', thread: 't-copy', copy: 'slack-help' })

describe('a suggestion', () => {
  test("stands in the thread in its author's own words, attributed, and the asker is notified of the first", () => {
    const run = asking('jonathan', 'ana').suggests('jonathan', 'Try Joel.')
    expect(run.it.suggestions).toEqual([
      { id: 'q1.s1', memberId: 'jonathan', text: 'Try Joel.', at: run.now, to: 'thread' },
    ])
    expect(run.owed('send')).toMatchObject([{ to: { to: 'thread' }, card: 'suggestion', about: 'q1.s1', notify: true }])
    expect(run.ping('jonathan').state).toBe('suggested')
    expect(run.answers()).toEqual(['suggestion-shared'])
    run.suggests('ana')
    expect(run.owed('send')).toMatchObject([{ about: 'q1.s2', notify: false }])
  })

  test('teaches once that its author knows of such things, however many lines they write', () => {
    const run = asking('jonathan', 'ana').suggests('jonathan')
    expect(run.owed('record-evidence')).toEqual([{ type: 'record-evidence', what: 'suggested', memberId: 'jonathan' }])
    expect(run.suggests('jonathan', 'Or his sister.').owed('record-evidence')).toEqual([])
    expect(run.suggests('ana').owed('record-evidence')).toMatchObject([{ memberId: 'ana' }])
  })

  test('two helpers at once: both are kept and shown', () => {
    const run = asking('jonathan', 'ana').suggests('jonathan').suggests('ana')
    expect(run.it.suggestions.map(({ id, memberId }) => [id, memberId])).toEqual([
      ['q1.s1', 'jonathan'],
      ['q1.s2', 'ana'],
    ])
    expect(run.it.pings.map(({ state }) => state)).toEqual(['suggested', 'suggested'])
  })

  test('may go to the asker alone', () => {
    const run = asking('jonathan').suggests('jonathan', 'call me', 'asker')
    expect(run.owed('send')).toMatchObject([{ to: { to: 'dm', memberId: 'mitch' }, card: 'suggestion-for-asker' }])
    expect(run.answers()).toEqual(['suggestion-to-asker'])
    run.happens({ type: 'send-failed', slot: 'for-asker:q1.s1', failure: 'closed-dms' })
    run.press({ type: 'note-opened', byId: 'mitch', slot: 'asker-here:q1.s1' })
    expect(run.owed('answer')).toMatchObject([{ card: 'suggestion-for-asker', about: 'q1.s1' }])
  })

  test('that cannot be shown, because the thread was deleted or locked, is passed on to the asker', () => {
    for (const failure of ['gone', 'forbidden']) {
      const run = asking('jonathan').suggests('jonathan', 'call Joel')
      run.happens({ type: 'send-failed', slot: 'suggestion:q1.s1', failure })
      expect(run.owed('send')).toMatchObject([{ to: { to: 'dm', memberId: 'mitch' }, card: 'suggestion-for-asker' }])
    }
  })

  test('needs words, a thread, and somebody else than the asker', () => {
    const given = { type: 'suggestion-given', text: '  ', to: 'thread', claim: false } as const
    expect(asking('jonathan').try({ ...given, byId: 'jonathan' })).toBe(false)
    const own = asking('jonathan').press({ ...given, text: 'me', byId: 'mitch' })
    expect(own.it.suggestions).toEqual([])
    expect(own.answers()).toEqual(['only-the-one-asked'])
  })

  test('is open to whoever reads the thread', () => {
    expect(opened().suggests('passer-by').it.suggestions).toMatchObject([{ memberId: 'passer-by' }])
  })

  test('that comes late is told so and still passed on', () => {
    const run = asking('jonathan').happens({ type: 'solved', byId: 'mitch' }).suggests('jonathan', 'Joel')
    expect(run.sends()).toEqual(['suggestion'])
    expect(run.answers()).toEqual(['late-suggestion'])
    expect(run.ping('jonathan').state).toBe('released')
    expect(run.it.state).toBe('solved')
  })

  test('weeks after the end nothing new is kept, for nothing would forget it again', () => {
    const run = asking('jonathan').happens({ type: 'solved', byId: 'mitch' }).wait(settings.textLife)
    run.happens({ type: 'text-expired', recallAllowed: false }).suggests('jonathan', 'Joel')
    expect(run.it.suggestions).toEqual([])
    expect(run.answers()).toEqual(['request-closed'])
    const posted = { type: 'thread-message-posted', byId: 'ana', message: 'm1', text: 'hello' } as const
    expect(run.try(posted)).toBe(false)
    expect(run.try({ type: 'dm-replied', byId: 'jonathan', text: 'hm', message: 'm2' })).toBe(false)
  })
})

describe('a free reply by DM', () => {
  const replied = () =>
    asking('jonathan').happens({ type: 'dm-replied', byId: 'jonathan', text: 'try Joel', message: 'm' })
  const decide = (decision: 'share' | 'asker' | 'drop', byId = 'jonathan') =>
    ({ type: 'draft-decided', byId, draftId: 'q1.d1', decision }) as const

  test('is never posted by itself: its author is asked first', () => {
    const run = replied()
    expect(run.it.suggestions).toEqual([])
    expect(run.owed('send')).toMatchObject([{ card: 'share-question', to: { to: 'dm', memberId: 'jonathan' } }])
    expect(run.owed('set-timer')).toMatchObject([{ name: 'draft-lapses', about: 'q1.d1' }])
  })

  test.each([
    ['share', 'thread', 'suggestion-shared'],
    ['asker', 'asker', 'suggestion-to-asker'],
  ] as const)('[%s] makes it a suggestion to the %s', (decision, to, said) => {
    const run = replied().press(decide(decision))
    expect(run.it.suggestions).toMatchObject([{ memberId: 'jonathan', text: 'try Joel', to }])
    expect(run.it.drafts).toEqual([{ id: 'q1.d1', memberId: 'jonathan', at: run.now }])
    expect(run.answers()).toEqual([said])
    expect(run.owed('remove')).toMatchObject([{ slot: 'draft:q1.d1' }])
    expect(run.try(decide('share'))).toBe(false)
  })

  test("[Don't] and silence forget it", () => {
    expect(replied().press(decide('drop')).it.drafts[0]?.text).toBeUndefined()
    const lapsed = replied().wait(DAY).happens({ type: 'draft-lapsed', draftId: 'q1.d1' })
    expect(lapsed.it.drafts[0]?.text).toBeUndefined()
    expect(lapsed.it.suggestions).toEqual([])
  })

  test('only its author decides', () => {
    for (const byId of ['mitch', 'ana']) {
      const run = replied().press(decide('share', byId))
      expect(run.it.suggestions).toEqual([])
      expect(run.answers()).toEqual(['only-the-one-asked'])
    }
  })

  test('of somebody who was not asked is no answer', () => {
    expect(asking('jonathan').try({ type: 'dm-replied', byId: 'zoe', text: 'hi', message: 'm' })).toBe(false)
  })

  test('shared after the end is told so and passed on', () => {
    const run = replied().happens({ type: 'expired' }).press(decide('share'))
    expect(run.answers()).toEqual(['late-suggestion'])
    expect(run.sends()).toEqual(['suggestion'])
  })
})

describe('in the thread', () => {
  const post = (byId: string, message: string, text = 'words') =>
    ({ type: 'thread-message-posted', byId, message, text }) as const

  test('what anyone writes counts, without a button, and is not posted twice', () => {
    const run = asking('jonathan').happens(post('jonathan', 'm1', 'Joel'))
    expect(run.it.suggestions).toMatchObject([{ memberId: 'jonathan', text: 'Joel', message: 'm1' }])
    expect(run.sends()).toEqual(['first-suggestion'])
    expect(run.ping('jonathan').state).toBe('suggested')
    expect(run.happens(post('ana', 'm2')).sends()).toEqual([])
    expect(run.try(post('ana', 'm2'))).toBe(false)
  })

  test("the asker's progress reaches those who suggested by button, once each", () => {
    const run = asking('jonathan', 'ana').suggests('jonathan').suggests('jonathan').happens(post('ana', 'm1'))
    run.happens(post('mitch', 'm2', 'Joel it is'))
    expect(run.it.updates).toMatchObject([{ id: 'q1.u1', text: 'Joel it is' }])
    expect(run.owed('send')).toEqual([
      {
        type: 'send',
        slot: 'update:q1.u1#q1.s1',
        to: { to: 'dm', memberId: 'jonathan' },
        card: 'progress',
        about: 'q1.u1',
      },
    ])
  })

  test('what is said in one place is shown in the other', () => {
    const run = withCopy().happens(post('ana', 'm1'))
    expect(run.owed('send')).toContainEqual(
      expect.objectContaining({ to: { to: 'copy', channel: 'slack-help' }, card: 'relayed-suggestion' }),
    )
    run.happens({ ...post('bo', 'm2'), copy: 'slack-help' })
    expect(run.owed('send')).toMatchObject([{ to: { to: 'thread' }, card: 'relayed-suggestion' }])
    run.happens(post('mitch', 'm3'))
    expect(run.owed('send')).toMatchObject([{ to: { to: 'copy' }, card: 'relayed-update' }])
  })

  test('a copy that opens late shows what was said before, but nothing that was only for the asker or taken back', () => {
    const run = opened({}, ['slack-help']).suggests('a').suggests('b', 'psst', 'asker').happens(post('c', 'm1'))
    run.happens({ type: 'thread-message-deleted', message: 'm1' })
    run.happens({ type: 'thread-opened', thread: 't-copy', copy: 'slack-help' })
    expect(run.owed('send').map(({ about }) => about)).toEqual(['q1.s1'])
    expect(run.try({ type: 'thread-opened', thread: 't-copy', copy: 'slack-help' })).toBe(false)
  })

  test('a copy that cannot be shown is left out', () => {
    const run = opened({}, ['slack-help']).happens({ type: 'thread-failed', failure: 'forbidden', copy: 'slack-help' })
    expect(run.it.copies).toEqual([])
    expect(run.it.state).toBe('open')
  })

  test('an edit is shown wherever the words stand', () => {
    const run = withCopy().happens(post('ana', 'm1')).arrives('suggestion:q1.s1@slack-help')
    run.happens({ type: 'thread-message-edited', message: 'm1', text: 'better' })
    expect(run.it.suggestions[0]?.text).toBe('better')
    expect(run.owed('edit')).toMatchObject([{ slot: 'suggestion:q1.s1@slack-help', card: 'relayed-suggestion' }])
  })

  test('deleted where it was written, deleted everywhere: copies, and what went out by DM', () => {
    const run = withCopy()
      .wave('jonathan')
      .suggests('jonathan')
      .happens(post('mitch', 'm1', 'private after all'))
    run.arrives('update:q1.u1@slack-help').arrives('update:q1.u1#q1.s1')
    run.happens({ type: 'thread-message-deleted', message: 'm1' })
    expect(run.it.updates[0]?.text).toBeUndefined()
    expect(run.owed('remove').map(({ slot }) => slot)).toEqual(['update:q1.u1@slack-help', 'update:q1.u1#q1.s1'])
    expect(run.try({ type: 'thread-message-edited', message: 'm1', text: 'back again' })).toBe(false)
  })

  test('nothing is known of messages that came before the thread', () => {
    const run = opened()
    expect(run.try({ type: 'thread-message-deleted', message: noticed.message })).toBe(false)
    expect(run.it.words?.text).toBe(words.text)
  })
})
