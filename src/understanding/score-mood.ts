import { type MoodFeatures, moodSizes } from './mood-features.ts'
import { unpackWeights } from './unpack-weights.ts'

/** One yes-or-no model: its log-odds before anything is read, those of each bucket (whole numbers from -127 to 127 as bytes in base64, times `unit`), and from which log-odds on the answer is yes. */
export interface MoodWeight {
  start: number
  threshold: number
  unit: number
  concepts: string
  words: string
}

/** config/models/mood-weights.json, made by training/train-mood.ts. */
export interface MoodWeights {
  crisis: MoodWeight
  low: MoodWeight
}

/** How strongly the words as they are count, beside the concepts: so much is shared among them. */
export const WORDS_SHARE = 2

/** Makes the function that says yes or no to the features of a passage. Throws when the weights are not of the right number. */
export function createMoodScore({
  start,
  threshold,
  unit,
  concepts,
  words,
}: MoodWeight): (features: MoodFeatures) => boolean {
  const ofConcepts = unpackWeights(concepts, moodSizes.concepts, 'train-mood.ts')
  const ofWords = unpackWeights(words, moodSizes.words, 'train-mood.ts')
  return (features) => {
    let sum = 0
    for (const bucket of features.concepts) sum += ofConcepts[bucket]!
    const share = WORDS_SHARE / Math.sqrt(features.words.length || 1)
    for (const bucket of features.words) sum += ofWords[bucket]! * share
    return start + sum * unit >= threshold
  }
}
