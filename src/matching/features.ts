import type { Reason } from './evidence.ts'

/** What a feature speaks of, and the reason it gives. Without a code it gives none. `relative`: divided by the greatest among the candidates. */
interface Feature {
  code?: Reason['code']
  relative?: true
}

/**
 * What is read of each candidate, in the order of the weights. The score is linear in them, so in the softmax they multiply: knowing the topic ×
 * being tied to the asker × being there (Horowitz & Kamvar 2010, "The anatomy of a large-scale social search engine").
 */
export const features = {
  // What was declared.
  declaredTopic: { code: 'declared-topic' },
  place: { code: 'near-place' },
  farAway: {},
  language: { code: 'speaks-language' },
  otherLanguage: {},
  notTopic: {},
  // What was answered, and written: BM25 over each member's words (Balog et al. 2006, model 1).
  referred: { code: 'named-by-others' },
  suggested: { code: 'suggested-before' },
  suggestedMost: { code: 'suggested-before', relative: true },
  helped: { code: 'helped-before' },
  learned: { code: 'writes-about' },
  learnedMost: { code: 'writes-about', relative: true },
  rare: { code: 'writes-about' },
  // Earlier requests like this one, with who answered them (model 2).
  similar: { code: 'suggested-before' },
  similarMost: { code: 'suggested-before', relative: true },
  similarLately: { code: 'suggested-before' },
  similarLatelyMost: { code: 'suggested-before', relative: true },
  similarHere: { code: 'suggested-before' },
  similarHelped: { code: 'helped-before' },
  // Who is there.
  recency: { code: 'active-lately' },
  lastSpeakers: { code: 'active-lately' },
  active2h: { code: 'active-lately', relative: true },
  active1d: { code: 'active-lately', relative: true },
  active7d: { code: 'active-lately', relative: true },
  active30d: { code: 'active-lately', relative: true },
  thisHour: {},
  writesHere: { code: 'active-in-channel', relative: true },
  shareHere: { code: 'active-in-channel' },
  // Who answers requests (which is told by what they were about, above), and who answers whom.
  answers1h: {},
  pace30d: {},
  pace180d: {},
  answersHere: { relative: true },
  replies: { code: 'answers-people-here', relative: true },
  breadth: { code: 'answers-people-here', relative: true },
  answerRate: { code: 'answers-people-here' },
  answersAsker: { code: 'answers-people-here' },
  answeredByAsker: {},
  repliedTo: {},
  namedInText: {},
} as const satisfies Record<string, Feature>

export type FeatureName = keyof typeof features
export const featureNames = Object.keys(features) as FeatureName[]

/** One feature of all who are compared: fills in a number for each, in their order. */
export type Column = (into: Float64Array) => void
export type Columns = Record<FeatureName, Column>
/** What a reason is about, by slot. */
export type Details = Partial<Record<Reason['code'], (slot: number) => string[]>>

/**
 * Looks up what is kept of these slots. The numbers lie far apart in memory; a loop that does nothing else lets the processor fetch many at once,
 * which is several times as fast as computing something of each before the next is looked up.
 */
export function pick(
  kept: ArrayLike<number>,
  slots: readonly number[],
  into: Float64Array = new Float64Array(slots.length),
): Float64Array {
  for (let i = 0; i < slots.length; i++) into[i] = kept[slots[i]!] ?? 0
  return into
}

/** A column of what is told of each place. */
export const eachOf =
  (of: (i: number) => number): Column =>
  (into) => {
    for (let i = 0; i < into.length; i++) into[i] = of(i)
  }

/** A column of what is kept of these slots, or of what `of` makes of it. */
export const keptOf =
  (kept: ArrayLike<number>, slots: readonly number[], of?: (value: number) => number): Column =>
  (into) => {
    pick(kept, slots, into)
    if (of) for (let i = 0; i < into.length; i++) into[i] = of(into[i]!)
  }

function divideByMost(rows: Float32Array, k: number, width: number): void {
  let most = 0
  for (let at = k; at < rows.length; at += width) most = Math.max(most, rows[at]!)
  if (most > 0) for (let at = k; at < rows.length; at += width) rows[at]! /= most
}

/** One row of features for each of so many who are compared. */
export function fillRows(n: number, columns: Columns): Float32Array {
  const width = featureNames.length
  const rows = new Float32Array(n * width)
  const column = new Float64Array(n)
  featureNames.forEach((name, k) => {
    columns[name](column)
    for (let i = 0; i < n; i++) rows[i * width + k] = column[i]!
    if ('relative' in features[name]) divideByMost(rows, k, width)
  })
  return rows
}
