import { beginningOf, firstFrom, MOST_LEVEL, UNITS, WIDTH, type WordVectors } from '../src/matching/word-vectors.ts'
import { innerFrom } from '../src/understanding/network.ts'
import { createAdam, createChance, shuffle } from './fit-network.ts'
import { keysOf } from './keys-of.ts'
import { hashText } from './read-examples.ts'
import type { Offered } from './read-offered.ts'
import type { Topic } from './read-topics.ts'

/** Something asked for, ways to offer it, and offers that are no help; words by their places in the list. */
interface Lesson {
  asked: number[]
  offers: number[][]
  misses: number[][]
  /** Lessons about the same are no counterexamples to one another. */
  about: number
}

/** Words that stand in fewer texts are left out. */
const LEAST_TEXTS = 2
/** One word or phrase of a topic's list in so many is a lesson of its own. */
const WORDS_TAKEN = 4
const EPOCHS = 4
const BATCH = 256
const STEP = 0.002
/** How sharply what fits must stand out. */
const SHARPNESS = 15
/** Share of words left out of what is asked, and what is offered. */
const LEFT_OUT = { asked: 0.2, offered: 0.1 }
/** So much of the right answer is spread over all (label smoothing; Szegedy et al. 2016). */
const DOUBT = 0.05
const ROUNDS = 3
/** Of a row's numbers, in root mean squares: what the highest level stands for. */
const REACH = 2.4

/**
 * Where words lie as words of requests and as words of offers. Both begin where latent semantic analysis puts the word (Deerwester et al. 1990; by subspace
 * iteration), a text being a topic or a line. Then who asks is drawn to who offers it and away from all others in the batch and from what only sounds like it: a softmax
 * over cosines of sums of words (Huang et al. 2013), by Adam. At last each number becomes one of seven. Deterministic; a minute or two.
 */
export function fitWordVectors(topics: readonly Topic[], lines: readonly Offered[]): WordVectors {
  const words = listWords([
    ...topics.flatMap(({ name, offers, words: listed, asks }) => [name, ...offers, ...listed, ...asks]),
    ...lines.flatMap(({ request, offers }) => [request, ...offers]),
  ])
  const read = (text: string) =>
    keysOf(text).flatMap((key) => {
      const at = firstFrom(beginningOf(key), words)
      return words[at] === beginningOf(key) ? [at] : []
    })
  const texts = [
    ...topics.map(({ name, offers, words: listed, asks }) => [name, ...offers, ...listed, ...asks].flatMap(read)),
    ...lines.map(({ request, offers }) => [request, ...offers].flatMap(read)),
  ]
  const lessons = [
    ...lines.map(({ request, offers, misses }, line): Lesson => {
      return { asked: read(request), offers: offers.map(read), misses: misses.map(read), about: topics.length + line }
    }),
    ...topics.flatMap((topic, about) => {
      const offers = [topic.name, ...topic.offers].filter(Boolean).map(read)
      const taken = topic.words.filter((word) => hashText(word) % WORDS_TAKEN === 0)
      return [...topic.asks, ...taken].map((text): Lesson => ({ asked: read(text), offers, misses: [], about }))
    }),
  ].filter(({ asked, offers }) => asked.length > 0 && offers.every((offer) => offer.length > 0))
  const begin = placesOf(texts, words.length)
  const values = new Float64Array(2 * begin.length)
  values.set(begin)
  values.set(begin, begin.length)
  learn(values, lessons, begin.length)
  return { words, asked: short(values.subarray(0, begin.length)), offered: short(values.subarray(begin.length)) }
}

/** Beginnings of words that stand in more than one text, in the order of code units. */
function listWords(texts: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const text of texts)
    for (const word of new Set(keysOf(text).map(beginningOf))) counts.set(word, (counts.get(word) ?? 0) + 1)
  const listed = [...counts].filter(([, count]) => count >= LEAST_TEXTS).map(([word]) => word)
  return listed.toSorted((a, b) => (a < b ? -1 : 1))
}

/** WIDTH numbers a word: the space that most of the texts' words span, each word as long as it is rare. */
function placesOf(texts: readonly number[][], words: number): Float64Array {
  const found = new Float64Array(words)
  for (const text of texts) for (const word of new Set(text)) found[word]!++
  const rarity = found.map((count) => Math.log(texts.length / Math.max(count, 1)))
  const weighed = texts.map((text) => {
    const counts = new Map<number, number>()
    for (const word of text) counts.set(word, (counts.get(word) ?? 0) + 1)
    const all = [...counts].map(([word, count]): [number, number] => [word, Math.log1p(count) * rarity[word]!])
    const length = Math.hypot(...all.map(([, weight]) => weight)) || 1
    return all.map(([word, weight]): [number, number] => [word, weight / length])
  })
  const chance = createChance(1)
  let columns: Float64Array[] = Array.from({ length: WIDTH }, () =>
    Float64Array.from({ length: words }, () => chance() - 0.5),
  )
  for (let round = 0; round < ROUNDS; round++) columns = apart(columns.map((column) => spread(column, weighed)))
  const mean = rarity.reduce((sum, one) => sum + one, 0) / words
  const places = new Float64Array(words * WIDTH)
  for (let word = 0; word < words; word++) {
    const row = columns.map((column) => column[word]!)
    const length = Math.hypot(...row) || 1
    row.forEach((value, k) => {
      places[word * WIDTH + k] = ((value / length) * rarity[word]!) / mean
    })
  }
  return places
}

/** From words to texts and back. */
function spread(column: Float64Array, texts: readonly (readonly [number, number])[][]): Float64Array {
  const back = new Float64Array(column.length)
  for (const text of texts) {
    let sum = 0
    for (const [word, weight] of text) sum += weight * column[word]!
    for (const [word, weight] of text) back[word]! += weight * sum
  }
  return back
}

/** Columns at right angles, of length 1 (Gram and Schmidt). */
function apart(columns: readonly Float64Array[]): Float64Array[] {
  const done: Float64Array[] = []
  for (const column of columns) {
    const rest = Float64Array.from(column)
    for (const one of done) {
      let part = 0
      for (let i = 0; i < rest.length; i++) part += one[i]! * rest[i]!
      for (let i = 0; i < rest.length; i++) rest[i]! -= part * one[i]!
    }
    const length = Math.sqrt(rest.reduce((sum, value) => sum + value ** 2, 0)) || 1
    done.push(rest.map((value) => value / length))
  }
  return done
}

/** Sums of words, and what is wanted of each number of these. */
interface Sums {
  texts: number[][]
  /** Of length 1. */
  places: Float64Array
  lengths: number[]
  wanted: Float64Array
}

/** @param values of words as asked for, and from `offered` on as offered */
function learn(values: Float64Array, lessons: readonly Lesson[], offered: number): void {
  const chance = createChance(2)
  const gradient = new Float64Array(values.length)
  const step = createAdam(values, gradient, () => false)
  const order = lessons.map((_, i) => i)
  const some = (text: readonly number[], leftOut: number) => text.filter(() => chance() >= leftOut)
  const perEpoch = Math.floor(order.length / BATCH)
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, chance)
    for (let batch = 0; batch < perEpoch; batch++) {
      const taken = order.slice(batch * BATCH, (batch + 1) * BATCH).map((i) => lessons[i]!)
      const oneOf = (offers: readonly number[][]) => offers[Math.floor(chance() * offers.length)]!
      const asked = sumsOf(
        taken.map((lesson) => some(lesson.asked, LEFT_OUT.asked)),
        values,
        0,
      )
      const offers = sumsOf(
        [...taken.map((lesson) => oneOf(lesson.offers)), ...taken.flatMap(({ misses }) => misses)].map((offer) =>
          some(offer, LEFT_OUT.offered),
        ),
        values,
        offered,
      )
      compare(asked, offers, taken)
      gradient.fill(0)
      addGradient(asked, gradient, 0)
      addGradient(offers, gradient, offered)
      step(STEP * (1 - (epoch * perEpoch + batch) / (EPOCHS * perEpoch)), BATCH)
    }
  }
}

function sumsOf(texts: number[][], values: Float64Array, from: number): Sums {
  const places = new Float64Array(texts.length * WIDTH)
  const lengths = texts.map((text, i) => {
    const place = places.subarray(i * WIDTH, (i + 1) * WIDTH)
    for (const word of text) for (let k = 0; k < WIDTH; k++) place[k]! += values[from + word * WIDTH + k]!
    const length = Math.sqrt(innerFrom(place, 0, place, 0, WIDTH)) || 1
    for (let k = 0; k < WIDTH; k++) place[k]! /= length
    return length
  })
  return { texts, places, lengths, wanted: new Float64Array(places.length) }
}

/** Each lesson's offer is the right one of all; what is wanted follows from how far the chances are off. */
function compare(asked: Sums, offers: Sums, taken: readonly Lesson[]): void {
  const chances = new Float64Array(offers.texts.length)
  for (let i = 0; i < taken.length; i++) {
    let sum = 0
    for (let j = 0; j < chances.length; j++) {
      const same = j !== i && taken[j]?.about === taken[i]!.about
      chances[j] = same
        ? 0
        : Math.exp(SHARPNESS * (innerFrom(asked.places, i * WIDTH, offers.places, j * WIDTH, WIDTH) - 1))
      sum += chances[j]!
    }
    for (let j = 0; j < chances.length; j++) {
      if (chances[j] === 0) continue
      const right = (j === i ? 1 - DOUBT : 0) + DOUBT / chances.length
      const error = SHARPNESS * (chances[j]! / sum - right)
      for (let k = 0, a = i * WIDTH, b = j * WIDTH; k < WIDTH; k++) {
        asked.wanted[a + k]! += error * offers.places[b + k]!
        offers.wanted[b + k]! += error * asked.places[a + k]!
      }
    }
  }
}

/** Through the lengths, which are all made 1, to the words. */
function addGradient({ texts, places, lengths, wanted }: Sums, gradient: Float64Array, from: number): void {
  texts.forEach((text, i) => {
    const at = i * WIDTH
    const along = innerFrom(wanted, at, places, at, WIDTH)
    for (const word of text)
      for (let k = 0; k < WIDTH; k++)
        gradient[from + word * WIDTH + k]! += (wanted[at + k]! - along * places[at + k]!) / lengths[i]!
  })
}

/** Each row in seven levels, with the unit that comes nearest to what it was, as a whole number of thousandths. */
function short(values: Float64Array): WordVectors['asked'] {
  const levels = new Int8Array(values.length)
  const units = Array.from({ length: values.length / WIDTH }, (_, word) => {
    const [from, to] = [word * WIDTH, (word + 1) * WIDTH]
    const row = values.subarray(from, to)
    const size = (Math.sqrt(innerFrom(row, 0, row, 0, WIDTH) / WIDTH) * REACH) / MOST_LEVEL || 1
    row.forEach((value, k) => {
      levels[from + k] = Math.max(-MOST_LEVEL, Math.min(MOST_LEVEL, Math.round(value / size)))
    })
    const own = levels.subarray(from, to)
    const unit = innerFrom(row, 0, own, 0, WIDTH) / (innerFrom(own, 0, own, 0, WIDTH) || 1)
    return Math.round(unit * UNITS) / UNITS
  })
  return { levels, units }
}
