/**
 * Fits config/models/mood-weights.json, and second-mood.json.br by what sentences mean, on our own messages in moods/ and, as ordinary talk, on those in examples/ and lines of Ubuntu IRC, which
 * speaks of killing and dying all day. Run: `node training/train-mood.ts DIRECTORY`, that of the public data. Prints how it does on the third that is kept apart, by sort and language.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parse } from 'yaml'
import { dangerNames, dangerWords } from '../src/understanding/danger-words.ts'
import { compileConcepts } from '../src/understanding/find-concepts.ts'
import { foldWords } from '../src/understanding/fold-words.ts'
import { createSecondMood } from '../src/understanding/judge-mood-by-meaning.ts'
import { moodSizes, readMoodFeatures } from '../src/understanding/mood-features.ts'
import { createNetwork } from '../src/understanding/network.ts'
import { createMoodReader, type Mood, wantedMore } from '../src/understanding/notice-mood.ts'
import { MOOD_SHARE, type MoodWeight, type MoodWeights } from '../src/understanding/score-mood.ts'
import { embedExamples } from './embed-examples.ts'
import { type FitRow, fitLogistic, logOdds } from './fit-logistic.ts'
import { fitSecondMood } from './fit-second-mood.ts'
import { readIrc, readOwnExamples } from './read-examples.ts'
import { readMoods } from './read-moods.ts'
import { writePacked } from './write-packed.ts'

const FOLDS = 5
const CONCEPT_PENALTY = 0.5
const WORD_PENALTY = 1
/** There are many more of them, and most have nothing of either. */
const ORDINARY_WEIGHT = 0.5
/** Hands that wrote in several languages. The others wrote English alone, much of it around the matter: at full weight they make the first look doubt plain words. */
const WIDE_HANDS = new Set(['oldest', 'around', 'more'])
const OTHER_HANDS_WEIGHT = 0.25
/**
 * So much of ordinary talk, held out in turn, may be taken for somebody in danger, or low: the price of hearing who is. Of danger most of it has no
 * telling word, and is let go by `createMoodReader`.
 */
const TAKEN = { crisis: 0.018, low: 0.004 }
const LARGEST_BYTE = 127

interface Case {
  text: string
  sort: 'crisis' | 'low' | 'alike' | 'ordinary' | 'support'
  apart: boolean
  language: string
  hand?: string
}

const find = compileConcepts(dangerNames.map((name) => dangerWords[name]!.split(/\s+/u)))
const moods: Case[] = readMoods()
const directory = process.argv[2]
if (!directory) console.log('No directory of public data given: trained on our own messages only.')
const irc: Case[] = (directory ? readIrc(directory) : []).map(({ text }) => ({
  text,
  sort: 'ordinary',
  apart: false,
  language: 'en',
}))
const talk: Case[] = readOwnExamples().map(({ text, sort, apart, language }) => ({
  text,
  sort: sort === 'support' ? 'support' : 'ordinary',
  apart,
  language,
}))

/** Where each table begins among the weights. */
const starts = { concepts: 1, words: 1 + moodSizes.concepts, letters: 1 + moodSizes.concepts + moodSizes.words }
const features = starts.letters + moodSizes.letters

function toRow({ text, sort, hand = 'oldest' }: Case, yes: readonly string[]): FitRow {
  const folded = foldWords(text)
  const { concepts, words, letters } = readMoodFeatures(folded, find(folded))
  const share = (buckets: number[]) => buckets.map(() => MOOD_SHARE / Math.sqrt(buckets.length))
  return {
    features: Int32Array.of(
      0,
      ...concepts.map((bucket) => starts.concepts + bucket),
      ...words.map((bucket) => starts.words + bucket),
      ...letters.map((bucket) => starts.letters + bucket),
    ),
    values: Float64Array.of(1, ...concepts.map(() => 1), ...share(words), ...share(letters)),
    label: yes.includes(sort) ? 1 : 0,
    weight: sort === 'ordinary' ? ORDINARY_WEIGHT : WIDE_HANDS.has(hand) ? 1 : OTHER_HANDS_WEIGHT,
  }
}

const mayTrain = [...moods, ...talk, ...irc].filter((one) => !one.apart)

/**
 * Fits one question on cases that may train and returns its weights, with the threshold from which so much of ordinary talk is taken, held out in turn, and
 * how far above it each lies by weights that it did not train.
 */
function fit(yes: Case['sort'][], leaveOut: Case['sort'][], taken: number) {
  const cases = mayTrain.filter((one) => !leaveOut.includes(one.sort))
  const rows = cases.map((one) => toRow(one, yes))
  const fitRows = (some: FitRow[]) =>
    fitLogistic(some, features, (feature) => (feature < starts.words ? CONCEPT_PENALTY : WORD_PENALTY))
  const heldOut = new Float64Array(rows.length)
  for (let fold = 0; fold < FOLDS; fold++) {
    const weights = fitRows(rows.filter((_, i) => i % FOLDS !== fold))
    rows.forEach((row, i) => {
      if (i % FOLDS === fold) heldOut[i] = logOdds(weights, row)
    })
  }
  const ordinary = [...heldOut.filter((_, i) => cases[i]!.sort === 'ordinary')].sort((a, b) => b - a)
  const threshold = ordinary[Math.floor(ordinary.length * taken)]!
  const share = (sort: string) => {
    const some = cases.flatMap((one, i) => (one.sort === sort ? [heldOut[i]! >= threshold] : []))
    return `${sort} ${some.filter(Boolean).length} of ${some.length}`
  }
  console.log(`${yes}, held out in turn: ${[...new Set(cases.map(({ sort }) => sort))].map(share).join(', ')}`)
  const weights = fitRows(rows)
  const unseen = new Map(cases.map((one, i) => [one, heldOut[i]! - threshold]))
  const oddsOf = (one: Case) => unseen.get(one) ?? logOdds(weights, toRow(one, yes)) - threshold
  return { packed: pack(weights, threshold), oddsOf }
}

function pack(weights: Float64Array, threshold: number): MoodWeight {
  const tail = weights.subarray(1)
  const unit = Number(
    (tail.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / LARGEST_BYTE).toPrecision(4),
  )
  const bytes = (from: number, to: number) =>
    Buffer.from(Int8Array.from(weights.subarray(from, to), (weight) => Math.round(weight / unit)).buffer).toString(
      'base64',
    )
  const round = (x: number) => Math.round(x * 1000) / 1000
  return {
    start: round(weights[0]!),
    threshold: round(threshold),
    unit,
    concepts: bytes(starts.concepts, starts.words),
    words: bytes(starts.words, starts.letters),
    letters: bytes(starts.letters, features),
  }
}

const config = (name: string) => new URL(`../config/${name}`, import.meta.url)
const crisis = fit(['crisis'], ['support'], TAKEN.crisis)
const low = fit(['low', 'support'], ['crisis'], TAKEN.low)
const out: MoodWeights = { crisis: crisis.packed, low: low.packed }
writeFileSync(config('models/mood-weights.json'), `${JSON.stringify(out)}\n`)

const english = (one: Case) => one.language === 'en'
const apart = [...moods, ...talk].filter((one) => one.apart)
const meanings = await embedExamples([...mayTrain, ...apart].map(({ text }) => text))
const second = fitSecondMood(
  mayTrain.flatMap((one) => {
    const meaning = meanings.get(one.text)
    const odds = { crisis: crisis.oddsOf(one) - wantedMore(find(foldWords(one.text))), low: low.oddsOf(one) }
    return meaning ? [{ sort: one.sort, ...meaning, odds }] : []
  }),
)
writePacked('second-mood.json.br', second)

const mood = createMoodReader(parse(readFileSync(config('crisis-words.yaml'), 'utf8')), out)
const { worth, judge } = createSecondMood(second)
const isCrisis = createNetwork(second.crisis, 'train-mood.ts')
const isLow = createNetwork(second.low, 'train-mood.ts')
/** The kept-apart ones go through the very code that the bot runs. */
function bothLooks(one: Case): Mood {
  const first = mood(one.text)
  const meaning = worth(first) ? meanings.get(one.text) : undefined
  if (!meaning) return first
  return judge(first, { glossed: meaning.glossed, crisis: isCrisis(meaning), low: isLow(meaning) })
}
/** How many of some messages are taken for somebody in danger, and for somebody who is low. */
function show(some: Case[], look = bothLooks) {
  const read = some.map(look)
  return {
    messages: some.length,
    danger: read.filter((one) => one.crisis).length,
    low: read.filter((one) => one.low).length,
  }
}
const sorts = [...new Set(apart.map((one) => one.sort))]
const bySort = (some: Case[], look?: typeof bothLooks) =>
  console.table(
    Object.fromEntries(
      sorts.map((sort) => [
        sort,
        show(
          some.filter((one) => one.sort === sort),
          look,
        ),
      ]),
    ),
  )
console.log('Kept apart, the first look alone, English:')
bySort(apart.filter(english), (one) => mood(one.text))
const plain = apart.filter((one) => english(one) && one.sort === 'ordinary')
const looked = plain.filter((one) => worth(mood(one.text)))
console.log(`Kept apart, both looks, English; ${looked.length} of ${plain.length} ordinary ones get a vector for it:`)
bySort(apart.filter(english))
console.log('Kept apart, both looks:')
bySort(apart)
console.table(
  Object.fromEntries(
    [...new Set(moods.map((one) => one.language))].map((language) => {
      const some = apart.filter((one) => one.language === language)
      const [crisis, alike] = (['crisis', 'alike'] as const).map((sort) =>
        show(some.filter((one) => one.sort === sort)),
      )
      return [
        language,
        { 'in danger': crisis!.messages, seen: crisis!.danger, 'look-alikes': alike!.messages, taken: alike!.danger },
      ]
    }),
  ),
)
