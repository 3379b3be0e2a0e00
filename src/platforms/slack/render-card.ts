import type { types } from '@slack/bolt'
import type { Block, Button, Card, Span } from '../../cards/card.ts'
import { parseAccount } from './ids.ts'
import { blockKit, cut } from './limits.ts'
import { type FormOf, packForm } from './pack-form.ts'
import { escapeText, plainCard, plainSpans, writeMrkdwn, writeTime } from './write-text.ts'

export interface Rendering {
  team: string
  formOf: FormOf
  /** People's pictures stand beside their words. */
  pictures?: boolean
  /** An address for a message or conversation of any platform. */
  linkTo(ref: string): string | undefined
}

/** A card as blocks, and as the text that notifications show. People's words are rich text, in which nothing is mark-up. */
export function renderCard(card: Card, to: Rendering): { text: string; blocks: types.KnownBlock[] } {
  const blocks: types.KnownBlock[] = []
  for (const block of card.blocks) {
    const last = blocks.at(-1)
    const [next, ...more] = renderBlock(block, to)
    // Buttons and a menu that follow each other stand in one row.
    if (next?.type === 'actions' && last?.type === 'actions' && more.length === 0 && block.type === 'menu')
      last.elements.push(...next.elements)
    else if (next) blocks.push(next, ...more)
  }
  const text = escapeText(cut(plainCard(card), blockKit.fallbackText)) || '…'
  return { text, blocks: blocks.slice(0, blockKit.blocks) }
}

function renderBlock(block: Block, to: Rendering): types.KnownBlock[] {
  switch (block.type) {
    case 'text':
      return rich([{ type: 'rich_text_section', elements: renderSpans(block.spans, to) }])
    case 'note': {
      const text = cut(block.spans.map((span) => smallPrint(span, to)).join(''), blockKit.contextText)
      return text ? [{ type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] }] : []
    }
    case 'quote': {
      const said: Inline[] = block.at ? [{ type: 'text', text: ' · ' }, date(block.at)] : []
      const name = plainSpans([block.author])
      const avatar = to.pictures && pictureOf(block)
      if (avatar)
        return [pictured(avatar, name, block.at), ...rich([{ type: 'rich_text_quote', elements: words(block.text) }])]
      return rich([
        { type: 'rich_text_section', elements: [...words(name, { bold: true }), ...said] },
        { type: 'rich_text_quote', elements: words(block.text) },
      ])
    }
    case 'fields':
      return rich(
        block.fields.map(({ label, value }) => ({
          type: 'rich_text_section' as const,
          elements: [...words(`${label}: `, { bold: true }), ...renderSpans(value, to)],
        })),
      )
    case 'buttons':
      return rows(block.buttons.map((button) => renderButton(button, to)))
    case 'menu':
      return renderMenu(block.items, to)
  }
}

const pictureOf = ({ author }: Extract<Block, { type: 'quote' }>): string | undefined =>
  typeof author !== 'string' && author.type === 'person' ? author.avatar : undefined

export const showsPicture = ({ blocks }: Card): boolean =>
  blocks.some((block) => block.type === 'quote' && pictureOf(block) !== undefined)

/** A name beside its picture. */
const pictured = (image_url: string, name: string, at: number | undefined): types.ContextBlock => {
  const said = at ? ` · ${smallPrintDate(at)}` : ''
  const text = `*${cut(writeMrkdwn(name), blockKit.label)}*${said}`
  return {
    type: 'context',
    elements: [
      { type: 'image', image_url, alt_text: name },
      { type: 'mrkdwn', text, verbatim: true },
    ],
  }
}

type Inline = types.RichTextSection['elements'][number]

const rich = (elements: types.RichTextBlock['elements']): types.KnownBlock[] => {
  const filled = elements.filter((element) => element.elements.length > 0)
  return filled.length > 0 ? [{ type: 'rich_text', elements: filled }] : []
}

const words = (text: string, style?: { bold: boolean }): Inline[] =>
  text ? [{ type: 'text', text, ...(style ? { style } : {}) }] : []

const pattern = '{date_short_pretty} {time}'
const date = (at: number, zone?: string): Inline => ({
  type: 'date',
  timestamp: Math.floor(at / 1000),
  format: pattern,
  fallback: writeTime(at, zone),
})

const renderSpans = (spans: readonly Span[], to: Rendering): Inline[] => spans.flatMap((span) => renderSpan(span, to))

function renderSpan(span: Span, to: Rendering): Inline[] {
  if (typeof span === 'string') return words(span)
  switch (span.type) {
    case 'strong':
      return words(span.text, { bold: true })
    case 'time':
      return [date(span.at, span.zone)]
    case 'person': {
      const account = mentioned(span, to)
      return account ? [{ type: 'user', user_id: account }] : words(span.name)
    }
    case 'link': {
      const url = addressOf(span, to)
      return url ? [{ type: 'link', url, text: span.text }] : words(span.text)
    }
  }
}

/** A mention always notifies: it is only used where that is meant. */
function mentioned(span: Extract<Span, { type: 'person' }>, { team }: Rendering): string | undefined {
  const account = span.notify && span.account ? parseAccount(span.account) : undefined
  return account?.team === team ? account.user : undefined
}

const addressOf = ({ to: target }: Extract<Span, { type: 'link' }>, to: Rendering): string | undefined =>
  'url' in target ? target.url : to.linkTo('message' in target ? target.message : target.conversation)

const smallPrintDate = (at: number, zone?: string) =>
  `<!date^${Math.floor(at / 1000)}^${pattern}|${escapeText(writeTime(at, zone))}>`

function smallPrint(span: Span, to: Rendering): string {
  if (typeof span === 'string') return writeMrkdwn(span)
  switch (span.type) {
    case 'strong':
      return writeMrkdwn(span.text)
    case 'time':
      return smallPrintDate(span.at, span.zone)
    case 'person': {
      const user = mentioned(span, to)
      return user ? `<@${user}>` : writeMrkdwn(span.name)
    }
    case 'link': {
      const url = addressOf(span, to)
      return url ? `<${escapeText(url)}|${writeMrkdwn(span.text).replaceAll('|', '¦')}>` : writeMrkdwn(span.text)
    }
  }
}

/** What a press hands back. Ids only: a decision is made from stored state. */
export const actionId = (action: string, subject: string) => `${action}:${subject}`

const renderButton = ({ action, subject, label, style, form }: Button, { formOf }: Rendering): types.Button => {
  const value = form && packForm(form, action, blockKit.buttonValue, formOf)
  return {
    type: 'button',
    action_id: actionId(action, subject),
    text: { type: 'plain_text', text: cut(label, blockKit.label) },
    ...(value ? { value } : {}),
    ...(style ? { style } : {}),
  }
}

function rows(elements: types.Button[]): types.KnownBlock[] {
  const perRow = 5
  const blocks: types.KnownBlock[] = []
  for (let at = 0; at < elements.length; at += perRow)
    blocks.push({ type: 'actions', elements: elements.slice(at, at + perRow) })
  return blocks
}

const menuAction = 'menu'

/** The ⋯ at the end of a row. An item whose form has no room in it becomes a button of its own. */
function renderMenu(items: Button[], to: Rendering): types.KnownBlock[] {
  const options: types.PlainTextOption[] = []
  const apart: types.Button[] = []
  for (const item of items) {
    const id = actionId(item.action, item.subject)
    const packed = item.form && packForm(item.form, item.action, blockKit.optionValue - id.length - 1, to.formOf)
    if ((item.form && !packed) || options.length === blockKit.overflowOptions) apart.push(renderButton(item, to))
    else
      options.push({
        text: { type: 'plain_text', text: cut(item.label, blockKit.label) },
        value: packed ? `${id} ${packed}` : id,
      })
  }
  const menu: types.Overflow[] = options.length > 0 ? [{ type: 'overflow', action_id: menuAction, options }] : []
  return [{ type: 'actions', elements: [...menu, ...apart] }]
}
