/** Counts what waits in places that are not open, and in the title what is meant for the reader. Kept for the window, whatever it shows. */
const key = `unread ${location.pathname.split('/')[2]}`
const title = document.title
const read = () => JSON.parse(sessionStorage.getItem(key) ?? '{}')
const write = (unread) => sessionStorage.setItem(key, JSON.stringify(unread))

/** `place`: the channel or DM, also for its threads. `forYou`: the message notifies the reader. */
export function countUnread(place, forYou) {
  const unread = read()
  const { count = 0, pings = 0 } = unread[place] ?? {}
  unread[place] = { count: count + 1, pings: pings + (forYou ? 1 : 0) }
  write(unread)
  showUnread()
}

export function showUnread() {
  const unread = read()
  if (document.visibilityState === 'visible') {
    for (const list of document.querySelectorAll('ol[data-conversation]')) delete unread[list.dataset.conversation]
    write(unread)
  }
  for (const link of document.querySelectorAll('.side [data-conversation]')) {
    const waiting = unread[link.dataset.conversation]
    if (waiting) link.dataset.unread = waiting.count
    else delete link.dataset.unread
  }
  const pings = Object.values(unread).reduce((sum, waiting) => sum + waiting.pings, 0)
  // On a small screen the list is a page of its own: the way there says that something waits.
  for (const back of document.querySelectorAll('.back')) {
    if (pings > 0) back.dataset.unread = pings
    else delete back.dataset.unread
  }
  document.title = pings > 0 ? `(${pings}) ${title}` : title
}

document.addEventListener('visibilitychange', showUnread)
