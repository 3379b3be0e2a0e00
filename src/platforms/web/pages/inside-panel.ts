import { html } from 'hono/html'
import type { Inside, InsideEntry } from '../inside.ts'
import type { Reader } from '../render-card.ts'
import { renderChoice } from './inside-choice.ts'
import { renderMoment } from './inside-moment.ts'
import { renderPost } from './inside-post.ts'
import { home } from './paths.ts'
import type { Html } from './plain-text.ts'

const kinds = [
  ['all', 'All'],
  ['post', 'Reading'],
  ['choice', 'Choosing'],
  ['moment', 'Doing'],
] as const

/** Beside the conversation: what the bot does and why, the newest first. Its styles are in inside.css. */
export async function renderInside(inside: Inside, reader: Reader): Promise<Html> {
  const entries = await inside.read()
  const to = `${home(reader.account)}/sandbox/inside`
  return html`<aside class="pane inside" id="inside" aria-labelledby="inside-title" data-from="${to}">
    <header>
      <div><h2 id="inside-title" tabindex="-1">What goes on inside</h2><p class="quiet">For the sample community, as it happens</p></div>
      <form method="post" action="${to}" data-inside><input type="hidden" name="open" value="no"><button class="plain" aria-label="Hide what goes on inside">Hide</button></form>
    </header>
    <div class="inside-scroll" tabindex="0" role="region" aria-label="The newest first">
      <details class="inside-about"><summary>What do I see here?</summary>
        <p>The bot at work: how it reads a post, whom it chooses and whom it leaves in peace, and what it does then.
        These are its own numbers and its own record, not a show of them. They are kept in memory alone, and only of this sample community.</p>
      </details>
      <fieldset class="inside-kinds"><legend class="hidden">Show</legend>${kinds.map(
        ([kind, label], i) =>
          html`<input type="radio" name="inside-kind" id="inside-${kind}" value="${kind}"${i === 0 ? html` checked` : ''}><label for="inside-${kind}">${label}</label>`,
      )}</fieldset>
      <ol class="inside-list">${entries.map((entry) => renderEntry(entry, reader))}</ol>
      <p class="inside-empty quiet">Nothing has happened since the start. Watch a story, or write in a channel what you need.</p>
    </div>
  </aside>`
}

const renderEntry = (entry: InsideEntry, reader: Reader): Html =>
  html`<li id="inside-${entry.key}" data-kind="${entry.is}">${renderKind(entry, reader)}</li>`

function renderKind(entry: InsideEntry, reader: Reader): Html {
  switch (entry.is) {
    case 'step':
      return html`<p class="inside-step"><strong>${entry.title}${entry.done > 0 ? `, ${entry.done} of ${entry.steps}` : ''}</strong> ${entry.says}</p>`
    case 'post':
      return renderPost(entry, reader)
    case 'choice':
      return renderChoice(entry, reader)
    case 'moment':
      return renderMoment(entry, reader)
  }
}
