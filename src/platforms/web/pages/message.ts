import { html } from 'hono/html'
import { botAccount, parseMessage } from '../ids.ts'
import type { ShownMessage } from '../reading.ts'
import { type Reader, renderCard } from '../render-card.ts'
import { chatText } from './chat-text.ts'
import { renderTime } from './moment.ts'
import { home, pathTo } from './paths.ts'
import type { Html } from './plain-text.ts'

const hues = 8

/** One message as its reader sees it. `anchor`: links to the message lead here; once on a page. */
export function renderMessage(shown: ShownMessage, reader: Reader, { anchor = true } = {}): Html {
  const { number } = parseMessage(shown.message)!
  const bot = shown.author.account === botAccount
  // A DM is read by nobody else anyway.
  const onlyYou = shown.onlyForYou && !shown.conversation.startsWith('web:d:')
  const kind = `message${bot ? ' bot' : ''}${onlyYou ? ' only-you' : ''}`
  return html`<li class="${kind}" ${anchor ? html`id="m${number}"` : ''} data-number="${number}" data-message="${shown.message}">
    <span class="avatar hue-${hueOf(shown.author.account)}" aria-hidden="true">${[...shown.author.name][0]?.toUpperCase()}</span>
    <div class="content">
      <p class="meta"><b>${shown.author.name}</b> <span class="quiet">${renderTime(shown.at, reader)}</span>${shown.edited && !bot ? html` <span class="quiet">edited</span>` : ''}</p>
      ${onlyYou ? renderOnlyYou(shown, reader) : ''}
      ${renderBody(shown, reader)}
      ${shown.thread ? renderThreadLink(shown, reader) : ''}
    </div>
    ${bot || shown.removed ? '' : renderActions(shown, reader)}
  </li>`
}

const renderOnlyYou = ({ message }: ShownMessage, reader: Reader): Html =>
  html`<div class="only-you-mark">Only you can see this <form method="post" action="${home(reader.account)}/dismiss" data-send><input type="hidden" name="message" value="${message}"><button class="link">Dismiss</button></form></div>`

function renderBody(shown: ShownMessage, reader: Reader): Html {
  if (shown.removed) return html`<p class="text quiet">This message was deleted.</p>`
  const answered = shown.replyTo ? pathTo(reader.account, shown.replyTo) : undefined
  const reply = answered ? html`<p class="quiet"><a href="${answered}">In reply to an earlier message</a></p>` : ''
  return html`${reply}${shown.card ? renderCard(shown.message, shown.card, reader) : html`<div class="text">${chatText(shown.text, reader)}</div>`}`
}

function renderThreadLink({ thread }: ShownMessage, reader: Reader): Html {
  const { conversation, title, replies } = thread!
  const count = replies === 1 ? '1 reply' : `${replies} replies`
  return html`<a class="thread-link" href="${pathTo(reader.account, conversation)}">${title} <span>${count}</span></a>`
}

function renderActions(shown: ShownMessage, reader: Reader): Html {
  const to = home(reader.account)
  const action = (path: string, label: string) =>
    html`<form method="post" action="${to}/${path}" data-send><input type="hidden" name="message" value="${shown.message}"><button class="plain">${label}</button></form>`
  const own = shown.author.account === reader.account
  const inDm = shown.conversation.startsWith('web:d:')
  if (inDm && !own) return html``
  return html`<details class="actions"><summary aria-label="More about this message">⋯</summary><div class="menu-items">
    ${inDm ? '' : action('choose', 'Ask around about this')}
    ${own ? html`<form data-opens><button class="plain">Edit</button><template>${renderEdit(shown, to)}</template></form>${action('delete', 'Delete')}` : ''}
  </div></details>`
}

const renderEdit = (
  shown: ShownMessage,
  to: string,
) => html`<form class="form" method="post" action="${to}/edit" data-send>
  <h2>Edit your message</h2>
  <input type="hidden" name="message" value="${shown.message}">
  <label class="field"><span>Message</span><textarea name="text" rows="4" dir="auto" required>${'\n'}${shown.text}</textarea></label>
  <p class="problem" role="alert" hidden></p>
  <div class="buttons"><button class="primary">Save</button><button class="plain" type="button" data-close>Cancel</button></div>
</form>`

/** The same person has the same colour everywhere. */
export const hueOf = (account: string) =>
  account === botAccount ? 'bot' : [...account].reduce((sum, letter) => sum + letter.codePointAt(0)!, 0) % hues
