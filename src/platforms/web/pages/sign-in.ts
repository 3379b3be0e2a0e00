import { html } from 'hono/html'
import { longestName } from '../limits.ts'
import { sampleSpace } from '../people.ts'
import type { PersonRow } from '../rows.ts'
import { notice } from './layout.ts'
import { home } from './paths.ts'
import type { Html } from './plain-text.ts'

/** Where somebody says who they are. `known`: those whom this browser has been before. `sample`: invented people to be. */
export function signInPage(known: { account: string; name: string }[], sample: SampleShown, problem?: string): Html {
  const before =
    known.length > 0 &&
    html`<p>Or go on as ${known.map(({ account, name }, index) => html`${index > 0 ? ', ' : ''}<a href="${home(account)}"><bdi>${name}</bdi></a>`)}.</p>`
  const hasSample = sample.people.length > 0
  return notice(
    'Askaround',
    html`<p>Post what you need; Askaround asks around among the people here who may know.</p>
    ${hasSample && watchIt(sample)}
    ${hasSample && html`<h2>Or try it yourself</h2>`}
    <form method="post" action="/sign-in" class="form">
      <label class="field"><span>Your name</span><input name="name" required maxlength="${longestName}" autocomplete="nickname"${hasSample ? '' : html` autofocus`}></label>
      <input type="hidden" name="timeZone" data-time-zone><input type="hidden" name="locale" data-locale>
      ${problem && html`<p class="problem" role="alert">${problem}</p>`}
      <div class="buttons"><button class="${hasSample ? 'plain' : 'primary'}">Come in</button>${hasSample && html`<button class="plain" name="where" value="${sampleSpace}">Visit the sample community</button>`}</div>
    </form>${before}${hasSample && beSomebody(sample)}`,
  )
}

/** What there is to be seen of the sample community. */
interface SampleShown {
  people: PersonRow[]
  stories: { id: string; title: string }[]
}

const watchIt = ({ stories }: SampleShown): Html => html`<h2>See it at work</h2>
    <p>A short story in a sample community of invented people:</p>
    <form method="post" action="/watch"><div class="buttons">${stories.map(({ id, title }, index) => html`<button class="${index === 0 ? 'primary' : 'plain'}" name="story" value="${id}">${title}</button>`)}</div></form>`

const beSomebody = ({ people }: SampleShown): Html => html`<h2>Or be one of the invented people</h2>
    <p>And another in a second window.</p>
    <form method="post" action="/sign-in"><ul class="somebody">${people.map(
      ({ account, name, sample }) =>
        html`<li><button class="plain" name="account" value="${account}"><strong>${name}</strong> <span class="quiet">${typeof sample === 'object' ? sample.about : ''}</span></button></li>`,
    )}</ul></form>`

/** Before the first sign-in, where the page can be reached from other machines. */
export const doorPage = (link?: string): Html =>
  link
    ? notice(
        'Askaround',
        html`<p>This link lets one browser in, once.</p><form method="post" action="/enter" class="form"><input type="hidden" name="token" value="${link}"><div class="buttons"><button class="primary">Come in</button></div></form>`,
      )
    : notice(
        'This page needs a link',
        html`<p>Askaround prints a sign-in link when it starts. Open that one here; each link lets one browser in. Whoever is in can make further links for others.</p>`,
      )
