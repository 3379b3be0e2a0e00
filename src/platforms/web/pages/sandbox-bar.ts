import { html } from 'hono/html'
import type { Reader } from '../render-card.ts'
import type { Leap, Sandbox } from '../sandbox.ts'
import { home } from './paths.ts'
import type { Html } from './plain-text.ts'

const leaps: Record<Leap, string> = {
  'quarter-hour': '+15 minutes',
  hour: '+1 hour',
  morning: 'Tomorrow morning',
}

export const isLeap = (name: string | undefined): name is Leap => name !== undefined && Object.hasOwn(leaps, name)

/** Above the page of those in the sample community: the time, when it is not the real one, and how to move it. */
export function renderSandboxBar(sandbox: Sandbox, reader: Reader): Html {
  const to = `${home(reader.account)}/sandbox`
  return html`<div class="sandbox-controls"><strong>Sandbox</strong>
    ${Object.entries(leaps).map(([leap, label]) => control(`${to}/travel`, { leap }, label))}
    ${sandbox.ahead() > 0 ? html`<span class="sandbox-time">It is ${sayTime(reader)} here</span>` : ''}</div>`
}

const control = (to: string, values: Record<string, string>, label: string): Html =>
  html`<form method="post" action="${to}" data-send>${Object.entries(values).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )}<button class="plain">${label}</button></form>`

const sayTime = ({ timeZone, now }: Reader) =>
  new Intl.DateTimeFormat('en', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  }).format(now)
