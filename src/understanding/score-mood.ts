import { type MoodFeatures, moodSizes } from './mood-features.ts'
import { unpackWeights } from './unpack-weights.ts'

/** One yes-or-no model: its log-odds before anything is read, those of each bucket (whole numbers from -127 to 127 as bytes in base64, times `unit`), and from which log-odds on the answer is yes. */
export interface MoodWeight {
  start: number
  threshold: number
  unit: number
  concepts: string
  words: string
  letters: string
}

/** config/models/mood-weights.json, made by training/train-mood.ts. */
export interface MoodWeights {
  crisis: MoodWeight
  low: MoodWeight
}

/** How strongly words as they are, and runs of letters, count beside the concepts: so much is shared among those of each. */
export const MOOD_SHARE = 3

/** Makes the function that says how far above its threshold a passage with these features lies, in log-odds. Throws when the weights are not of the right number. */
export function createMoodScore({ start, threshold, unit, ...tables }: MoodWeight): (features: MoodFeatures) => number {
  const unpacked = (table: keyof typeof moodSizes) => unpackWeights(tables[table], moodSizes[table], 'train-mood.ts')
  const [ofConcepts, ofWords, ofLetters] = [unpacked('concepts'), unpacked('words'), unpacked('letters')]
  const sum = (buckets: number[], weights: ArrayLike<number>) => {
    let all = 0
    for (const bucket of buckets) all += weights[bucket]!
    return all
  }
  const shared = (buckets: number[], weights: ArrayLike<number>) =>
    (sum(buckets, weights) * MOOD_SHARE) / Math.sqrt(buckets.length || 1)
  return ({ concepts, words, letters }) =>
    start + unit * (sum(concepts, ofConcepts) + shared(words, ofWords) + shared(letters, ofLetters)) - threshold
}
