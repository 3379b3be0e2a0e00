import { readFileSync } from 'node:fs'
import { create, insert, search } from '@orama/orama'
import MiniSearch from 'minisearch'
import type { Demand, Evidence } from '../src/matching/evidence.ts'
import { createEvidenceIndex } from '../src/matching/evidence-index.ts'
import { createMatching } from '../src/matching/matching.ts'
import { matchingWeights } from '../src/matching/weights.ts'
import { createChance, NOW, REQUESTS, someEvidence, someRequests, someTopic, someWord } from './made-up-evidence.ts'

/** What answers a search: it takes in evidence piece by piece of so many members, then ranks the best fifty for a request of twelve words. */
export interface Engine {
  /** Takes the next members in, all of them in the end; what is made up for it beforehand is not timed. @returns how to, and the pieces of evidence, or nothing more */
  next(): { add: () => void; pieces: number } | undefined
  search(words: string[]): string[]
}

const BEST = 50
/** Words of each member in what the engines are compared by. */
const WORDS = 50
const AT_ONCE = 200
const SEED = 7

const weights = matchingWeights.parse(
  JSON.parse(readFileSync(new URL('../config/models/matching.json', import.meta.url), 'utf8')),
)
const placeOf = (id: string) => ({ name: id, latitude: Number(id) % 80, longitude: (Number(id) * 7) % 170 })

/** By name, each made for about so many pieces of evidence. "Askaround, words alone" and the search engines get the very same documents. */
export const engines: Record<string, (pieces: number) => Engine> = {
  Askaround: askaroundInFull,
  'Askaround, words alone': (pieces) => {
    const { index, search } = openAskaround()
    return { next: nextDocuments(pieces, (documents) => index.apply(documents.flatMap(evidenceOf))), search }
  },
  MiniSearch: (pieces) => {
    const index = new MiniSearch<Document>({ fields: ['text'], tokenize: (text) => text.split(' ') })
    return {
      next: nextDocuments(pieces, (documents) => index.addAll(documents)),
      search: (words) =>
        index
          .search(words.join(' '))
          .slice(0, BEST)
          .map(({ id }) => id),
    }
  },
  Orama: (pieces) => {
    const index = create({
      schema: { text: 'string' },
      // How often somebody says a word counts with the others too.
      components: { tokenizer: { language: 'english', allowDuplicates: true, stemming: false } },
    })
    return {
      next: nextDocuments(pieces, (documents) => {
        for (const { id, text } of documents) insert(index, { id, text })
      }),
      search: (words) => {
        const found = search(index, { term: words.join(' '), limit: BEST })
        if (found instanceof Promise) throw new Error('Orama searches at once unless something is hooked in.')
        return found.hits.map(({ id }) => id)
      },
    }
  },
}

interface Document {
  id: string
  counts: Map<string, number>
  text: string
}

function someDocument(id: string, chance: () => number): Document {
  const counts = new Map<string, number>()
  while (counts.size < WORDS) {
    const word = someWord(chance)
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  const text = [...counts].flatMap(([word, count]) => Array.from({ length: count }, () => word)).join(' ')
  return { id, counts, text }
}

function evidenceOf({ id, counts }: Document): Evidence[] {
  return [...counts].map(([key, weight]) => ({ memberId: id, kind: 'learned', key, weight, at: NOW }))
}

function nextDocuments(pieces: number, add: (documents: Document[]) => void): Engine['next'] {
  const chance = createChance(SEED)
  const members = Math.ceil(pieces / WORDS)
  let known = 0
  return () => {
    if (known === members) return undefined
    const documents = Array.from({ length: Math.min(AT_ONCE, members - known) }, () =>
      someDocument(`member${known++}`, chance),
    )
    return { add: () => add(documents), pieces: documents.length * WORDS }
  }
}

function openAskaround(demand: Partial<Demand> = {}) {
  const index = createEvidenceIndex()
  const matching = createMatching({ weights, placeOf })
  const search = (words: string[]) =>
    matching
      .rank({ askerId: 'asker', text: words.join(' '), topics: [], places: [], at: NOW, ...demand }, index, {
        now: NOW,
        limit: BEST,
      })
      .map(({ memberId }) => memberId)
  return { index, search }
}

/** All that the bot may know: topics, places, languages, channels, words, who answered what and whom; ten pieces a member. */
function askaroundInFull(pieces: number): Engine {
  const chance = createChance(SEED)
  const members = Math.ceil(pieces / 10)
  const requests = Math.min(REQUESTS, Math.ceil(members / 10))
  const places = [{ id: '7', ...placeOf('7') }]
  const { index, search } = openAskaround({
    topics: [someTopic(chance), someWord(chance)],
    places,
    language: 'en',
    channelId: 'channel3',
  })
  for (const request of someRequests(chance, requests)) index.addRequest(request)
  let known = 0
  return {
    next: () => {
      const from = known
      known = Math.min(known + AT_ONCE, members)
      const some = [...someEvidence({ from, to: known, of: members }, 'little', chance, requests)]
      return some.length === 0 ? undefined : { add: () => index.apply(some), pieces: some.length }
    },
    search,
  }
}
