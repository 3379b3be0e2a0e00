import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Action, type ActionName, actions } from '../../src/commands/actions.ts'
import { requestIdOf, slotOfNote } from '../../src/commands/ids.ts'
import { checkSubmission, intentOfAction } from '../../src/commands/intent-of-action.ts'
import { allViews } from '../cards/all-views.ts'
import { buttonsOf } from '../cards/render-to-text.ts'
import { cards, now } from '../cards/sample-views.ts'

const names = Object.keys(actions) as ActionName[]
const action = (name: ActionName): Action => actions[name]
const subjects: Record<Action['subject'], string> = {
  request: 'r1',
  community: 'c1',
  ping: 'r1.p2',
  suggestion: 'r1.s3',
  draft: 'r1.d1',
  note: 'r1.suggestion:r1.s3',
  me: 'me',
}
const press = (name: ActionName, values: Record<string, string> = {}) =>
  intentOfAction(name, subjects[action(name).subject], values, now)
const event = (name: ActionName, values: Record<string, string> = {}) => {
  const intent = press(name, values)
  return intent.to === 'request' ? intent.event : intent
}
const refusal = (name: ActionName, values: Record<string, string> = {}) => {
  const intent = press(name, values)
  return intent.to === 'invalid' ? cards.explain(intent.problem) : undefined
}

describe('ids', () => {
  it('begin with the request, up to the first dot', () => {
    expect(requestIdOf('r1.s3')).toBe('r1')
    expect(requestIdOf('r1')).toBe('r1')
    expect(slotOfNote('r1.suggestion:r1.s3')).toBe('suggestion:r1.s3')
  })
})

describe('the table of actions', () => {
  it('keeps names short enough for a button, and forms to five fields at a time', () => {
    expect(names.filter((name) => name.length > 40)).toEqual([])
    expect(names.filter((name) => (action(name).fields ?? []).length > 6)).toEqual([])
  })

  it('knows every button of every card, with a subject that fits it', () => {
    const buttons = allViews.flatMap(([name, view]) => buttonsOf(cards.render(name, view)))
    const plain = buttons.filter(({ form }) => !form)
    const refused = plain.filter((button) => intentOfAction(button.action, button.subject, {}, now).to === 'invalid')
    expect(refused.map(({ action, subject }) => `${action} ${subject}`)).toEqual([])
  })

  it('accepts each form as it is first shown, once its required fields are filled', () => {
    const buttons = allViews.flatMap(([name, view]) => buttonsOf(cards.render(name, view)))
    const filled: Record<string, string> = {
      suggestion: 'r1.s1',
      who: 'Pat',
      text: 'ask Pat',
      topics: 'bikes',
      confirm: 'erase',
      channels: '#help',
      places: 'Winnipeg, MB',
    }
    for (const { action: name, subject, form } of buttons) {
      if (!form) continue
      const values = Object.fromEntries(
        form.fields.map((field) => [field.name, field.value ?? filled[field.name] ?? '']),
      )
      const intent = intentOfAction(name, subject, values, now)
      expect({ name, to: intent.to, problem: 'problem' in intent ? intent.problem : undefined }).not.toMatchObject({
        to: 'invalid',
      })
    }
  })

  it('refuses what it does not know, and a subject that names nothing of the kind', () => {
    const unknown = { to: 'invalid', problem: { key: 'problem.unknown-action', values: {} } }
    expect(intentOfAction('offer.steal', 'r1', {}, now)).toEqual(unknown)
    expect(intentOfAction('constructor', 'r1', {}, now)).toEqual(unknown)
    expect(intentOfAction('offer.accept', '', {}, now)).toEqual(unknown)
    expect(intentOfAction('offer.accept', 'r1.p1', {}, now)).toEqual(unknown)
    expect(intentOfAction('ping.why', 'r1', {}, now)).toEqual(unknown)
    expect(intentOfAction('profile.stop', 'somebody', {}, now)).toEqual(unknown)
  })

  it('never throws, whatever is sent', () => {
    const anything = fc.dictionary(fc.constantFrom('text', 'how', 'thanks', 'suggestion', 'topics', 'from', 'to', 'limit', 'for', 'confirm', 'timeZone', 'who', 'public', 'languages'), fc.string()) // biome-ignore format: a list
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.string(), anything, (name, subject, values) => {
        expect(intentOfAction(name, subject, values, now)).toHaveProperty('to')
        expect(press(name, values)).toHaveProperty('to')
      }),
    )
  })
})

describe('the asker', () => {
  it('answers the offer', () => {
    expect(press('offer.accept')).toEqual({
      to: 'request',
      requestId: 'r1',
      event: { type: 'offer-accepted', reach: 'ask-around' },
    })
    expect(event('offer.post')).toEqual({ type: 'offer-accepted', reach: 'post-for-all' })
    expect(event('offer.accept-here')).toEqual({ type: 'offer-accepted', reach: 'ask-around', here: true })
    expect(event('offer.post-here')).toEqual({ type: 'offer-accepted', reach: 'post-for-all', here: true })
    expect(event('offer.decline')).toEqual({ type: 'offer-declined' })
    expect(event('offer.enough')).toEqual({ type: 'offer-declined', askedBefore: true })
    expect(event('support.company')).toEqual({ type: 'support-answered', answer: 'company' })
    expect(event('note.open')).toEqual({ type: 'note-opened', slot: 'suggestion:r1.s3' })
  })

  it('edits: an emptied field takes away, a field that was not shown stays', () => {
    expect(press('request.edit', { text: ' a ladder ', places: '' })).toEqual({
      to: 'edit-request',
      requestId: 'r1',
      typed: { text: 'a ladder', places: '' },
    })
    expect(refusal('offer.edit', { text: '  ' })).toBe('Please fill this in.')
    expect(refusal('offer.edit', { kind: 'crime' })).toBe('Please choose one of those offered.')
  })

  it('says what helped, with or without a line of thanks', () => {
    expect(event('request.helped', { suggestion: 'r1.s3', thanks: ' Bless you ' })).toEqual({
      type: 'helped',
      suggestionId: 'r1.s3',
      thanks: 'Bless you',
    })
    expect(event('suggestion.helped', { thanks: '  ' })).toEqual({ type: 'helped', suggestionId: 'r1.s3' })
    expect(refusal('request.helped')).toBe('Please fill this in.')
  })
})

describe('the one who is asked', () => {
  it('helps in the thread, to the asker alone, or does it themselves', () => {
    const given = (how: string, text = 'try Joel') => event('ping.help', { how, text })
    const common = { type: 'suggestion-given', pingId: 'r1.p2', text: 'try Joel' }
    expect(given('thread')).toEqual({ ...common, to: 'thread', claim: false })
    expect(given('asker')).toEqual({ ...common, to: 'asker', claim: false })
    expect(given('claim', '')).toEqual({ ...common, text: '', to: 'thread', claim: true })
    expect(refusal('ping.help', { how: 'thread', text: ' ' })).toContain('Please write what you suggest')
  })

  it('names someone, by default not in public', () => {
    expect(press('ping.refer', { who: ' Joel ', text: '', public: 'no' })).toEqual({
      to: 'refer',
      pingId: 'r1.p2',
      who: 'Joel',
      text: '',
      public: false,
    })
    expect(refusal('ping.refer', { who: 'Joel' })).toBe('Please fill this in.')
  })

  it('declines, asks why, pauses, stops, reports or blocks', () => {
    expect(event('ping.not-now')).toEqual({ type: 'ping-declined', pingId: 'r1.p2', why: 'not-now' })
    expect(event('ping.not-my-topic')).toMatchObject({ why: 'not-my-topic' })
    expect(event('ping.why')).toEqual({ type: 'why-asked', pingId: 'r1.p2' })
    expect(press('ping.pause')).toEqual({ to: 'member', event: { type: 'paused', until: now + 7 * 24 * 3_600_000 } })
    expect(press('ping.stop')).toEqual({ to: 'member', event: { type: 'stopped' } })
    expect(event('ping.report', { what: 'report' })).toEqual({ type: 'reported', pingId: 'r1.p2', block: false })
    expect(event('ping.report', { what: 'block' })).toEqual({ type: 'reported', pingId: 'r1.p2', block: true })
  })

  it('says whether their name may be said', () => {
    expect(event('referral.yes')).toEqual({ type: 'referral-answered', pingId: 'r1.p2', yes: true })
    expect(event('referral.no')).toEqual({ type: 'referral-answered', pingId: 'r1.p2', yes: false })
  })

  it('decides on a free reply', () => {
    expect(event('draft.asker')).toEqual({ type: 'draft-decided', draftId: 'r1.d1', decision: 'asker' })
  })
})

describe('a member', () => {
  it('volunteers with two answers', () => {
    expect(press('volunteer', { topics: 'Bikes, visas', places: 'Oslo, NO' })).toEqual({
      to: 'volunteer',
      topics: ['bikes', 'visas'],
      places: ['Oslo, NO'],
    })
    expect(refusal('volunteer', { topics: ' , ', places: '' })).toContain('what people may ask you about')
  })

  const hours = { from: '22:00', to: '7:30', limit: '3', languages: 'EN, fr', timeZone: 'Europe/Paris' }

  it('sets hours, limit, languages and clock', () => {
    expect(press('profile.hours', hours)).toEqual({
      to: 'profile',
      changes: {
        quietHours: { from: '22:00', to: '07:30' },
        weeklyLimit: 3,
        languages: ['en', 'fr'],
        timeZone: 'Europe/Paris',
      },
    })
  })

  it('is told, field by field, what does not fit', () => {
    const problems = checkSubmission('profile.hours', { ...hours, from: '25:00', limit: '99', timeZone: 'Paris' })
    expect(
      Object.fromEntries(Object.entries(problems).map(([field, problem]) => [field, cards.explain(problem)])),
    ).toEqual({
      from: '“25:00” is no time of day. Write it like 22:00.',
      limit: '“99” is not a whole number from 1 to 20.',
      timeZone: 'I know no time zone “Paris”. Write it like America/Winnipeg.',
    })
    expect(checkSubmission('profile.hours', hours)).toEqual({})
    expect(checkSubmission('no.such', {})).toEqual({})
    expect(refusal('suggestion.helped', { thanks: 'x'.repeat(501) })).toBe(
      'This is 501 characters long; please keep it to 500.',
    )
  })

  it('agrees to learning and to listening, or takes it back', () => {
    expect(press('profile.learning', { learning: 'yes', listens: 'no' })).toEqual({
      to: 'profile',
      changes: { learning: true, listens: false },
    })
  })

  it('pauses for a time of their choice', () => {
    expect(press('profile.pause', { for: '3 days' })).toMatchObject({ event: { until: now + 3 * 24 * 3_600_000 } })
    expect(press('profile.resume')).toEqual({ to: 'member', event: { type: 'resumed' } })
  })

  it('erases only by typing the word', () => {
    expect(press('privacy.erase', { confirm: ' Erase ' })).toEqual({ to: 'erase' })
    expect(refusal('privacy.erase', { confirm: 'yes' })).toBe(
      'Nothing was erased. To erase everything, type the word erase.',
    )
    expect(refusal('privacy.erase')).toBe('Please fill this in.')
  })

  it('decides whether solved requests can be found again', () => {
    expect(press('privacy.hide')).toEqual({ to: 'profile', changes: { notRecallable: true } })
    expect(press('privacy.unhide')).toEqual({ to: 'profile', changes: { notRecallable: false } })
  })
})
