import type { Rule } from './change.ts'

/** A card was taken back; its reference is forgotten with it. */
export const onRemoved: Rule<'removed'> = (request, event) => {
  if (!(event.slot in request.sent)) return undefined
  const { [event.slot]: _, ...sent } = request.sent
  return { request: { ...request, sent }, effects: [] }
}
