import { parse } from './parse.js'
import { isSeen, noteUnread, seeLists, showWaiting } from './unread.js'

const app = document.querySelector('.app')
let last = app?.dataset.since

/** Shows every change as it happens. After a lost connection the server tells what was missed, from the last id seen. */
export function followChanges() {
  if (!app) return
  const address = new URL(`${app.dataset.home}/live`, location.href)
  address.searchParams.set('since', last)
  const source = new EventSource(address)
  const on = (name, show) =>
    source.addEventListener(name, (event) => {
      show(JSON.parse(event.data))
      last = event.lastEventId
    })
  on('message', showMessage)
  on('gone', ({ message }) => {
    for (const item of itemsOf(message)) takeAway(item)
  })
  on('side', ({ html }) => showSide(parse(html)))
  on('sandbox', ({ html }) => {
    showBar(parse(html))
    followStory()
  })
  on('inside', lookInside)
  on('reset', reload)
  source.addEventListener('open', () => app.removeAttribute('data-offline'))
  source.addEventListener('error', () => {
    app.dataset.offline = 'yes'
    if (source.readyState !== EventSource.CLOSED) return
    setTimeout(followChanges, 2000)
  })
  on('unread', noteUnread)
  showWaiting()
  seeLists()
}

let heldInBar
document.addEventListener('focusin', ({ target }) => {
  heldInBar = target.closest('.sandbox button')?.textContent
})

/** Whoever steps through a story by keyboard stays on the same button. */
function showBar(content) {
  const bar = document.querySelector('.sandbox')
  const held = heldInBar
  if (!bar) return
  const [before, after] = [[...bar.children], [...content.children]]
  // What a step of a story says stays the same element: only then is it read out.
  if (before.length === after.length && before.length > 1)
    for (const [i, child] of after.entries())
      if (child.matches('.story')) before[i].textContent = child.textContent
      else before[i].replaceWith(child)
  else bar.replaceChildren(content)
  if (!held || document.activeElement !== document.body) return
  const same = [...bar.querySelectorAll('button')].find(({ textContent }) => textContent === held)
  const button = same ?? bar.querySelector('.sandbox-controls:last-of-type button')
  button?.focus()
}

/** Where there is room, whoever watches a story sees its thread fill; once, for they may close it, and never over what they write. */
function followStory() {
  const link = document.querySelector('.sandbox a[data-follow]')
  if (!link || !matchMedia('(min-width: 68rem)').matches) return
  const { pathname, search, href } = new URL(link.href)
  const isHere = location.pathname === pathname && !location.search.includes(search.slice(1))
  // Whoever steps through it has their hand on the bar, and its link.
  const isBusy =
    heldInBar ||
    document.querySelector('dialog[open], .inside') ||
    [...document.querySelectorAll('.composer textarea')].some((f) => f.value)
  if (!isHere || isBusy || sessionStorage.getItem('followed') === href) return
  sessionStorage.setItem('followed', href)
  location.assign(href)
}

async function lookInside() {
  if (!document.querySelector('.inside')) return
  const { refresh } = await import('./inside.js')
  refresh()
}

const itemsOf = (message) => document.querySelectorAll(`[data-message="${CSS.escape(message)}"]`)

function showMessage({ message, conversation, html, fresh, unread }) {
  const known = itemsOf(message)
  for (const item of known) {
    const shown = parse(html).firstElementChild
    if (item.closest('.root')) {
      shown.removeAttribute('id')
      shown.querySelector('.thread-link')?.remove()
    }
    const pressed = item.contains(document.activeElement) && document.activeElement.textContent
    item.replaceWith(shown)
    if (pressed !== false) keepFocus(shown, pressed)
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
  // What the reader looks at waits for nobody.
  if (list && !isEarlier && isSeen(list)) seeLists()
  else if (unread) noteUnread(unread)
}

/** Whoever was on a button of the message stays on it; is it gone, on the list. */
function keepFocus(item, label) {
  const same = [...item.querySelectorAll('button, summary, a')].find((one) => one.textContent === label)
  ;(same ?? item.closest('.scroll')).focus({ preventScroll: true })
}

/** Whoever was in it goes on from the list, not from the top of the page. */
function takeAway(item) {
  const wasIn = item.contains(document.activeElement)
  const frame = item.closest('.scroll')
  item.remove()
  if (wasIn) frame?.focus()
}

/** The list keeps to its end. A private answer is always brought before the eyes; one longer than the window from its beginning. */
function showFromItsHead(item) {
  if (!item.matches('.only-you') || item !== item.parentElement.lastElementChild) return
  const frame = item.closest('.scroll')
  item.scrollIntoView({ block: item.offsetHeight > frame.clientHeight ? 'start' : 'nearest' })
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

/** Only the lists: settings may be open and half filled in. Whoever was in a list stays there. */
function showSide(content) {
  const lists = document.querySelector('.side .lists')
  const current = document.querySelector('.side [aria-current]')?.dataset.conversation
  const focused = lists.contains(document.activeElement) && document.activeElement.textContent
  lists.replaceWith(content.querySelector('.lists'))
  const link = current && document.querySelector(`.side [data-conversation="${CSS.escape(current)}"]`)
  link?.setAttribute('aria-current', 'page')
  if (focused)
    [...document.querySelectorAll('.side .lists :is(a, button)')].find((one) => one.textContent === focused)?.focus()
  showWaiting()
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
