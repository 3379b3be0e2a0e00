import { parseDuration } from '../../src/commands/parse-duration.ts'
import type { PlatformEvent } from '../../src/platforms/platform.ts'
import type { Volunteering, World } from './check-promises.ts'

interface Known {
  told: readonly PlatformEvent[]
  /** What somebody gets who volunteers and says no more. */
  defaults: Pick<Volunteering, 'weeklyLimit' | 'quietHours'>
  zoneOf(account: string): string
  mayRead(account: string, conversation: string): boolean
  named(name: string): string | undefined
  /** Whether these accounts are one person, who said so. */
  isSame(one: string, other: string): boolean
  /** Whether a channel was a help desk then, and said so. */
  isDesk?(channel: string, at: number): boolean
}

/** Who volunteers, and who wrote and did what, read from what the people told the bot. */
export function worldAsTold({ told, defaults, zoneOf, mayRead, named, isSame, isDesk }: Known): World {
  const isBy = (event: PlatformEvent, account: string) => {
    const one = whose(event)
    return one !== undefined && (one === account || isSame(one, account))
  }
  const by = (account: string, at: number) =>
    told.filter((event) => isBy(event, account) && event.at <= at && event.type !== 'member-joined')
  return {
    mayRead,
    named,
    volunteer(account, at) {
      let weeklyLimit = defaults.weeklyLimit
      let now: Volunteering | undefined
      let here = true
      for (const event of told.filter((each) => each.at <= at)) {
        if (event.type === 'command-run' && event.values.pings) weeklyLimit = Number(event.values.pings)
        if (!isBy(event, account)) continue
        if (event.type === 'member-left') here = false
        if (event.type === 'member-joined') here = true
        now = after(event, now, {
          weeklyLimit,
          quietHours: defaults.quietHours,
          timeZone: zoneOf(account),
          pausedUntil: 0,
        })
      }
      return here ? now : undefined
    },
    did(account, at) {
      const done = by(account, at)
      const atDesk = done.some((event) => event.type === 'message-posted' && isDesk?.(event.conversation, event.at))
      return new Set([...done.flatMap(deeds), ...(atDesk ? ['posted:desk'] : [])])
    },
    wrote(account, text) {
      const own = by(account, Number.POSITIVE_INFINITY)
      const messages = own.flatMap((event) => (event.type === 'message-posted' ? [event.message] : []))
      const edits = told.flatMap((event) =>
        event.type === 'message-edited' && messages.includes(event.message) ? [event.text] : [],
      )
      const words = [...own.flatMap(wordsIn), ...edits]
      // Whom somebody names, and what they say of them, come in two fields and are passed on as two lines.
      return (
        words.includes(text) ||
        words.some((who) => text.startsWith(`${who}\n`) && words.includes(text.slice(who.length + 1)))
      )
    },
  }
}

const whose = (event: PlatformEvent) =>
  event.type === 'message-posted' ? event.author : 'account' in event ? event.account : undefined

/** What this event makes of somebody's volunteering. `fresh`: as it begins. */
function after(event: PlatformEvent, now: Volunteering | undefined, fresh: Volunteering): Volunteering | undefined {
  const pause = (text: string) => now && { ...now, pausedUntil: event.at + (parseDuration(text) ?? 0) }
  if (event.type === 'command-run') {
    const { command, values } = event
    if (command === 'volunteer' && values.topics) return { ...(now ?? fresh), pausedUntil: 0 }
    if (command === 'stop') return undefined
    if (command === 'pause') return pause(values.for === 'off' ? '' : (values.for ?? '1 week'))
  }
  if (event.type === 'button-pressed') {
    if (['ping.stop', 'profile.stop'].includes(event.action)) return undefined
    if (event.action === 'ping.pause') return pause('1 week')
    if (event.action === 'profile.resume') return pause('')
  }
  if (event.type === 'form-submitted') {
    const { action, values } = event
    if (action === 'volunteer') return { ...(now ?? fresh), pausedUntil: 0 }
    if (action === 'privacy.erase' && values.confirm === 'erase') return undefined
    if (action === 'profile.pause') return pause(values.for!)
    if (action === 'profile.hours' && now) {
      const quietHours = { from: values.from!.padStart(5, '0'), to: values.to!.padStart(5, '0') }
      return { ...now, quietHours, weeklyLimit: Number(values.limit), timeZone: values.timeZone || now.timeZone }
    }
  }
  return now
}

function deeds(event: PlatformEvent): string[] {
  if (event.type === 'message-posted') return [`posted:${event.where}`]
  if (event.type === 'command-run') return [`command:${event.command}`]
  if (event.type === 'message-chosen') return ['command:ask']
  return 'action' in event ? [event.action] : []
}

function wordsIn(event: PlatformEvent): string[] {
  if (event.type === 'message-posted') return [event.text]
  const values = 'values' in event ? Object.values(event.values) : []
  return values.map((value) => value.trim())
}
