import type { Block, Button, Card, Form, Span } from '../../src/cards/card.ts'

const minute = (at: number, zone = 'UTC') =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', hour: '2-digit', minute: '2-digit' }).format(at)

/** A card as a tired person reads it on a phone: one block a line, *strong*, @person (@@ when notified), <link>, [button]. */
export const renderToText = (card: Card): string => card.blocks.map(blockToText).join('\n')

const spansToText = (spans: readonly Span[]): string =>
  spans
    .map((span) => {
      if (typeof span === 'string') return span
      if (span.type === 'strong') return `*${span.text}*`
      if (span.type === 'person') return `${span.notify ? '@@' : '@'}${span.name}`
      if (span.type === 'time') return minute(span.at, span.zone)
      return `<${span.text}>`
    })
    .join('')

function blockToText(block: Block): string {
  switch (block.type) {
    case 'text':
      return spansToText(block.spans)
    case 'note':
      return `(${spansToText(block.spans)})`
    case 'quote':
      return `${spansToText([block.author])}: "${block.text}"`
    case 'fields':
      return block.fields.map(({ label, value }) => `${label}: ${spansToText(value)}`).join('\n')
    case 'buttons':
      return block.buttons.map(buttonToText).join(' ')
    case 'menu':
      return `[${block.label}: ${block.items.map(({ label }) => label).join(' | ')}]`
  }
}

const buttonToText = ({ label, form }: Button) => `[${label}${form ? '…' : ''}]`

/** A form as a list of its fields, with what stands in them. */
export const formToText = ({ title, submit, fields }: Form): string =>
  [
    `# ${title}`,
    ...fields.map(({ label, value, options, required }) => {
      const choices = options ? ` {${options.map((option) => option.label).join(' | ')}}` : ''
      return `${label}${required ? ' *' : ''}: ${value ?? ''}${choices}`
    }),
    `[${submit}]`,
  ].join('\n')

/** Every button of a card, menus included. */
export const buttonsOf = (card: Card): Button[] =>
  card.blocks.flatMap((block) => (block.type === 'buttons' ? block.buttons : block.type === 'menu' ? block.items : []))

/** Every span of a card. */
export const spansOf = (card: Card): Span[] =>
  card.blocks.flatMap((block) => {
    if (block.type === 'text' || block.type === 'note') return block.spans
    if (block.type === 'quote') return [block.author]
    return block.type === 'fields' ? block.fields.flatMap(({ value }) => value) : []
  })
