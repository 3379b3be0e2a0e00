import { html } from 'hono/html'
import type { Reader } from '../render-card.ts'
import type { Html } from './plain-text.ts'

/** A moment in the reader's own time: the hour, with the day unless it is today's. */
export function renderTime(at: number, { timeZone, now }: Reader): Html {
  const day = (time: number) => new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'short' }).format(time)
  const date = day(at) === day(now) ? {} : ({ weekday: 'short', day: 'numeric', month: 'short' } as const)
  const shown = new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', minute: '2-digit', ...date }).format(at)
  const full = new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'full', timeStyle: 'long' }).format(at)
  return html`<time datetime="${new Date(at).toISOString()}" title="${full}">${shown}</time>`
}
