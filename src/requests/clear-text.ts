import type { Request } from './request.ts'

/** Forgets what the asker wrote; kind and topics remain. */
export function clearAskerText(request: Request): Request {
  const { words, ...rest } = request
  const updates = request.updates.map(({ text: _, ...update }) => update)
  if (!words) return { ...rest, updates }
  const { text: _, places: __, deadline: ___, ...bare } = words
  return { ...rest, updates, words: { ...bare, places: [] }, recallable: false }
}

/** Forgets everybody's words about a request; ids, times, kind, topics and outcome remain. */
export function clearAllText(request: Request): Request {
  return {
    ...clearAskerText(request),
    suggestions: request.suggestions.map(({ text: _, thanks: __, ...suggestion }) => suggestion),
    referrals: request.referrals.map(({ text: _, ...referral }) => referral),
    drafts: [],
  }
}
