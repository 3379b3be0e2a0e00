import { askingPhrases } from './asking-phrases.ts'
import type { PhraseList } from './match-phrases.ts'
import { otherPhrases } from './other-phrases.ts'

/** What a message may do, by the phrases that show it. The name is what people read in "why do you think so?". */
export const phraseSignals: Record<string, PhraseList> = { ...askingPhrases, ...otherPhrases }

/** Signals that are not phrases, in the order in which `readShape` gives their strengths (0 to 1). */
const shapeSignals = [
  'has a question mark',
  'ends with a question mark',
  'has several question marks',
  'is addressed to somebody',
  'asks the person it is addressed to',
  'replies to the one who wrote last',
  'comes after a question',
  'asks back after a question',
  'is very short',
  'is short',
  'is long',
  'has a link',
  'has code or a command',
  'is urgent',
  'puts a question to you without saying I',
  'says I without a question mark',
] as const

/** Names of all signals, in the order of their weights. */
export const signalNames: readonly string[] = [...Object.keys(phraseSignals), ...shapeSignals]
