import type { Effect } from '../../requests/effects.ts'
import type { RequestEvent } from '../../requests/events.ts'
import type { Request } from '../../requests/request.ts'
import type { RequestSettings } from '../../requests/settings.ts'
import { transition } from '../../requests/transition.ts'
import type { Understanding } from '../../understanding/understanding.ts'
import { wordsOf } from '../fetch-words.ts'

const MINUTE = 60_000

interface Life {
  id: string
  communityId: string
  askerId: string
  channel: string
  /** The asker's post, its thread, and the suggestions written there. */
  message: string
  thread: string
  replies: string[]
  at: number
  text: string
  understood: Understanding
  suggestions: { memberId: string; at: number; text: string; helped: boolean; thanks?: string | undefined }[]
}

/**
 * A request from the offer to "Solved", as `transition` decides it. What it would have sent is left out: it was.
 * @returns the solved request, what was learned from it, and until when its text is kept (ms since 1970)
 */
export function liveThrough(life: Life, settings: RequestSettings) {
  const { id, communityId, askerId, channel, at } = life
  let request: Request | undefined
  const effects: Effect[] = []
  function happens(event: RequestEvent) {
    const change = transition(request, event, settings)
    if (!change) throw new Error(`The sample's request "${life.text}" cannot go on with ${event.type}.`)
    request = change.request
    effects.push(...change.effects)
  }
  const first = { id, communityId, askerId, channel, mirrors: [], score: life.understood.score }
  happens({ type: 'request-noticed', at, ...first, message: life.message })
  happens({ type: 'offer-accepted', at, byId: askerId, reach: 'ask-around' })
  happens({ type: 'words-fetched', at, words: wordsOf(life.text, life.understood) })
  happens({ type: 'thread-opened', at, thread: life.thread })
  for (const [i, { memberId, text, at }] of life.suggestions.entries())
    happens({ type: 'thread-message-posted', at, byId: memberId, text, message: life.replies[i]! })
  const end = Math.max(...life.suggestions.map((each) => each.at)) + 30 * MINUTE
  for (const [i, { helped, thanks }] of life.suggestions.entries()) {
    const suggestionId = request!.suggestions[i]!.id
    if (helped) happens({ type: 'helped', at: end, byId: askerId, suggestionId, ...(thanks ? { thanks } : {}) })
  }
  happens({ type: 'solved', at: end, byId: askerId })
  const recorded = effects.filter((effect) => effect.type === 'record-evidence')
  return { request: request!, recorded, textUntil: end + settings.textLife }
}
