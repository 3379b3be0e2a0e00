import type { Block, Span } from '../../cards/card.ts'
import { escapeLine, escapeText } from './escape-text.ts'
import { userOf } from './ids.ts'
import { renderSpan, renderSpans } from './render-spans.ts'

export type Words = Exclude<Block, { type: 'buttons' } | { type: 'menu' }>

/**
 * A block of words as Discord's mark-up.
 * @param most characters that are left for it; somebody's words are cut to fit, with "…" to say so
 */
export function renderWords(block: Words, most: number): string {
  switch (block.type) {
    case 'text':
      return cut(renderSpans(block.spans), most)
    case 'note':
      return cut(eachLine('-# ', renderSpans(block.spans)), most)
    case 'quote': {
      const said = block.at ? ` · ${renderSpan({ type: 'time', at: block.at })}` : ''
      const head = `${renderSpan(block.author)}${said}\n`
      return head + quoted(block.text, most - head.length)
    }
    case 'fields':
      return cut(
        block.fields.map(({ label, value }) => `**${escapeLine(label)}:** ${renderSpans(value)}`).join('\n'),
        most,
      )
  }
}

/** Accounts that a card's own words ping; nothing that a person wrote is among them. At most 100, as Discord takes. */
export function pinged(blocks: Block[]): string[] {
  const spans = blocks.flatMap((block): Span[] => {
    if (block.type === 'text' || block.type === 'note') return block.spans
    if (block.type === 'fields') return block.fields.flatMap(({ value }) => value)
    return []
  })
  const users = spans.flatMap((span) =>
    typeof span !== 'string' && span.type === 'person' && span.notify && span.account
      ? (userOf(span.account) ?? [])
      : [],
  )
  return [...new Set(users)].slice(0, 100)
}

/** Every line is quoted, so that nothing stands outside of the quote. */
function quoted(text: string, most: number): string {
  let words = text.replace(/\r\n?/g, '\n')
  let shown = eachLine('> ', escapeText(words))
  while (shown.length > most && words.length > 0) {
    words = words.slice(0, Math.max(0, words.length - Math.max(1, shown.length - most) - 1))
    shown = eachLine('> ', escapeText(`${wholeCharacters(words)}…`))
  }
  return shown
}

const eachLine = (start: string, text: string) =>
  text
    .split('\n')
    .map((line) => `${start}${line}`)
    .join('\n')

/** Of the bot's own words, whole lines are left out, so that no mark-up is cut in two. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const lines = text.split('\n')
  while (lines.length > 1 && lines.join('\n').length + 2 > most) lines.pop()
  const kept = `${lines.join('\n')}\n…`
  return kept.length <= most
    ? kept
    : `${wholeCharacters(text.slice(0, Math.max(0, most - 1)).replace(/[\\*_<[(]*[^\s]*$/, ''))}…`
}

/** Without half of a character at the end. */
const wholeCharacters = (text: string) => text.replace(/[\ud800-\udbff]$/, '')
