import type { Card, Span } from '../../../src/cards/card.ts'

/** Letters and digits alone: mark-up, quotes and line ends differ from platform to platform. */
const bare = (text: string) => text.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, '')

/** Every piece of a card that has to be readable wherever it is shown; moments are written in each platform's own way. */
function pieces(card: Card): string[] {
  const ofSpan = (span: Span): string[] =>
    typeof span === 'string' ? [span] : span.type === 'time' ? [] : span.type === 'person' ? [span.name] : [span.text]
  return card.blocks.flatMap((block) => {
    switch (block.type) {
      case 'text':
      case 'note':
        return block.spans.flatMap(ofSpan)
      case 'quote':
        return [...ofSpan(block.author), block.text]
      case 'fields':
        return block.fields.flatMap(({ label, value }) => [label, ...value.flatMap(ofSpan)])
      default:
        return []
    }
  })
}

/** What of a card does not stand in what people are shown of it. */
export function missingIn(card: Card, shown: string): string[] {
  const text = bare(shown)
  return pieces(card).filter((piece) => !text.includes(bare(piece)))
}
