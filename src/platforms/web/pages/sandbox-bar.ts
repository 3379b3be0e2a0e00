import { html } from 'hono/html'
import type { Reader } from '../render-card.ts'
import type { Leap, Sandbox, StoryPlaying } from '../sandbox.ts'
import { home, pathTo } from './paths.ts'
import type { Html } from './plain-text.ts'

const leaps: Record<Leap, string> = {
  'quarter-hour': '+15 minutes',
  hour: '+1 hour',
  morning: 'Tomorrow morning',
}

export const isLeap = (name: string | undefined): name is Leap => name !== undefined && Object.hasOwn(leaps, name)

/** Above the page of those in the sample community: stories, the time when it is not the real one, and how to move it. */
export function renderSandboxBar(sandbox: Sandbox, reader: Reader): Html {
  const to = `${home(reader.account)}/sandbox`
  const playing = sandbox.player.playing()
  const stories = sandbox.player.stories.map(({ id, title }) => plainControl(`${to}/play`, { story: id }, title))
  const stands = sandbox.stands()
  const clock = stands.then((why) => (why ? '' : leapsTo(`${to}/travel`)))
  return html`<div class="sandbox-controls"><strong>Sandbox</strong>
    ${playing && playing.state !== 'over' ? html`<span>${playing.title}</span>` : [...stories, lookInside(to), clock]}
    ${sandbox.ahead() > 0 ? html`<span class="sandbox-time">It is ${sayTime(reader)} here</span>` : ''}</div>
  ${playing ? renderPlaying(playing, to, reader.account) : stands.then((why) => why && html`<p class="quiet">${why}</p>`)}`
}

const lookInside = (to: string): Html =>
  html`<form method="post" action="${to}/inside" data-inside>${hidden({ open: 'yes' })}<button class="plain look-inside">Look inside</button></form>`

const leapsTo = (to: string): Html =>
  html`${Object.entries(leaps).map(([leap, label]) => control(to, { leap }, label))}`

/** A step of the story in words, how to steer it, and the way to whoever did it. */
function renderPlaying({ says, done, steps, state, at, thread }: StoryPlaying, to: string, reader: string): Html {
  const toThread = thread && pathTo(reader, thread)
  const steer = (what: string, label: string) => control(`${to}/steer`, { what }, label)
  return html`<p class="story" role="status">${done} of ${steps}. ${says}</p>
  <div class="sandbox-controls">
    ${state === 'plays' ? steer('pause', 'Pause') : state === 'paused' ? steer('resume', 'Go on') : ''}
    ${state === 'over' ? '' : steer('step', 'Next step')}
    ${steer('stop', state === 'over' ? 'Close' : 'Stop')}
    ${state === 'over' ? '' : lookInside(to)}
    ${toThread ? html`<a class="button" href="${toThread}" data-follow>See the thread</a>` : ''}
    ${at && at.account !== reader ? plainControl(`${to}/see`, { account: at.account, conversation: at.conversation }, `See it as ${at.name}`) : ''}
  </div>`
}

const control = (to: string, values: Record<string, string>, label: string): Html =>
  html`<form method="post" action="${to}" data-send>${hidden(values)}<button class="plain">${label}</button></form>`

/** Leads to another page. */
const plainControl = (to: string, values: Record<string, string>, label: string): Html =>
  html`<form method="post" action="${to}">${hidden(values)}<button class="plain">${label}</button></form>`

const hidden = (values: Record<string, string>): Html =>
  html`${Object.entries(values).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`

const sayTime = ({ timeZone, now }: Reader) =>
  new Intl.DateTimeFormat('en', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  }).format(now)
