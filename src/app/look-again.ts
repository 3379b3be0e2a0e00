import type { Detection } from '../understanding/detect-request.ts'
import type { SecondLook } from '../understanding/judge-by-meaning.ts'

/** The sentence vector of a text, of length 1; undefined when there is none to be had (in time). */
export type MeaningOf = (text: string) => Promise<ArrayLike<number> | undefined>

/**
 * Gives what may be a request a second look by what it means. Without `meaningOf`, or without its answer, the first look stands. So it does
 * where no meaning could lift it to `from`, the score that something follows from; absent where any score may count.
 */
export async function lookAgain(
  { worth, judge }: SecondLook,
  text: string,
  first: Detection,
  meaningOf?: MeaningOf,
  from?: number,
): Promise<Detection> {
  if (!meaningOf || !worth(text, first, from)) return first
  const meaning = await meaningOf(text)
  return meaning ? judge(first, meaning) : first
}
