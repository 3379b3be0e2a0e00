import {
  besideMeaning,
  type MoodOdds,
  PLAIN,
  type SecondMoodWeights,
} from '../src/understanding/judge-mood-by-meaning.ts'
import { fitNetwork, oddsBy, packNetwork } from './fit-network.ts'

/** A message with its sentence vector, and what the first look thought of it, by weights that it did not train. */
export interface SeenMood {
  sort: 'crisis' | 'low' | 'alike' | 'ordinary' | 'support'
  vector: ArrayLike<number>
  pieces: ArrayLike<number>
  glossed: boolean
  odds: MoodOdds
}

const FOLDS = 3
const SIZE = { units: 64, cues: 32, epochs: 12 }
const NETWORKS = 2
/** Look-alikes are what it is hardest to keep out, and of ordinary talk there is most by far where people talk. */
const WEIGHT: Partial<Record<SeenMood['sort'], number>> = { ordinary: 1.5, alike: 1.5 }
/** So much of ordinary talk gets a vector for the one question, and for the other. */
const LOOKED_AT = { crisis: 0.2, low: 0.09 }
/** So much of look-alikes and of ordinary talk, held out in turn, may be taken: ours are harder than life, where it is about half. Ordinary talk in other languages has no lines of IRC, and more that is hard. */
const TAKEN = {
  crisis: { alike: 0.05, ordinary: 0.008, ordinaryGlossed: 0.04 },
  low: { alike: 0.02, ordinary: 0.004, ordinaryGlossed: 0.01 },
}
/** Shares of look-alikes for which the trade-off is printed. */
const CURVE = [0.02, 0.03, 0.05, 0.08, 0.12, 0.2]

/** Fits both questions; prints what is found and taken by threshold, held out in turn. Deterministic. */
export function fitSecondMood(rows: SeenMood[]): SecondMoodWeights {
  const from = { crisis: fromOf(rows, 'crisis'), low: fromOf(rows, 'low') }
  const isLookedAt = ({ odds }: SeenMood) => odds.crisis >= from.crisis || odds.low >= from.low
  const fit = (mood: keyof MoodOdds, yes: SeenMood['sort'][], leaveOut: SeenMood['sort'][]) => {
    const some = rows.filter(({ sort }) => !leaveOut.includes(sort))
    const fitted = some.map(({ sort, vector, pieces, glossed, odds }) => ({
      vector,
      pieces,
      beside: besideMeaning(odds, glossed),
      label: yes.includes(sort) ? (1 as const) : (0 as const),
      weight: WEIGHT[sort] ?? 1,
    }))
    const odds = new Float64Array(some.length)
    for (let fold = 0; fold < FOLDS; fold++) {
      const network = fitNetwork(
        fitted.filter((_, i) => i % FOLDS !== fold),
        { ...SIZE, networks: 1 },
      )
      for (let i = fold; i < some.length; i += FOLDS) odds[i] = oddsBy(network, fitted[i]!)
    }
    // What both looks together go by: where the first stands, no threshold of the second changes it.
    const both = some.map((row, i) => {
      const own = row.odds[mood]
      if (own >= PLAIN) return Number.POSITIVE_INFINITY
      if (isLookedAt(row)) return odds[i]!
      return own >= 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
    })
    const thresholdOf = (glossed: boolean) => {
      const of = (sort: string) => both.filter((_, i) => some[i]!.sort === sort && some[i]!.glossed === glossed)
      const at = (sort: string, share: number) => quantile(of(sort), share)
      const { alike, ordinary, ordinaryGlossed } = TAKEN[mood]
      const threshold = Math.max(at('alike', alike), at('ordinary', glossed ? ordinaryGlossed : ordinary))
      const which = glossed ? 'glossed' : 'English'
      console.log(`Both looks, ${mood}, ${which}, held out in turn, by threshold; taken is ${threshold.toFixed(2)}:`)
      const sorts = [...new Set(some.map(({ sort }) => sort))]
      const shares = (over: number) => sorts.map((sort) => [sort, share(of(sort), over)])
      console.table(
        [...CURVE.map((rate) => at('alike', rate)), threshold].map((over) => ({
          threshold: round(over),
          ...Object.fromEntries(shares(over)),
        })),
      )
      return threshold
    }
    const english = thresholdOf(false)
    const network = fitNetwork(fitted, { ...SIZE, networks: NETWORKS })
    network.beside[2]! += english - thresholdOf(true)
    return { from: from[mood], ...packNetwork(network, -english) }
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
const round = (x: number) => Math.round(x * 1000) / 1000
