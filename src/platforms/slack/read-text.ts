import type { types } from '@slack/bolt'

/** What a message of Slack's holds of words. */
export interface Written {
  text?: string | undefined
  blocks?: { type: string }[] | undefined
}

/** Names for what Slack only gives ids of. */
export interface Names {
  user(id: string): Promise<string | undefined>
  channel(id: string): Promise<string | undefined>
}

/**
 * The words of a message as plain text: mentions and channels by name, links with their address, lists, quotes and code with their
 * marks; bold and the like are left out. What the writer typed is taken letter by letter from the rich text; where there is none,
 * from the text, whose marks nobody can tell from typed ones and which therefore stay.
 */
export async function readText({ text = '', blocks = [] }: Written, names: Names): Promise<string> {
  const [block] = blocks
  if (blocks.length === 1 && block?.type === 'rich_text') return readRichText(block as types.RichTextBlock, names)
  return readMrkdwn(text, names)
}

type Element = types.RichTextBlock['elements'][number]
type Inline = Extract<Element, { type: 'rich_text_section' }>['elements'][number]

async function readRichText({ elements }: types.RichTextBlock, names: Names): Promise<string> {
  const parts = await Promise.all(elements.map((element) => readElement(element, names)))
  // A section ends with its own line break where something follows; lists, quotes and code do not.
  return parts
    .reduce((whole, part) => (whole && !whole.endsWith('\n') ? `${whole}\n${part}` : whole + part), '')
    .replace(/\n+$/, '')
}

async function readElement(element: Element, names: Names): Promise<string> {
  switch (element.type) {
    case 'rich_text_section':
      return readInline(element.elements, names)
    case 'rich_text_quote':
      return (await readInline(element.elements, names)).replace(/^/gm, '> ')
    case 'rich_text_preformatted':
      return `\`\`\`\n${await readInline(element.elements, names)}\n\`\`\``
    case 'rich_text_list': {
      const items = await Promise.all(element.elements.map((item) => readElement(item, names)))
      const indent = '  '.repeat(element.indent ?? 0)
      return items.map((item, at) => `${indent}${element.style === 'ordered' ? `${at + 1}.` : '•'} ${item}`).join('\n')
    }
  }
}

async function readInline(elements: Inline[], names: Names): Promise<string> {
  return (await Promise.all(elements.map((element) => readOne(element, names)))).join('')
}

async function readOne(element: Inline, names: Names): Promise<string> {
  switch (element.type) {
    case 'text':
      return element.style?.code ? `\`${element.text}\`` : element.text
    case 'link':
      return readLink(element.url, element.text)
    case 'user':
      return `@${(await names.user(element.user_id)) ?? 'somebody'}`
    case 'channel':
      return `#${(await names.channel(element.channel_id)) ?? 'a-channel'}`
    case 'emoji':
      return element.unicode ? fromCodes(element.unicode) : `:${element.name}:`
    case 'broadcast':
      return `@${element.range}`
    case 'usergroup':
      return '@a group'
    case 'date':
      return element.fallback ?? new Date(element.timestamp * 1000).toISOString()
    case 'color':
      return element.value
    default:
      return ''
  }
}

/** "1f469-200d-1f527" is one sign. */
const fromCodes = (codes: string) => String.fromCodePoint(...codes.split('-').map((code) => Number.parseInt(code, 16)))

const readLink = (url: string, label = '') => {
  const bare = url.replace(/^mailto:|^tel:/, '')
  return !label || label === bare || label === url || `http://${label}` === url || `https://${label}` === url
    ? bare
    : `${label} (${bare})`
}

/** Text as Slack keeps it: references in angle brackets, & < > escaped. */
export async function readMrkdwn(text: string, names: Names): Promise<string> {
  const parts = text.split(/(<[^<>\n]+>)/)
  const read = await Promise.all(parts.map((part, at) => (at % 2 ? readReference(part.slice(1, -1), names) : part)))
  return read.join('').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

async function readReference(inside: string, names: Names): Promise<string> {
  const bar = inside.indexOf('|')
  const [what, label] = bar < 0 ? [inside, ''] : [inside.slice(0, bar), inside.slice(bar + 1)]
  if (what.startsWith('@')) return `@${(await names.user(what.slice(1))) ?? (label || 'somebody')}`
  if (what.startsWith('#')) return `#${label || ((await names.channel(what.slice(1))) ?? 'a-channel')}`
  if (/^!(?:here|channel|everyone)/.test(what)) return `@${what.slice(1)}`
  if (what.startsWith('!')) return label || what
  return readLink(what, label)
}
