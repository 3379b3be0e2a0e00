import { describe, expect, it } from 'vitest'
import { intentOfAction } from '../../src/commands/intent-of-action.ts'
import { buttonsOf, formToText, renderToText } from './render-to-text.ts'
import {
  askersWords,
  cards,
  MINUTE,
  now,
  offerView,
  request,
  springfields,
  understanding,
  winnipeg,
} from './sample-views.ts'

const formOf = (card: ReturnType<typeof cards.render>, action: string) =>
  buttonsOf(card).find((button) => button.action === action)!.form!

describe('the offer', () => {
  it('says what was understood and who may know, and asks', () => {
    expect(renderToText(cards.render('offer', offerView()))).toBe(
      [
        '*Shall I ask around?* 2 people here may know.',
        'Looking for: a person',
        'About: *web 2.0* and *speaker*',
        'Where: Winnipeg, MB',
        'Needed by: Thu 13:30',
        '(Nobody is asked, and your words are not kept, before you say yes.)',
        '[Ask around] [Edit…] [No thanks]',
      ].join('\n'),
    )
  })

  it('says first that nobody may know, and offers to post it for all instead', () => {
    const text = renderToText(cards.render('offer', offerView({ mayKnow: 0 })))
    expect(text.split('\n')[0]).toBe('I know of nobody here who may know this. *Shall I post it for all instead?*')
    expect(text).toContain('[Post it for all] [Edit…] [No thanks]')
    expect(text).not.toContain('[Ask around]')
  })

  it('names the linked channels that it would be shown in', () => {
    const text = renderToText(cards.render('offer', offerView({ mirrors: ['slack:c:help'] })))
    expect(text).toContain('(It would also be shown in <#help>.)')
  })

  it('does not claim that nothing is kept of what was typed to the bot itself', () => {
    const typed = { ...offerView(), request: request({ state: 'offered' }) }
    expect(renderToText(cards.render('offer', typed))).toContain('(Nobody is asked before you say yes.)')
  })

  it('leaves out what was not understood', () => {
    const { deadline: _, ...vague } = understanding({ topics: [], places: [] })
    const text = renderToText(cards.render('offer', offerView({ understanding: vague })))
    expect(text).not.toMatch(/About|Where|Needed/)
  })

  it('can be edited, prefilled with what was understood', () => {
    expect(formToText(formOf(cards.render('offer', offerView()), 'offer.edit'))).toBe(
      [
        '# What do you need?',
        `In your words: ${askersWords}`,
        'What you are looking for: referral {An answer | A person | A recommendation | A thing to borrow or have | Helping hands | Help with a problem | A wish that may wait | Company}',
        'About: web 2.0, speaker',
        'Where: Winnipeg, MB',
        'Needed by: at 1:30',
        '[Ask around]',
      ].join('\n'),
    )
  })

  it('leaves out of the form a text that is too long for one, so that nothing of it is cut', () => {
    const card = cards.render('offer', offerView({ text: 'long '.repeat(700) }))
    expect(formOf(card, 'offer.edit').fields.map(({ name }) => name)).not.toContain('text')
  })
})

describe('a place that could be several', () => {
  const places = [
    { text: 'Springfield', candidates: springfields },
    { text: 'Winnipeg', place: winnipeg, candidates: [] },
  ]
  const card = cards.render('offer', offerView({ understanding: understanding({ places }) }))

  it('is asked about openly', () => {
    expect(renderToText(card)).toContain(
      'Which Springfield do you mean: Springfield, IL · Springfield, MO · Springfield, MA? Choose with Edit.',
    )
  })

  it('is a choice in the form; what was clear stays', () => {
    const field = formOf(card, 'offer.edit').fields.find(({ name }) => name === 'places')!
    expect(field).toMatchObject({ type: 'choice', label: 'Where' })
    expect(field.options?.[1]).toEqual({ value: 'Springfield, MO; Winnipeg, MB', label: 'Springfield, MO' })
    expect(field.options?.at(-1)).toEqual({ value: 'Winnipeg, MB', label: 'None of these' })
  })
})

describe('a clock that was only guessed at', () => {
  const deadline = { at: now + 60 * MINUTE, text: 'by 9', zoneGuessed: true }
  const card = cards.render('offer', offerView({ understanding: understanding({ deadline }) }))

  it('is said with the time that it shows', () => {
    expect(renderToText(card)).toContain(
      'I took it that your clock shows Thu 07:53 now (America/Winnipeg). If not, choose yours with Edit.',
    )
  })

  it('is chosen in the form by what the clock shows now, and means that zone', () => {
    const field = formOf(card, 'offer.edit').fields.find(({ name }) => name === 'timeZone')!
    expect(field.label).toBe('What does your clock show now?')
    expect(field.value).toBe('America/Winnipeg')
    const paris = field.options!.find(({ label }) => label === 'Thu 14:53 · Berlin')!
    expect(intentOfAction('offer.edit', 'r1', { timeZone: paris.value, deadline: 'by 9' }, now)).toEqual({
      to: 'edit-request',
      requestId: 'r1',
      typed: { timeZone: 'Europe/Berlin', deadline: 'by 9' },
    })
  })

  it('keeps the form to five fields', () => {
    expect(formOf(card, 'offer.edit').fields).toHaveLength(5)
  })
})
