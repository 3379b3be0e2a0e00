import type { MeaningOf } from './look-again.ts'

/** Sentence vectors in this very thread, for commands; undefined where the optional packages are not installed. */
export async function openMeanings(): Promise<MeaningOf | undefined> {
  try {
    const { openSentences } = await import('./embed-sentences.ts')
    const embed = await openSentences()
    return async (text) => (await embed([text]))[0]
  } catch {
    return undefined
  }
}
