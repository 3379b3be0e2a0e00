import type { MessageReader } from '../understanding/create-understanding.ts'
import type { Detection } from '../understanding/detect-request.ts'
import { withoutCry } from '../understanding/judge-by-meaning.ts'
import type { Meaning } from '../understanding/meaning.ts'
import type { Mood } from '../understanding/notice-mood.ts'

/** What a text means; undefined when that is not to be had (in time), or its language not known. */
export type MeaningOf = (text: string) => Promise<Meaning | undefined>

/** What is thought of a message: how likely it is a request, and in what mood it is written. */
export interface Read {
  found: Detection
  mood: Mood
}

type Looks = Pick<MessageReader, 'secondLook' | 'secondMood'>

/**
 * Gives what may be a request, or written in danger, a second look by what it means: one vector serves both. Without `meaningOf`, or without
 * its answer, the first look stands. So it does for the request where no meaning could lift it to `from`, the score that something follows
 * from (absent where any score may count), and where words of danger leave no doubt: those are asked of nobody.
 */
export async function lookAgain(
  { secondLook, secondMood }: Looks,
  text: string,
  first: Read,
  meaningOf?: MeaningOf,
  from?: number,
): Promise<Read> {
  if (!meaningOf) return first
  const { found, mood } = first
  const doubted = secondMood.worth(mood)
  const perhaps = (doubted || !mood.crisis) && secondLook.worth(found, from)
  const meaning = doubted || perhaps ? await meaningOf(text) : undefined
  if (!meaning) return first
  const heard = doubted ? secondMood.judge(mood, meaning) : mood
  const misheard = found.cry && !heard.crisis && !heard.low
  return {
    found: perhaps || misheard ? secondLook.judge(misheard ? withoutCry(found) : found, meaning) : found,
    mood: heard,
  }
}

/** In what mood a message is written that is no post: both looks, the second as above. */
export async function hearMood(
  { mood, secondMood }: Pick<MessageReader, 'mood' | 'secondMood'>,
  text: string,
  meaningOf?: MeaningOf,
): Promise<Mood> {
  const first = mood(text)
  const meaning = secondMood.worth(first) ? await meaningOf?.(text) : undefined
  return meaning ? secondMood.judge(first, meaning) : first
}
