import type { Inline, MessageBlock } from './block-kit.ts'
import type { Message, Workspace } from './workspace.ts'

/** What a message looks like on somebody's screen, and whom it notifies. */
export interface Shown {
  text: string
  notified: string[]
}

/** A message as Slack shows it: blocks where there are any, else its text as mrkdwn. */
export function show(workspace: Workspace, { text, blocks, user }: Message): Shown {
  const notified = new Set<string>()
  const screen = { workspace, notified }
  const own = user === workspace.botUser
  // A mention in the text notifies even where blocks are shown in its place.
  const plain = own ? showMrkdwn(screen, text) : unescaped(showReferences(screen, text))
  const shown = blocks?.length ? blocks.map((block) => showBlock(screen, block)).join('\n') : plain
  return { text: shown, notified: [...notified] }
}

interface Screen {
  workspace: Workspace
  notified: Set<string>
}

function showBlock(screen: Screen, block: MessageBlock): string {
  switch (block.type) {
    case 'rich_text':
      return block.elements
        .map((part) =>
          part.type === 'rich_text_list'
            ? part.elements.map(({ elements }) => `• ${showInline(screen, elements)}`).join('\n')
            : showInline(screen, part.elements),
        )
        .join('\n')
    case 'section':
      return [block.text, ...(block.fields ?? [])]
        .flatMap((part) => (part ? [part.type === 'mrkdwn' ? showMrkdwn(screen, part.text) : part.text] : []))
        .join('\n')
    case 'context':
      return block.elements
        .flatMap((part) =>
          part.type === 'image' ? [] : [part.type === 'mrkdwn' ? showMrkdwn(screen, part.text) : part.text],
        )
        .join(' ')
    case 'header':
      return block.text.text
    case 'divider':
      return '———'
    case 'actions':
      return block.elements
        .map((element) =>
          element.type === 'button'
            ? `[${element.text.text}]`
            : `[${element.options.map(({ text }) => text.text).join(' / ')}]`,
        )
        .join(' ')
  }
}

/** Text of a rich text is shown as it is: nothing in it is mark-up. */
const showInline = (screen: Screen, elements: Inline[]): string =>
  elements.map((element) => showElement(screen, element)).join('')

function showElement({ workspace, notified }: Screen, element: Inline): string {
  switch (element.type) {
    case 'text':
      return element.text
    case 'link':
      return element.text ?? element.url
    case 'user':
      notified.add(element.user_id)
      return nameOf(workspace, element.user_id)
    case 'channel':
      return `#${workspace.channels.get(element.channel_id)?.name}`
    case 'broadcast':
      for (const id of workspace.users.keys()) notified.add(id)
      return `@${element.range}`
    case 'emoji':
      return `:${element.name}:`
    case 'date':
      return element.fallback ?? String(element.timestamp)
  }
}

const nameOf = (workspace: Workspace, id: string) => `@${workspace.users.get(id)?.name ?? id}`

/** Mentions, channels, links and dates in angle brackets, as people see them. */
const showReferences = ({ workspace, notified }: Screen, text: string): string =>
  text.replace(/<([^<>]+)>/g, (_, inside: string) => {
    const [what, label] = inside.split('|') as [string, string?]
    if (/^@[UW]/.test(what)) {
      notified.add(what.slice(1))
      return nameOf(workspace, what.slice(1))
    }
    if (what.startsWith('#')) return `#${workspace.channels.get(what.slice(1))?.name ?? label}`
    if (/^!(here|channel|everyone)/.test(what)) for (const id of workspace.users.keys()) notified.add(id)
    if (what.startsWith('!')) return label ?? what
    return label ?? what
  })

/** mrkdwn takes its marks away where they stand around words. */
const showMrkdwn = (screen: Screen, text: string): string =>
  unescaped(
    showReferences(screen, text).replace(/(^|[\s([{])([*_~`])(\S(?:[^\n]*?\S)?)\2(?=$|[\s.,;:!?)\]}])/gm, '$1$3'),
  )

const unescaped = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
