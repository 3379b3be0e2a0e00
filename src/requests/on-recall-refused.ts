import type { Rule } from './change.ts'
import { endRecall } from './clear-text.ts'

/** The asker, or somebody who suggested, does not want the thread recalled. */
export const onRecallRefused: Rule<'recall-refused'> = (request, event, settings) =>
  endRecall(request, event.at, settings)
