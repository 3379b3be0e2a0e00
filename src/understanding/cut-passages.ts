import type { Folded } from './fold-words.ts'

/** So much before and behind a telling word is read, in characters. */
const AROUND = 120
const LONGEST = 480
const MOST = 6
const SPACE = 32

/**
 * What stands around telling words, in passages of whole words that do not overlap; a short text is one passage.
 * Where there are very many, the first and the last: who fills pages with such words is read at both ends.
 */
export function cutPassages(folded: Folded, telling: readonly { from: number; to: number }[]): Folded[] {
  if (!telling.length) return []
  if (folded.length <= LONGEST) return [folded]
  const cuts: { from: number; to: number }[] = []
  for (const { from, to } of telling) {
    const last = cuts.at(-1)
    if (last && to + AROUND - last.from <= LONGEST) last.to = to + AROUND
    else if (!last || to > last.to) cuts.push({ from: Math.max(from - AROUND, last?.to ?? 0), to: to + AROUND })
  }
  const some = cuts.length <= MOST ? cuts : [...cuts.slice(0, MOST / 2), ...cuts.slice(-MOST / 2)]
  return some.map(({ from, to }) => folded.subarray(spaceBefore(folded, from), spaceBefore(folded, to) + 1))
}

function spaceBefore(folded: Folded, at: number): number {
  return Math.max(0, folded.lastIndexOf(SPACE, Math.min(at, folded.length - 1)))
}
