// Makes config/models/topic-map.json: what turns the sentence vector of a topic towards the vectors of requests about it. Learned from our own pairs in
// training/topic-pairs.tsv (request, topic that fits, topic that only shares a word). Run: node training/train-topic-map.ts. Same input, same map.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openSentences, requestVector, sentenceAbout, type TopicMap, topicVector } from '../src/app/embed-sentences.ts'
import { inner } from '../src/app/inner.ts'

/** How sharp the choice among topics is, how firmly the map stays the identity; steps of gradient descent with momentum. */
const SHARPNESS = 8
const RIDGE = 0.012
const STEPS = 40
const RATE = 0.5
const MOMENTUM = 0.9

const root = join(import.meta.dirname, '..')
const pairs = readFileSync(join(root, 'training/topic-pairs.tsv'), 'utf8')
  .trim()
  .split('\n')
  .filter((line) => !line.startsWith('#'))
  .map((line) => line.split('\t') as [string, string, string])
const topics = [...new Set(pairs.flatMap(([, fits, shares]) => [fits, shares]))]
const embed = await openSentences()
const requestVectors = await embedAll(pairs.map(([text]) => text))
const topicVectors = await embedAll(topics.map(sentenceAbout))
const n = topicVectors[0]!.length
const start: TopicMap = { requests: meanOf(requestVectors), topics: meanOf(topicVectors), map: identity() }
const asked = requestVectors.map((vector) => requestVector(vector, start))
const offered = topicVectors.map((vector) => topicVector(vector, start))
const right = pairs.map(([, fits]) => topics.indexOf(fits))
const map = fit()
console.log(`${pairs.length} pairs, ${topics.length} topics`)
const learned = map.map((value, k) => value - start.map[k]!)
const kept = { requests: short(start.requests), topics: short(start.topics), map: short(learned) }
writeFileSync(join(root, 'config/models/topic-map.json'), `${JSON.stringify(kept)}\n`)

/**
 * Minimises the mean of −log p(right topic), p ∝ exp(sharpness · requestᵀ · map · topic) over all topics (a contrastive loss with all others as
 * negatives: van den Oord et al. 2018), plus ridge/2 · |map − identity|².
 */
function fit(): Float64Array {
  const map = identity()
  const whole = identity()
  const speed = new Float64Array(n * n)
  for (let step = 0; step < STEPS; step++) {
    const slope = new Float64Array(n * n)
    let loss = 0
    asked.forEach((request, i) => {
      const turned = new Float64Array(n)
      for (let a = 0; a < n; a++) for (let b = 0; b < n; b++) turned[b]! += request[a]! * map[a * n + b]!
      const raised = offered.map((topic) => Math.exp(SHARPNESS * inner(turned, topic)))
      const sum = raised.reduce((all, one) => all + one, 0)
      loss -= Math.log(raised[right[i]!]! / sum) / pairs.length
      const pull = new Float64Array(n)
      offered.forEach((topic, j) => {
        const part = raised[j]! / sum - (j === right[i] ? 1 : 0)
        if (Math.abs(part) > 1e-4) for (let b = 0; b < n; b++) pull[b]! += part * topic[b]!
      })
      for (let a = 0; a < n; a++) {
        const part = (request[a]! * SHARPNESS) / pairs.length
        for (let b = 0; b < n; b++) slope[a * n + b]! += part * pull[b]!
      }
    })
    for (let k = 0; k < map.length; k++) {
      speed[k] = MOMENTUM * speed[k]! + slope[k]! + RIDGE * (map[k]! - whole[k]!)
      map[k]! -= RATE * speed[k]!
    }
    if (step % 10 === 9) console.log(`step ${step + 1}: loss ${loss.toFixed(3)}`)
  }
  return map
}

async function embedAll(sentences: string[]): Promise<Float64Array[]> {
  const found: Float64Array[] = []
  for (let from = 0; from < sentences.length; from += 32) found.push(...(await embed(sentences.slice(from, from + 32))))
  return found
}

function identity(): Float64Array {
  const whole = new Float64Array(n * n)
  for (let k = 0; k < n; k++) whole[k * n + k] = 1
  return whole
}

function meanOf(vectors: Float64Array[]): Float64Array {
  return Float64Array.from(
    { length: n },
    (_, k) => vectors.reduce((sum, vector) => sum + vector[k]!, 0) / vectors.length,
  )
}

/** One byte a number. */
function short(values: Float64Array) {
  const unit = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 127
  return { unit, bytes: Buffer.from(Int8Array.from(values, (value) => Math.round(value / unit))).toString('base64') }
}
