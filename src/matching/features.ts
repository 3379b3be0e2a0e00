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

/** Every feature as a function of the slot; `detail` says what a reason is about. */
export type Columns = Record<FeatureName, (slot: number) => number>
export type Details = Partial<Record<Reason['code'], (slot: number) => string[]>>

/** One row of features for each slot. */
export function fillRows(slots: readonly number[], columns: Columns): Float32Array {
  const width = featureNames.length
  const rows = new Float32Array(slots.length * width)
  featureNames.forEach((name, k) => {
    const column = columns[name]
    let most = 0
    for (let i = 0; i < slots.length; i++) {
      const value = column(slots[i]!)
      rows[i * width + k] = value
      if (value > most) most = value
    }
    if ('relative' in features[name] && most > 0) for (let i = 0; i < slots.length; i++) rows[i * width + k]! /= most
  })
  return rows
}
