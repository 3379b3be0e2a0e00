import { describe, expect, test } from 'vitest'
import type { Card, Form } from '../../../src/cards/card.ts'
import { type ActionName, actions } from '../../../src/commands/actions.ts'
import { accountRef } from '../../../src/platforms/slack/ids.ts'
import { packForm, unpackForm } from '../../../src/platforms/slack/pack-form.ts'
import { renderCard } from '../../../src/platforms/slack/render-card.ts'
import { renderForm } from '../../../src/platforms/slack/render-form.ts'
import { allViews } from '../../cards/all-views.ts'
import { cards } from '../../cards/sample-views.ts'
import { blocks, modal } from '../../servers/slack/block-kit.ts'

const formOf = (action: string): Form | undefined => {
  if (!Object.hasOwn(actions, action)) return undefined
  try {
    return cards.commandForm(action as ActionName)
  } catch {
    return undefined
  }
}
const to = {
  team: 'T1',
  formOf,
  linkTo: (ref: string) => (ref.startsWith('slack:') ? `https://lantern.slack.com/${ref}` : undefined),
}

const said = allViews.map(([name, view]) => ({ name, card: cards.render(name, view) }))
const buttonsOf = ({ blocks }: Card) =>
  blocks.flatMap((block) => (block.type === 'buttons' ? block.buttons : block.type === 'menu' ? block.items : []))
const forms = said.flatMap(({ name, card }) =>
  buttonsOf(card).flatMap(({ action, subject, form }) => (form ? [{ name, action, subject, form }] : [])),
)

describe('everything that the bot says', () => {
  test.each(said)('$name is within what Block Kit takes', ({ card }) => {
    const rendered = renderCard(card, to)
    expect(blocks.safeParse(rendered.blocks).error?.issues).toBeUndefined()
    expect(rendered.text).not.toBe('')
  })

  test('no button is lost', () => {
    for (const { name, card } of said) {
      const shown = renderCard(card, to).blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []))
      const number = shown.reduce((sum, element) => sum + (element.type === 'overflow' ? element.options.length : 1), 0)
      expect(`${name} ${number}`).toBe(`${name} ${buttonsOf(card).length}`)
    }
  })

  test.each(forms)('the form of $action on $name is within what a modal takes', ({ form, action, subject }) => {
    const view = renderForm(form, {
      action,
      subject,
      channel: 'C1',
      responseUrl: `https://hooks.slack.com/${'x'.repeat(120)}`,
    })
    expect(modal.safeParse(view).error?.issues).toBeUndefined()
  })

  test.each(forms)('the form of $action on $name comes back from its button', ({ form, action }) => {
    const packed = packForm(form, action, 2000, formOf)
    expect(unpackForm(packed ?? '', action, formOf)).toEqual(form)
  })

  test('what a ping offers behind its menu stays behind it, forms too', () => {
    const ping = said.find(({ name, card }) => name === 'ping' && card.blocks.some(({ type }) => type === 'menu'))!
    const rows = renderCard(ping.card, to).blocks.filter(({ type }) => type === 'actions')
    expect(rows).toHaveLength(1)
  })
})

describe('a form that carries long words', () => {
  const form = (value: string): Form => ({
    title: 'Change it',
    submit: 'Save',
    fields: [
      { name: 'text', label: 'Your words', type: 'text', required: false, maxLength: 3000, value },
      { name: 'topics', label: 'Topics', type: 'line', required: false, value: 'web design' },
    ],
  })

  test('keeps them where they have room', () => {
    const words = 'Does anybody know where I can borrow a ladder that reaches to the second floor? '.repeat(30).trim()
    expect(unpackForm(packForm(form(words), 'request.edit', 2000, formOf)!, 'request.edit', formOf)).toEqual(
      form(words),
    )
  })

  test('leaves the field out where they have not, so that what stands there stays', () => {
    // Words that cannot be told in fewer characters.
    let seed = 1
    const noise = Array.from({ length: 3000 }, () => {
      seed = (seed * 48_271) % 2_147_483_647
      return String.fromCodePoint(33 + (seed % 90))
    }).join('')
    const back = unpackForm(packForm(form(noise), 'request.edit', 2000, formOf)!, 'request.edit', formOf)
    expect(back?.fields.map(({ name }) => name)).toEqual(['topics'])
  })
})

describe('what is written into a card', () => {
  const rendered = (card: Card) => JSON.stringify(renderCard(card, to).blocks)

  test('mentions only whom the bot means to notify, and only people of that workspace', () => {
    const person = (notify: boolean, team = 'T1'): Card => ({
      blocks: [{ type: 'text', spans: [{ type: 'person', name: 'Ada', account: accountRef(team, 'U1'), notify }] }],
    })
    expect(rendered(person(true))).toContain('"user_id":"U1"')
    expect(rendered(person(false))).not.toContain('U1')
    expect(rendered(person(true, 'T2'))).not.toContain('U1')
  })

  test('small print and notifications escape & < >, and small print has no marks that format', () => {
    const hostile = '<!channel> <@U1> & *bold* <https://evil.example|bank>'
    const { text, blocks: shown } = renderCard({ blocks: [{ type: 'note', spans: [hostile] }] }, to)
    expect(text).toBe('&lt;!channel&gt; &lt;@U1&gt; &amp; *bold* &lt;https://evil.example|bank&gt;')
    expect(shown).toMatchObject([
      { elements: [{ text: '&lt;!channel&gt; &lt;@U1&gt; &amp; ∗bold∗ &lt;https://evil.example|bank&gt;' }] },
    ])
  })

  test('more blocks than Slack takes are cut off, rather than all refused', () => {
    const line: Card['blocks'][number] = { type: 'text', spans: ['one more'] }
    expect(renderCard({ blocks: Array.from({ length: 80 }, () => line) }, to).blocks).toHaveLength(50)
  })

  test('words stand below the name and the picture of who wrote them, and a name formats nothing', () => {
    const author = { type: 'person', name: 'Ada *the* <!here>', avatar: 'https://example.org/a.png' } as const
    const said: Card = { blocks: [{ type: 'quote', author, text: '*as* typed' }] }
    const { blocks: shown } = renderCard(said, { ...to, pictures: true })
    expect(shown).toMatchObject([
      {
        type: 'context',
        elements: [
          { type: 'image', image_url: 'https://example.org/a.png', alt_text: 'Ada *the* <!here>' },
          { type: 'mrkdwn', text: '*Ada ∗the∗ &lt;!here&gt;*' },
        ],
      },
      { type: 'rich_text', elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text: '*as* typed' }] }] },
    ])
  })

  test('a link to another platform that Slack cannot follow is its words alone', () => {
    const link = (ref: string): Card => ({
      blocks: [{ type: 'text', spans: [{ type: 'link', text: 'the thread', to: { conversation: ref } }] }],
    })
    expect(rendered(link('slack:t:T1.C1.1762948800000000'))).toContain('"type":"link"')
    expect(rendered(link('web:t:general.1'))).not.toContain('"type":"link"')
  })
})
