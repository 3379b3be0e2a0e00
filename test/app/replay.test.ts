import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { configSchema } from '../../src/app/config-schema.ts'
import type { Figures } from '../../src/app/replay/figures.ts'
import { replayFile } from '../../src/app/replay/replay-file.ts'
import { openReplay } from '../../src/main.ts'

const HOUR = 3600
/** A Monday, 10:00 UTC. */
const START = Date.UTC(2026, 1, 2, 10) / 1000
const folder = mkdtempSync(join(tmpdir(), 'askaround-replay-test-'))
const { parts, remove } = openReplay({ config: configSchema.parse({ matching: { sentence_vectors: false } }) })

const said = (id: string, t: number, user: string | null, text: string, more = {}) => ({
  type: 'event',
  id,
  t: START + t,
  user,
  text,
  channel: 'garden',
  ...more,
})

/** Vera writes about roses until she volunteers; Ada asks about roses, and Vera answers; Ben only tells of a need to whom nobody listens. */
const lines = [
  ...[
    'pruning my roses today',
    'roses need clay soil',
    'roses in bloom again',
    'rose cuttings root in water',
    'roses, roses',
    'the climbing roses want a trellis',
  ].map((text, i) => said(`v${i}`, i * 10, 'vera', text)),
  said('nobody', 90, null, 'who wrote this'),
  {
    type: 'query',
    id: 'q1',
    asker: 'ada',
    text: 'Does anyone know how I should prune climbing roses?',
    t: START + HOUR,
    channel: 'garden',
  },
  said('q1', HOUR, 'ada', 'Does anyone know how I should prune climbing roses?'),
  said('a1', HOUR + 600, 'vera', 'In February, above the third bud.', { replyTo: ['q1'] }),
  said('b1', 2 * HOUR, 'ben', 'Could anyone recommend a good plumber? I need one today please'),
  { type: 'query', id: 'q2', asker: 'ada', text: 'lovely', t: START + 3 * HOUR, channel: 'garden' },
  said('q2', 3 * HOUR, 'ada', 'lovely'),
]

const write = (name: string, rows: unknown[]) => {
  const file = join(folder, name)
  const text = rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n')
  writeFileSync(file, name.endsWith('.gz') ? gzipSync(text) : text)
  return file
}

async function replay(file: string, options = {}): Promise<{ figures: Figures; printed: string }> {
  let printed = ''
  const output = new Writable({
    write(chunk, _, done) {
      printed += chunk
      done()
    },
  })
  const figures = await replayFile(file, { ...parts, output, ...options })
  return { figures, printed }
}

afterAll(() => {
  remove()
  rmSync(folder, { recursive: true, force: true })
})

describe('a replay of recorded chat', () => {
  let figures: Figures
  let printed: string
  beforeAll(async () => {
    const file = write('chat.stream.jsonl.gz', lines)
    write('chat.gold.jsonl', [
      { id: 'q1', answerers: ['vera'] },
      { id: 'q2', answerers: [] },
    ])
    ;({ figures, printed } = await replay(file))
  })

  it('makes an author a volunteer with his fifth message', () => {
    expect(figures).toMatchObject({ messages: 10, members: 3, volunteers: 1, withoutAuthor: 1 })
  })

  it('accepts the offers to those who asked, and declines and counts every other', () => {
    expect(figures).toMatchObject({ queries: 2, askedAround: 1, falseOffers: 1 })
    expect(figures.notOffered).toEqual({ notSeen: 1, declinedTwice: 0, sameMatter: 0 })
  })

  it('counts who was pinged, why, and who of them did answer', () => {
    expect(figures).toMatchObject({ pings: 1, hits: 1, hitsInFirstWave: 1, answersToPings: 1, firstAnswersByPinged: 1 })
    expect(figures.reasons.get('writes-about')).toBe(1)
    expect([...figures.perMemberAndWeek.values()]).toEqual([1])
  })

  it('breaks no promise, and prints figures without a word of what was written', () => {
    expect(Object.values(figures.broken).every((count) => count === 0)).toBe(true)
    expect(printed).toContain('broken promises: 0')
    expect(printed).not.toMatch(/\b(roses?|vera|plumber)\b/)
  })
})

it('gives the same figures twice', async () => {
  const file = write('same.jsonl', lines)
  const once = await replay(file)
  expect((await replay(file)).figures).toEqual(once.figures)
})

it('judges by what posts mean where sentence vectors are on, gives the same figures twice, and never goes on without a vector', async () => {
  const on = openReplay({ config: configSchema.parse({}) })
  const answers: unknown[] = []
  const openSecondStage = () => {
    const stage = on.parts.openSecondStage!()!
    return {
      ...stage,
      async meaningOf(text: string) {
        const meaning = await stage.meaningOf(text)
        answers.push(meaning)
        return meaning
      },
    }
  }
  try {
    const file = write('meant.jsonl', lines)
    const once = await replay(file, { ...on.parts, openSecondStage })
    const asked = answers.length
    expect(asked).toBeGreaterThan(0)
    expect((await replay(file, { ...on.parts, openSecondStage })).figures).toEqual(once.figures)
    expect(answers).toHaveLength(2 * asked)
    expect(answers).not.toContain(undefined)
  } finally {
    on.remove()
  }
})

it('takes who replied for who answered when nothing else is told', async () => {
  const { figures } = await replay(write('without-truth.jsonl', lines))
  expect(figures.hits).toBe(1)
})

it('begins anew at a reset, and plays no more than it is told', async () => {
  const { figures } = await replay(write('reset.jsonl', [...lines, { type: 'reset' }, ...lines.slice(0, 3)]), {
    limit: 15,
  })
  expect(figures).toMatchObject({ members: 4, volunteers: 1 })
  expect((await replay(write('part.jsonl', lines), { skip: 2, limit: 3 })).figures).toMatchObject({
    messages: 3,
    volunteers: 0,
  })
})

it('names the line that it cannot read', async () => {
  const broken = write('broken.jsonl', [lines[0], '{"type":"event"'])
  await expect(replay(broken)).rejects.toThrow(/line 2: .*\n.*docs\/replay\.md/s)
  await expect(replay(join(folder, 'missing.jsonl'))).rejects.toThrow(/missing\.jsonl/)
})
