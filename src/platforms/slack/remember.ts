import type { Keep } from '../platform.ts'
import { parseConversation } from './ids.ts'

// What must outlive the process: a bot is not told its direct messages and threads again, and without them there is no catching up.

const keyOf = (conversation: string) => {
  const place = parseConversation(conversation)!
  return `${place.team}/${conversation}`
}

export type Remembered = Awaited<ReturnType<typeof openRemembered>>

/** The DMs and threads that are read again after a gap. */
export async function openRemembered(keep: Keep, oldest: number) {
  const known = new Set<string>()
  for (const { key, value } of await keep.list('')) {
    const conversation = key.slice(key.indexOf('/') + 1)
    if (!conversation.startsWith('slack:')) continue
    // A thread is read again for as long as people may still write in it.
    if (conversation.startsWith('slack:t:') && Number(value) < oldest) await keep.put({ [key]: undefined })
    else known.add(conversation)
  }
  return {
    has: (conversation: string) => known.has(conversation),
    of: (team: string) => [...known].filter((conversation) => parseConversation(conversation)?.team === team),
    async add(conversation: string, at: number): Promise<string> {
      if (!known.has(conversation)) await keep.put({ [keyOf(conversation)]: String(at) })
      known.add(conversation)
      return conversation
    },
    forget(team: string) {
      for (const conversation of this.of(team)) known.delete(conversation)
    },
  }
}

/** Forgets everything of a workspace. */
export async function forgetTeam(keep: Keep, team: string): Promise<void> {
  const rows = await keep.list(`${team}/`)
  await keep.put(Object.fromEntries(rows.map(({ key }) => [key, undefined])))
}
