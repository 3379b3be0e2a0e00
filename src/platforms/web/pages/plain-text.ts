import { html } from 'hono/html'

export type Html = ReturnType<typeof html>

/** An http(s) address. Nothing invisible belongs to it: a mark that turns the reading direction would disguise it. */
export const address = /\bhttps?:\/\/[^\s\p{C}<>"'`]+[^\s\p{C}<>"'`.,;:!?)\]}]/giu

/** What the bot relays: letter for letter as it was written. Plain http(s) addresses can be followed; nothing else is made of it. */
export function plainText(text: string): Html[] {
  const parts: Html[] = []
  let end = 0
  for (const match of text.matchAll(address)) {
    parts.push(html`${text.slice(end, match.index)}${outwardLink(match[0], match[0])}`)
    end = match.index + match[0].length
  }
  parts.push(html`${text.slice(end)}`)
  return parts
}

/** A link that leaves the page; only its text when the address is not http(s). */
export function outwardLink(url: string, text: string): Html {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return html`${text}`
  return html`<a href="${url}" target="_blank" rel="noopener noreferrer nofollow">${text}</a>`
}
