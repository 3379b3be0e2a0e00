import { keptOf } from '../../shared/ids.ts'
import type { Keep } from '../platform.ts'
import { accountRef, parseAccount, parseConversation } from './ids.ts'

// What must outlive the process: a bot is not told its direct messages and threads again, and without them there is no catching up.

const threadKey = (conversation: string) => `${parseConversation(conversation)!.team}/${conversation}`
const dmEnd = 'dm'

/** Keys that are about somebody; whoever is erased takes them along. */
const ofTeam = (team: string) => `of/${accountRef(team, '')}`
const dmKey = (account: string) => `${keptOf(account)}${dmEnd}`

export type Remembered = Awaited<ReturnType<typeof openRemembered>>

/** The DMs and threads that are read again after a gap. */
export async function openRemembered(keep: Keep, oldest: number) {
  const threads = new Set<string>()
  for (const { key, value } of await keep.list('')) {
    const conversation = key.slice(key.indexOf('/') + 1)
    if (!conversation.startsWith('slack:t:')) continue
    // A thread is read again for as long as people may still write in it.
    if (Number(value) < oldest) await keep.put({ [key]: undefined })
    else threads.add(conversation)
  }
  return {
    hasThread: (conversation: string) => threads.has(conversation),
    async of(team: string): Promise<string[]> {
      const dms = (await keep.list(ofTeam(team))).filter(({ key }) => key.endsWith(`/${dmEnd}`))
      const theirs = [...threads].filter((thread) => parseConversation(thread)?.team === team)
      return [...dms.map(({ value }) => value), ...theirs]
    },
    /** @returns whether it was not known before */
    async addThread(conversation: string, at: number): Promise<boolean> {
      if (threads.has(conversation)) return false
      await keep.put({ [threadKey(conversation)]: String(at) })
      threads.add(conversation)
      return true
    },
    /** @returns whether it was not known before */
    async addDm(account: string, conversation: string): Promise<boolean> {
      // Read each time: an erasure may have taken it.
      if (!parseAccount(account) || (await keep.get(dmKey(account))) === conversation) return false
      await keep.put({ [dmKey(account)]: conversation })
      return true
    },
    forget(team: string) {
      for (const thread of threads) if (parseConversation(thread)?.team === team) threads.delete(thread)
    },
  }
}

/** Forgets everything of a workspace. */
export async function forgetTeam(keep: Keep, team: string): Promise<void> {
  const rows = [...(await keep.list(`${team}/`)), ...(await keep.list(ofTeam(team)))]
  await keep.put(Object.fromEntries(rows.map(({ key }) => [key, undefined])))
}
