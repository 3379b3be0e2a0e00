import type { Block, Card, Span } from '../cards/card.ts'
import { type Platform, platformOf } from '../platforms/platform.ts'

/**
 * A card for one platform that points to another: there its links are addresses, for an adapter knows no references but its own. What has
 * no address is its words alone.
 */
export function linkElsewhere(card: Card, platform: string, platforms: ReadonlyMap<string, Platform>): Card {
  const inSpan = (span: Span): Span => {
    if (typeof span === 'string' || span.type !== 'link' || 'url' in span.to) return span
    const ref = 'message' in span.to ? span.to.message : span.to.conversation
    if (platformOf(ref) === platform) return span
    const url = platforms.get(platformOf(ref))?.linkTo(ref)
    return url ? { ...span, to: { url } } : span.text
  }
  const inBlock = (block: Block): Block => {
    if (block.type === 'text' || block.type === 'note') return { ...block, spans: block.spans.map(inSpan) }
    if (block.type !== 'fields') return block
    return { ...block, fields: block.fields.map(({ label, value }) => ({ label, value: value.map(inSpan) })) }
  }
  return { blocks: card.blocks.map(inBlock) }
}
