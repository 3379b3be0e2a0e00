import type { Block, Card, Span } from '../../cards/card.ts'

/** & < > mean something to Slack wherever it reads mrkdwn. */
export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Marks of mrkdwn cannot be escaped: signs that look the same stand in for them. */
const alike: Record<string, string> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ' }

/** Small print is the one place where Slack takes mrkdwn only. */
export const writeMrkdwn = (text: string): string => escapeText(text).replace(/[*_~`]/g, (mark) => alike[mark]!)

/** A moment in the zone given, where Slack cannot show the reader's own. */
export function writeTime(at: number, zone = 'UTC'): string {
  try {
    return new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(at)
  } catch {
    return writeTime(at)
  }
}

/** A card as plain text: what notifications and screen readers get. */
export const plainCard = ({ blocks }: Card): string => blocks.map(plainBlock).filter(Boolean).join('\n')

function plainBlock(block: Block): string {
  switch (block.type) {
    case 'text':
    case 'note':
      return plainSpans(block.spans)
    case 'quote':
      return `${plainSpans([block.author])}: ${block.text}`
    case 'fields':
      return block.fields.map(({ label, value }) => `${label}: ${plainSpans(value)}`).join('\n')
    default:
      return ''
  }
}

export const plainSpans = (spans: readonly Span[]): string =>
  spans
    .map((span) => {
      if (typeof span === 'string') return span
      if (span.type === 'person') return span.name
      return span.type === 'time' ? writeTime(span.at, span.zone) : span.text
    })
    .join('')
