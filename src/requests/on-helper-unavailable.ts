import type { Rule } from './change.ts'
import { endPing } from './end-ping.ts'
import { isOutstanding } from './request.ts'

/** A helper paused, stopped or left: the ping is taken back. */
export const onHelperUnavailable: Rule<'helper-unavailable'> = (request, event) => {
  const ping = request.pings.find((each) => each.memberId === event.memberId && isOutstanding(each))
  return ping && endPing(request, ping, 'released')
}
