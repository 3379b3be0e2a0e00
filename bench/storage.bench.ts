import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { addEvidence } from '../src/matching/decay.ts'
import { openStore } from '../src/storage/open-store.ts'
import type { Queries, Store } from '../src/storage/store.ts'
import { aMember, anEffect, aPing, aRequest, aVolunteer, NOON, someEvidence } from '../test/storage/samples.ts'

/**
 * What the record alone can do, every commit synced to disk: `node bench/storage.bench.ts [--postgres URL] [--key]`.
 * Rates are medians of three rounds.
 */
const { values: given } = parseArgs({
  options: { postgres: { type: 'string' }, key: { type: 'boolean' }, write: { type: 'boolean' } },
})
const folder = mkdtempSync(join(tmpdir(), 'askaround-bench-'))
const store = await openStore({
  databaseUrl: given.postgres,
  file: join(folder, 'bench.db'),
  key: given.key ? Buffer.alloc(32, 7) : undefined,
  addEvidence,
})

/** One event of a request's life, in two transactions: decide and store what is owed; note what came of sending it. 18 statements. */
async function oneEvent(store: Store, id: string, i: number): Promise<void> {
  const effectId = `${id}/${i}`
  await store.transaction(async (tx) => {
    await tx.noteEvent(effectId, NOON)
    const request = (await tx.request(id))!
    await tx.memberByAccount(`web:u:m${i % 100}`, 'c1')
    const before = request.pings.slice(-3).map((ping) => ({ ...ping, state: 'declined' as const }))
    await tx.saveRequest({ ...request, pings: [...before, aPing(effectId, effectId)] }, request.version)
    await tx.addEffects([
      anEffect(effectId, { lane: `${id}/dm:${i}` }),
      anEffect(`${effectId}b`, { lane: `${id}/thread` }),
    ])
    await tx.setTimer({ id: `${id}/wave-ends`, requestId: id, name: 'wave-ends', at: NOON + i })
  })
  await store.transaction(async (tx) => {
    const request = (await tx.request(id))!
    await tx.finishEffect(effectId, 'w')
    await tx.saveRequest(
      { ...request, sent: { ...request.sent, [`ping:${i % 8}`]: `web:m:${effectId}` } },
      request.version,
    )
  })
}

async function perform(store: Store): Promise<number> {
  for (let count = 0; ; ) {
    const claimed = await store.claimEffects('w', NOON, NOON + 1e6, 64)
    if (claimed.length === 0) return count
    count += claimed.length
    await Promise.all(claimed.map(({ id }) => store.finishEffect(id, 'w')))
  }
}

/** Runs `work` `count` times, `together` at a time (those of one group of eight in order). */
async function rate(
  name: string,
  count: number,
  together: number,
  work: (round: number, i: number) => Promise<unknown>,
) {
  const rates: number[] = []
  const before = process.cpuUsage()
  for (let round = 0; round < 3; round++) {
    const started = performance.now()
    let next = 0
    const worker = async () => {
      while (next < count) {
        const from = next
        next += 8
        for (let i = from; i < Math.min(from + 8, count); i++) await work(round, i)
      }
    }
    await Promise.all(Array.from({ length: together }, worker))
    rates.push((count / (performance.now() - started)) * 1000)
  }
  const median = rates.sort((a, b) => a - b)[1]!
  const cpu = process.cpuUsage(before)
  const each = Math.round((cpu.user + cpu.system) / (3 * count))
  console.log(
    `${name.padEnd(52)} ${Math.round(median).toLocaleString('en').padStart(7)} a second, ${each} µs of processor each`,
  )
}

const smallest = (tx: Queries, name: string) => tx.noteEvent(name, NOON)
const events = 4000
for (let i = 0; i < 100; i++) await store.saveMember(aMember(`m${i}`, { volunteer: aVolunteer() }), 0)

await rate('transactions of one insert, one after the other', events, 1, (round, i) =>
  store.transaction((tx) => smallest(tx, `a${round}/${i}`)),
)
await rate('transactions of one insert, 64 at a time', events * 4, 64, (round, i) =>
  store.transaction((tx) => smallest(tx, `b${round}/${i}`)),
)
for (const together of [1, 8, 64]) {
  const request = (round: number, i: number) => `${together}/${round}/${i >> 3}`
  for (let round = 0; round < 3; round++) {
    const setUp = Array.from({ length: events >> 3 }, (_, i) => store.saveRequest(aRequest(request(round, i << 3)), 0))
    await Promise.all(setUp)
  }
  await rate(`events of two transactions, ${together} at a time`, events, together, (round, i) =>
    oneEvent(store, request(round, i), i),
  )
  const started = performance.now()
  const performed = await perform(store)
  console.log(
    `  their ${performed} other effects claimed and finished in ${Math.round(performance.now() - started)} ms`,
  )
}
await rate('messages learned from (25 rows of evidence each)', events / 4, 16, (_, i) =>
  store.addEvidence(
    'c1',
    Array.from({ length: 25 }, (_, k) =>
      someEvidence(`m${i % 100}`, `term${(i * 7 + k * 13) % 3000}`, { at: NOON + i }),
    ),
  ),
)
await store.close()
rmSync(folder, { recursive: true, force: true })
