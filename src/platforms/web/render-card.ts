import { html } from 'hono/html'
import type { Block, Button, Card, Span } from '../../cards/card.ts'
import { renderPerson } from './pages/chat-text.ts'
import { renderForm } from './pages/form.ts'
import { renderTime } from './pages/moment.ts'
import { home, pathTo } from './pages/paths.ts'
import { type Html, outwardLink, plainText } from './pages/plain-text.ts'
import type { FindNamed } from './read-chat-text.ts'

/** Who looks at a card. */
export interface Reader {
  account: string
  timeZone: string
  /** When they look, in ms since 1970: days near it are said shorter. */
  now: number
  /** Finds whom an "@name" in what people write means. */
  findNamed?: FindNamed
}

/** A card as HTML for one reader. All strings are escaped; only the card's own links and buttons are live. */
export function renderCard(message: string, card: Card, reader: Reader): Html {
  const parts: Html[] = []
  let controls: Html[] = []
  // Buttons and a menu that follow each other stand in one row.
  const endRow = () => {
    if (controls.length > 0) parts.push(html`<div class="buttons">${controls}</div>`)
    controls = []
  }
  for (const block of card.blocks) {
    if (block.type === 'buttons') controls.push(...block.buttons.map((button) => renderButton(message, button, reader)))
    else if (block.type === 'menu') controls.push(renderMenu(message, block, reader))
    else {
      endRow()
      parts.push(renderBlock(block, reader))
    }
  }
  endRow()
  return html`<div class="card">${parts}</div>`
}

function renderBlock(block: Exclude<Block, Controls>, reader: Reader): Html {
  const spans = (given: Span[]) => given.map((span) => renderSpan(span, reader))
  switch (block.type) {
    case 'text':
      return html`<p class="text">${spans(block.spans)}</p>`
    case 'note':
      return html`<p class="note">${spans(block.spans)}</p>`
    case 'quote': {
      // Who is quoted is not called.
      const said = block.at ? html` <span class="quiet">${renderTime(block.at, reader)}</span>` : ''
      return html`<figure class="quote"><figcaption>${renderSpan(block.author, { ...reader, account: '' })}${said}</figcaption><blockquote>${plainText(block.text)}</blockquote></figure>`
    }
    case 'fields':
      return html`<dl class="fields">${block.fields.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${spans(value)}</dd></div>`)}</dl>`
  }
}

type Menu = Extract<Block, { type: 'menu' }>
type Controls = Menu | Extract<Block, { type: 'buttons' }>

const renderMenu = (message: string, { label, items }: Menu, reader: Reader) =>
  html`<details class="menu"><summary>${label === '⋯' ? html`<span aria-hidden="true">⋯</span><span class="hidden">More choices</span>` : label}</summary><div class="menu-items">${items.map((button) => renderButton(message, button, reader))}</div></details>`

function renderButton(message: string, { action, subject, label, style, form }: Button, reader: Reader): Html {
  const to = home(reader.account)
  const inside =
    form && html`<template>${renderForm(form, { to: `${to}/form`, about: { message, action, subject } })}</template>`
  return html`<form method="post" action="${to}/press" data-send${form ? html` data-opens` : ''}><input type="hidden" name="message" value="${message}"><input type="hidden" name="action" value="${action}"><input type="hidden" name="subject" value="${subject}"><button class="${style ?? 'plain'}">${label}</button>${inside}</form>`
}

function renderSpan(span: Span, reader: Reader): Html {
  if (typeof span === 'string') return html`${plainText(span)}`
  switch (span.type) {
    case 'strong':
      return html`<strong>${span.text}</strong>`
    case 'person':
      return renderPerson(span, reader.account)
    case 'time':
      return renderTime(span.at, reader)
    case 'link': {
      if ('url' in span.to) return outwardLink(span.to.url, span.text)
      const path = pathTo(reader.account, 'message' in span.to ? span.to.message : span.to.conversation)
      return path ? html`<a href="${path}">${span.text}</a>` : html`${span.text}`
    }
  }
}
