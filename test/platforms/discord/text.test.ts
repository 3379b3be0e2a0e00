import { describe, expect, test } from 'vitest'
import { escapeText } from '../../../src/platforms/discord/escape-text.ts'
import { readText } from '../../../src/platforms/discord/read-text.ts'
import { renderSpans } from '../../../src/platforms/discord/render-spans.ts'
import { createSimulatedClock } from '../../../src/shared/clock.ts'
import { markUpIn, shownText } from '../../servers/discord/read.ts'
import { createWorld } from '../../servers/discord/world.ts'

const ada = '111111111111111111'
const names = {
  user: (id: string) => (id === ada ? 'Ada' : undefined),
  channel: (id: string) => (id === '222222222222222222' ? 'help' : undefined),
  role: (id: string) => (id === '333333333333333333' ? 'drivers' : undefined),
}
const world = createWorld(createSimulatedClock(0))

const plain = [
  'need a ladder this weekend, 3 m or more',
  'is 2 * 3 * 4 = 24 and 5 > 3 < 9?',
  'snake_case_name and __init__.py stay',
  'C:\\Users\\me and a \\ alone',
  'https://example.com/a_b_c?x=*y*&z=[1] and mail@example.com',
  '1. first\n2. second\n- third\n* fourth\n# not a heading',
  'a | b || c ~ d ~~ e ` f',
  '> quoted\n>>> more',
  '{} [] () <> : ; " \' @ & % $ €',
  '¿Dónde está? Где? 場所はどこ？ 👩‍🚒',
]

describe('what people wrote is read as a client shows it', () => {
  test.each([
    ['**bold**', 'bold'],
    ['*slanted* and _slanted_', 'slanted and slanted'],
    ['__under__ ~~struck~~ ||hidden||', 'under struck hidden'],
    ['***both***', 'both'],
    ['- one\n- two', '- one\n- two'],
    ['# Heading\n-# small', 'Heading\nsmall'],
    ['> quoted **words**', '> quoted words'],
    ['`let x = *y*` and ``a ` b``', 'let x = *y* and a ` b'],
    ['```js\nlet **x**\n```', 'let **x**'],
    [`ask <@${ada}> or <@!${ada}>`, 'ask @Ada or @Ada'],
    ['ask <@999999999999999999>', 'ask @somebody'],
    ['in <#222222222222222222>, <@&333333333333333333>', 'in #help, @drivers'],
    ['<:ladder:444444444444444444> <a:wave:555555555555555555>', ':ladder: :wave:'],
    ['<t:1762948800:R>', '2025-11-12 12:00 UTC'],
    ['</ask:666666666666666666> it', '/ask it'],
    ['[a shop](https://shop.example) <https://quiet.example>', 'a shop (https://shop.example) https://quiet.example'],
    ['https://example.com/**a**', 'https://example.com/**a**'],
    ['\\*not slanted\\*', '*not slanted*'],
  ])('%j is %j', (written, read) => expect(readText(written, names)).toBe(read))

  test.each(plain.filter((text) => !/__|~~|\|\||\\|^#|`/m.test(text)))('%j has no mark-up and stays as it is', (text) =>
    expect(readText(text, names)).toBe(text),
  )
})

describe('what is passed on is shown as it was written, and nothing in it is mark-up', () => {
  const hostile = [
    '@everyone and @here',
    `<@${ada}> <@&333333333333333333> <#222222222222222222>`,
    '[a bank](https://evil.example)',
    '<https://evil.example|a bank>',
    '**bold** *it* _it_ __u__ ~~s~~ ||sp|| `code` ```block```',
    '\\*already\\* \\\\escaped',
    '> q\n>>> all\n-# small\n# big\n- list\n1. list',
    '<t:1762948800:R> <:a:444444444444444444> </ask:666666666666666666>',
    '*https://example.com/_x_* **https://example.com/** done',
  ]
  test.each([...plain, ...hostile])('%j', (text) => {
    const escaped = escapeText(text)
    expect(shownText(world, escaped)).toBe(text)
    expect(markUpIn(escaped).filter((kind) => kind !== 'url' && kind !== 'twemoji')).toEqual([])
  })
})

test("the bot's own links show their words, and stay inside their brackets", () => {
  const span = { type: 'link' as const, text: '[x](y)', to: { url: 'https://example.com/a)b>c' } }
  const rendered = renderSpans([span])
  expect(rendered).toBe('[\\[x\\](y)](<https://example.com/a%29b%3Ec>)')
  expect(renderSpans([{ ...span, to: { url: 'javascript:alert(1)' } }])).toBe('\\[x\\](y)')
})
