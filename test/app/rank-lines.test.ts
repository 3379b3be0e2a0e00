import { Readable, Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { type RankModels, rankLines } from '../../src/app/rank-lines.ts'
import { createMatching } from '../../src/matching/matching.ts'
import type { Understanding } from '../../src/understanding/understanding.ts'
import { weights } from '../matching/some.ts'

const T = 1_700_000_000
const event = (id: string, user: string, text: string, more = {}) => ({ type: 'event', id, t: T, user, text, ...more })
const query = (id: string, asker: string, text: string, t = T + 60) => ({ type: 'query', id, t, asker, text })

const nothing: Understanding = {
  request: true,
  score: 1,
  signals: [],
  kind: 'info',
  topics: [],
  places: [],
  urgency: 'whenever',
  crisis: false,
  language: 'en',
}

async function ask(lines: unknown[], understand?: RankModels['understand']) {
  let written = ''
  const output = new Writable({
    write(chunk, _encoding, done) {
      written += chunk
      done()
    },
  })
  const input = Readable.from(lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`))
  await rankLines(input, output, { matching: createMatching({ weights }), ...(understand && { understand }) })
  const all = written.split('\n').filter(Boolean)
  return all.map(
    (line) => JSON.parse(line) as { id: string; ranked: { user: string; score: number; reasons: string[] }[] },
  )
}

const answers = (...lines: unknown[]) => ask(lines)

test('what was understood in a request is looked for too, not only its words', async () => {
  const understand = () => ({ ...nothing, topics: ['plumbing'] })
  const said = [event('1', 'ann', 'lunch'), event('2', 'bob', 'my plumber came')]
  const [answer] = await ask([...said, query('q', 'cy', 'the sink drips')], understand)
  expect(answer!.ranked[0]).toMatchObject({ user: 'bob' })
  expect(answer!.ranked[0]!.reasons[0]).toBe('writes-about plumbing')
})

const usersOf = ({ ranked }: { ranked: { user: string }[] }) => ranked.map(({ user }) => user)

test('who wrote about it, and who answered about it, are ranked with reasons; the asker is not', async () => {
  const [answer] = await answers(
    event('1', 'ann', 'my parrot is ill, which vet?'),
    event('2', 'bob', 'try the one by the station', { replyTo: ['1'] }),
    event('3', 'cy', 'lunch'),
    query('q', 'ann', 'a vet for a parrot'),
  )
  expect(answer!.id).toBe('q')
  expect(usersOf(answer!)).toEqual(['bob', 'cy'])
  expect(answer!.ranked[0]!.reasons[0]).toBe('suggested-before vet parrot')
})

test('an answer that was judged useful counts more', async () => {
  const [answer] = await answers(
    event('1', 'ann', 'which vet for a parrot?'),
    event('2', 'bob', 'this one', { replyTo: ['1'], useful: false }),
    event('3', 'cy', 'that one', { replyTo: ['1'], useful: true }),
    query('q', 'dee', 'vet for my parrot'),
  )
  expect(usersOf(answer!)[0]).toBe('cy')
})

test('after two pings a member keeps his place in the ranking but the next five with room are within the fifty', async () => {
  const members = Array.from({ length: 70 }, (_, i) => `m${String(i).padStart(2, '0')}`)
  const lines = members.map((user, i) => event(`e${i}`, user, 'parrot'))
  const queries = Array.from({ length: 25 }, (_, i) => query(`q${i}`, 'asker', 'parrot'))
  const all = await answers(...lines, ...queries)
  const pings = new Map<string, number>()
  for (const answer of all) {
    expect(answer.ranked).toHaveLength(50)
    const free = usersOf(answer).filter((user) => (pings.get(user) ?? 0) < 2)
    expect(free.length).toBeGreaterThanOrEqual(5)
    for (const user of free.slice(0, 5)) pings.set(user, (pings.get(user) ?? 0) + 1)
  }
})

test('"reset" forgets everybody', async () => {
  const [answer] = await answers(event('1', 'ann', 'parrot'), { type: 'reset' }, query('q', 'bob', 'parrot'))
  expect(answer!.ranked).toEqual([])
})

test('a bad line is named with the remedy', async () => {
  await expect(answers(event('1', 'ann', 'hi'), '{oops')).rejects.toThrow('Line 2 is not JSON')
  await expect(answers('{"type":"evnt"}')).rejects.toThrow('Each line must be one JSON object')
})
