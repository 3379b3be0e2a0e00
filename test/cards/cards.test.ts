import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Form } from '../../src/cards/card.ts'
import { createCards } from '../../src/cards/cards.ts'
import { type Action, actions } from '../../src/commands/actions.ts'
import { allViews } from './all-views.ts'
import { buttonsOf, renderToText } from './render-to-text.ts'
import { cards, messages, messagesText, request } from './sample-views.ts'

const rendered = allViews.map(([name, view]) => ({ name, card: cards.render(name, view) }))
const buttons = rendered.flatMap(({ name, card }) => buttonsOf(card).map((button) => ({ name, ...button })))
const commandForms = (['volunteer', 'privacy.erase'] as const).map(cards.commandForm)
const forms: Form[] = [...buttons.flatMap(({ form }) => form ?? []), ...commandForms]
const over = (texts: string[], most: number) => [...new Set(texts)].filter((text) => text.length > most)

describe('every card', () => {
  it('says something in each of its states', () => {
    expect(rendered.filter(({ card }) => renderToText(card).trim() === '')).toEqual([])
  })

  it('keeps within what platforms show: 5 buttons a row, labels of 24 characters, subjects of 50', () => {
    const rows = rendered.flatMap(({ card }) => card.blocks).filter((block) => block.type === 'buttons')
    expect(rows.filter((row) => row.buttons.length > 5)).toEqual([])
    expect(
      over(
        buttons.map(({ label }) => label),
        24,
      ),
    ).toEqual([])
    expect(
      over(
        buttons.map(({ subject }) => subject),
        50,
      ),
    ).toEqual([])
    expect(
      over(
        buttons.map(({ action }) => action),
        40,
      ),
    ).toEqual([])
  })

  it('keeps forms to 5 fields, titles of 24 characters, labels of 45 and 25 choices of 75', () => {
    expect(forms.filter(({ fields }) => fields.length === 0 || fields.length > 5)).toEqual([])
    expect(
      over(
        forms.flatMap(({ title, submit }) => [title, submit]),
        24,
      ),
    ).toEqual([])
    const fields = forms.flatMap((form) => form.fields)
    expect(
      over(
        fields.map(({ label }) => label),
        45,
      ),
    ).toEqual([])
    expect(
      over(
        fields.map(({ hint = '' }) => hint),
        100,
      ),
    ).toEqual([])
    expect(fields.filter(({ options = [] }) => options.length > 25)).toEqual([])
    expect(
      over(
        fields.flatMap(({ options = [] }) => options.map(({ label }) => label)),
        75,
      ),
    ).toEqual([])
  })

  it('offers a field what fits it: no value longer than it takes, none but those offered', () => {
    const fields = forms.flatMap((form) => form.fields)
    expect(fields.filter(({ value = '', maxLength = 9999 }) => value.length > maxLength)).toEqual([])
    const outside = fields.filter(
      ({ value, options }) => value !== undefined && options && !options.some((option) => option.value === value),
    )
    expect(outside).toEqual([])
  })

  it('uses only actions of the table, and a form exactly where the action takes one', () => {
    const table: Record<string, Action> = actions
    expect(buttons.filter(({ action }) => !table[action])).toEqual([])
    const unlike = buttons.filter(({ action, form }) => Boolean(table[action]?.fields) !== Boolean(form))
    expect(unlike.map(({ name, action }) => `${name} ${action}`)).toEqual([])
  })

  it('leaves no action without a button that leads to it', () => {
    const used = new Set(buttons.map(({ action }) => action))
    expect(Object.keys(actions).filter((action) => !used.has(action))).toEqual([])
  })

  it('needs what it is about, and says what is missing', () => {
    const [, view] = allViews.find(([name]) => name === 'ping')!
    expect(() => cards.render('ping', { ...view, about: 'nothing' })).toThrow(/view\.about is "nothing"/)
    const { request: _, ...without } = view
    expect(() => cards.render('status', without)).toThrow(/view\.request/)
  })
})

describe('the messages', () => {
  const used = new Set<string>()
  const watched = createCards({
    messages: new Proxy(messages, {
      get: (target, key: string) => {
        used.add(key)
        return target[key]
      },
    }),
  })
  for (const [name, view] of allViews) watched.render(name, view)
  watched.threadTitle(request())
  watched.threadTitle(request({ words: undefined } as never))
  watched.commandForm('volunteer')
  watched.commandForm('privacy.erase')
  const inSource = globSync('src/**/*.ts', { cwd: resolve(import.meta.dirname, '../..') })
    .map((file) => readFileSync(resolve(import.meta.dirname, '../..', file), 'utf8'))
    .flatMap((text) => text.match(/'problem\.[a-z-]+'/g) ?? [])
    .map((key) => key.slice(1, -1))

  it('are all used: by a card, or as a problem that the code names', () => {
    expect(Object.keys(messages).filter((key) => !used.has(key) && !inSource.includes(key))).toEqual([])
  })

  it('hold every problem that the code names', () => {
    expect(inSource.filter((key) => messages[key] === undefined)).toEqual([])
  })

  it('stand once each', () => {
    const keys = [...messagesText.matchAll(/^\s*"([^"]+)":/gmu)].map(([, key]) => key!)
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([])
  })

  it('stay calm: no exclamation marks, no empty ones', () => {
    expect(Object.entries(messages).filter(([, text]) => text.includes('!') || text.trim() === '')).toEqual([])
  })

  it('that are missing are named, with the remedy', () => {
    const poor = createCards({ messages: {} })
    const [name, view] = allViews[0]!
    expect(() => poor.render(name, view)).toThrow(/There is no message ".+": add it to config\/messages\/en\.json/)
  })
})
