import { answerChance, chanceOfAny } from './answer-chance.ts'
import type { Load, PassedOverReason, Ranked } from './evidence.ts'
import type { MatchingWeights } from './weights.ts'

/** What one wave is to reach, and what it may use. */
export interface Need {
  /** The chance, 0..1, that at least one of the wave answers, at which it stops growing. */
  target: number
  /** Most pings in this wave. */
  maxWave: number
  /** Members whose `fit` is below are not asked. 0: everybody. Not looked at when only listeners are asked. */
  minFit: number
  /** Ask only those who volunteered to keep company. */
  listenersOnly?: boolean
  /** What a ping of a member is worth to later requests, as a chance 0..1; absent: nothing. See `prices.ts`. */
  priceOf?: (memberId: string, weeklyLimit: number) => number
  /** Give the last place of the wave to a volunteer who was hardly ever asked. */
  explore?: boolean
  /** How many DM conversations may still be opened; absent: any number. */
  newDms?: number
}

export interface Chosen extends Ranked {
  /** Chance, 0..1, that this helper answers. */
  chanceOfYes: number
}

export interface PassedOver {
  memberId: string
  score: number
  reason: PassedOverReason
}

export interface Allocation {
  /** Who is to be pinged now, first first. */
  chosen: Chosen[]
  /** Everybody else who was ranked, each with the first reason that held. */
  passedOver: PassedOver[]
  /** Everybody ranked: who is chosen, or cannot be asked now, where his score puts him; who could be and is spared, behind all who are chosen. */
  order: Ranked[]
  /** The chance that at least one of the chosen answers. */
  chance: number
  /** Where the last of those chosen below their price came to stand: others with a better score would have gone before. */
  cheapest?: number
}

/**
 * Chooses a wave among ranked members. Who may not be asked now is passed over; the others are put in the order of asking, in which members
 * who were pinged this week, or whom no DM has reached yet, stand further back, so that among near-equals it is not always the same ones.
 * The wave takes them from the front until the chance of an answer reaches the target.
 */
export function allocateWave(
  ranked: readonly Ranked[],
  loads: ReadonlyMap<string, Load>,
  need: Need,
  weights: Pick<MatchingWeights, 'spread' | 'unreached' | 'prior' | 'steepness'>,
): Allocation {
  const standing = ranked.map((one) => {
    const load = loads.get(one.memberId)
    const reason = whyNot(one, load, need)
    return { one, load, reason, place: reason || !load ? one.score : one.score * room(one, load, need, weights) }
  })
  standing.sort((a, b) => b.place - a.place)
  if (need.explore) giveTheNewAChance(standing, need.maxWave)
  const chosen: Chosen[] = []
  const passedOver: PassedOver[] = []
  let newDms = need.newDms ?? Number.POSITIVE_INFINITY
  let chance = 0
  for (const { one, load, reason } of standing) {
    const pass = (why: PassedOverReason) => passedOver.push({ memberId: one.memberId, score: one.score, reason: why })
    if (reason || !load) pass(reason ?? 'not-a-volunteer')
    else if (chosen.length >= need.maxWave || chance >= need.target) pass('not-needed-now')
    else if (!load.reachable && newDms <= 0) pass('dm-budget')
    else {
      if (!load.reachable) newDms--
      const reasons = need.listenersOnly ? [{ code: 'listens' as const, detail: [], share: 1 }] : one.reasons
      chosen.push({ ...one, reasons, chanceOfYes: answerChance(load, weights.prior) })
      chance = chanceOfAny(chosen.map(({ chanceOfYes }) => chanceOfYes))
    }
  }
  const ids = new Set(chosen.map(({ memberId }) => memberId))
  const belowPrice = standing.filter(({ one, place }) => ids.has(one.memberId) && place < one.score / 2)
  const cheapest = belowPrice.length > 0 ? { cheapest: Math.min(...belowPrice.map(({ place }) => place)) } : {}
  return { chosen, passedOver, order: orderOf(standing, ids), chance, ...cheapest }
}

function orderOf(
  standing: readonly { one: Ranked; reason: PassedOverReason | undefined }[],
  chosen: ReadonlySet<string>,
): Ranked[] {
  const last = Math.min(...standing.flatMap(({ one }) => (chosen.has(one.memberId) ? [one.score] : [])))
  const spared = ({ one, reason }: (typeof standing)[number]) => !reason && !chosen.has(one.memberId)
  return standing
    .map((each) => ({
      one: each.one,
      spared: spared(each),
      place: spared(each) ? Math.min(each.one.score, last) : each.one.score,
    }))
    .sort((a, b) => b.place - a.place || Number(a.spared) - Number(b.spared) || b.one.score - a.one.score)
    .map(({ one }) => one)
}

/** Why a member cannot be asked, whoever else is there. What protects people comes first, what passes with time later. */
function whyNot(one: Ranked, load: Load | undefined, need: Need): PassedOverReason | undefined {
  if (!load) return 'not-a-volunteer'
  if (load.blocked) return 'blocked'
  if (!load.inAudience) return 'outside-audience'
  if (load.alreadyAsked) return 'already-asked'
  if (need.listenersOnly && !load.listens) return 'not-listening'
  if (load.paused) return 'paused'
  if (load.dmsClosed) return 'dms-closed'
  if (load.pingsThisWeek >= load.weeklyLimit) return 'weekly-limit'
  if (load.livePing) return 'live-ping'
  if (load.quietHours) return 'quiet-hours'
  if (!need.listenersOnly && one.fit < need.minFit) return 'too-unlikely'
  return undefined
}

/**
 * The part of his score that a member keeps, 0..1: less the more he was pinged this week, 1 / (1 + spread · pings / limit); less when no DM
 * reached him yet; and less when this request needs him less than others of the week did, (score / price)^steepness.
 */
function room(
  { memberId, score }: Ranked,
  load: Load,
  { priceOf }: Need,
  { spread, unreached, steepness }: Pick<MatchingWeights, 'spread' | 'unreached' | 'steepness'>,
): number {
  const reached = load.reachable ? 1 : 1 - unreached
  const price = priceOf?.(memberId, load.weeklyLimit) ?? 0
  const worth = score < price ? (score / price) ** steepness : 1
  return (worth * reached) / (1 + (spread * load.pingsThisWeek) / load.weeklyLimit)
}

/** Who was asked fewer times than this is new. */
const NEW_UNTIL = 3
/** The new one must stand among this many times the wave: a chance is for those who may know, too. */
const NOT_FAR = 6

/** Moves the first new volunteer behind the wave to its last place, if none is in it. */
function giveTheNewAChance(
  standing: { reason: PassedOverReason | undefined; load: Load | undefined }[],
  maxWave: number,
) {
  if (maxWave < 2) return
  const free = standing.filter(({ reason, load }) => !reason && load)
  const isNew = ({ load }: (typeof standing)[number]) => load!.asked < NEW_UNTIL
  if (free.slice(0, maxWave).some(isNew)) return
  const chosen = free.slice(maxWave, NOT_FAR * maxWave).find(isNew)
  if (!chosen) return
  standing.splice(standing.indexOf(chosen), 1)
  standing.splice(standing.indexOf(free[maxWave - 1]!), 0, chosen)
}
