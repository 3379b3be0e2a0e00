import { html } from 'hono/html'
import type { ShownChoice } from '../inside.ts'
import type { Reader } from '../render-card.ts'
import { percent, renderBar, renderHead, sayTime } from './inside-parts.ts'
import type { Html } from './plain-text.ts'

/** Who is asked and why, who is left in peace and why, and what made the wave as large as it is. */
export function renderChoice(choice: ShownChoice & { at: number }, reader: Reader): Html {
  const { asker, text, wave, namedBy, chosen, passedOver, next } = choice
  const title = namedBy
    ? html`<bdi>${namedBy}</bdi> named <bdi>${[...chosen, ...passedOver][0]?.name ?? 'somebody'}</bdi>`
    : html`Wave ${wave} for <bdi>${asker}</bdi>: ${count(chosen.length)}`
  const busy = passedOver.filter(({ mayKnow }) => mayKnow)
  const others = passedOver.filter(({ mayKnow }) => !mayKnow)
  return html`${renderHead('Choosing', choice.at, title, reader)}
    ${text ? html`<blockquote dir="auto">${text}</blockquote>` : ''}
    ${chosen.length > 0 ? html`<ul class="ranked">${chosen.map(renderChosen)}</ul>` : ''}
    ${namedBy || chosen.length === 0 ? '' : renderSize(choice)}
    <p>${next.says}${next.at ? html`: <b>${sayTime(next.at, reader)}</b>` : ''}.</p>
    ${busy.length > 0 ? html`<h4>May know, and is left in peace</h4><ul class="ranked over">${busy.map(renderPassedOver)}</ul>` : ''}
    ${others.length > 0 ? html`<details><summary>${others.length} more, not known to know about it</summary><ul class="ranked over">${others.map(renderPassedOver)}</ul></details>` : ''}`
}

const count = (people: number) =>
  people === 0 ? 'nobody can be asked now' : people === 1 ? 'one person is asked' : `${people} people are asked`

/**
 * How likely a yes is, reasons, and how much of the week's limit this takes. Who fits better stands first; by how much is not said, for a score only
 * compares those who were ranked together.
 */
function renderChosen({ name, reasons, chance, nth, limit }: ShownChoice['chosen'][number]): Html {
  return html`<li><p class="who"><b><bdi>${name}</bdi></b> <span class="quiet">may say yes: ${percent(chance)}</span></p>${renderBar(chance)}
    <p>Because: ${renderReasons(reasons)}</p>
    <p class="quiet">Ping ${nth} of ${limit} this week <span class="pips" aria-hidden="true">${'●'.repeat(Math.min(nth, limit))}${'○'.repeat(Math.max(0, limit - nth))}</span></p></li>`
}

const renderPassedOver = ({ name, why, reasons }: ShownChoice['passedOver'][number]): Html =>
  html`<li><p class="who"><b><bdi>${name}</bdi></b></p>
    <p>${why}</p>${reasons.length > 0 ? html`<p class="quiet">${renderReasons(reasons)}</p>` : ''}</li>`

const renderReasons = (reasons: ShownChoice['chosen'][number]['reasons']): Html[] =>
  reasons.map(({ says, share }, i) => html`${i > 0 ? ', ' : ''}${says} <span class="share">${percent(share)}</span>`)

/** How large the wave is: as many as make a yes likely enough, and no more. */
function renderSize({ chosen, prior, chance, target, most, stop, newDms }: ShownChoice): Html {
  const none = chosen.map((one) => percent(1 - one.chance)).join(' × ')
  return html`<div class="size">
    <p>At least one says yes: <b>${percent(chance)}</b>. Wanted: ${percent(target)}, by at most ${most} at a time; ${stop}.</p>
    ${renderBar(chance, [target])}
    <details><summary>How is that reckoned?</summary>
      <p>Everybody begins as if they had answered ${prior.answered} of ${prior.asked} pings; what they really answered counts on top.</p>
      <ul>${chosen.map((one) => html`<li><bdi>${one.name}</bdi> answered ${one.answered} of ${one.asked}: (${prior.answered} + ${one.answered}) / (${prior.asked} + ${one.asked}) = ${percent(one.chance)}</li>`)}</ul>
      <p>Nobody says yes: ${none} = ${percent(1 - chance)}. So at least one does: ${percent(chance)}.</p>
    </details>
    ${newDms.left === undefined ? '' : html`<p class="quiet">First messages to somebody new: ${newDms.left} may go now, at most ${newDms.inTenMinutes} in ten minutes and ${newDms.aDay} a day.</p>`}</div>`
}
