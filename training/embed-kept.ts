import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { openSentences } from '../src/app/embed-sentences.ts'
import { PIECE, VECTOR } from '../src/understanding/network.ts'

/** What the sentence model made of a sentence, in as few bytes as will do. */
export interface KeptSentence {
  vector: Float32Array
  pieces: Float16Array
}

/** What was made before, so that training again takes seconds: data/ is never committed. Some GB. */
const SENTENCES = new URL('../data/sentences.json', import.meta.url)
const VECTORS = new URL('../data/sentences.f32', import.meta.url)
const PIECES = new URL('../data/sentences.f16', import.meta.url)
const AT_ONCE = 32

/** What sentences come to. Some 8 ms a sentence the first time. */
export async function embedKept(sentences: Iterable<string>): Promise<Map<string, KeptSentence>> {
  const kept = readKept()
  const news = [...new Set(sentences)].filter((sentence) => !kept.has(sentence))
  if (!news.length) return kept
  const embed = await openSentences()
  for (let from = 0; from < news.length; from += AT_ONCE) {
    const some = news.slice(from, from + AT_ONCE)
    const made = await embed(some)
    some.forEach((sentence, i) => {
      const { vector, pieces } = made[i]!
      kept.set(sentence, { vector: Float32Array.from(vector), pieces: Float16Array.from(pieces) })
    })
  }
  mkdirSync(new URL('.', SENTENCES), { recursive: true })
  const all = [...kept]
  writeFileSync(SENTENCES, JSON.stringify(all.map(([sentence, { pieces }]) => [sentence, pieces.length / PIECE])))
  const write = (file: URL, parts: (Float32Array | Float16Array)[]) =>
    writeFileSync(file, Buffer.concat(parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength))))
  write(
    VECTORS,
    all.map(([, { vector }]) => vector),
  )
  write(
    PIECES,
    all.map(([, { pieces }]) => pieces),
  )
  return kept
}

function readKept(): Map<string, KeptSentence> {
  if (!existsSync(PIECES)) return new Map()
  const names = JSON.parse(readFileSync(SENTENCES, 'utf8')) as [sentence: string, pieces: number][]
  const vectors = new Float32Array(readFileSync(VECTORS).buffer)
  const pieces = new Float16Array(readFileSync(PIECES).buffer)
  let at = 0
  return new Map(
    names.map(([sentence, count], i) => {
      const from = at
      at += count * PIECE
      return [sentence, { vector: vectors.subarray(i * VECTOR, (i + 1) * VECTOR), pieces: pieces.subarray(from, at) }]
    }),
  )
}
