import type { SecondLookWeights } from './judge-by-meaning.ts'
import type { SecondMoodWeights } from './judge-mood-by-meaning.ts'
import { createNetwork, type Sentence } from './network.ts'

/** What a text says by what it means, as the second looks take it. */
export interface Meaning {
  /** Whether it was put into English word by word first (see glossary.ts): rougher. */
  glossed: boolean
  /** Log-odds: that it is a request, that it is written in danger, that it is written by somebody who is low. Of the meaning alone, without what counts beside it. */
  request: number
  crisis: number
  low: number
}

/** The weights of both second looks; in config/models. */
export interface MeaningWeights {
  secondLook: SecondLookWeights
  secondMood: SecondMoodWeights
}

/** @returns what says what a sentence means, English or a gloss */
export function createMeaningOf({
  secondLook,
  secondMood,
}: MeaningWeights): (sentence: Sentence, glossed: boolean) => Meaning {
  const english = createNetwork(secondLook.english, 'train-detector.ts')
  const gloss = createNetwork(secondLook.glossed, 'train-detector.ts')
  const crisis = createNetwork(secondMood.crisis, 'train-mood.ts')
  const low = createNetwork(secondMood.low, 'train-mood.ts')
  return (sentence, glossed) => ({
    glossed,
    request: (glossed ? gloss : english)(sentence),
    crisis: crisis(sentence),
    low: low(sentence),
  })
}
