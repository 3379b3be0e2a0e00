import type { RequestEvent } from '../requests/events.ts'
import type { Queries, Timer } from '../storage/store.ts'
import { Conflict } from '../storage/store.ts'
import type { Bot } from './bot.ts'
import { decide } from './decide.ts'

const AT_ONCE = 50
const PUT_OFF = 60_000

/**
 * Acts on timers that are due, each in a transaction with its removal. One that cannot be acted on is put off for a minute, so that
 * it holds up no other.
 * @returns how many were acted on
 */
export async function runTimers(bot: Bot): Promise<number> {
  let atOnce = AT_ONCE
  for (let done = 0; ; ) {
    try {
      const taken = await bot.store.transaction(async (tx) => {
        const timers = await tx.takeTimers(bot.clock.now(), atOnce)
        for (const timer of timers)
          await decide(bot, tx, { for: 'request', requestId: timer.requestId, event: await eventOf(bot, tx, timer) })
        return timers.length
      })
      done += taken
      if (taken < atOnce) return done
    } catch (error) {
      if (error instanceof Conflict) continue
      if (atOnce === 1) await putOff(bot, error)
      // Which of them it was shows when they come one by one.
      atOnce = 1
    }
  }
}

/** The first of those that are due, which has just failed. */
async function putOff(bot: Bot, error: unknown): Promise<void> {
  const now = bot.clock.now()
  const [timer] = await bot.store.transaction(async (tx) => {
    const first = await tx.takeTimers(now, 1)
    for (const one of first) await tx.setTimer({ ...one, at: now + PUT_OFF })
    return first
  })
  bot.logger.error({ timer: timer?.id, error }, 'a timer could not be acted on; it is tried again in a minute')
}

async function eventOf(bot: Bot, tx: Queries, { name, about = '', requestId }: Timer): Promise<RequestEvent> {
  const at = bot.clock.now()
  switch (name) {
    case 'offer-lapses':
      return { type: 'offer-lapsed', at }
    case 'wave-ends':
      return { type: 'wave-ended', at }
    case 'ping-lapses':
      return { type: 'ping-lapsed', at, pingId: about }
    case 'claim-lapses':
      return { type: 'claim-lapsed', at, pingId: about }
    case 'draft-lapses':
      return { type: 'draft-lapsed', at, draftId: about }
    case 'referral-waits':
      return { type: 'referral-due', at, referralId: about }
    case 'request-expires':
      return { type: 'expired', at }
    case 'follow-up':
      return { type: 'follow-up-due', at }
    case 'text-expires':
      return { type: 'text-expired', at, recallAllowed: await recallAllowed(tx, requestId) }
  }
}

/** Text outlives its time only while the asker and everybody who suggested let the thread be recalled. */
async function recallAllowed(tx: Queries, requestId: string): Promise<boolean> {
  const request = await tx.request(requestId)
  if (!request) return false
  const ids = [...new Set([request.askerId, ...request.suggestions.map(({ memberId }) => memberId)])]
  const people = await tx.members(ids)
  return people.length === ids.length && people.every(({ notRecallable }) => !notRecallable)
}
