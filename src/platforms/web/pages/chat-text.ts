import { html } from 'hono/html'
import { type FindNamed, type Piece, readChatText } from '../read-chat-text.ts'
import { type Html, outwardLink } from './plain-text.ts'

/** What somebody wrote, as others read it: always text. A link shows where it leads, a name whom it means. */
export function chatText(text: string, reader: { account: string; findNamed?: FindNamed }): Html[] {
  return readChatText(text, reader.findNamed ?? (() => undefined)).map((part) => {
    if (part.type === 'code') return html`<pre><code>${part.text}</code></pre>`
    const pieces = part.pieces.map((piece) => renderPiece(piece, reader.account))
    return part.type === 'quote' ? html`<blockquote>${pieces}</blockquote>` : html`<p>${pieces}</p>`
  })
}

function renderPiece(piece: Piece, reader: string): Html {
  if (typeof piece === 'string') return html`${piece}`
  const inside = () => ('pieces' in piece ? piece.pieces.map((inner) => renderPiece(inner, reader)) : [])
  switch (piece.type) {
    case 'code':
      return html`<code>${piece.text}</code>`
    case 'address':
      return outwardLink(piece.url, piece.url)
    case 'person':
      return renderPerson(piece.person, reader, '@')
    case 'emoji':
      return html`<span title=":${piece.name}:">${piece.emoji}</span>`
    case 'strong':
      return html`<strong>${inside()}</strong>`
    case 'emphasis':
      return html`<em>${inside()}</em>`
  }
}

/** A person's name; the reader's own stands out. */
export const renderPerson = (
  { account, name }: { account?: string; name: string },
  reader: string,
  before = '',
): Html => html`<span class="person${account === reader ? ' you' : ''}">${before}${name}</span>`
