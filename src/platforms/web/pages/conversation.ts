import { html, raw } from 'hono/html'
import type { CommandDeclaration } from '../../../commands/commands.ts'
import { botName, type ShownMessage } from '../reading.ts'
import type { Reader } from '../render-card.ts'
import { layout } from './layout.ts'
import { renderMessage } from './message.ts'
import { home, pathTo } from './paths.ts'
import type { Html } from './plain-text.ts'
import { renderSidebar, type Sidebar } from './sidebar.ts'

export interface Pane {
  conversation: string
  title: string
  topic?: string
  /** What stands above a thread: the message that it hangs on. */
  root?: ShownMessage
  messages: ShownMessage[]
  /** Leads to what was said before, when there is more. */
  earlier?: string
  /** What stands there while nothing was said. */
  empty: string
  /** Where the arrow leads that small screens show. */
  back: string
}

export interface ConversationPage {
  reader: Reader
  sidebar: Sidebar
  sandboxBar: Html | undefined
  /** What goes on inside, when that is open. */
  inside?: Html
  /** What a small screen shows. */
  view: 'list' | 'conversation' | 'thread'
  conversation: Pane
  thread?: Pane
  commands: CommandDeclaration[]
  /** Id of the last change that is on the page. */
  since: string
  problem?: string
}

/** The whole page: channels, the conversation, and the thread beside it. */
export function conversationPage(page: ConversationPage): Html {
  const { reader, sidebar, sandboxBar, inside, view, conversation, thread, since, commands, problem } = page
  const { title } = thread ?? conversation
  const pings = [...sidebar.unread.values()].reduce((sum, waiting) => sum + waiting.pings, 0)
  return layout(
    `${pings > 0 ? `(${pings}) ` : ''}${title === botName ? title : `${title} · ${botName}`}`,
    html`<div class="app${thread ? ' with-thread' : ''}${inside ? ' with-inside' : ''}" data-view="${view}" data-home="${home(reader.account)}" data-since="${since}">
      ${sandboxBar ? html`<section class="sandbox" aria-label="Sandbox">${sandboxBar}</section>` : ''}
      <nav class="side" aria-label="Channels and people">${renderSidebar(sidebar)}</nav>
      <main class="pane">${renderPane(conversation, page)}</main>
      ${thread ? html`<aside class="pane beside" aria-label="Thread">${renderPane(thread, page)}</aside>` : ''}
      ${inside ?? ''}
    </div>
    ${commandsFor(commands)}
    <p class="toast" role="alert"${problem ? '' : html` hidden`}>${problem}</p>
    <dialog class="dialog" aria-label="Form"></dialog>`,
    inside ? ['inside.css'] : [],
  )
}

/** Data, not script: it is read by the page's own, and holds no mark that could end it. */
const commandsFor = (commands: CommandDeclaration[]): Html =>
  html`<script type="application/json" id="commands">${raw(JSON.stringify(commands.map(({ help: _, ...rest }) => rest)).replaceAll('<', '\\u003c'))}</script>`

function renderPane(
  { conversation, title, topic, root, messages, earlier, empty, back }: Pane,
  page: ConversationPage,
): Html {
  const { reader } = page
  const others = root ? 'thread' : title
  return html`<header>
      <a class="back" href="${back}" aria-label="Back">‹</a>
      <div>${root ? html`<h2>${title}</h2>` : html`<h1>${title}</h1>`}${topic ? html`<p class="quiet">${topic}</p>` : ''}</div>
      ${root ? html`<a class="close" href="${pathTo(reader.account, root.conversation)}" aria-label="Close the thread">×</a>` : ''}
    </header>
    <div class="scroll" tabindex="0" role="log" aria-live="polite" aria-label="Messages in ${others}">
      <div class="said">${earlier ? html`<p class="earlier"><a href="${earlier}">Earlier messages</a></p>` : ''}
      ${root ? html`<ol class="messages root" data-root="${root.message}">${renderMessage({ ...root, thread: undefined }, reader, { anchor: false })}</ol>` : ''}
      <ol class="messages" data-conversation="${conversation}">${messages.map((shown) => renderMessage(shown, reader))}</ol>
      <p class="empty quiet">${empty}</p>
    </div></div>
    <form class="composer" method="post" action="${home(reader.account)}/say" data-send data-clear>
      <input type="hidden" name="conversation" value="${conversation}">
      <label class="hidden" for="say-${root ? 'thread' : 'here'}">Write to ${others}</label>
      <textarea id="say-${root ? 'thread' : 'here'}" name="text" rows="1" dir="auto" aria-autocomplete="list" aria-controls="fits-${root ? 'thread' : 'here'}" placeholder="Write, or / for a command" required></textarea>
      <button class="primary">Send</button>
      <p class="problem" role="alert" hidden></p>
      <div class="assist" hidden><p class="usage" aria-live="polite"></p><ul class="suggestions" role="listbox" aria-label="Suggestions" id="fits-${root ? 'thread' : 'here'}"></ul></div>
    </form>`
}
