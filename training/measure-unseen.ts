/**
 * Measures understanding and matching, by the code and weights as they are, on five batches of wording in unseen/ that nothing was trained on, each in its own tables.
 * Prints figures only, never a text. Run: `node training/measure-unseen.ts`. Needs the optional packages for sentence vectors.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { inner } from '../src/app/inner.ts'
import { loadModels } from '../src/app/load-models.ts'
import { hearMood, lookAgain } from '../src/app/look-again.ts'
import { type Asked, openMeaningReader } from '../src/app/read-meanings.ts'
import { parseTopics } from '../src/commands/parse-list.ts'
import type { Evidence } from '../src/matching/evidence.ts'
import { createEvidenceIndex } from '../src/matching/evidence-index.ts'
import { createMatching } from '../src/matching/matching.ts'
import { createUnderstanding } from '../src/understanding/create-understanding.ts'
import { averagePrecision, calibrationError, figures, type Scored } from './measure-detector.ts'
import { hashText } from './read-examples.ts'
import { readTable } from './read-table.ts'

/** Noon of some day; nothing hangs on it. */
const NOW = Date.UTC(2024, 4, 6, 12)
const COMMUNITY = 24
const COMMUNITIES = 5
/** How many pairs a community has: none is in one twice. */
const sizeOf = (pairs: readonly unknown[]) => Math.min(COMMUNITY, pairs.length)

const config = join(import.meta.dirname, '../config')
const models = loadModels(config)
const { threshold, offerThreshold } = models.weights
const reader = createUnderstanding(models)
const { detect, mood, understand } = reader
const matching = createMatching({ weights: models.matchingWeights, topicWords: models.topicWords })
const { readRequest, readTopics } = await openMeaningReader(join(config, 'models'))
const meaningOf = async (text: string) => (await readRequest(text))?.meaning
const table = (folder: string, name: string) => readTable(new URL(`${folder}/${name}.tsv`, import.meta.url))
const round = (x: number) => Math.round(x * 1000) / 1000
const share = <T>(some: readonly T[], is: (one: T) => boolean) => round(some.filter(is).length / (some.length || 1))

const BATCHES = ['unseen', 'unseen/second', 'unseen/third', 'unseen/fourth', 'unseen/fifth', 'unseen/sixth']
const MEASURES = { messages: measureRequests, danger: measureDanger, 'topic-pairs': measureTopics }
for (const folder of BATCHES) {
  console.log(`\n${folder}\n`)
  for (const [name, measure] of Object.entries(MEASURES))
    if (existsSync(new URL(`${folder}/${name}.tsv`, import.meta.url))) await measure(folder)
}

async function measureRequests(folder: string) {
  const messages = await Promise.all(
    table(folder, 'messages').map(async ([language, label, kind, text]) => {
      const first = detect(text!)
      const second = (await lookAgain(reader, text!, { found: first, mood: mood(text!) }, meaningOf)).found
      const guessed = understand(text!, { now: NOW }).kind
      return { english: language === 'en', request: label === 'request', kind: kind!, guessed, first, second }
    }),
  )
  const groups = {
    English: messages.filter(({ english }) => english),
    others: messages.filter(({ english }) => !english),
    all: messages,
  }
  const show = (look: 'first' | 'second', some: typeof messages) => {
    const scored: Scored[] = some.map((one) => ({ score: one[look].score, request: one.request }))
    const { precision, recall, f1 } = figures(scored, threshold)
    const offered = figures(scored, offerThreshold)
    return {
      messages: some.length,
      precision: round(precision),
      recall: round(recall),
      F1: round(f1),
      'average precision': round(averagePrecision(scored)),
      'calibration error': round(calibrationError(scored)),
      'offered: precision': round(offered.precision),
      'offered: recall': round(offered.recall),
    }
  }
  for (const look of ['first', 'second'] as const) {
    console.log(`Is it a request? The ${look} look, from ${threshold} on; offered unasked from ${offerThreshold} on.`)
    console.table(Object.fromEntries(Object.entries(groups).map(([name, some]) => [name, show(look, some)])))
  }
  console.log('By kind of request, then by sort of other message: how many the second look has right.')
  const kinds = [...new Set(messages.toSorted((a, b) => Number(b.request) - Number(a.request)).map(({ kind }) => kind))]
  console.table(
    Object.fromEntries(
      kinds.map((kind) => {
        const of = (some: typeof messages) => {
          const these = some.filter((one) => one.kind === kind)
          const right = these.filter(({ second, request }) => second.request === request).length
          return `${right} of ${these.length}`
        }
        return [kind, { English: of(groups.English), others: of(groups.others) }]
      }),
    ),
  )
  const kindRight = (some: typeof messages) =>
    share(
      some.filter(({ request }) => request),
      ({ kind, guessed }) => kind === guessed,
    )
  console.log(`Kind of requests right: English ${kindRight(groups.English)}, others ${kindRight(groups.others)}\n`)
}

async function measureDanger(folder: string) {
  const messages = await Promise.all(
    table(folder, 'danger').map(async ([language, label, , text]) => {
      const looks = { first: mood(text!), both: await hearMood(reader, text!, meaningOf) }
      return { english: language === 'en', label: label!, looks }
    }),
  )
  const show = (some: typeof messages, look: 'first' | 'both' = 'both') => {
    const of = (label: string) => some.filter((one) => one.label === label).map(({ looks }) => looks[look])
    return {
      'danger seen': share(of('danger'), ({ crisis }) => crisis),
      'look-alikes taken for danger': share(of('other'), ({ crisis }) => crisis),
      'low taken for danger': share(of('low'), ({ crisis }) => crisis),
      'low seen': share(of('low'), ({ low }) => low),
      'look-alikes taken for low': share(of('other'), ({ low }) => low),
    }
  }
  console.log('Is a life in danger? Is somebody low?')
  const inEnglish = messages.filter(({ english }) => english)
  console.table({
    'English, first look': show(inEnglish, 'first'),
    English: show(inEnglish),
    others: show(messages.filter(({ english }) => !english)),
    all: show(messages),
  })
}

async function measureTopics(folder: string) {
  const pairs = table(folder, 'topic-pairs').map(([text, right, wrong, language]) => {
    const { topics, language: guessed } = understand(text!, { now: NOW })
    const demand = { askerId: 'asker', text: text!, topics, places: [], language: guessed, at: NOW }
    return { demand, right: parseTopics(right!), wrong: parseTopics(wrong!), language: language! }
  })
  type Pair = (typeof pairs)[number]
  const vectors = new Map<string, Float64Array>()
  const requests = new Map<string, Asked>()
  for (const { demand, right, wrong } of pairs) {
    const asked = await readRequest(demand.text)
    if (asked) requests.set(demand.text, asked)
    const topics = [...right, ...wrong]
    for (const [i, vector] of (await readTopics(topics)).entries()) vectors.set(topics[i]!, vector)
  }

  /** Where the right offer and the near miss of each pair stand among all offers of a community. Who stands level with others stands behind them; who is not named stands last. */
  function places(community: Pair[], meant: boolean) {
    const declare = (memberId: string, topics: string[]): Evidence[] =>
      topics.map((key) => ({ memberId, kind: 'declared-topic', key, weight: 1, at: NOW }))
    const offers = community.flatMap(({ right, wrong }, i) => [
      ...declare(`right ${i}`, right),
      ...declare(`wrong ${i}`, wrong),
    ])
    const index = createEvidenceIndex()
    index.apply(offers)
    return community.map(({ demand }, i) => {
      const asked = meant ? requests.get(demand.text) : undefined
      const of = new Map(offers.map(({ key }) => [key, asked ? inner(asked.turned, vectors.get(key)!) : 0]))
      const likeness = asked && { of, glossed: asked.meaning.glossed }
      const ranked = matching.rank(demand, index, { now: NOW, likeness, limit: offers.length })
      const placeOf = (memberId: string) => {
        const score = ranked.find((one) => one.memberId === memberId)?.score
        return score === undefined
          ? Number.POSITIVE_INFINITY
          : ranked.filter((one) => one.memberId !== memberId && one.score >= score).length + 1
      }
      return { right: placeOf(`right ${i}`), wrong: placeOf(`wrong ${i}`) }
    })
  }
  const show = (found: ReturnType<typeof places>) => ({
    first: share(found, ({ right }) => right === 1),
    'in first five': share(found, ({ right }) => right <= 5),
    'above its near miss': share(found, ({ right, wrong }) => right < wrong),
    'near miss first': share(found, ({ wrong }) => wrong === 1),
  })
  const english = pairs.filter(({ language }) => language === 'en')
  const groups = {
    English: english,
    others: pairs.filter(({ language }) => language !== 'en'),
  }
  for (const meant of [false, true]) {
    console.log(`Who should be asked? ${meant ? 'With sentence vectors' : 'Words alone'}.`)
    console.table(
      Object.fromEntries(
        Object.entries(groups).flatMap(([name, some]) => {
          const all = places(some, meant)
          const within = (crossing: boolean) => all.filter((_, i) => some[i]!.language.includes('>') === crossing)
          const parts = some.some(({ language }) => language.includes('>'))
            ? [
                ['of them, one language', { offers: some.length * 2, ...show(within(false)) }],
                ['of them, offers in English', { offers: some.length * 2, ...show(within(true)) }],
              ]
            : []
          return [
            [`${name}, all together`, { offers: some.length * 2, ...show(all) }],
            ...parts,
            [
              `${name}, mean over ${COMMUNITIES} communities`,
              {
                offers: sizeOf(some) * 2,
                ...show(communitiesOf(some).flatMap((community) => places(community, meant))),
              },
            ],
          ]
        }),
      ),
    )
  }

  /** Communities of equal size, dealt in turn from pairs in the order of a hash; no pair is dealt more than once oftener than another. */
  function communitiesOf(some: Pair[]): Pair[][] {
    const shuffled = some.toSorted((a, b) => hashText(a.demand.text) - hashText(b.demand.text))
    return Array.from({ length: COMMUNITIES }, (_, i) =>
      Array.from({ length: sizeOf(some) }, (__, k) => shuffled[(i * COMMUNITY + k) % shuffled.length]!),
    )
  }
}
