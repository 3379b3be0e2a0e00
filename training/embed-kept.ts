import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { openSentences } from '../src/app/embed-sentences.ts'
import { VECTOR } from '../src/understanding/network.ts'

/** Vectors made before, so that training again takes seconds: data/ is never committed. */
const SENTENCES = new URL('../data/sentences.json', import.meta.url)
const VECTORS = new URL('../data/sentences.f32', import.meta.url)
const AT_ONCE = 32

/** Sentence vectors, each of length 1. Some 8 ms a sentence the first time. */
export async function embedKept(sentences: Iterable<string>): Promise<Map<string, Float32Array>> {
  const kept = readKept()
  const news = [...new Set(sentences)].filter((sentence) => !kept.has(sentence))
  if (!news.length) return kept
  const embed = await openSentences()
  for (let from = 0; from < news.length; from += AT_ONCE) {
    const some = news.slice(from, from + AT_ONCE)
    const vectors = await embed(some)
    some.forEach((sentence, i) => {
      kept.set(sentence, Float32Array.from(vectors[i]!))
    })
  }
  mkdirSync(new URL('.', SENTENCES), { recursive: true })
  writeFileSync(SENTENCES, JSON.stringify([...kept.keys()]))
  writeFileSync(
    VECTORS,
    Buffer.concat(
      Array.from(kept.values(), (vector) => Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)),
    ),
  )
  return kept
}

function readKept(): Map<string, Float32Array> {
  if (!existsSync(SENTENCES)) return new Map()
  const names = JSON.parse(readFileSync(SENTENCES, 'utf8')) as string[]
  const vectors = new Float32Array(new Uint8Array(readFileSync(VECTORS)).buffer)
  return new Map(names.map((name, i) => [name, vectors.subarray(i * VECTOR, (i + 1) * VECTOR)]))
}
