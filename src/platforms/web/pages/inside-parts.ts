import { html } from 'hono/html'
import type { Reader } from '../render-card.ts'
import type { Html } from './plain-text.ts'

/** What an entry is, when, and in one line what happened. */
export const renderHead = (label: string, at: number, title: Html, reader: Reader): Html =>
  html`<p class="inside-when"><span>${label}</span> <time datetime="${new Date(at).toISOString()}">${sayTime(at, reader, true)}</time></p><h3>${title}</h3>`

/** The hour on the reader's clock, with the day unless it is today. */
export function sayTime(at: number, { timeZone, now }: Reader, seconds = false): string {
  const day = (time: number) => new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'short' }).format(time)
  return new Intl.DateTimeFormat('en', {
    timeZone,
    hour: 'numeric',
    minute: '2-digit',
    ...(seconds && { second: '2-digit' }),
    ...(day(at) === day(now) ? {} : { weekday: 'short' }),
  }).format(at)
}

/** Number and sign stay together. */
export const percent = (part: number) =>
  part > 0 && part < 0.005 ? 'under\u00a01\u00a0%' : `${Math.round(part * 100)}\u00a0%`

/** A part of a whole, 0..1, with marks where something begins. Only to be seen: the number stands beside it in words. */
export const renderBar = (part: number, marks: number[] = []): Html =>
  html`<svg class="bar" aria-hidden="true" width="100%" height="8"><rect class="track" width="100%" height="8" rx="4"/><rect class="part" width="${width(part)}" height="8" rx="4"/>${marks.map((mark) => html`<rect class="mark" x="${width(mark)}" width="2" height="8"/>`)}</svg>`

/** A push to the right or, when negative, to the left; `most` fills its half. */
export function renderPush(weight: number, most: number): Html {
  const part = Math.min(1, Math.abs(weight) / most) / 2
  const x = weight < 0 ? 0.5 - part : 0.5
  return html`<svg class="bar push" aria-hidden="true" width="100%" height="8"><rect class="track" width="100%" height="8" rx="4"/><rect class="${weight < 0 ? 'against' : 'part'}" x="${width(x)}" width="${width(part)}" height="8"/><rect class="middle" x="50%" width="1" height="8"/></svg>`
}

const width = (part: number) => `${Math.round(Math.max(0, Math.min(1, part)) * 1000) / 10}%`
