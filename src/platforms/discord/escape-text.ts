/** An address goes on to the next space: a backslash inside would become part of it. Nothing in it is mark-up. */
const address = /https?:\/\/[^\s<]+/g
const markUp = /[\\*_~`|<>[\]@]/g
/** What begins a heading, small print, a list or a quote at the start of a line. */
const lineStart = /^([ \t]*)(#{1,3}(?=\s)|-#(?=\s)|[-+](?=\s)|\d{1,9}(?=\.\s))/gm

/** Escapes a text so that Discord shows it as it stands: nothing in it is mark-up, a mention or a disguised link. */
export function escapeText(text: string): string {
  let escaped = ''
  let end = 0
  const plain = (part: string) => part.replace(markUp, '\\$&')
  for (const found of text.matchAll(address)) {
    escaped += plain(text.slice(end, found.index)) + found[0]
    end = found.index + found[0].length
  }
  escaped += plain(text.slice(end))
  return escaped.replace(lineStart, (_, space: string, start: string) =>
    /^\d/.test(start) ? `${space}${start}\\` : `${space}\\${start}`,
  )
}

/** The same on one line. */
export const escapeLine = (text: string) => escapeText(text.replace(/\s*\n\s*/g, ' '))
