import { type Comparison, TopicLookup } from '../src/matching/match-topics.ts'
import { readTerms } from '../src/matching/terms.ts'
import type { TopicWords } from '../src/matching/topic-words.ts'
import { fitTopicWords } from './fit-topic-words.ts'
import { hashText } from './read-examples.ts'
import type { Offered } from './read-offered.ts'
import type { Pair } from './read-pairs.ts'
import type { Topic } from './read-topics.ts'

/** A request beside so many offers of a community of some thirty. */
const OFFERS = 75
/** Topics are parted so often; what one part holds is measured by what was made of the others. */
const FOLDS = 4
/** One topic in so many is left out as a whole, for people also offer what nobody thought of. */
const STRANGERS = 8

/** One request, the offer that fits, and others that do not: how each compares by words. */
export interface Group {
  request: string
  right: string
  /** The near miss, of pairs. */
  wrong?: string
  compared: Comparison[]
  /** The lists it was compared by, and the fold that these were made without; absent: made of all topics. */
  listed: TopicWords
  fold?: number
}

const isOut = (text: string, fold: number) => (hashText(text) >>> 8) % FOLDS === fold

/** The topics without the requests and offers of a fold; some are left out as a whole, but for their place. */
export const topicsWithout = (topics: readonly Topic[], fold: number): Topic[] =>
  topics.map((topic) => {
    const kept = (texts: string[]) => texts.filter((text) => !isOut(text, fold))
    const isStranger = (hashText(topic.name) >>> 8) % STRANGERS === fold
    if (isStranger) return { name: '', offers: [], words: [], asks: [], foreign: [] }
    return { ...topic, offers: kept(topic.offers), asks: kept(topic.asks) }
  })

/** Requests and offers of topics, compared by the words of lists that were made without these. */
export function heldOutGroups(
  topics: readonly Topic[],
  common: ReadonlyMap<string, number>,
  lines: readonly Offered[],
) {
  const asked: Group[] = []
  const named: Group[] = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const known = topicsWithout(topics, fold)
    const listed = fitTopicWords(known, common, lines)
    const held = topics.map((topic) => ({
      ...topic,
      offer: topic.offers.find((one) => isOut(one, fold)) ?? '',
      asks: topic.asks.filter((one) => isOut(one, fold)),
    }))
    const offers = held.flatMap(({ offer }) => offer || [])
    const lookup = new TopicLookup()
    for (const offer of offers) lookup.add(offer)
    const compare = (request: string, right: string): Group => {
      const named = nearestByHash(request, offers, right)
      return { request, right, compared: compareWith(lookup, request, listed, named), listed, fold }
    }
    for (const { offer, offers: all, asks } of held) {
      if (!offer) continue
      for (const ask of asks) asked.push(compare(ask, offer))
      // Many just say what they need, or but the last word of it: "need a speaker" for who offers "keynote speaker".
      const other = all.find((one) => one !== offer)
      const short = [offer, other, asks[0] && `${asks[0]} ${offer}`, offer.split(' ').at(-1)]
      const one = short[(hashText(offer) >>> 8) % short.length]
      if (one) named.push(compare(one, offer))
    }
  }
  return { asked, named }
}

/** Our pairs, which the lists do not know, each beside offers of others. */
export function pairGroups(pairs: readonly Pair[], listed: TopicWords): Group[] {
  const offers = [...new Set(pairs.flatMap(([, right, wrong]) => [right, wrong]))]
  const lookup = new TopicLookup()
  for (const offer of offers) lookup.add(offer)
  return pairs.map(([request, right, wrong]) => {
    const others = nearestByHash(request, offers, right).filter((one) => one !== wrong)
    const named = [...others.slice(0, OFFERS - 1), wrong]
    return { request, right, wrong, compared: compareWith(lookup, request, listed, named), listed }
  })
}

function compareWith(lookup: TopicLookup, request: string, listed: TopicWords, named: string[]) {
  const words = readTerms(request).map(({ word }) => word)
  const among = new Set(named)
  return lookup.compare(words, listed, named).filter(({ topic }) => among.has(topic))
}

/** The right offer and others, drawn by the hash of their text with the request's. */
function nearestByHash(request: string, offers: readonly string[], right: string): string[] {
  const drawn = offers
    .filter((offer) => offer !== right)
    .map((offer) => ({ offer, place: hashText(`${request} ${offer}`) >>> 8 }))
    .sort((a, b) => a.place - b.place)
  return [right, ...drawn.slice(0, OFFERS - 1).map(({ offer }) => offer)]
}
