import { createHash } from 'node:crypto'
import type { Block, Button, Card, Span } from '../../cards/card.ts'
import type { Messages } from '../../cards/cards.ts'
import type { Clock } from '../../shared/clock.ts'
import type { SentCard, Watcher } from './watch-platform.ts'

const WEEK = 7 * 86_400_000

/** What is promised to people, as far as it shows in what a platform was sent. */
export const promises = [
  'only volunteers are pinged',
  'weekly limit',
  'one live ping at a time',
  'quiet hours',
  'every ping says why',
  'nothing leaves its audience',
  'words are quoted as written',
  'nothing is said twice',
] as const
export type Promised = (typeof promises)[number]

/** What a helper agreed to. */
export interface Agreed {
  weeklyLimit: number
  quietHours: { from: string; to: string }
  timeZone: string
}

export interface PromiseChecker extends Watcher {
  /** Somebody is here, and this is their conversation with the bot. */
  arrived(account: string, dm: string): void
  volunteered(account: string, agreed: Agreed): void
  stopped(account: string): void
  /** Everything about them is erased, so nobody can know how often they were pinged. */
  erased(account: string): void
  /** Somebody wrote this; `conversation`: where others read it, absent for what was said to the bot alone. */
  wrote(account: string, text: string, conversation?: string): void
  /** How often each promise was broken. */
  readonly broken: Record<Promised, number>
}

interface World {
  clock: Clock
  messages: Messages
  mayRead(account: string, conversation: string): boolean
  /** Whether a ping is over although its card cannot say so yet, for the platform takes no edits. Never, when absent. */
  isOver?(pingId: string): boolean
  /** Is told of each broken promise, for whoever looks for the cause. */
  onBroken?(promise: Promised, message: string, card: Card): void
}

interface Helper {
  agreed?: Agreed | undefined
  pingedAt: number[]
  /** Ids of the pings whose cards wait for an answer, by message. */
  live: Map<string, string>
}

/** Counts broken promises by what the platform was sent and by what people did, knowing nothing of what the bot thinks. */
export function createPromiseChecker({
  clock,
  messages,
  mayRead,
  isOver = () => false,
  onBroken,
}: World): PromiseChecker {
  const broken = Object.fromEntries(promises.map((promise) => [promise, 0])) as Record<Promised, number>
  const owners = new Map<string, string>()
  const helpers = new Map<string, Helper>()
  const written = new Map<string, Set<string>>()
  const liveFor = new Map<string, Helper>()
  const pingIds = new Set<string>()
  const [beforeReasons = '', afterReasons = ''] = (messages['ping.why'] ?? '').split('{reasons}')

  const helperOf = (account: string): Helper => {
    const helper = helpers.get(account) ?? { pingedAt: [], live: new Map() }
    helpers.set(account, helper)
    return helper
  }

  function breaks(promise: Promised, { message, card }: Pick<SentCard, 'message' | 'card'>) {
    broken[promise]++
    onBroken?.(promise, message, card)
  }

  function checkPing(sent: SentCard, account: string, ping: Button) {
    const { message, card } = sent
    const now = clock.now()
    const helper = helperOf(account)
    if (pingIds.has(ping.subject)) breaks('nothing is said twice', sent)
    pingIds.add(ping.subject)
    helper.pingedAt = helper.pingedAt.filter((at) => at > now - WEEK)
    if (!helper.agreed) breaks('only volunteers are pinged', sent)
    else {
      if (helper.pingedAt.length >= helper.agreed.weeklyLimit) breaks('weekly limit', sent)
      if (isNight(helper.agreed, now)) breaks('quiet hours', sent)
    }
    if (![...helper.live.values()].every(isOver)) breaks('one live ping at a time', sent)
    if (!saysWhy(card, ping)) breaks('every ping says why', sent)
    helper.pingedAt.push(now)
    helper.live.set(message, ping.subject)
    liveFor.set(message, helper)
  }

  function saysWhy({ blocks }: Card, ping: Button): boolean {
    // Who was named is told by whom.
    if (ping.action === 'referral.yes')
      return blocks.some(
        (block) =>
          block.type === 'text' && block.spans.some((span) => typeof span !== 'string' && span.type === 'person'),
      )
    const why = blocks.map(textOf).find((text) => text.startsWith(beforeReasons))
    const reasons = why?.slice(beforeReasons.length).split(afterReasons)[0]?.trim()
    return Boolean(reasons) && reasons !== messages['reason.none']
  }

  function checkQuotes(shown: Pick<SentCard, 'message' | 'card'>, reader: string | undefined) {
    for (const block of shown.card.blocks) {
      if (block.type !== 'quote') continue
      const author =
        typeof block.author !== 'string' && block.author.type === 'person' ? block.author.account : undefined
      // Who reads all that is kept about him reads his own.
      if (author && author === reader) continue
      const places = author && written.get(nameOf(author, block.text))
      if (!places) breaks('words are quoted as written', shown)
      else if (reader && places.size > 0 && ![...places].some((place) => mayRead(reader, place)))
        breaks('nothing leaves its audience', shown)
    }
  }

  function endLive(message: string) {
    liveFor.get(message)?.live.delete(message)
    liveFor.delete(message)
  }

  return {
    broken,
    arrived: (account, dm) => void owners.set(dm, account),
    volunteered(account, agreed) {
      helperOf(account).agreed = agreed
    },
    stopped(account) {
      helperOf(account).agreed = undefined
    },
    erased(account) {
      for (const message of helpers.get(account)?.live.keys() ?? []) liveFor.delete(message)
      helpers.delete(account)
    },
    wrote(account, text, conversation) {
      const name = nameOf(account, text)
      const places = written.get(name) ?? new Set()
      if (conversation) places.add(conversation)
      written.set(name, places)
    },
    sent(sent) {
      const owner = sent.conversation && owners.get(sent.conversation)
      const reader = sent.onlyFor ?? owner
      checkQuotes(sent, reader)
      const ping = owner && pingOf(sent.card)
      if (ping) checkPing(sent, owner, ping)
    },
    edited(message, card) {
      checkQuotes({ message, card }, undefined)
      if (!pingOf(card)) endLive(message)
    },
    removed: endLive,
    threadOpened() {},
  }
}

/** The button by which a card shows that an answer to it is waited for. */
function pingOf({ blocks }: Card): Button | undefined {
  const buttons = blocks.flatMap((block) => (block.type === 'buttons' ? block.buttons : []))
  return buttons.find(({ action }) => action === 'ping.not-now' || action === 'referral.yes')
}

/** Words are known by a hash, so that a long replay needs little room. */
const nameOf = (account: string, text: string) =>
  createHash('sha256')
    .update(`${account}\n${text.replace(/\r\n?/g, '\n').trim()}`)
    .digest('base64')
    .slice(0, 16)

const textOf = (block: Block) => ('spans' in block ? block.spans.map(spanText).join('') : '')

function spanText(span: Span): string {
  if (typeof span === 'string') return span
  if (span.type === 'person') return span.name
  return span.type === 'time' ? '' : span.text
}

const clocks = new Map<string, Intl.DateTimeFormat>()

function isNight({ quietHours: { from, to }, timeZone }: Agreed, at: number): boolean {
  const known = clocks.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, timeStyle: 'short' })
  clocks.set(timeZone, known)
  const now = known.format(at)
  return from <= to ? now >= from && now < to : now >= from || now < to
}
