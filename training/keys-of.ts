import { stopWords } from '../src/matching/stop-words.ts'
import { topicKey } from '../src/matching/topic-words.ts'
import { tokenize } from '../src/shared/text.ts'

/** The words of a text as they are listed, in order. */
export const keysOf = (text: string): string[] =>
  tokenize(text)
    .filter((word) => !stopWords.has(word) && !/^\d+(?:am|pm)?$/u.test(word))
    .map(topicKey)
    .filter((key) => key.length > 1)
