import type { Card, Span } from '../../src/cards/card.ts'
import { buttonsOf, type Said } from './said-and-told.ts'

/** What is known of the people without asking the bot. Times are ms since 1970. */
export interface World {
  /** As the person told it; undefined for who was no volunteer at that time. */
  volunteer(account: string, at: number): Volunteering | undefined
  /** What the person had done by then: "command:ask", "offer.accept", "posted:thread" … */
  did(account: string, at: number): Set<string>
  wrote(account: string, text: string): boolean
  mayRead(account: string, conversation: string): boolean
  /** Somebody who is on another platform than the one where they are named. */
  named?(name: string): string | undefined
}

export interface Volunteering {
  weeklyLimit: number
  quietHours: { from: string; to: string }
  timeZone: string
  pausedUntil: number
}

export interface BrokenPromise {
  promise: string
  at: number
  who?: string | undefined
}

const WEEK = 7 * 24 * 3_600_000

/**
 * Counts broken promises (DESIGN §2) by what the platform was sent, and nothing else: not by what the bot believes.
 * @param said in the order in which it was sent
 */
export function checkPromises(said: readonly Said[], world: World): BrokenPromise[] {
  return [...checkPings(said, world), ...said.flatMap((one) => checkWords(one, world))]
}

/** One ping: a direct message that asks, until it stops asking. */
interface SentPing {
  account: string
  from: number
  until: number
  card: Card
}

/** Asks its reader to do something: help, or agree to be named. */
const asks = (card: Card | undefined) =>
  buttonsOf(card).some(({ action }) => action === 'ping.not-now' || action === 'referral.no')

export function readPings(said: readonly Said[]): SentPing[] {
  const pings = new Map<string, SentPing>()
  for (const { how, message, reader, answer, card, at } of said) {
    const known = pings.get(message)
    if (known && known.until === Number.POSITIVE_INFINITY && !asks(card)) known.until = at
    if (!known && how === 'sent' && reader && !answer && card && asks(card))
      pings.set(message, { account: reader, from: at, until: Number.POSITIVE_INFINITY, card })
  }
  return [...pings.values()]
}

function checkPings(said: readonly Said[], world: World): BrokenPromise[] {
  const pings = readPings(said)
  return pings.flatMap((ping) => {
    const { account, from: at, card } = ping
    const broken = (promise: string): BrokenPromise => ({ promise, at, who: account })
    const own = pings.filter((other) => other.account === account)
    const volunteer = world.volunteer(account, at)
    if (!volunteer) return [broken('a ping to somebody who does not volunteer')]
    const week = own.filter(({ from }) => from > at - WEEK && from <= at)
    const live = own.filter((other) => other !== ping && other.from <= at && other.until > at)
    const earlier = live.filter((other) => other.from < at || own.indexOf(other) < own.indexOf(ping))
    return [
      ...(week.length > volunteer.weeklyLimit ? [broken('more pings in seven days than the weekly limit')] : []),
      ...(earlier.length > 0 ? [broken('a second live ping')] : []),
      ...(isQuietNow(volunteer, at) ? [broken('a ping in quiet hours')] : []),
      ...(volunteer.pausedUntil > at ? [broken('a ping to somebody who pauses')] : []),
      ...(hasReason(card) ? [] : [broken('a ping without a reason')]),
      ...(audience(ping, said).some((place) => world.mayRead(account, place))
        ? []
        : [broken('a ping about what its reader may not read')]),
    ]
  })
}

const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

function isQuietNow({ quietHours, timeZone }: Volunteering, at: number): boolean {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' }).format(at)
  const [from, to, now] = [quietHours.from, quietHours.to, clock].map(minutes) as [number, number, number]
  return from <= to ? now >= from && now < to : now >= from || now < to
}

/** "You volunteered" is no reason. */
const hasReason = (card: Card) =>
  /because (?:you (?!volunteered)|what you |others )\S|thinks you may know/.test(ownWords(card))

/** Where the request of a ping can be read: its thread, and the channels that a copy of it was sent to. */
function audience({ card }: SentPing, said: readonly Said[]): string[] {
  const request = buttonsOf(card)[0]?.subject.split('.')[0]
  const copies = said.filter(
    ({ reader, card: shown }) => !reader && buttonsOf(shown).some((b) => b.subject === request),
  )
  return [...linksOf(card), ...copies.map(({ conversation }) => conversation)]
}

/** The messages and conversations that a card links to. */
export const linksOf = (card: Card): string[] =>
  card.blocks
    .flatMap((block) =>
      block.type === 'fields' ? block.fields.flatMap(({ value }) => value) : 'spans' in block ? block.spans : [],
    )
    .flatMap((span) => (typeof span !== 'string' && span.type === 'link' ? (Object.values(span.to) as string[]) : []))

const forOneReader = /^(?:offer|support|ping|referral|draft|outcome|profile|privacy|held)\./
const agreed = [
  'offer.accept',
  'offer.post',
  'offer.accept-here',
  'offer.post-here',
  'offer.edit',
  'support.company',
  'support.advice',
  'referral.yes',
  'command:ask',
  'posted:desk',
]

/** Whose words they are, who is told what, and that nothing private stands where others read it. */
function checkWords({ how, reader, dm, answer, card, at }: Said, world: World): BrokenPromise[] {
  if (!card) return []
  const broken = (promise: string): BrokenPromise => ({ promise, at, who: reader })
  const quotes = card.blocks.flatMap((block) => (block.type === 'quote' ? [block] : []))
  const invented = quotes.filter(({ author, text }) => {
    const account = accountOf(author) ?? world.named?.(nameIn(author))
    const ownExport = answer && account === reader && text.startsWith('{')
    return !ownExport && !(account && world.wrote(account, text))
  })
  const actions = buttonsOf(card).map(({ action }) => action)
  const called = card.blocks
    .flatMap((block) => (block.type === 'text' || block.type === 'note' ? block.spans : []))
    .flatMap((span) =>
      typeof span !== 'string' && span.type === 'person' && span.notify
        ? [span.account ?? world.named?.(span.name) ?? '']
        : [],
    )
  const uninvited = called.filter((account) => !agreed.some((deed) => world.did(account, at).has(deed)))
  const deeds = reader ? [...world.did(reader, at)].filter((deed) => !dm || deed !== 'posted:channel') : []
  const stranger = how === 'sent' && reader && !answer && !world.volunteer(reader, at) && deeds.length === 0
  return [
    ...invented.map(() => broken('words in quotes that nobody wrote')),
    ...(actions.includes('note.open') && ownWords(card) !== 'I have a note for you.'
      ? [broken('a note that reveals something')]
      : []),
    ...(!reader && actions.some((action) => forOneReader.test(action))
      ? [broken('something private where others read it')]
      : []),
    ...(reader ? [] : uninvited.map(() => broken('somebody called by name who did not agree'))),
    ...(stranger ? [broken('a message to somebody who did nothing')] : []),
  ]
}

const nameIn = (span: Span) => (typeof span !== 'string' && span.type === 'person' ? span.name : '')
const accountOf = (span: Span) => (typeof span !== 'string' && span.type === 'person' ? span.account : undefined)

/** The bot's own words on a card. */
const ownWords = (card: Card) =>
  card.blocks
    .flatMap((block) => (block.type === 'text' || block.type === 'note' ? [block.spans.map(plain).join('')] : []))
    .join('\n')

const plain = (span: Span): string =>
  typeof span === 'string' ? span : span.type === 'person' ? span.name : span.type === 'time' ? '' : span.text
