import { html } from 'hono/html'
import type { ShownPost } from '../inside.ts'
import type { Reader } from '../render-card.ts'
import { percent, renderBar, renderHead, renderPush } from './inside-parts.ts'
import type { Html } from './plain-text.ts'

const shownAtOnce = 6

/** How a post was read: the score against what it takes, and what pushed it there. */
export function renderPost(post: ShownPost & { at: number }, reader: Reader): Html {
  const { by, channel, text, score, offersFrom, verdict, signals } = post
  const most = Math.max(1, ...signals.map(({ weight }) => Math.abs(weight)))
  const rows = (some: ShownPost['signals']) =>
    html`<ul class="pushes">${some.map(
      ({ name, weight }) =>
        html`<li><span>${name}</span>${renderPush(weight, most)}<b>${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(1)}</b></li>`,
    )}</ul>`
  const rest = signals.slice(shownAtOnce)
  return html`${renderHead('Reading', post.at, html`<bdi>${by}</bdi> wrote in ${channel}`, reader)}
    ${text === undefined ? html`<p class="quiet">The words are not shown.</p>` : html`<blockquote dir="auto">${text}</blockquote>`}
    <p>Looks <b>${percent(score)}</b> like a request. Askaround speaks up from ${percent(offersFrom)} on.</p>
    ${renderBar(score, [offersFrom])}
    <p class="verdict">${verdict}</p>
    ${
      signals.length > 0
        ? html`<p class="quiet">What pushed it towards yes (right) and no (left):</p>${rows(signals.slice(0, shownAtOnce))}`
        : ''
    }
    ${rest.length > 0 ? html`<details><summary>${rest.length} weaker ${rest.length === 1 ? 'sign' : 'signs'}</summary>${rows(rest)}</details>` : ''}`
}
