import type { SSEStreamingApi } from 'hono/streaming'
import type { LiveChange } from '../live.ts'
import { type PageParts, readerOf, sandboxBarFor, sidebarFor } from '../pages/build-page.ts'
import { renderMessage } from '../pages/message.ts'
import { renderSidebar } from '../pages/sidebar.ts'
import { isShownTo, mayRead, showMessage } from '../reading.ts'
import { meantFor, placeOf, unreadIn } from '../unread.ts'

const heartbeat = 20_000
/** A page that falls so far behind is cut off; it comes back and is told what it missed. */
const longestQueue = 5_000

/**
 * Sends one open page all that changes for its reader, from the change after `since` on, until the page goes away.
 * Every change carries its id, so that a page that lost its connection goes on where it was.
 */
export async function streamChanges(
  parts: PageParts,
  account: string,
  stream: SSEStreamingApi,
  since: string | undefined,
): Promise<void> {
  const { live, clock } = parts
  const queue: { change: LiveChange | 'reset' | 'alive'; id: string }[] = []
  let wake = () => {}
  const push = (change: LiveChange | 'reset' | 'alive', id: string) => {
    if (queue.length > longestQueue) return stream.abort()
    queue.push({ change, id })
    wake()
  }
  await stream.write('retry: 1000\n\n')
  const { missed, stop } = live.subscribe(push, since)
  if (missed === 'unknown') push('reset', live.last())
  else for (const { change, id } of missed) push(change, id)
  let callOff = beat()
  stream.onAbort(() => {
    stop()
    callOff()
    wake()
  })
  while (!stream.aborted && !stream.closed) {
    const next = queue.shift()
    if (!next) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
      continue
    }
    const sent = next.change === 'alive' ? '' : await describe(parts, account, next.change)
    if (sent !== undefined) await stream.write(`id: ${next.id}\n${sent}\n`)
  }

  function beat(): () => void {
    return clock.wakeAt(clock.now() + heartbeat, () => {
      push('alive', live.last())
      callOff = beat()
    })
  }
}

/** A change as its reader may see it, as lines of an event; undefined when it is none of theirs. */
async function describe(parts: PageParts, account: string, change: LiveChange | 'reset'): Promise<string | undefined> {
  const { state } = parts
  if (change === 'reset') return event('reset', {})
  if (change.type === 'sandbox') {
    const bar = sandboxBarFor(parts, account)
    return bar && event('sandbox', { html: String(await bar) })
  }
  // Whoever has it open fetches it.
  if (change.type === 'inside') return state.people.get(account)?.sample && event('inside', {})
  if (change.type === 'people' || change.type === 'channels') {
    if (!state.people.has(account)) return undefined
    return event('side', { html: String(await renderSidebar(await sidebarFor(parts, account))) })
  }
  const { conversation, message, onlyFor } = change
  if ((onlyFor && onlyFor !== account) || !mayRead(state, account, conversation!)) return undefined
  const place = placeOf(conversation!)
  if (change.type === 'read') return event('unread', { place, ...(await unreadIn(state, account, place)) })
  const row = change.type === 'gone' ? undefined : await state.message(message!)
  // Removed meanwhile: its removal is a change of its own.
  if (!row) return change.type === 'gone' ? event('gone', { message }) : undefined
  if (!isShownTo(row, account)) return undefined
  const fresh = change.type === 'message'
  // What is said in a thread counts only for those whom it is meant for.
  const counts = fresh && row.author !== account && (place === conversation || meantFor(state, row).includes(account))
  return event('message', {
    message,
    conversation,
    fresh,
    ...(counts && { unread: { place, ...(await unreadIn(state, account, place)) } }),
    html: String(await renderMessage(showMessage(state, row, account), readerOf(parts, account))),
  })
}

const event = (name: string, data: object) => `event: ${name}\ndata: ${JSON.stringify(data)}\n`
