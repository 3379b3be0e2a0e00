/**
 * Makes what declared topics are compared with requests by, from the topics that we wrote in topics/, the lines in offered/ and the pairs in topic-pairs*.tsv:
 * config/models/topic-words.json.br (which everyday topics words speak of, and where words lie), config/models/topic-centres.json.br (where each lies among sentence vectors)
 * and `topics` in config/models/matching.json (how much each sign counts). Run: `node training/train-topics.ts`, some 20 minutes. Same input, same files.
 * Prints how often the right offer of 75 comes first, and in the first five, on pairs that are kept apart and on requests and offers that the lists were
 * made without.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { openSentences } from '../src/app/embed-sentences.ts'
import { inner } from '../src/app/inner.ts'
import {
  beyond,
  requestVector,
  sentenceAbout,
  type TopicCentres,
  type TopicSpace,
  topicVector,
  unit,
} from '../src/app/topic-vectors.ts'
import type { TopicWords } from '../src/matching/topic-words.ts'
import type { TopicWeights } from '../src/matching/weights.ts'
import { packWordVectors } from '../src/matching/word-vectors.ts'
import { type Choice, fitChoice, sumOf } from './fit-choice.ts'
import { type FitRow, fitLogistic } from './fit-logistic.ts'
import { fitTopicWords, howCommon } from './fit-topic-words.ts'
import { hashText, readOwnExamples } from './read-examples.ts'
import { type Offered, readOffered } from './read-offered.ts'
import { type Pair, readPairs } from './read-pairs.ts'
import { readTopics, type Topic } from './read-topics.ts'
import { type Group, heldOutGroups, pairGroups, topicsWithout } from './topic-groups.ts'
import { writePacked } from './write-packed.ts'

/** Pairs were written by somebody else than the lists, as what volunteers declare is. */
const PAIR_WEIGHT = 3
const NAMED_WEIGHT = 1
/** A centre's numbers are whole, up to this: sixteen levels are enough. */
const LEVELS = 7
const MEAN_LEVELS = 127
/** All the offers that do not fit weigh so much together as the one that fits; what comes out is set right by the odds of so many to one. */
const ODDS = 74
/** How much it tells to say words of an offer that no list has: hardly any of our texts hold such, so it is set by hand. */
const STRANGE = { inLists: 13.7, inWords: 13.7, inMeaning: 4.6, inGloss: 4.6 }
/** From which fit on somebody is asked: chosen with a view to what comes of these, which is printed. */
const LEAST = { inLists: 0.1, inWords: 0.08, inMeaning: 0.08, inGloss: 0.05 }
const LEASTS = [0.02, 0.05, 0.08, 0.12, 0.2, 0.3, 0.4, 0.5]
const AT_ONCE = 32

const models = new URL('../config/models/', import.meta.url)
const topics = readTopics()
const common = howCommon(readOwnExamples().map(({ text }) => text))
console.log(`${topics.length} topics`)

const offered = readOffered()
const listed = fitTopicWords(topics, common, offered.known)
const { words, starts, topics: ofWords, weights, near, vectors: ofPlaces } = listed
const counts = words.map((_, i) => starts[i + 1]! - starts[i]!)
const lists = {
  words: words.join('\n'),
  counts,
  topics: [...ofWords],
  weights: [...weights],
  near,
  vectors: packWordVectors(ofPlaces),
}
writePacked('topic-words.json.br', lists)
console.log(`${words.length} words and pairs of words; ${ofPlaces.words.length} beginnings of words`)

const { asked, named } = heldOutGroups(topics, common, offered.known)
const pairs = readPairs()
const known = pairGroups(pairs.known, listed)
const apart = pairGroups(pairs.apart, listed)
const lines = pairGroups(offered.apart.map(pairOf), listed)
const groups = [...asked, ...named, ...known, ...apart, ...lines]
const vectors = await embedAll([
  ...topics.flatMap(({ name, offers, asks }) => [...asks, ...[name, ...offers].map(sentenceAbout)]),
  ...groups.flatMap(({ request, compared }) => [request, ...compared.map(({ topic }) => sentenceAbout(topic))]),
])
const centres = centresOf(topics)
writePacked('topic-centres.json.br', {
  requests: short(centres.requests, MEAN_LEVELS),
  offers: short(centres.offers, MEAN_LEVELS),
  centres: short(Float64Array.from(centres.centres.flatMap((centre) => [...centre])), LEVELS),
})

const meant = meanings(groups)
const BY_WORDS = ['said', 'saidStrange', 'whole', 'alike', 'otherwise', 'fits', 'fitsOtherwise'] as const
/** What tells whether an offer fits: the signs of a comparison, and the likeness of meaning. What is said in other languages no list but the glossary knows. */
const SIGNS = {
  inLists: ['said', 'saidStrange', 'whole', 'alike', 'otherwise'],
  inWords: BY_WORDS,
  inMeaning: [...BY_WORDS, 'meant'],
  inGloss: ['said', 'saidStrange', 'whole', 'meant'],
} as const
type Way = keyof typeof SIGNS

/** One of its two offers, and one of its two near misses, by a hash. */
function pairOf({ request, offers, misses }: Offered): Pair {
  const hash = hashText(request) >>> 12
  return [request, offers[hash % 2]!, misses[(hash >>> 1) % 2]!]
}

/** With the place of the near miss, −1 where there is none. */
type Marked = Choice & { wrong: number }

/** Groups as choices by their signs. */
function choicesOf(some: readonly Group[], way: Way, weight: number): Marked[] {
  const placeOf = (group: Group, one?: string) => group.compared.findIndex(({ topic }) => topic === one)
  return some.map((group) => ({
    rows: group.compared.map((one, i) =>
      SIGNS[way].map((sign) => (sign === 'meant' ? meant.get(group)![i]! : one[sign])),
    ),
    right: placeOf(group, group.right),
    wrong: placeOf(group, group.wrong),
    weight,
  }))
}

function fitSigns(way: Way) {
  const held = choicesOf(asked, way, 1)
  const short = choicesOf(named, way, NAMED_WEIGHT)
  const ours = choicesOf(apart, way, 1)
  const inLines = choicesOf(lines, way, 1)
  const all = [...held, ...short, ...choicesOf(known, way, PAIR_WEIGHT)]
  const weights = fitChoice(all)
  console.log(way)
  console.table({
    'our pairs kept apart': figures(weights, ours),
    'lines kept apart': figures(weights, inLines),
    'requests held out': figures(weights, held),
    'what is just named': figures(weights, short),
  })
  const { start, steepness } = calibrate(weights, all)
  const chance = (row: readonly number[]) => 1 / (1 + Math.exp(-start - steepness * sumOf(weights, row)))
  console.table(Object.fromEntries(LEASTS.map((least) => [least, asksFrom(least, chance, { ours, held, short })])))
  const round = (value: number) => Math.round(value * 1000) / 1000
  const fitted = SIGNS[way].map((sign, i): [string, number] => [sign, round(weights[i]! * steepness)])
  const none = Object.fromEntries([...BY_WORDS, 'meant'].map((sign) => [sign, 0]))
  const { meant: byMeaning, ...byWords } = {
    ...(none as Record<(typeof SIGNS.inMeaning)[number], number>),
    ...Object.fromEntries(fitted),
    saidStrange: STRANGE[way],
  }
  const inWords = { least: LEAST[way], start: round(start), ...byWords }
  return { inWords, inMeaning: { ...inWords, meant: byMeaning } }
}

function figures(weights: readonly number[], choices: readonly Marked[]) {
  const places = choices.map(({ rows, right }) => {
    const sum = sumOf(weights, rows[right]!)
    return rows.filter((row) => sumOf(weights, row) >= sum).length
  })
  const within = (place: number) =>
    Math.round((1000 * places.filter((at) => at <= place).length) / places.length) / 1000
  const paired = choices.filter(({ wrong }) => wrong >= 0)
  const above = paired.filter(({ rows, right, wrong }) => sumOf(weights, rows[right]!) > sumOf(weights, rows[wrong]!))
  return {
    requests: choices.length,
    first: within(1),
    'in the first five': within(5),
    'above its near miss': Math.round((1000 * above.length) / paired.length) / 1000,
  }
}

/** What comes of asking from a fit of `least` on: how often the right one is asked, and how often anybody where the right one is not there. */
function asksFrom(least: number, chance: (row: readonly number[]) => number, groups: Record<string, Choice[]>) {
  const part = (some: readonly Choice[], is: (choice: Choice) => boolean) =>
    Math.round((1000 * some.filter(is).length) / some.length) / 1000
  return Object.fromEntries(
    Object.entries(groups).flatMap(([name, some]) => [
      [`${name}: right asked`, part(some, ({ rows, right }) => chance(rows[right]!) >= least)],
      [
        `${name}: others alone`,
        part(some, ({ rows, right }) => rows.some((row, i) => i !== right && chance(row) >= least)),
      ],
    ]),
  )
}

/** The chance that an alternative is right is 1 / (1 + exp(−start − steepness · w · signs)): Platt (1999), by the odds of ODDS to one. */
function calibrate(weights: readonly number[], choices: readonly Choice[]) {
  const rows = choices.flatMap(({ rows, right, weight }) =>
    rows.map((row, i): FitRow => {
      const part = i === right ? weight : weight / ODDS
      const values = Float64Array.of(1, sumOf(weights, row))
      return { features: Int32Array.of(0, 1), values, label: i === right ? 1 : 0, weight: part }
    }),
  )
  const [start, steepness] = fitLogistic(rows, 2, () => 0)
  return { start: start! - Math.log(ODDS), steepness: steepness! }
}

const matchingFile = new URL('matching.json', models)
const matching = JSON.parse(readFileSync(matchingFile, 'utf8')) as { topics?: TopicWeights }
matching.topics = {
  inLists: fitSigns('inLists').inWords,
  inWords: fitSigns('inWords').inWords,
  inMeaning: fitSigns('inMeaning').inMeaning,
  inGloss: fitSigns('inGloss').inMeaning,
}
writeFileSync(matchingFile, `${JSON.stringify(matching, null, 2)}\n`)
console.log(matching.topics)

/** How alike each compared offer is to the group's request; by lists and centres that were made without what the group's fold holds. */
function meanings(groups: readonly Group[]): Map<Group, number[]> {
  const spaces = new Map<TopicWords, { space: TopicSpace; offers: Map<string, Float64Array> }>()
  return new Map(
    groups.map((group) => {
      const { listed: words, fold, request, compared } = group
      const { space, offers } = spaces.get(words) ?? {
        space: { ...(fold === undefined ? centres : centresOf(topicsWithout(topics, fold))), words },
        offers: new Map<string, Float64Array>(),
      }
      spaces.set(words, { space, offers })
      const asked = requestVector(request, vectorOf(request), space)
      const offer = (topic: string) => {
        const vector = offers.get(topic) ?? topicVector(topic, vectorOf(sentenceAbout(topic)), space)
        offers.set(topic, vector)
        return vector
      }
      return [group, compared.map(({ topic }) => inner(asked, offer(topic)))]
    }),
  )
}

/** Where topics lie: half by what is asked, half by what is offered, beyond what all have in common. */
function centresOf(known: readonly Topic[]): TopicCentres {
  const all = known.filter(({ asks }) => asks.length > 0)
  const requests = all.map(({ asks }) => meanOf(asks.map(vectorOf)))
  const offers = all.map(({ name, offers }) => meanOf([name, ...offers].map((one) => vectorOf(sentenceAbout(one)))))
  const between = requests.map((request, topic) => meanOf([unit(request), unit(offers[topic]!)]))
  const mean = meanOf(between)
  return {
    requests: meanOf(requests),
    offers: meanOf(offers),
    centres: between.map((centre) => beyond(centre, mean)),
  }
}

async function embedAll(sentences: readonly string[]): Promise<Map<string, Float64Array>> {
  const embed = await openSentences()
  const all = [...new Set(sentences)]
  const found = new Map<string, Float64Array>()
  for (let from = 0; from < all.length; from += AT_ONCE) {
    const some = all.slice(from, from + AT_ONCE)
    const made = await embed(some)
    some.forEach((sentence, i) => {
      found.set(sentence, made[i]!.vector)
    })
  }
  return found
}

function vectorOf(sentence: string): Float64Array {
  return vectors.get(sentence)!
}

function meanOf(some: readonly Float64Array[]): Float64Array {
  const mean = new Float64Array(some[0]!.length)
  for (const vector of some) for (let k = 0; k < mean.length; k++) mean[k]! += vector[k]! / some.length
  return mean
}

/** Whole numbers up to so many, a byte each. */
function short(values: Float64Array, levels: number) {
  const unit = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / levels
  return { unit, bytes: Buffer.from(Int8Array.from(values, (value) => Math.round(value / unit))).toString('base64') }
}
