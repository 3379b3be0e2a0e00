import { clampOdds, type MoodOdds, PLAIN, type SecondMoodWeights } from '../src/understanding/judge-mood-by-meaning.ts'
import { type FitRow, fitLogistic, logOdds } from './fit-logistic.ts'

/** An English message with its sentence vector, and what the first look thought of it, by weights that it did not train. */
export interface SeenMood {
  sort: 'crisis' | 'low' | 'alike' | 'ordinary' | 'support'
  vector: number[]
  odds: MoodOdds
}

const FOLDS = 5
/** Vectors are stretched so that the fit's steps suit them; weights are stretched back. */
const STRETCH = 10
const PENALTY = 200
/** Of ordinary talk there is ten times as much as of all else; look-alikes are what it is hardest to keep out. */
const WEIGHT: Partial<Record<SeenMood['sort'], number>> = { ordinary: 0.5, alike: 1.5 }
/** So much of ordinary talk gets a vector for the one question, and for the other. */
const LOOKED_AT = { crisis: 0.11, low: 0.06 }
/** So much of look-alikes and of ordinary talk, held out in turn, may be taken. */
const TAKEN = { crisis: { alike: 0.05, ordinary: 0.005 }, low: { alike: 0.02, ordinary: 0.004 } }
/** Shares of look-alikes for which the trade-off is printed. */
const CURVE = [0.02, 0.03, 0.05, 0.08, 0.12, 0.2]
const LARGEST_BYTE = 127

/** Fits both questions; prints what is found and taken by threshold, held out in turn. Deterministic. */
export function fitSecondMood(rows: SeenMood[]): SecondMoodWeights {
  const from = { crisis: fromOf(rows, 'crisis'), low: fromOf(rows, 'low') }
  const fit = (mood: keyof MoodOdds, yes: SeenMood['sort'][], leaveOut: SeenMood['sort'][]) => {
    const some = rows.filter(({ sort }) => !leaveOut.includes(sort))
    const fitted = some.map((row) => toRow(row, yes))
    const odds = new Float64Array(some.length)
    for (let fold = 0; fold < FOLDS; fold++) {
      const weights = fitRows(fitted.filter((_, i) => i % FOLDS !== fold))
      for (let i = fold; i < some.length; i += FOLDS) odds[i] = logOdds(weights, fitted[i]!)
    }
    // What both looks together go by: where the first stands, no threshold of the second changes it.
    const both = some.map((row, i) => {
      const own = row.odds[mood]
      if (own >= PLAIN) return Number.POSITIVE_INFINITY
      if (row.odds.crisis >= from.crisis || row.odds.low >= from.low) return odds[i]!
      return own >= 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
    })
    const of = (sort: string) => both.filter((_, i) => some[i]!.sort === sort)
    const at = (sort: string, share: number) => quantile(of(sort), share)
    const threshold = Math.max(at('alike', TAKEN[mood].alike), at('ordinary', TAKEN[mood].ordinary))
    console.log(`Both looks, ${mood}, English, held out in turn, by threshold; taken is ${threshold.toFixed(2)}:`)
    const sorts = [...new Set(some.map(({ sort }) => sort))]
    const shares = (over: number) => sorts.map((sort) => [sort, share(of(sort), over)])
    console.table(
      [...CURVE.map((rate) => at('alike', rate)), threshold].map((over) => ({
        threshold: round(over),
        ...Object.fromEntries(shares(over)),
      })),
    )
    return pack(fitRows(fitted), threshold, from[mood])
  }
  return { crisis: fit('crisis', ['crisis'], ['support']), low: fit('low', ['low', 'support'], ['crisis']) }
}

/** From which log-odds of the first look so much of ordinary talk gets a vector. */
const fromOf = (rows: SeenMood[], mood: keyof MoodOdds) =>
  round(
    quantile(
      rows.filter(({ sort }) => sort === 'ordinary').map(({ odds }) => odds[mood]),
      LOOKED_AT[mood],
    ),
  )

const quantile = (values: number[], share: number) =>
  values.toSorted((a, b) => b - a)[Math.floor(values.length * share)] ?? 0
const share = (values: number[], over: number) =>
  round(values.filter((value) => value > over).length / (values.length || 1))

function toRow({ sort, vector, odds }: SeenMood, yes: SeenMood['sort'][]): FitRow {
  const values = [1, clampOdds(odds.crisis), clampOdds(odds.low), ...vector.map((value) => value * STRETCH)]
  return {
    features: Int32Array.from(values.keys()),
    values: Float64Array.from(values),
    label: yes.includes(sort) ? 1 : 0,
    weight: WEIGHT[sort] ?? 1,
  }
}

const fitRows = (rows: FitRow[]) => fitLogistic(rows, rows[0]!.values.length, (feature) => (feature < 3 ? 0 : PENALTY))

function pack(weights: Float64Array, threshold: number, from: number) {
  const [start, crisis, low, ...rest] = weights
  const vector = rest.map((weight) => weight * STRETCH)
  const largest = vector.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0)
  const unit = Number((largest / LARGEST_BYTE).toPrecision(4))
  const bytes = Int8Array.from(vector, (weight) => Math.round(weight / unit))
  return {
    from,
    start: round(start! - threshold),
    first: { crisis: round(crisis!), low: round(low!) },
    unit,
    bytes: Buffer.from(bytes.buffer).toString('base64'),
  }
}

const round = (x: number) => Math.round(x * 1000) / 1000
