import { writeSync } from 'node:fs'
import { openStore } from '../../src/storage/open-store.ts'
import type { Store } from '../../src/storage/store.ts'
import { anEffect, aPing, aRequest, NOON, sumEvidence } from './samples.ts'

/**
 * A process that stores events as fast as it can and says each one's id once it is stored, until it is killed:
 * node write-under-load.ts <file> <round>. Every event is one transaction over inbox, request, pings, effects and a timer.
 */
const [file, round] = process.argv.slice(2)
writeSync(1, 'opening\n')
const store = await openStore({ file: file!, addEvidence: sumEvidence })
await Promise.all(Array.from({ length: 12 }, (_, i) => writeEvents(store, `${round}.${i}`)))

async function writeEvents(store: Store, requestId: string): Promise<void> {
  for (let i = 0; ; i++) {
    const id = `${requestId}.${i}`
    await store.transaction(async (tx) => {
      await tx.noteEvent(id, NOON)
      const request = (await tx.request(requestId)) ?? aRequest(requestId)
      const suggestions = [
        ...request.suggestions,
        { id, memberId: 'ann', text: 'ask Joel', at: NOON, to: 'thread' as const },
      ]
      const pings = [
        ...request.pings.map((ping) => ({ ...ping, state: 'declined' as const })),
        aPing(`${id}p`, requestId),
      ]
      await tx.saveRequest({ ...request, suggestions, pings }, request.version)
      await tx.addEffects([anEffect(`${id}a`, { lane: requestId }), anEffect(`${id}b`, { lane: `${requestId}/dm` })])
      await tx.setTimer({ id, requestId, name: 'wave-ends', at: NOON })
    })
    writeSync(1, `${id}\n`)
  }
}
