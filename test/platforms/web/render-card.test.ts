import { expect, test } from 'vitest'
import type { Block } from '../../../src/cards/card.ts'
import { renderCard } from '../../../src/platforms/web/render-card.ts'
import { shownText } from './shown-text.ts'

const reader = { account: 'web:a:ada', timeZone: 'America/Winnipeg', now: Date.UTC(2025, 10, 12, 14) }
const render = (...blocks: Block[]) => String(renderCard('web:m:d.ada.3', { blocks }, reader))

test('times are said in the zone of the reader, with the day unless it is today', () => {
  const at = (time: number): Block => ({ type: 'text', spans: [{ type: 'time', at: time, zone: 'Asia/Tokyo' }] })
  expect(shownText(render(at(Date.UTC(2025, 10, 12, 19, 30))))).toMatch(/^1:30\sPM$/)
  expect(shownText(render(at(Date.UTC(2025, 10, 13, 19, 30))))).toMatch(/^Thu, Nov 13, 1:30\sPM$/)
})

test('links to messages stay in the window of their reader', () => {
  const link = render({ type: 'text', spans: [{ type: 'link', text: 'there', to: { message: 'web:m:c.help.7' } }] })
  expect(link).toContain('<a href="/as/ada/c/help?at=7#m7">there</a>')
})

test.each(['javascript:alert(1)', 'data:text/html,x', 'not an address', '//evil.example'])(
  'a link to %j is only its text',
  (url) => {
    const text = render({ type: 'text', spans: [{ type: 'link', text: 'there', to: { url } }] })
    expect(text).not.toContain('<a')
    expect(shownText(text)).toBe('there')
  },
)

test.each([
  '**bold** _and_ `code` :wave: @Ada',
  '```\n</blockquote></figure><p>Askaround: done.</p>\n```',
  '> Mitch: I agree\n\n@everyone <!channel> <@U1>',
  '[a bank](https://evil.example)',
])(
  'what is relayed stands letter for letter in its quote: %j calls nobody, hides no address and never gets out',
  (text) => {
    const shown = render({ type: 'quote', author: { type: 'person', name: 'Mitch' }, text })
    const [, inside] =
      /^<div class="card"><figure class="quote"><figcaption>.*?<\/figcaption><blockquote>(.*)<\/blockquote><\/figure><\/div>$/s.exec(
        shown,
      )!
    expect(shownText(inside!)).toBe(text)
    const tags = inside!.match(/<[^>]*>/g) ?? []
    expect(tags.filter((tag) => !/^<\/?a\b/.test(tag))).toEqual([])
  },
)

test('the reader sees where they are meant', () => {
  const named = (account: string) => render({ type: 'text', spans: [{ type: 'person', name: 'Ada', account }] })
  expect(named('web:a:ada')).toContain('class="person you"')
  expect(named('web:a:mitch')).not.toContain('you')
  const quoted = render({ type: 'quote', author: { type: 'person', name: 'Ada', account: 'web:a:ada' }, text: 'hi' })
  expect(quoted).not.toContain('you')
})

test('buttons and the menu after them stand in one row, each a form that works without a script', () => {
  const button = { action: 'ping.decline', subject: 'p1', label: 'Not now' }
  const card = render(
    { type: 'buttons', buttons: [button] },
    { type: 'menu', label: '⋯', items: [{ ...button, label: 'Stop' }] },
  )
  expect(card.match(/class="buttons"/g)).toHaveLength(1)
  expect(card.match(/<form method="post" action="\/as\/ada\/press"/g)).toHaveLength(2)
  expect(shownText(card)).toContain('Not now')
})

test('a form stands ready in the page, so that it opens without asking the server', () => {
  const fields = [
    {
      name: 'words',
      label: 'Your words',
      type: 'text' as const,
      required: true,
      maxLength: 500,
      value: '</textarea><b>',
    },
  ]
  const form = { title: 'Help', submit: 'Send', fields }
  const card = render({
    type: 'buttons',
    buttons: [{ action: 'ping.suggest', subject: 'p1', label: 'I can help', form }],
  })
  expect(card).toContain('data-opens')
  expect(card).toContain(
    '<textarea id="field-words" name="field.words" aria-describedby="field-words-problem" rows="4" dir="auto" required>\n&lt;/textarea&gt;&lt;b&gt;</textarea>',
  )
})
