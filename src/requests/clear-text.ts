import type { Change } from './change.ts'
import type { Request } from './request.ts'
import type { RequestSettings } from './settings.ts'

/** Forgets what the asker wrote about the need; kind and topics remain. */
export function clearAskerText(request: Request): Request {
  const { words, ...rest } = request
  const updates = request.updates.map(({ text: _, ...update }) => update)
  if (!words) return { ...rest, updates, recallable: false }
  const { kind, topics } = words
  return { ...rest, updates, words: { kind, topics, places: [] }, recallable: false }
}

/** Forgets everybody's words about a request, and why people were asked; ids, times, kind, topics and outcome remain. */
export function clearAllText(request: Request): Request {
  return {
    ...clearAskerText(request),
    pings: request.pings.map((ping) => ({ ...ping, reasons: [] })),
    suggestions: request.suggestions.map(({ text: _, thanks: __, ...suggestion }) => suggestion),
    referrals: request.referrals.map(({ text: _, ...referral }) => referral),
    drafts: request.drafts.map(({ text: _, ...draft }) => draft),
  }
}

/** The thread is recalled for nobody from now on: what is left of its text goes when its time is over. */
export const endRecall = (request: Request, at: number, settings: RequestSettings): Change => ({
  request: { ...request, recallable: false },
  effects:
    request.closedAt === undefined
      ? []
      : [{ type: 'set-timer', name: 'text-expires', at: Math.max(at, request.closedAt + settings.textLife) }],
})

/** Whether somebody's words may still be taken in: after the text's time is over nothing would ever forget them. */
export const takesWords = (request: Request, at: number, settings: RequestSettings): boolean =>
  request.askerId !== 'erased' &&
  (request.words?.text !== undefined || request.closedAt === undefined || at < request.closedAt + settings.textLife)
