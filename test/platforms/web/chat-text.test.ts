import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chatText } from '../../../src/platforms/web/pages/chat-text.ts'
import { type FindNamed, namedIn } from '../../../src/platforms/web/read-chat-text.ts'
import { shownText } from './shown-text.ts'

const ada = { account: 'web:a:ada', name: 'Ada' }
const mitch = { account: 'web:a:mitch-harlow', name: 'Mitch Harlow' }
const findNamed: FindNamed = (words) =>
  [mitch, ada].find(({ name }) => words.startsWith(name) && !/^\w/.test(words.slice(name.length)))
const render = (text: string) => chatText(text, { account: ada.account, findNamed }).join('')

describe('what people write', () => {
  test.each([
    ['`npm ci` first', '<p><code>npm ci</code> first</p>'],
    ['``a ` b``', '<p><code>a ` b</code></p>'],
    [
      'see:\n```\nif (a < b)\n  **go**\n```\nthen',
      '<p>see:</p><pre><code>if (a &lt; b)\n  **go**</code></pre><p>then</p>',
    ],
    ['```js\nx()\n```', '<pre><code>x()</code></pre>'],
    ['> one\n> two\nmine', '<blockquote>one\ntwo</blockquote><p>mine</p>'],
    ['**very** _much_ and *so*', '<p><strong>very</strong> <em>much</em> and <em>so</em></p>'],
    ['**all _of_ it**', '<p><strong>all <em>of</em> it</strong></p>'],
    ['hi :wave: :+1:', '<p>hi <span title=":wave:">👋</span> <span title=":+1:">👍</span></p>'],
    ['thanks @Mitch Harlow!', '<p>thanks <span class="person">@Mitch Harlow</span>!</p>'],
    ['@Ada look', '<p><span class="person you">@Ada</span> look</p>'],
  ])('%j reads as a chat does', (text, html) => {
    expect(render(text)).toBe(html)
  })

  test.each([
    '2 * 3 * 4 and a_b_c and 5*6*7',
    'http_status_code and **kwargs and *args',
    'a ** b ** c',
    'at 10:30:45 it is 5:100:6',
    ':no-such-emoji: :constructor:',
    'mail ada@example.org, @Adam and @nobody',
    '1 > 0, and >this is no quote',
    'an open ` and an open ```\nand no end',
    '``` ```',
    '  two  blanks\n\n\nand a gap ',
    '\\*not bold\\',
  ])('%j stays as it was typed', (text) => {
    expect(shownText(render(text))).toBe(text)
    expect(render(text)).not.toMatch(/<(strong|em|code|pre|blockquote|span|a)\b/)
  })

  test('an address can be followed where it is written out, and is nothing but itself', () => {
    expect(render('[my bank](https://evil.example/_a_*b*) <https://x.example>')).toBe(
      '<p>[my bank](<a href="https://evil.example/_a_*b*" target="_blank" rel="noopener noreferrer nofollow">https://evil.example/_a_*b*</a>) &lt;<a href="https://x.example" target="_blank" rel="noopener noreferrer nofollow">https://x.example</a>&gt;</p>',
    )
    expect(render('**https://example.org/a**')).toContain('<strong><a href="https://example.org/a"')
    expect(render('`https://example.org`')).not.toContain('<a')
    expect(render('javascript:alert(1) www.example.org ftp://example.org')).not.toContain('<a')
  })

  test('who is named is told, but not by what is quoted or shown as code', () => {
    expect(namedIn('**@Ada** and @Mitch Harlow', findNamed)).toEqual([ada.account, mitch.account])
    expect(namedIn('> @Ada wrote\n`@Ada` ```\n@Ada\n``` ada@Ada.org', findNamed)).toEqual([])
  })

  test('whatever is written, only these marks are made of it, and no word is lost', () => {
    const scraps = fc.constantFrom(
      ...[
        '`',
        '```',
        '\n',
        '**',
        '*',
        '_',
        '> ',
        ':wave:',
        '@Ada',
        'https://a.example/',
        '<b>',
        '"',
        ' ',
        'wörter',
        '&lt;',
        '\u202e',
      ],
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(scraps, fc.string()), { maxLength: 40 }), (words) => {
        const text = words.join('')
        const html = render(text)
        const tags = html.match(/<[^>]*>/g) ?? []
        for (const tag of tags)
          expect(tag).toMatch(
            /^<(\/?(p|code|pre|blockquote|strong|em|a|span)|a href="https?:\/\/[^"<>\s]+" target="_blank" rel="noopener noreferrer nofollow"|span (class="person( you)?"|title=":[\w+-]+:"))>$/i,
          )
        const letters = (given: string) => given.replace(/[^\p{L}\p{N}]/gu, '')
        const withNames = html.replaceAll(/<span title="(:[^"]+:)">[^<]*<\/span>/g, '$1')
        // Of what begins a block of code only the language is not shown.
        expect(letters(shownText(withNames)).length).toBeGreaterThanOrEqual(
          letters(text.replaceAll(/```[\w+#-]{0,20}\n/g, '')).length,
        )
      }),
    )
  })

  test.each(['`', '*', '**', '_', '> ', '**a ', '_a ', '`` ` ', '@', ':a', '@Ada '])(
    'a message full of %j is read to its end',
    (scrap) => {
      const text = scrap.repeat(4000 / scrap.length)
      expect(shownText(render(text)).length).toBeGreaterThan(0)
    },
  )
})
