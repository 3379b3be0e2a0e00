/** Names of what a text mentions, by id, as far as known. */
export interface Names {
  user(id: string): string | undefined
  channel(id: string): string | undefined
  role(id: string): string | undefined
}

const codeBlock = /```(?:[a-z0-9_+#-]*\n)?([\s\S]*?)```/i
const inlineCode = /``([^\n]*?[^`\n])``(?!`)|`([^`\n]+)`/
const escaped = /\\([^\sA-Za-z0-9])/
const masked = /\[([^\][\n]+)\]\(<?(https?:\/\/[^\s<>)]+)>?\)/
const bracketed = /<(https?:\/\/[^\s<>]+)>/
const address = /https?:\/\/[^\s<]+/
const mention = /<(@[!&]?|#|a?:[A-Za-z0-9_]{2,32}:|\/[^<>:\n]{1,100}:|t:)(-?\d+)(?::[tTdDfFR])?>/
/** What stands as it is: its inside is not looked at again. */
const verbatim = new RegExp(
  [codeBlock, inlineCode, escaped, masked, bracketed, address, mention].map(({ source }) => `(?:${source})`).join('|'),
  'gi',
)

const paired: [RegExp, string][] = [
  [/\*\*(?=\S)([\s\S]*?\S)\*\*/g, '$1'],
  [/__(?=\S)([\s\S]*?\S)__(?!\w)/g, '$1'],
  [/~~(?=\S)([\s\S]*?\S)~~/g, '$1'],
  [/\|\|(?=\S)([\s\S]*?\S)\|\|/g, '$1'],
  [/(?<![\w*])\*(?=[^\s*])([^*\n]*?[^\s*])\*(?![\w*])/g, '$1'],
  [/(?<![\w_])_(?=[^\s_])([^_\n]*?[^\s_])_(?![\w_])/g, '$1'],
]
const lineStarts: [RegExp, string][] = [
  [/^#{1,3} +/gm, ''],
  [/^-# +/gm, ''],
]

/**
 * What somebody wrote, as others read it in their client: without mark-up, mentions by name, links with their address.
 * Text without any mark-up stays as it is.
 */
export function readText(content: string, names: Names): string {
  const kept: string[] = []
  const keep = (text: string) => `\u{e000}${kept.push(text) - 1}\u{e001}`
  let text = content
    .replace(/[\u{e000}\u{e001}]/gu, '')
    .replace(verbatim, (whole: string, ...found: unknown[]) =>
      keep(shown(whole, found.slice(0, 8) as (string | undefined)[], names)),
    )
  for (const [pattern, into] of [...paired, ...lineStarts]) text = text.replace(pattern, into)
  return text.replace(/\u{e000}(\d+)\u{e001}/gu, (_, index: string) => kept[Number(index)] ?? '')
}

function shown(
  whole: string,
  [block, doubleCode, code, sign, label, target, bare, kind]: (string | undefined)[],
  names: Names,
): string {
  if (block !== undefined) return block.replace(/\n$/, '')
  const words = doubleCode ?? code ?? sign
  if (words !== undefined) return words
  if (label !== undefined) return label === target ? label : `${label} (${target})`
  if (bare !== undefined) return bare
  return kind === undefined ? whole : named(whole, kind, names)
}

function named(whole: string, kind: string, names: Names): string {
  const id = /(-?\d+)(?::[tTdDfFR])?>$/.exec(whole)![1]!
  if (kind === '@' || kind === '@!') return `@${names.user(id) ?? 'somebody'}`
  if (kind === '@&') return `@${names.role(id) ?? 'a role'}`
  if (kind === '#') return `#${names.channel(id) ?? 'a channel'}`
  if (kind === 't:') return momentOf(Number(id)) ?? whole
  if (kind.startsWith('/')) return kind.slice(0, -1)
  return kind.replace(/^a/i, '')
}

/** Nobody else's clock is known here, so the zone is said. */
function momentOf(seconds: number): string | undefined {
  const at = new Date(seconds * 1000)
  return Number.isNaN(at.getTime()) ? undefined : `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
