import { html } from 'hono/html'
import type { ChannelRow, PersonRow } from '../rows.ts'
import type { Unread } from '../unread.ts'
import { hueOf } from './message.ts'
import { home, pathTo } from './paths.ts'
import type { Html } from './plain-text.ts'

export interface Sidebar {
  you: PersonRow
  channels: ChannelRow[]
  dm: string
  /** What waits in them. */
  unread: Map<string, Unread>
  people: { account: string; name: string; online: boolean; sample: boolean }[]
  /** The conversation that is open. */
  current?: string
  /** Whether links for further browsers can be made. */
  invites: boolean
  /** Whether there is a sample community that this person may remove. */
  removable: boolean
}

/** Channels, the DM with the bot, who is here, and one's own settings. */
export function renderSidebar({ you, channels, dm, unread, people, current, invites, removable }: Sidebar): Html {
  const to = home(you.account)
  const waiting = (ref: string) => {
    const { count, pings } = unread.get(ref) ?? { count: 0, pings: 0 }
    return count > 0 ? html` data-unread="${count}" data-pings="${pings}"` : ''
  }
  const entry = (ref: string, label: Html, channel?: string) =>
    html`<li><a href="${pathTo(you.account, ref)}" data-conversation="${ref}"${channel ? html` data-channel="${channel}"` : ''}${waiting(ref)}${ref === current ? html` aria-current="page"` : ''}>${label}</a></li>`
  const person = ({ account, name, online, sample }: Sidebar['people'][number]) =>
    html`<li class="${online ? 'online' : 'away'}"><span class="avatar small hue-${hueOf(account)}" aria-hidden="true">${[...name][0]?.toUpperCase()}</span> ${sample && account !== you.account ? beThem(account, name) : html`<bdi>${name}</bdi>`}${account === you.account ? html` <span class="quiet you">(you)</span>` : ''}<span class="hidden">${online ? '' : ', away'}</span></li>`
  const [here, invented] = [people.filter(({ sample }) => !sample), people.filter(({ sample }) => sample)]
  return html`
  <p class="brand"><a href="${to}">Askaround</a></p>
  <div class="lists">
  <h2>Channels</h2>
  <ul>${channels.map((channel) => entry(channel.channel, html`<span aria-hidden="true">#</span> ${channel.name}${channel.members ? html` <span class="quiet">(private)</span>` : ''}`, channel.name))}</ul>
  <h2>Direct messages</h2>
  <ul>${entry(dm, html`<span class="avatar small hue-bot" aria-hidden="true">A</span> Askaround`)}</ul>
  ${here.length > 0 ? html`<h2>Here</h2><ul class="people">${here.map(person)}</ul>` : ''}
  ${invented.length > 0 ? html`<h2>Sample members, all invented</h2><ul class="people">${invented.map(person)}</ul>` : ''}
  </div>
  <details class="settings"><summary>Settings</summary>
    <form method="post" action="${to}/settings" class="form">
      <label class="box"><input type="checkbox" name="openDms" value="yes"${you.closedDms ? '' : html` checked`}> Askaround may write to me directly</label>
      <label class="field"><span>Time zone</span><input name="timeZone" value="${you.timeZone ?? ''}" autocomplete="off"></label>
      <div class="buttons"><button class="plain">Save</button></div>
    </form>
    ${invites ? html`<form method="post" action="${to}/invite" class="form"><div class="buttons"><button class="plain">Make a link for somebody else</button></div></form>` : ''}
    ${
      removable
        ? html`<form method="post" action="${to}/sample/remove" class="form" data-opens><div class="buttons"><button class="plain">Remove the sample community</button></div>
      <template><form method="post" action="${to}/sample/remove" class="form"><h2>Remove the sample community?</h2><p>Its people, what they said and what was learned go for good. Your own community stays.</p><input type="hidden" name="sure" value="yes"><div class="buttons"><button class="primary">Remove it</button><button type="button" class="plain" data-close>Cancel</button></div></form></template></form>`
        : ''
    }
    <form method="post" action="${to}/sign-out" class="form"><div class="buttons"><button class="plain">Sign out in this browser</button></div></form>
  </details>
  <p class="else"><a href="/?someone-else" target="_blank">Be someone else in another window</a></p>`
}

/** The name of somebody invented: a click opens a window that is signed in as them. */
const beThem = (account: string, name: string): Html =>
  html`<form method="post" action="/sign-in" target="_blank" class="be"><input type="hidden" name="account" value="${account}"><button title="Be ${name} in another window"><bdi>${name}</bdi></button></form>`
