import { parse } from './parse.js'
import { countUnread, showUnread } from './unread.js'

const app = document.querySelector('.app')
let last = app?.dataset.since

/** Shows every change as it happens. After a lost connection the server tells what was missed, from the last id seen. */
export function followChanges() {
  if (!app) return
  const address = new URL(app.dataset.live, location.href)
  address.searchParams.set('since', last)
  const source = new EventSource(address)
  const on = (name, show) =>
    source.addEventListener(name, (event) => {
      show(JSON.parse(event.data))
      last = event.lastEventId
    })
  on('message', showMessage)
  on('gone', ({ message }) => {
    for (const item of itemsOf(message)) item.remove()
  })
  on('side', ({ html }) => showSide(parse(html)))
  on('sandbox', ({ html }) => document.querySelector('.sandbox')?.replaceChildren(parse(html)))
  on('reset', reload)
  source.addEventListener('open', () => app.removeAttribute('data-offline'))
  source.addEventListener('error', () => {
    app.dataset.offline = 'yes'
    if (source.readyState !== EventSource.CLOSED) return
    setTimeout(followChanges, 2000)
  })
  showUnread()
}

const itemsOf = (message) => document.querySelectorAll(`[data-message="${CSS.escape(message)}"]`)

function showMessage({ message, conversation, place, html, forYou, fresh, own }) {
  const known = itemsOf(message)
  for (const item of known) {
    const shown = parse(html).firstElementChild
    if (item.closest('.root')) {
      shown.removeAttribute('id')
      shown.querySelector('.thread-link')?.remove()
    }
    item.replaceWith(shown)
  }
  // Others that changed stand on an earlier page.
  if (known.length || !fresh) return
  const list = document.querySelector(`ol[data-conversation="${CSS.escape(conversation)}"]`)
  const isEarlier = new URLSearchParams(location.search).has('before')
  if (list && !isEarlier) {
    const item = parse(html).firstElementChild
    insert(list, item)
    showFromItsHead(item)
  }
  const seen = list && document.visibilityState === 'visible'
  // What is said in a thread counts only for those whom it is meant for.
  if (!own && !seen && (forYou || place === conversation)) countUnread(place, forYou)
}

/** The list keeps to its end; a private answer longer than the window is read from its beginning. */
function showFromItsHead(item) {
  const frame = item.closest('.scroll')
  const isAnswer = item.matches('.only-you') && item === item.parentElement.lastElementChild
  if (isAnswer && item.offsetHeight > frame.clientHeight) item.scrollIntoView({ block: 'start' })
}

/** In the order of their numbers, whatever order they came in. */
function insert(list, item) {
  const number = Number(item.dataset.number)
  let next = null
  for (
    let other = list.lastElementChild;
    other && Number(other.dataset.number) > number;
    other = other.previousElementSibling
  )
    next = other
  list.insertBefore(item, next)
}

/** Only the lists: settings may be open and half filled in. */
function showSide(content) {
  const lists = document.querySelectorAll('.side ul')
  const current = document.querySelector('.side [aria-current]')?.dataset.conversation
  for (const [index, list] of [...content.querySelectorAll('ul')].entries()) lists[index]?.replaceWith(list)
  const link = current && document.querySelector(`.side [data-conversation="${CSS.escape(current)}"]`)
  link?.setAttribute('aria-current', 'page')
  showUnread()
}

/** Away for too long: reads the page anew, without touching what is being typed. */
async function reload() {
  const answer = await fetch(location.href)
  if (answer.redirected || !answer.ok) return location.reload()
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  for (const list of document.querySelectorAll('.pane .messages')) {
    const key = list.dataset.conversation ? 'data-conversation' : 'data-root'
    const other = fresh.querySelector(`ol[${key}="${CSS.escape(list.getAttribute(key))}"]`)
    if (other) list.replaceWith(other)
  }
  showSide(fresh.querySelector('.side'))
}
