import { nameToEmoji } from 'gemoji'
import { address } from './pages/plain-text.ts'

/** Somebody whom a text names: "@Mitch Harlow". */
export interface Named {
  account: string
  name: string
}

/** Whom the words after an "@" name, if anybody. */
export type FindNamed = (words: string) => Named | undefined

/** Words within a line, and what is made of them. */
export type Piece =
  | string
  | { type: 'code'; text: string }
  | { type: 'address'; url: string }
  | { type: 'person'; person: Named }
  | { type: 'emoji'; emoji: string; name: string }
  | { type: 'strong' | 'emphasis'; pieces: Piece[] }

export type Part = { type: 'words' | 'quote'; pieces: Piece[] } | { type: 'code'; text: string }

const fence = /```(?:[\w+#-]{0,20}\n)?([\s\S]*?)```/g
const marks = new RegExp(
  [
    /(?<!`)(?<ticks>`{1,2})(?!`)(?<code>[^\n]*?[^`\n])\k<ticks>(?!`)/u,
    new RegExp(`(?<address>${address.source})`, 'u'),
    /(?<at>(?<![\p{L}\p{N}_@/.])@)(?=[\p{L}\p{N}])/u,
    /(?<![\p{L}\p{N}:]):(?<emoji>[a-z0-9_+-]{1,40}):(?![\p{L}\p{N}:])/u,
    /(?<![\p{L}\p{N}*])\*\*(?=[^\s*])(?<strong>[^\n]*?[^\s*])\*\*(?![\p{L}\p{N}*])/u,
    /(?<![\p{L}\p{N}*])\*(?=[^\s*])(?<star>[^\n*]*?[^\s*])\*(?![\p{L}\p{N}*])/u,
    /(?<![\p{L}\p{N}_])_(?=[^\s_])(?<underline>[^\n_]*?[^\s_])_(?![\p{L}\p{N}_])/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'giu',
)

/**
 * Reads what somebody wrote the way chats do: code between backticks, "> " before what is quoted, **strong** and _emphasis_, :wave:,
 * @names and addresses. Everything else stays as it was typed, blanks included; no address can hide behind other words.
 */
export function readChatText(text: string, findNamed: FindNamed): Part[] {
  const parts: Part[] = []
  let end = 0
  for (const match of text.matchAll(fence)) {
    const code = match[1]!.replace(/^\n|\n$/g, '')
    if (!code.trim()) continue
    parts.push(...readLines(text.slice(end, match.index), findNamed), { type: 'code', text: code })
    end = match.index + match[0].length
  }
  return [...parts, ...readLines(text.slice(end), findNamed)]
}

/** Who is named in somebody's own words: not in what they quote, and not in code. */
export const namedIn = (text: string, findNamed: FindNamed): string[] =>
  readChatText(text, findNamed).flatMap((part) => (part.type === 'words' ? namedAmong(part.pieces) : []))

const namedAmong = (pieces: Piece[]): string[] =>
  pieces.flatMap((piece) => {
    if (typeof piece === 'string') return []
    if (piece.type === 'person') return [piece.person.account]
    return 'pieces' in piece ? namedAmong(piece.pieces) : []
  })

/** Lines that are quoted, and those between. */
function readLines(text: string, findNamed: FindNamed): Part[] {
  const runs: { quoted: boolean; lines: string[] }[] = []
  // Beside code a line ends once, not twice.
  for (const line of text.replace(/^\n|\n$/g, '').split('\n')) {
    const quoted = /^>(?: |$)/.test(line)
    const words = quoted ? line.slice(2) : line
    const last = runs.at(-1)
    if (last?.quoted === quoted) last.lines.push(words)
    else runs.push({ quoted, lines: [words] })
  }
  return runs.flatMap(({ quoted, lines }) => {
    const words = lines.join('\n')
    return words ? [{ type: quoted ? 'quote' : 'words', pieces: readPieces(words, findNamed) } as const] : []
  })
}

function readPieces(text: string, findNamed: FindNamed): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  const scan = new RegExp(marks)
  for (let match = scan.exec(text); match; match = scan.exec(text)) {
    const piece = pieceOf(match, text, findNamed)
    if (!piece) {
      scan.lastIndex = match.index + 1
      continue
    }
    if (match.index > end) pieces.push(text.slice(end, match.index))
    pieces.push(piece.made)
    end = match.index + piece.length
    scan.lastIndex = end
  }
  if (end < text.length) pieces.push(text.slice(end))
  return pieces
}

function pieceOf(
  match: RegExpExecArray,
  text: string,
  findNamed: FindNamed,
): { made: Piece; length: number } | undefined {
  const { code, address, at, emoji, strong, star, underline } = match.groups!
  const { length } = match[0]
  if (code) return { made: { type: 'code', text: code }, length }
  if (address) return { made: { type: 'address', url: address }, length }
  if (at) {
    const person = findNamed(text.slice(match.index + 1))
    return person && { made: { type: 'person', person }, length: 1 + person.name.length }
  }
  if (emoji) {
    const found = Object.hasOwn(nameToEmoji, emoji.toLowerCase()) ? nameToEmoji[emoji.toLowerCase()] : undefined
    return found === undefined ? undefined : { made: { type: 'emoji', emoji: found, name: emoji }, length }
  }
  if (strong) return { made: { type: 'strong', pieces: readPieces(strong, findNamed) }, length }
  return { made: { type: 'emphasis', pieces: readPieces(star ?? underline ?? '', findNamed) }, length }
}
