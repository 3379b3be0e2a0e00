import { toWallTime } from './local-time.ts'
import type { MessageContext, Urgency } from './understanding.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOW =
  /\b(?:urgent(?:ly)?|asap|right now|right away|immediately|emergency|at once|as soon as possible|sos|stranded|locked out|quickly)\b/iu
const TODAY = /\b(?:today|tonight|this (?:morning|afternoon|evening))\b/iu
const SOON = /\b(?:soon|this week|these days|tomorrow|next few days|shortly)\b/iu

/** How pressing a request is: by its deadline (ms since 1970), else by its words. "now" is within three hours, "today" before the asker's midnight, "soon" within a week. */
export function judgeUrgency(text: string, deadline: number | undefined, context: MessageContext): Urgency {
  const left = deadline === undefined ? Number.POSITIVE_INFINITY : deadline - context.now
  if (left <= 3 * HOUR || NOW.test(text)) return 'now'
  const zone = context.timeZone ?? 'UTC'
  if (deadline !== undefined && left < DAY && toWallTime(deadline, zone).day === toWallTime(context.now, zone).day)
    return 'today'
  if (TODAY.test(text)) return 'today'
  return left <= 7 * DAY || SOON.test(text) ? 'soon' : 'whenever'
}
