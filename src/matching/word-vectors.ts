/**
 * Where words lie, as words of requests and as words of offers: who says "leaks" lies near who offers "roofer", though they share no word. Two places a word, for
 * "string" in a request speaks of violins, while "string theory" is no offer for them (as in the dual embeddings of Mitra et al. 2016). Made by training/fit-word-vectors.ts.
 */
export interface WordVectors {
  /** Beginnings of words, in the order of code units. */
  words: readonly string[]
  asked: Places
  offered: Places
}

/** By word, WIDTH whole numbers, and what one of them stands for. */
interface Places {
  levels: Int8Array
  units: ArrayLike<number>
}

/** As it is kept in the file: a line a word; a digit a number, from 0 to 2 · MOST_LEVEL; units as whole numbers of thousandths. */
export interface PackedWordVectors {
  words: string
  asked: PackedPlaces
  offered: PackedPlaces
}

interface PackedPlaces {
  levels: string
  units: readonly number[]
}

/** Numbers in a vector. */
export const WIDTH = 96
export const MOST_LEVEL = 3
/** Units are kept as whole numbers of so many to one. */
export const UNITS = 1000
/** Words that begin alike are taken for one: baker, bakery, baking. */
const LETTERS = 6
/** Who says fewer words that are known speaks another language, or of something else. */
const LEAST_KNOWN = 0.5

export const noWordVectors: WordVectors = {
  words: [],
  asked: { levels: new Int8Array(), units: [] },
  offered: { levels: new Int8Array(), units: [] },
}

/** The form in which words are kept here, from that of `topicKey`. */
export const beginningOf = (key: string): string => key.slice(0, LETTERS)

/** @throws Error that names the remedy when lengths do not fit */
export function unpackWordVectors({ words, asked, offered }: PackedWordVectors): WordVectors {
  const all = words === '' ? [] : words.split('\n')
  const places = ({ levels, units }: PackedPlaces): Places => {
    if (levels.length !== all.length * WIDTH || units.length !== all.length)
      throw new Error('Word vectors are not whole. Make them anew: node training/train-topics.ts')
    const numbers = new Int8Array(levels.length)
    for (let i = 0; i < levels.length; i++) numbers[i] = levels.charCodeAt(i) - ZERO - MOST_LEVEL
    return { levels: numbers, units: Float32Array.from(units, (unit) => unit / UNITS) }
  }
  return { words: all, asked: places(asked), offered: places(offered) }
}

export function packWordVectors({ words, asked, offered }: WordVectors): PackedWordVectors {
  const pack = ({ levels, units }: Places): PackedPlaces => ({
    levels: Array.from(levels, (level) => level + MOST_LEVEL).join(''),
    units: Array.from(units, (unit) => Math.round(unit * UNITS)),
  })
  return { words: words.join('\n'), asked: pack(asked), offered: pack(offered) }
}

const ZERO = '0'.charCodeAt(0)

/**
 * Where a text lies: the sum of its words' vectors, of length 1; zeros where fewer than half are known, as in other languages. The inner product of what is asked and what is offered, −1..1, says how well they fit.
 * @param keys the text's words, each in the form of `topicKey`
 */
export function placeOfWords(keys: readonly string[], as: 'asked' | 'offered', vectors: WordVectors): Float64Array {
  const sum = new Float64Array(WIDTH)
  let known = 0
  const { levels, units } = vectors[as]
  for (const key of keys) {
    const word = beginningOf(key)
    const at = firstFrom(word, vectors.words)
    if (vectors.words[at] !== word) continue
    known++
    const unit = units[at]!
    for (let k = 0, from = at * WIDTH; k < WIDTH; k++) sum[k]! += unit * levels[from + k]!
  }
  const length = Math.hypot(...sum)
  return length === 0 || known < keys.length * LEAST_KNOWN
    ? new Float64Array(WIDTH)
    : sum.map((value) => value / length)
}

/** Where the first word stands that is not before this one. */
export function firstFrom(word: string, words: readonly string[]): number {
  let [low, high] = [0, words.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (words[middle]! < word) low = middle + 1
    else high = middle
  }
  return low
}
