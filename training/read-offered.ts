import { readdirSync } from 'node:fs'
import { hashText } from './read-examples.ts'
import { readTable } from './read-table.ts'

/** A request, two ways to offer what it needs, an offer that shares a word with it in another sense, and one of the same corner of life that is no help. */
export interface Offered {
  request: string
  offers: [offer: string, profile: string]
  misses: [nearMiss: string, neighbour: string]
}

/** One line in so many is kept apart: it is measured with and never trained on. */
const APART = 8

/** The lines of offered/*.tsv: those that train, and those that, by a hash of the request, do not. */
export function readOffered(): { known: Offered[]; apart: Offered[] } {
  const folder = new URL('offered/', import.meta.url)
  const lines = readdirSync(folder)
    .filter((file) => file.endsWith('.tsv'))
    .toSorted()
    .flatMap((file) => readTable(new URL(file, folder)))
    .map(([request, offer, profile, nearMiss, neighbour]): Offered => {
      if (!neighbour) throw new Error(`training/offered: not five columns: ${request}`)
      return { request: request!, offers: [offer!, profile!], misses: [nearMiss!, neighbour] }
    })
  const isApart = ({ request }: Offered) => (hashText(request) >>> 8) % APART === 0
  return { known: lines.filter((line) => !isApart(line)), apart: lines.filter(isApart) }
}
