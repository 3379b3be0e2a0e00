import { readdirSync } from 'node:fs'
import { hashText } from './read-examples.ts'
import { readTable } from './read-table.ts'

/** A request, an offer that fits, and one that only shares a word, a sound or a neighbouring subject with it. */
export type Pair = [request: string, right: string, wrong: string]

/** One pair in so many is kept apart: it is measured with and never trained on. */
const APART = 3

/** Our pairs in all topic-pairs*.tsv: those that train, and the third, by a hash of the request, that does not. */
export function readPairs(): { known: Pair[]; apart: Pair[] } {
  const folder = new URL('./', import.meta.url)
  const pairs = readdirSync(folder)
    .filter((file) => /^topic-pairs.*\.tsv$/u.test(file))
    .toSorted()
    .flatMap((file) => readTable(new URL(file, folder)) as Pair[])
  const isApart = ([request]: Pair) => (hashText(request) >>> 8) % APART === 0
  return { known: pairs.filter((pair) => !isApart(pair)), apart: pairs.filter(isApart) }
}
