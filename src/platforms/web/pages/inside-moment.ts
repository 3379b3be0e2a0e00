import { html } from 'hono/html'
import type { ShownMoment } from '../inside.ts'
import type { Reader } from '../render-card.ts'
import { renderHead, sayTime } from './inside-parts.ts'
import type { Html } from './plain-text.ts'

const marks: Record<ShownMoment['effects'][number]['state'], { sign: string; says: string }> = {
  'at-once': { sign: '✓', says: 'done at once' },
  owed: { sign: '○', says: 'owed' },
  done: { sign: '✓', says: 'done' },
  again: { sign: '↻', says: 'not yet' },
  'not-done': { sign: '–', says: 'not done' },
}

/** An event, what it changed, and what is owed because of it, each marked as it is done. */
export function renderMoment(
  { at, came, says, asker, byAsker, changes, effects }: ShownMoment & { at: number },
  reader: Reader,
): Html {
  const isDone = ({ state }: Owed) => state === 'done' || state === 'at-once'
  const small = effects.filter((effect) => effect.minor && isDone(effect))
  const large = effects.filter((effect) => !small.includes(effect))
  const list = (some: Owed[]) => html`<ul class="effects">${some.map((effect) => renderEffect(effect, reader))}</ul>`
  return html`${renderHead('Doing', at, html`${says}`, reader)}
    <p class="quiet">${came ? html`<bdi>${came}</bdi>` : ''}${came && asker && !byAsker ? ', about' : came ? '.' : ''}${asker && !(came && byAsker) ? html`${came ? '' : 'About'} what <bdi>${asker}</bdi> asked.` : ''}</p>
    ${changes.length > 0 ? html`<ul class="changes">${changes.map(renderChange)}</ul>` : ''}
    ${large.length > 0 ? list(large) : ''}
    ${small.length > 0 ? html`<details><summary>${large.length > 0 ? 'and ' : ''}${small.length} ${small.length === 1 ? 'small thing' : 'small things'} to keep order</summary>${list(small)}</details>` : ''}`
}

const renderChange = ({ what, from, to }: ShownMoment['changes'][number]): Html =>
  html`<li><bdi>${what}</bdi>: ${from ? html`${from} <span aria-hidden="true">→</span><span class="hidden">, then</span> ` : ''}<b>${to}</b></li>`

type Owed = ShownMoment['effects'][number]

function renderEffect({ what, at, state, because, nextAt }: Owed, reader: Reader): Html {
  const { sign, says } = marks[state]
  return html`<li class="${state}"><span aria-hidden="true">${sign}</span> <span class="hidden">${says}:</span> ${at ? html`at ${sayTime(at, reader)}: ` : ''}${what}${because ? html` <span class="quiet">(${says}: ${because}${nextAt ? `, again at ${sayTime(nextAt, reader, true)}` : ''})</span>` : ''}</li>`
}
