/** What waits in each place stands at its link in the list, as the server counts it; what is meant for the reader also in the title. */
const app = document.querySelector('.app')
const icon = document.querySelector('link[rel="icon"]')
const title = document.title.replace(/^\(\d+\) /, '')
const isLooking = () => document.visibilityState === 'visible'

/** `count`, `pings`: how many wait there in all, and how many of them for the reader. */
export function noteUnread({ place, count, pings }) {
  const link = document.querySelector(`.side [data-conversation="${CSS.escape(place)}"]`)
  if (!link) return
  if (count > 0) {
    link.dataset.unread = count
    link.dataset.pings = pings
  } else {
    delete link.dataset.unread
    delete link.dataset.pings
  }
  showWaiting()
}

export function showWaiting() {
  const links = [...document.querySelectorAll('.side [data-pings]')]
  const pings = links.reduce((sum, link) => sum + Number(link.dataset.pings), 0)
  // On a small screen the list is a page of its own: the way there says that something waits.
  for (const back of document.querySelectorAll('.back')) {
    if (pings > 0) back.dataset.unread = pings
    else delete back.dataset.unread
  }
  document.title = pings > 0 ? `(${pings}) ${title}` : title
  icon.href = new URL(pings > 0 ? 'icon-waiting.svg' : 'icon.svg', import.meta.url).href
}

/** Whether a list of messages is before the reader's eyes. */
export const isSeen = (list) => isLooking() && list.checkVisibility()

let timer
/** Tells the server, in a moment, what was seen. */
export function seeLists() {
  clearTimeout(timer)
  timer = setTimeout(() => {
    for (const list of document.querySelectorAll('ol[data-conversation]')) if (isSeen(list)) see(list)
  }, 200)
}

function see(list) {
  const upTo = list.lastElementChild?.dataset.number
  if (!upTo || list.dataset.seen === upTo) return
  list.dataset.seen = upTo
  const body = new URLSearchParams({ conversation: list.dataset.conversation, upTo })
  fetch(`${app.dataset.home}/read`, { method: 'POST', body, headers: { accept: 'application/json' } }).catch(() => {
    delete list.dataset.seen
  })
}

document.addEventListener('visibilitychange', seeLists)
