import type { Rule } from './change.ts'

/** The asker, or somebody who suggested, does not want the thread recalled. */
export const onRecallRefused: Rule<'recall-refused'> = (request, event, settings) => ({
  request: { ...request, recallable: false },
  effects:
    request.closedAt === undefined
      ? []
      : [{ type: 'set-timer', name: 'text-expires', at: Math.max(event.at, request.closedAt + settings.textLife) }],
})
