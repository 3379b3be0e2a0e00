import type { Block, Card, Span } from '../../cards/card.ts'

/** A card as plain text, a line for each part: what a reader without buttons would see. */
export const cardText = (card: Card): string => card.blocks.map(blockText).filter(Boolean).join('\n')

function blockText(block: Block): string {
  switch (block.type) {
    case 'text':
    case 'note':
      return spansText(block.spans)
    case 'quote':
      return `${spanText(block.author)}: ${block.text}`
    case 'fields':
      return block.fields.map(({ label, value }) => `${label}: ${spansText(value)}`).join('\n')
    case 'buttons':
      return block.buttons.map(({ label }) => `[${label}]`).join(' ')
    case 'menu':
      return `[${block.label}: ${block.items.map(({ label }) => label).join(', ')}]`
  }
}

const spansText = (spans: Span[]) => spans.map(spanText).join('')

function spanText(span: Span): string {
  if (typeof span === 'string') return span
  switch (span.type) {
    case 'strong':
    case 'link':
      return span.text
    case 'person':
      return span.name
    case 'time':
      return timeText(span.at, span.zone)
  }
}

/** Such as "1:30 pm, Wed 12 Nov" in the given time zone, UTC when absent or unknown. */
function timeText(at: number, zone = 'UTC'): string {
  try {
    return new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(at)
  } catch {
    return timeText(at)
  }
}
