import { WIDTH, type WordVectors } from '../../src/matching/word-vectors.ts'

/** Words that lie along these axes as asked for and, unless said otherwise, as offered. */
export function wordsAt(asked: Record<string, number[]>, offered = asked): WordVectors {
  const words = Object.keys(asked).toSorted()
  const places = (axes: Record<string, number[]>) => {
    const levels = new Int8Array(words.length * WIDTH)
    words.forEach((word, i) => {
      for (const axis of axes[word] ?? []) levels[i * WIDTH + axis] = 1
    })
    return { levels, units: words.map(() => 1) }
  }
  return { words, asked: places(asked), offered: places(offered) }
}
