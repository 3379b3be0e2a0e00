import type { APIMessage } from 'discord.js'
import { parse } from 'discord-markdown-parser'
import type { World } from './world.ts'

/** A message as somebody sees it: its words without mark-up, and what can be pressed. */
export interface Shown {
  id: string
  text: string
  buttons: string[]
  notified: string[]
  author: string
}

interface Node {
  type: string
  content?: string | Node[]
  target?: string
  id?: string
  timestamp?: string
  name?: string
}

interface Part {
  type: number
  content?: string
  label?: string
  placeholder?: string
  options?: { label: string }[]
  components?: Part[]
}

/** What a client shows of a message. Nothing that stands in it is left out; mark-up that a client would act on is not text. */
export function show(world: World, message: APIMessage): Shown {
  const parts = (message.components ?? []) as unknown as Part[]
  const texts = [message.content, ...textsOf(parts)].filter(Boolean)
  return {
    id: message.id,
    author: message.author.id,
    text: texts.map((text) => shownText(world, text)).join('\n'),
    buttons: labelsOf(parts),
    notified: world.notified.get(message.id) ?? [],
  }
}

/** A text as a client shows it: mark-up is gone, mentions are names, links their words. */
export const shownText = (world: World, text: string): string => plain(world, parse(text, 'extended') as Node[])

function plain(world: World, nodes: Node[] | string | undefined): string {
  if (nodes === undefined || typeof nodes === 'string') return nodes ?? ''
  return nodes
    .map((node) => {
      switch (node.type) {
        case 'br':
          return '\n'
        case 'user':
          return `@${world.users.get(node.id ?? '')?.global_name ?? 'unknown-user'}`
        case 'channel':
          return `#${world.channels.get(node.id ?? '')?.name ?? 'unknown'}`
        case 'timestamp':
          return new Date(Number(node.timestamp) * 1000).toISOString().slice(0, 16)
        case 'everyone':
          return '@everyone'
        case 'here':
          return '@here'
        case 'twemoji':
          return node.name ?? ''
        case 'emoji':
          return `:${node.name}:`
        case 'blockQuote':
        case 'heading':
        case 'subtext':
          return `${plain(world, node.content)}\n`
        default:
          return plain(world, node.content)
      }
    })
    .join('')
}

/** Kinds of mark-up in a text that a client acts on, apart from plain text. */
export function markUpIn(text: string): string[] {
  const found = new Set<string>()
  const visit = (nodes: unknown) => {
    if (!Array.isArray(nodes)) return
    for (const node of nodes as Node[]) {
      if (node.type !== 'text' && node.type !== 'br') found.add(node.type)
      visit(node.content)
    }
  }
  visit(parse(text, 'extended'))
  return [...found]
}

const textsOf = (parts: Part[]): string[] =>
  parts.flatMap((part) => [
    ...(part.type === 10 && part.content ? [part.content] : []),
    ...textsOf(part.components ?? []),
  ])

const labelsOf = (parts: Part[]): string[] =>
  parts.flatMap((part) => [
    ...(part.label ? [part.label] : []),
    ...(part.options ?? []).map(({ label }) => label),
    ...labelsOf(part.components ?? []),
  ])
