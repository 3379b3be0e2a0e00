import type { Ranked, Reason } from './evidence.ts'
import { type Details, featureNames, features, fillRows } from './features.ts'
import { dot, softmax } from './lessons.ts'
import { proposeSlots } from './propose.ts'
import { readDeclared } from './read-declared.ts'
import { readPresence } from './read-presence.ts'
import { readWords } from './read-words.ts'
import type { Reading } from './reading.ts'

const MOST_REASONS = 4
/** A reason that made up less of what speaks for the member than this is not worth saying, unless it is the only one. */
const LEAST_SHARE = 0.05
/** A chance too small for a number is still more than none. */
const LEAST_SCORE = 1e-12
/** "You were here lately" is true for a fortnight. */
const LATELY = 14 * 86_400_000

/** The ranked, and what each had to show: rows of features in their order, for what is to be learned from it. */
export interface Comparison {
  ranked: Ranked[]
  rows: Float32Array
}

/**
 * Members who may help, best first, at most `limit`, never the asker. The chance that it is member m who answers is a softmax over the candidates,
 *   p(m) = exp(w · x(m)) / Σ exp(w · x(m')),
 * x being the features of `features.ts` and w the weights that ship, moved by the community's own answered requests (`lessons.ts`).
 * With `candidates` only these are ranked, and all of them, also those nobody knows anything about (score 0, no reasons); without, everybody for
 * whom anything speaks. Equal scores are ordered by member id.
 */
export function rankMembers(reading: Reading, candidates: Iterable<string> | undefined, limit: number): Comparison {
  const { index, demand, now, prior } = reading
  const declared = readDeclared(reading)
  const words = readWords(reading)
  const details = { ...declared.details, ...words.details }
  const lists = { declared: declared.touched, scores: words.touched }
  const wanted = candidates && [...new Set(candidates)]
  const known = wanted ? slotsOf(wanted, index) : proposeSlots(index, lists, declared.fit, now)
  const asker = index.slotOf(demand.askerId)
  const slots = known.filter((slot) => slot !== asker)
  const rows = fillRows(slots.length, {
    ...declared.columns(slots),
    ...words.columns(slots),
    ...readPresence(reading, slots),
  })
  const weights = index.lessons.weightsOver(prior)
  const width = featureNames.length
  const sums = slots.map((_, i) => dot(rows, i * width, weights))
  const idOf = (i: number) => index.memberAt(slots[i]!)!
  const standing = [...slots.keys()]
    .filter((i) => candidates || anythingSpeaksFor(rows, i * width, weights))
    .sort((a, b) => sums[b]! - sums[a]! || compare(idOf(a), idOf(b)))
  const chances = softmax(standing.map((i) => sums[i]!))
  const usual = meanOf(rows, slots.length)
  const ranked: Ranked[] = []
  const strangers = (wanted ?? []).filter((id) => id !== demand.askerId && index.slotOf(id) === undefined)
  const kept = new Float32Array(Math.min(limit, standing.length + strangers.length) * width)
  for (const [place, i] of standing.entries()) {
    if (ranked.length >= limit) break
    const slot = slots[i]!
    const row = rows.subarray(i * width, (i + 1) * width)
    const lately = now - index.presence.lastActive[slot]! < LATELY
    const reasons = explain(slot, { row, usual, weights }, details, lately)
    if (!candidates && !reasons.some(saysWhy)) continue
    kept.set(row, ranked.length * width)
    const fit = Math.max(declared.fit(slot), words.fit(slot))
    ranked.push({ memberId: idOf(i), score: Math.max(LEAST_SCORE, chances[place]!), fit, reasons })
  }
  index.boards.wipe()
  for (const memberId of strangers.sort(compare))
    if (ranked.length < limit) ranked.push({ memberId, score: 0, fit: 0, reasons: [] })
  return { ranked, rows: kept }
}

/** That somebody speaks the language of the community is no reason to ask them rather than others. */
const saysWhy = ({ code, detail }: Reason) =>
  code !== 'speaks-language' && (detail.length > 0 || (code !== 'declared-topic' && code !== 'declared-place'))

/** The slots of those of the members whom the index knows, rising. */
const slotsOf = (memberIds: readonly string[], index: Reading['index']) =>
  memberIds.flatMap((memberId) => index.slotOf(memberId) ?? []).sort((a, b) => a - b)

/** The weights that ship, in the order of the features. */
export const priorOf = ({ features: prior }: Pick<Reading['weights'], 'features'>): Float64Array =>
  Float64Array.from(featureNames, (name) => prior[name])

/** The reason that each feature gives, in their order. */
const codes = featureNames.map((name) => {
  const feature = features[name]
  return 'code' in feature ? feature.code : undefined
})

const anythingSpeaksFor = (rows: Float32Array, from: number, weights: Float64Array): boolean =>
  codes.some((code, k) => code !== undefined && rows[from + k]! > 0 && weights[k]! > 0)

/** What the member knows first, then nearness and presence. */
const knows = new Set<Reason['code']>([
  'declared-topic',
  'suggested-before',
  'helped-before',
  'named-by-others',
  'writes-about',
])

/**
 * The terms of the sum that speak for the member, by what they are about: only what is above 0 for him, so that each is true. Presence counts by
 * what he is there more than the others who were compared: that everybody was here today is no reason to ask this one.
 */
function explain(slot: number, { row, usual, weights }: Shown, details: Details, lately: boolean): Reason[] {
  const beyondUsual = partsOf(row, weights, lately, usual)
  const parts = beyondUsual.length > 0 ? beyondUsual : partsOf(row, weights, lately)
  const whole = parts.reduce((sum, { part }) => sum + part, 0)
  return parts
    .filter(({ part }) => part / whole >= LEAST_SHARE)
    .sort((a, b) => Number(knows.has(b.code)) - Number(knows.has(a.code)) || b.part - a.part)
    .slice(0, MOST_REASONS)
    .map(({ code, part }) => ({
      code,
      detail: details[code === 'declared-place' ? 'near-place' : code]?.(slot) ?? [],
      share: part / whole,
    }))
}

interface Shown {
  row: Float32Array
  usual: Float64Array
  weights: Float64Array
}

function partsOf(row: Float32Array, weights: Float64Array, lately: boolean, usual?: Float64Array) {
  const parts: { code: Reason['code']; part: number }[] = []
  for (let k = 0; k < codes.length; k++) {
    const value = row[k]!
    if (!(value > 0)) continue
    const code = codeOf(codes[k], value, lately)
    if (!code) continue
    const part = (usual && !declaredOrKnown(code) ? value - usual[k]! : value) * weights[k]!
    const known = parts.find((one) => one.code === code)
    if (known) known.part += part
    else parts.push({ code, part })
  }
  return parts.filter(({ part }) => part > 0)
}

const declaredOrKnown = (code: Reason['code']) => knows.has(code) || code === 'declared-place' || code === 'near-place'

function meanOf(rows: Float32Array, n: number): Float64Array {
  const width = featureNames.length
  const mean = new Float64Array(width)
  for (let i = 0; i < n; i++) for (let k = 0; k < width; k++) mean[k]! += rows[i * width + k]!
  return mean.map((sum) => sum / n)
}

function codeOf(code: Reason['code'] | undefined, value: number, lately: boolean): Reason['code'] | undefined {
  if (code === 'near-place' && value === 1) return 'declared-place'
  return code === 'active-lately' && !lately ? undefined : code
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
