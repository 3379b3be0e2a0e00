import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { beforeEach, describe, expect, it } from 'vitest'
import { detectLines } from '../../src/app/detect-lines.ts'
import type { MeaningOf } from '../../src/app/look-again.ts'
import { createNoticePost } from '../../src/app/notice-post.ts'
import { openMeanings } from '../../src/app/open-meanings.ts'
import { createUnderstanding } from '../../src/understanding/create-understanding.ts'
import { aCommunity } from '../storage/samples.ts'
import { models } from '../understanding/reader.ts'

const MINUTE = 60_000
const names: Record<string, string> = { 'paper:a:1': 'Ann', 'paper:a:2': 'Ben', 'paper:a:3': 'Cleo' }
const accountOf = (name: string) => Object.keys(names).find((account) => names[account] === name)!
const aims = { precision: 0.6, usual: models.weights.offerThreshold, least: models.weights.threshold }

/** What the bot made of each post, and whose names it looked up for it. */
function listen(meaningOf?: MeaningOf) {
  const scores: number[] = []
  const lookedUp: string[] = []
  const notice = createNoticePost({
    understanding: createUnderstanding(models),
    aims,
    answersIn: async () => [],
    meaningOf,
    nameOf: async (account) => {
      lookedUp.push(account)
      return names[account]
    },
    watch: (happening) => happening.type === 'read' && scores.push(happening.found.score),
  })
  let at = Date.UTC(2026, 2, 4, 12)
  return {
    scores,
    lookedUp,
    passes: (minutes: number) => {
      at += minutes * MINUTE
    },
    async posts(name: string, words: string, conversation = 'paper:c:help', how = { desk: false }) {
      const id = `e${scores.length}`
      const from = { id, at, space: 'paper:s:1', message: `paper:m:${id}`, author: accountOf(name) }
      const event = { type: 'message-posted' as const, ...from, text: words, conversation, where: 'channel' as const }
      await notice(event, aCommunity('c1'), how)
      return scores.at(-1)!
    },
  }
}

/** The score that `askaround detect` gives these words after these lines. */
async function detected(words: string, context: string[] = [], meaningOf?: MeaningOf): Promise<number> {
  const output = new PassThrough()
  const said = text(output)
  await detectLines(
    Readable.from([`${JSON.stringify({ id: 'a', text: words, context })}\n`]),
    output,
    models,
    meaningOf,
  )
  output.end()
  return JSON.parse(await said).score
}

const talk: [name: string, words: string][] = [
  ['Ann', 'The lamp in the hall went out. Does anyone know which bulb it takes?'],
  ['Ben', 'Ann: which lamp, the one by the door?'],
  ['Ann', '@Ben by the door, yes, how do you open it?'],
  ['Cleo', 'Ben, could you look at the other one as well?'],
  ['Ben', 'Do you have a ladder?'],
]

let live: ReturnType<typeof listen>
beforeEach(() => {
  live = listen()
})

describe('a post as the bot reads it', () => {
  it('is scored as `askaround detect` scores it after the same lines, names in front', async () => {
    for (const [i, [name, words]] of talk.entries()) {
      const before = talk.slice(Math.max(0, i - 3), i).map(([who, said]) => `${who}: ${said}`)
      expect(await live.posts(name, words)).toBe(await detected(words, before))
    }
  })

  it('is read with who wrote last: the answer to a question is told from another question', async () => {
    await live.posts('Ann', 'The lamp in the hall went out. Does anyone know which bulb it takes?')
    const asksBack = await live.posts('Ben', '@Ann which lamp do you mean?')
    expect(asksBack).toBeLessThan(await detected('@Ann which lamp do you mean?'))
    expect(asksBack).toBeLessThan(
      await detected('@Ann which lamp do you mean?', ['Cleo: Does anyone know which bulb?']),
    )
  })

  it('is read without what was said in another channel, and without what was said over an hour ago', async () => {
    const words = '@Ann which lamp do you mean?'
    const bare = await detected(words)
    await live.posts('Ann', 'Does anyone know which bulb it takes?', 'paper:c:other')
    expect(await live.posts('Ben', words)).toBe(bare)
    live = listen()
    await live.posts('Ann', 'Does anyone know which bulb it takes?')
    live.passes(61)
    expect(await live.posts('Ben', words)).toBe(bare)
  })

  it('looks no name up but for a post that speaks to somebody', async () => {
    await live.posts('Ann', 'Good morning all')
    await live.posts('Ben', 'Does anyone know which bulb the lamp takes?')
    expect(live.lookedUp).toEqual([])
    await live.posts('Cleo', 'Ben: the small one')
    expect(live.lookedUp).toEqual(['paper:a:1', 'paper:a:2'])
  })
})

it('where sentence vectors are on, a live post is judged by what it means as well, as `askaround detect` does', async () => {
  const meaningOf = await openMeanings()
  const words = 'My sewing machine eats the thread, the costume is due Friday'
  const score = await listen(meaningOf).posts('Ann', words)
  expect(score).toBe(await detected(words, [], meaningOf))
  expect(score).not.toBe(await listen().posts('Ann', words))
})

it('what a post means is not asked where it is settled already: no request at all, a help desk, a life in danger', async () => {
  const asked: string[] = []
  const { posts } = listen(async (text) => {
    asked.push(text)
    return undefined
  })
  await posts('Ann', 'ok thanks, see you at nine')
  await posts('Ann', 'Does anyone have a drill?', 'paper:c:desk', { desk: true })
  await posts('Ann', 'Please help, I took all the pills and I want to die tonight, does anyone know what to do?')
  expect(asked).toEqual([])
  await posts('Ann', 'Does anyone have a drill?')
  expect(asked).toEqual(['Does anyone have a drill?'])
})
