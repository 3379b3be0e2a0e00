/** What a text means as a whole. */
export interface Meaning {
  /** Its sentence vector, of length 1. */
  vector: ArrayLike<number>
  /** Whether the vector is of a gloss (see glossary.ts), not of the text as it is: rougher. */
  glossed: boolean
}
