/** Counts what waits in conversations that are not open, and pings in the title. Kept for the window, whatever page it shows. */
const key = `unread ${location.pathname.split('/')[2]}`
const title = document.title
const read = () => JSON.parse(sessionStorage.getItem(key) ?? '{}')

export function countUnread(conversation, notify, isOpen) {
  // A thread that is not open shows its count in the channel.
  if (conversation.startsWith('web:t:')) return
  const seen = isOpen && document.visibilityState === 'visible'
  if (seen || (!notify && isOpen)) return
  const unread = read()
  unread[conversation] = (unread[conversation] ?? 0) + 1
  sessionStorage.setItem(key, JSON.stringify(unread))
  showUnread()
}

export function showUnread() {
  const unread = read()
  if (document.visibilityState === 'visible') {
    for (const list of document.querySelectorAll('ol[data-conversation]')) delete unread[list.dataset.conversation]
    sessionStorage.setItem(key, JSON.stringify(unread))
  }
  for (const link of document.querySelectorAll('.side [data-conversation]')) {
    const count = unread[link.dataset.conversation]
    if (count) link.dataset.unread = count
    else delete link.dataset.unread
  }
  const waiting = Object.entries(unread).reduce((sum, [ref, count]) => sum + (ref.startsWith('web:d:') ? count : 0), 0)
  document.title = waiting > 0 ? `(${waiting}) ${title}` : title
}

document.addEventListener('visibilitychange', showUnread)
