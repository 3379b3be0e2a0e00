/**
 * Makes what declared topics are compared with requests by, from the topics that we wrote in topics/ and the pairs in topic-pairs.tsv:
 * config/models/topic-words.json.br (which everyday topics words speak of), config/models/topic-centres.json.br (where each lies among sentence vectors)
 * and `topics` in config/models/matching.json (how much each sign counts). Run: `node training/train-topics.ts`. Same input, same files.
 * Prints how often the right offer of 75 comes first, and in the first five, on requests and offers that the lists were made without.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import {
  beyond,
  openSentences,
  requestVector,
  sentenceAbout,
  type TopicCentres,
  topicVector,
  unit,
} from '../src/app/embed-sentences.ts'
import { inner } from '../src/app/inner.ts'
import type { TopicWeights } from '../src/matching/weights.ts'
import { type Choice, fitChoice, sumOf } from './fit-choice.ts'
import { type FitRow, fitLogistic } from './fit-logistic.ts'
import { fitTopicWords, howCommon } from './fit-topic-words.ts'
import { readOwnExamples } from './read-examples.ts'
import { readTable } from './read-table.ts'
import { readTopics, type Topic } from './read-topics.ts'
import { type Group, heldOutGroups, pairGroups, topicsWithout } from './topic-groups.ts'
import { writePacked } from './write-packed.ts'

/** Pairs are few, and were written by somebody else than the lists; what is just named is easy. */
const PAIR_WEIGHT = 6
const NAMED_WEIGHT = 0.3
/** A centre's numbers are whole, up to this: sixteen levels are enough. */
const LEVELS = 7
const MEAN_LEVELS = 127
/** All the offers that do not fit weigh so much together as the one that fits; what comes out is set right by the odds of so many to one. */
const ODDS = 74
/** From which fit on somebody is asked: chosen with a view to what comes of these, which is printed. */
const LEAST = { inWords: 0.16, inMeaning: 0.1 }
const LEASTS = [0.02, 0.05, 0.08, 0.12, 0.2, 0.3, 0.4, 0.5]
const AT_ONCE = 32

const models = new URL('../config/models/', import.meta.url)
const topics = readTopics()
const pairs = readTable(new URL('topic-pairs.tsv', import.meta.url)) as [string, string, string][]
const common = howCommon(readOwnExamples().map(({ text }) => text))
console.log(`${topics.length} topics`)

const { words, starts, topics: ofWords, weights, near } = fitTopicWords(topics, common)
const counts = words.map((_, i) => starts[i + 1]! - starts[i]!)
const lists = { words: words.join('\n'), counts, topics: [...ofWords], weights: [...weights], near }
writePacked('topic-words.json.br', lists)
console.log(`${words.length} words and pairs of words`)

const { asked, named } = heldOutGroups(topics, common)
const paired = pairGroups(pairs, topics, common)
const groups = [...asked, ...named, ...paired]
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

const withMeaning = { asked: meanings(asked), named: meanings(named), paired: meanings(paired, centres) }

/** Groups as choices by their signs. */
function choicesOf(groups: readonly Group[], meant: Map<Group, number[]> | undefined, weight: number): Choice[] {
  return groups.map((group) => ({
    rows: group.compared.map(({ said, saidStrange, alike, otherwise }, i) => [
      ...[said, saidStrange, alike, otherwise],
      ...(meant ? [meant.get(group)![i]!] : []),
    ]),
    right: group.compared.findIndex(({ topic }) => topic === group.right),
    weight,
  }))
}

function fitSigns(meaning: boolean) {
  const heard = (groups: keyof typeof withMeaning) => (meaning ? withMeaning[groups] : undefined)
  const held = choicesOf(asked, heard('asked'), 1)
  const short = choicesOf(named, heard('named'), NAMED_WEIGHT)
  const ours = choicesOf(paired, heard('paired'), PAIR_WEIGHT)
  const half = (fold: number) => ours.filter((_, i) => paired[i]!.fold === fold)
  const all = [...held, ...short, ...ours]
  const weights = fitChoice(all)
  console.log(meaning ? 'With sentence vectors' : 'By words')
  console.table({
    'our pairs, first half': figures(fitChoice([...held, ...short, ...half(1)]), half(0)),
    'our pairs, second half': figures(fitChoice([...held, ...short, ...half(0)]), half(1)),
    'requests held out': figures(weights, held),
    'what is just named': figures(weights, short),
  })
  const { start, steepness } = calibrate(weights, all)
  const chance = (row: readonly number[]) => 1 / (1 + Math.exp(-start - steepness * sumOf(weights, row)))
  console.table(Object.fromEntries(LEASTS.map((least) => [least, asksFrom(least, chance, { held, short, ours })])))
  const round = (value: number) => Math.round(value * 1000) / 1000
  const [said, saidStrange, alike, otherwise, meant] = weights.map((weight) => round(weight * steepness))
  const inWords = { start: round(start), said: said!, saidStrange: saidStrange!, alike: alike!, otherwise: otherwise! }
  return { inWords, inMeaning: { ...inWords, meant: meant! } }
}

function figures(weights: readonly number[], choices: readonly Choice[]) {
  const places = choices.map(({ rows, right }) => {
    const sum = sumOf(weights, rows[right]!)
    return rows.filter((row) => sumOf(weights, row) >= sum).length
  })
  const within = (place: number) =>
    Math.round((1000 * places.filter((at) => at <= place).length) / places.length) / 1000
  return { requests: choices.length, first: within(1), 'in the first five': within(5) }
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

const { inWords } = fitSigns(false)
const { inMeaning } = fitSigns(true)
const matchingFile = new URL('matching.json', models)
const matching = JSON.parse(readFileSync(matchingFile, 'utf8')) as { topics?: TopicWeights }
matching.topics = { inWords: { least: LEAST.inWords, ...inWords }, inMeaning: { least: LEAST.inMeaning, ...inMeaning } }
writeFileSync(matchingFile, `${JSON.stringify(matching, null, 2)}\n`)
console.log(matching.topics)

/** How alike each compared offer is to the group's request; by centres that were made without what the group's fold holds. */
function meanings(groups: readonly Group[], given?: TopicCentres): Map<Group, number[]> {
  const byFold = new Map<number, TopicCentres>()
  const without = (fold: number) => {
    const made = byFold.get(fold) ?? centresOf(topicsWithout(topics, fold))
    byFold.set(fold, made)
    return made
  }
  const offers = new Map<TopicCentres, Map<string, Float64Array>>()
  return new Map(
    groups.map((group) => {
      const by = given ?? without(group.fold)
      const known = offers.get(by) ?? new Map<string, Float64Array>()
      offers.set(by, known)
      const request = requestVector(vectorOf(group.request), by)
      const offer = (topic: string) => {
        const vector = known.get(topic) ?? topicVector(vectorOf(sentenceAbout(topic)), by)
        known.set(topic, vector)
        return vector
      }
      return [group, group.compared.map(({ topic }) => inner(request, offer(topic)))]
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
      found.set(sentence, made[i]!)
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
