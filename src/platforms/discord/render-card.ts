import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
} from 'discord.js'
import type { Block, Button, Card, Form } from '../../cards/card.ts'
import { textOf } from '../../cards/text-of.ts'
import { customId } from './ids.ts'
import { limits, longestAnswer, longestLabel, mostChoices, mostComponents, mostRows } from './limits.ts'
import { pinged, renderWords, type Words } from './render-blocks.ts'

type Row = APIActionRowComponent<APIComponentInMessageActionRow>

export interface Rendered {
  content?: string
  components: APIMessageTopLevelComponent[]
  flags: number
  allowed_mentions: { parse: []; users: string[]; replied_user: false }
  /** All that was to be said, where it was too much. */
  whole?: string
}

/**
 * A message that people find in a channel or are called by: its words are its content, which a push notification shows, and all
 * that can be pressed stands below.
 * @param mark tells this message's buttons from those of others
 */
export function renderCard({ blocks }: Card, mark: string): Rendered {
  const words = blocks.filter(isWords)
  const rows = rowsOf(
    blocks.filter((block) => !isWords(block)),
    mark,
  )
  return {
    content: joined(words, limits.text) || '\u200b',
    components: rows.slice(0, mostRows),
    flags: MessageFlags.SuppressEmbeds,
    allowed_mentions: { parse: [], users: pinged(blocks), replied_user: false },
  }
}

/** Under this name what was too much is attached. */
export const wholeFile = 'askaround.txt'

/** A private answer: buttons stand with what they are about, and there is more room. Push notifications of it would be empty, but there are none. */
export function renderAnswer({ blocks }: Card, mark: string): Rendered {
  const whole = wholeOf(blocks)
  const components: APIMessageTopLevelComponent[] = []
  let left = longestAnswer
  let parts = whole === undefined ? 0 : 1
  for (const group of grouped(blocks)) {
    const made = isWordsGroup(group) ? [text(joined(group, left))] : rowsOf(group, mark)
    const count = made.reduce((sum, each) => sum + 1 + ('components' in each ? each.components.length : 0), 0)
    if (parts + count > mostComponents || left < 10) break
    parts += count
    left -= made.reduce((sum, each) => sum + (each.type === ComponentType.TextDisplay ? each.content.length : 0), 0)
    components.push(...made)
  }
  if (whole !== undefined) components.push({ type: ComponentType.File, file: { url: `attachment://${wholeFile}` } })
  return {
    components,
    ...(whole === undefined ? {} : { whole }),
    flags: MessageFlags.IsComponentsV2,
    allowed_mentions: { parse: [], users: [], replied_user: false },
  }
}

/** What stands in an answer that is longer than Discord takes; undefined when it fits. */
function wholeOf(blocks: Block[]): string | undefined {
  const words = blocks.filter(isWords)
  const length = words.reduce((sum, block) => sum + renderWords(block, Number.POSITIVE_INFINITY).length + 1, 0)
  return length > longestAnswer ? words.map(plainWords).join('\n') : undefined
}

function plainWords(block: Words): string {
  if (block.type === 'quote') return `${textOf([block.author])}:\n${block.text}`
  if (block.type === 'fields') return block.fields.map(({ label, value }) => `${label}: ${textOf(value)}`).join('\n')
  return textOf(block.spans)
}

/** Forms that the card's buttons open, by the button's custom id. */
export function formsOf({ blocks }: Card, mark: string): Map<string, Form> {
  const buttons = blocks.flatMap((block) =>
    block.type === 'buttons' ? block.buttons : block.type === 'menu' ? block.items : [],
  )
  return new Map(
    buttons.flatMap(({ action, subject, form }) =>
      form ? [[customId({ action, subject, mark }), form] as const] : [],
    ),
  )
}

const text = (content: string) => ({ type: ComponentType.TextDisplay as const, content: content || '\u200b' })
const isWords = (block: Block): block is Words => block.type !== 'buttons' && block.type !== 'menu'
const isWordsGroup = (group: Block[]): group is Words[] => isWords(group[0]!)

/** Words that follow each other, and controls that follow each other. */
function grouped(blocks: Block[]): Block[][] {
  const groups: Block[][] = []
  for (const block of blocks) {
    const last = groups.at(-1)
    if (last && isWords(last[0]!) === isWords(block)) last.push(block)
    else groups.push([block])
  }
  return groups
}

/** Blocks one below the other. What people wrote gives way first when there is no room for all. */
function joined(blocks: Words[], most: number): string {
  const full = blocks.map((block) => renderWords(block, Number.POSITIVE_INFINITY))
  const over = full.join('\n').length - most
  if (over <= 0) return full.join('\n')
  const longest = blocks.reduce(
    (best, block, index) => (block.type === 'quote' && full[index]!.length > (full[best]?.length ?? 0) ? index : best),
    -1,
  )
  if (longest >= 0) full[longest] = renderWords(blocks[longest]!, Math.max(200, full[longest]!.length - over))
  const kept: string[] = []
  let left = most
  for (const [index, block] of blocks.entries()) {
    if (left < 10) break
    const shown = full[index]!.length <= left ? full[index]! : renderWords(block, left)
    kept.push(shown)
    left -= shown.length + 1
  }
  return kept.join('\n')
}

function rowsOf(blocks: Block[], mark: string): Row[] {
  const buttons = blocks.flatMap((block) => (block.type === 'buttons' ? block.buttons : []))
  const rows: Row[] = []
  for (let start = 0; start < buttons.length; start += limits.buttonsARow)
    rows.push(row(buttons.slice(start, start + limits.buttonsARow).map((button) => renderButton(button, mark))))
  for (const [index, block] of blocks.entries()) if (block.type === 'menu') rows.push(menu(block, mark, index))
  return rows
}

const row = (components: APIComponentInMessageActionRow[]): Row => ({ type: ComponentType.ActionRow, components })

const styles = { primary: ButtonStyle.Primary, danger: ButtonStyle.Danger } as const

const renderButton = ({ action, subject, label, style }: Button, mark: string): APIButtonComponentWithCustomId => ({
  type: ComponentType.Button,
  custom_id: customId({ action, subject, mark }),
  label: label.slice(0, longestLabel),
  style: style ? styles[style] : ButtonStyle.Secondary,
})

const menu = ({ label, items }: Extract<Block, { type: 'menu' }>, mark: string, index: number): Row =>
  row([
    {
      type: ComponentType.StringSelect,
      custom_id: customId({ action: 'menu', subject: String(index), mark }),
      placeholder: label,
      options: items
        .slice(0, mostChoices)
        .map(({ action, subject, label: words }) => ({ label: words, value: customId({ action, subject, mark }) })),
    },
  ])
