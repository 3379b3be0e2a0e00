import type { Evidence, EvidenceKind } from '../../matching/evidence.ts'
import { isQuiet, zoneOf } from '../../members/availability.ts'
import type { Member } from '../../members/member.ts'
import type { Store } from '../../storage/store.ts'
import type { Bot } from '../bot.ts'
import { decide } from '../decide.ts'
import { sampleId } from './load-sample.ts'
import { owner } from './sandbox-time.ts'
import type { Story } from './story.ts'
import { nextAt } from './travel.ts'

const WEEK = 7 * 86_400_000
/** What requests teach about members. */
const taught: EvidenceKind[] = ['suggested', 'helped', 'referred', 'not-topic', 'answered']
/** Visitors may have kept the cast busy; more weeks than these are not waited. */
const MOST_WEEKS = 4

interface Parts {
  bot: Bot
  accountOf(name: string): string
  goTo(time: number): Promise<void>
  /** Whether the clock may not be moved. */
  stands(): Promise<boolean>
}

/** The story cannot be told now; the message says why, in words for people. */
export class NotNow extends Error {}

/**
 * Sees to it that a story can be told: at its hour, and when it was told before, a week on and with what that taught its cast
 * forgotten. Limits and rests are kept, by letting time pass. Where the clock stands, it is told at the hour that it is.
 * @returns what is said of the beginning
 * @throws NotNow when the clock stands and somebody who is to be asked has quiet hours
 */
export async function beginStory({ bot, accountOf, goTo, stands }: Parts, story: Story): Promise<string> {
  const { store, clock } = bot
  const find = async (names: Iterable<string>) => {
    const found = await Promise.all([...new Set(names)].map((name) => store.memberByAccount(accountOf(name), sampleId)))
    return found.flatMap((member) => member ?? [])
  }
  const helpers = () => find(helpersOf(story))
  const fixed = await stands()
  if (fixed && (await helpers()).some((helper) => isAsleep(helper, clock.now())))
    throw new NotNow(
      'Those who would be asked in this story have quiet hours now, and the clock cannot be moved while real people use it too. Please watch it later.',
    )
  const cast = await find([story.seenBy, ...story.steps.map(({ who }) => who)])
  const before = await store.keepGet(owner, keyOf(story))
  if (before) await forgetLastTelling(bot, JSON.parse(before) as Before[], cast)
  else await store.keepPut(owner, { [keyOf(story)]: JSON.stringify(await whatIsKnown(bot, cast)) })

  if (!fixed) await goTo(nextAt(story.hour, clock.now() + (before ? WEEK : 0), story.timeZone))
  for (let i = 0; i < MOST_WEEKS && !fixed; i++) {
    const freeAt = await whenFree(bot, await helpers())
    if (freeAt <= clock.now()) break
    await goTo(nextAt(story.hour, freeAt, story.timeZone))
  }
  if (!before) return 'It begins in a moment.'
  const later = fixed ? '' : ', a week later, so that nobody is asked more often than they allow'
  return `It is told afresh${later}. What was learned the last time is forgotten.`
}

const told = 'told/'
const keyOf = ({ id }: Story) => `${told}${id}`

/** Erasing somebody follows what is remembered of them for the next telling. */
export async function forgetTold(store: Store, accounts: string[]): Promise<void> {
  for (const { key, value } of await store.keepList(owner, told)) {
    const before = JSON.parse(value) as Before[]
    const left = before.filter(({ account }) => !accounts.includes(account))
    if (left.length < before.length) await store.keepPut(owner, { [key]: JSON.stringify(left) })
  }
}

/** Who is asked in a story: those who press what only they are shown. */
const helpersOf = ({ steps, seenBy }: Story) =>
  steps.flatMap((step) => ('presses' in step && step.who !== seenBy ? [step.who] : []))

const isAsleep = (member: Member, now: number) =>
  member.volunteer !== undefined && isQuiet(member.volunteer.quietHours, now, zoneOf(member, 'UTC'))

/** What was known of a member before a story was told for the first time. */
interface Before {
  account: string
  evidence: Evidence[]
  asked: number
  answered: number
}

const whatIsKnown = (bot: Bot, cast: Member[]): Promise<Before[]> =>
  Promise.all(
    cast.map(async ({ id, accounts, volunteer }) => ({
      account: accounts[0]!,
      evidence: (await bot.store.evidenceOf(id)).filter(({ kind }) => taught.includes(kind)),
      asked: volunteer?.asked ?? 0,
      answered: volunteer?.answered ?? 0,
    })),
  )

/** What was left open is called off by its asker, and the cast is known for no more than before the first telling. */
async function forgetLastTelling(bot: Bot, before: Before[], cast: Member[]): Promise<void> {
  const { store, clock } = bot
  for (const { id: askerId } of cast)
    for (const { id } of await store.requestsWhere({ askerId, states: ['open'], limit: 20 }))
      await store.transaction((tx) =>
        decide(bot, tx, {
          for: 'request',
          requestId: id,
          event: { type: 'withdrawn', at: clock.now(), byId: askerId },
        }),
      )
  bot.wake()
  await store.transaction(async (tx) => {
    for (const { account, evidence, asked, answered } of before) {
      const member = await tx.memberByAccount(account, sampleId)
      if (!member?.volunteer) continue
      await tx.replaceEvidence(sampleId, member.id, taught, evidence)
      await tx.saveMember({ ...member, volunteer: { ...member.volunteer, asked, answered } }, member.version)
    }
  })
}

/** When all of them may be asked again, ms since 1970: nobody rests, has had the week's pings, or is being asked. */
async function whenFree({ store, clock }: Bot, helpers: Member[]): Promise<number> {
  const now = clock.now()
  const loads = await store.pingLoads(
    helpers.map(({ id }) => id),
    now - WEEK,
  )
  const times = helpers.map(({ id, volunteer }) => {
    const load = loads.get(id)
    const busy = load && volunteer && (load.outstanding || load.recent >= volunteer.weeklyLimit)
    return Math.max(busy ? now + WEEK : 0, volunteer?.pausedUntil ?? 0)
  })
  return Math.max(0, ...times)
}
