import { loadModels } from '../src/app/load-models.ts'
import { createSecondStage } from '../src/app/second-stage.ts'
import { systemClock } from '../src/shared/clock.ts'
import { createUnderstanding } from '../src/understanding/create-understanding.ts'
import { readOwnExamples } from '../training/read-examples.ts'
import { showMeasured } from './show-table.ts'
import { quantile } from './town.ts'

// Times loading, detecting (every posted message), the second look (at what may be a request, one at a time, there and back) and
// understanding (what may be a request), on the examples that we wrote.
const ROUNDS = 40
const WARM_UP = 10
const config = new URL('../config', import.meta.url).pathname

const megabytes = () => {
  globalThis.gc?.()
  return Math.round(process.memoryUsage().rss / 1e6)
}
const before = megabytes()
const start = performance.now()
const models = loadModels(config)
const reader = createUnderstanding(models)
const loaded = Math.round(performance.now() - start)

function time(texts: string[], read: (text: string) => unknown): Record<string, string> {
  const microseconds: number[] = []
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    for (const text of texts) {
      const from = performance.now()
      read(text)
      if (round >= WARM_UP) microseconds.push((performance.now() - from) * 1000)
    }
  }
  microseconds.sort((a, b) => a - b)
  const at = (share: number) => microseconds[Math.floor(microseconds.length * share)]!.toFixed(1)
  return { median: at(0.5), p90: at(0.9), p99: at(0.99) }
}

const examples = readOwnExamples()
const others = examples.filter((example) => !example.request).map((example) => example.text)
const requests = examples.filter((example) => example.request).map((example) => example.text)
const longest = [others.join(' ').slice(0, 4_000)]
const context = { now: Date.parse('2024-03-05T07:53:00-06:00'), timeZone: 'America/Winnipeg', timeZoneKnown: true }

console.log(`Models loaded in ${loaded} ms; resident ${before} MB before, ${megabytes()} MB after.`)
console.table({
  'detect, no request (µs)': time(others, (text) => reader.detect(text)),
  'detect, request (µs)': time(requests, (text) => reader.detect(text)),
  'detect, 4,000 characters (µs)': time(longest, (text) => reader.detect(text)),
  'understand a request (µs)': time(requests, (text) => reader.understand(text, context)),
})

/** Each text once: what was seen before costs nothing. */
async function timeSecondLook(texts: string[]): Promise<Record<string, string>> {
  const milliseconds: number[] = []
  for (const text of texts) {
    const from = performance.now()
    if (!(await stage.meaningOf(text))) throw new Error('There was no vector in time.')
    milliseconds.push(performance.now() - from)
  }
  const at = (part: number) => quantile(milliseconds, part).toFixed(1)
  return { median: at(0.5), p90: at(0.9), p99: at(0.99) }
}

const { offerThreshold } = models.weights
const stage = createSecondStage({ clock: systemClock, logger: console })
const began = performance.now()
while (!(await stage.meaningOf('Good morning')));
console.log(`The first vector came after ${Math.round(performance.now() - began)} ms.`)
const english = examples.filter(({ language }) => language === 'en').map(({ text }) => text)
const looked = english.filter((text) => reader.secondLook.worth(reader.detect(text), offerThreshold))
// Longer ones: what people post is, in forums above all.
const long = Array.from({ length: 200 }, (_, i) => english.slice(i * 5, i * 5 + 12).join(' '))
await timeSecondLook(english.slice(0, 100).map((text) => `${text}!`))
const usual = await timeSecondLook(looked)
console.table({
  'a second look, ours (ms)': usual,
  'a second look, 300 characters or more (ms)': await timeSecondLook(long),
})
showMeasured('a second look at what may be a request', `${usual.median} ms median, ${usual.p99} ms p99`)
stage.stop()
