import type { Span } from '../../cards/card.ts'
import { escapeLine, escapeText } from './escape-text.ts'
import { linkOf, userOf } from './ids.ts'

/** Spans as Discord's mark-up. Strings are plain text; what pings is said apart, by `pinged`. */
export const renderSpans = (spans: Span[]): string => spans.map(renderSpan).join('')

export function renderSpan(span: Span): string {
  if (typeof span === 'string') return escapeText(span)
  switch (span.type) {
    case 'strong':
      return `**${escapeLine(span.text)}**`
    case 'person': {
      const user = span.account && userOf(span.account)
      return user ? `<@${user}>` : `**${escapeLine(span.name)}**`
    }
    case 'time':
      return `<t:${Math.floor(span.at / 1000)}:f>`
    case 'link': {
      const to =
        'url' in span.to
          ? safeAddress(span.to.url)
          : linkOf('message' in span.to ? span.to.message : span.to.conversation)
      // In angle brackets, so that no preview unfolds.
      return to ? `[${escapeLine(span.text)}](<${to}>)` : escapeText(span.text)
    }
  }
}

/** An address that stays inside its brackets; undefined when it is no web address. */
function safeAddress(url: string): string | undefined {
  try {
    const { protocol, href } = new URL(url)
    return protocol === 'https:' || protocol === 'http:'
      ? href.replace(/[<>()\s]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
      : undefined
  } catch {
    return undefined
  }
}
