import { createCountingPlatform } from './counting-platform.ts'
import { chat } from './open-requests.ts'
import { showMeasured } from './show-table.ts'
import { accountOf, openTown, quantile, together } from './town.ts'

/**
 * What a message costs that is no request: a post in a watched channel, from the platform's event to the end of its acceptance, one after
 * the other. Nothing is stored of it; where its author agreed to be learned from, counts are, in a transaction that is synced to disk.
 */
const MESSAGES = 8000
const AT_ONCE = 64
const said = [
  'Good morning all',
  'haha that was a lovely evening, we should do it again when the weather is better and everybody is back',
  'See you at the park later, the one near Granville station, around 5pm',
  'Thanks, it works now.',
  'I moved the chairs back into the hall and put the key under the mat. The lamp in the corridor is broken again, by the way.',
  'That is what they told me as well, but nobody came on Monday and the office in Toronto does not answer.',
  'lol',
  'The new version is out: https://example.org/news/42 — it fixes the printing of labels.',
]

const platform = createCountingPlatform()
const town = await openTown({ members: 1000, platform })

const postBy = (authorOf: (i: number) => string, i: number) => ({
  ...chat(i),
  author: authorOf(i),
  text: said[i % said.length]!,
})

async function measure(authorOf: (i: number) => string) {
  const times: number[] = []
  for (let i = 0; i < MESSAGES; i++) {
    const event = postBy(authorOf, i)
    const began = performance.now()
    await town.accept(event)
    if (i >= MESSAGES / 4) times.push((performance.now() - began) * 1000)
  }
  const seconds = await together(MESSAGES, AT_ONCE, (i) => town.accept(postBy(authorOf, i)))
  return {
    // In µs.
    mean: Math.round(times.reduce((sum, time) => sum + time, 0) / times.length),
    median: Math.round(quantile(times, 0.5)),
    p99: Math.round(quantile(times, 0.99)),
    together: Math.round((seconds * 1e6) / MESSAGES),
    'wrongly offered': platform.counts.sent,
  }
}

const guests = await measure((i) => `count:a:guest${i % 500}`)
const learnedFrom = await measure((i) => accountOf(i % 1000))
console.table({ 'a post that is no request': guests, 'the same, by who agreed to be learned from': learnedFrom })
showMeasured('a message that is no request, in all', `${guests.median} µs median, ${guests.p99} µs p99`)
showMeasured(
  'the same, learned from where its author agreed',
  `${learnedFrom.together} µs of work, ${AT_ONCE} at a time; ${(learnedFrom.mean / 1000).toFixed(1)} ms alone`,
)
await town.close()
