import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { openSentences } from '../src/app/embed-sentences.ts'

/** Vectors made before, so that training again takes seconds: data/ is never committed. */
const KEPT = new URL('../data/sentence-vectors.json', import.meta.url)
const AT_ONCE = 16
/** Four digits: the weights are no finer. */
const DIGITS = 1e4

/** Sentence vectors of texts, each of length 1. Some 10 ms a text the first time. */
export async function embedExamples(texts: string[]): Promise<Map<string, number[]>> {
  const kept = new Map<string, number[]>(existsSync(KEPT) ? Object.entries(JSON.parse(readFileSync(KEPT, 'utf8'))) : [])
  const news = [...new Set(texts)].filter((text) => !kept.has(text))
  if (!news.length) return kept
  const embed = await openSentences()
  for (let from = 0; from < news.length; from += AT_ONCE) {
    const some = news.slice(from, from + AT_ONCE)
    const vectors = await embed(some)
    some.forEach((text, i) => {
      kept.set(
        text,
        [...vectors[i]!].map((value) => Math.round(value * DIGITS) / DIGITS),
      )
    })
  }
  mkdirSync(new URL('.', KEPT), { recursive: true })
  writeFileSync(KEPT, JSON.stringify(Object.fromEntries(kept)))
  return kept
}
