import { openStore } from '../../src/storage/open-store.ts'
import { Conflict, type Store } from '../../src/storage/store.ts'
import { NOON, sumEvidence } from './samples.ts'

/** Adds suggestions one after the other, deciding again whenever somebody else was faster. */
export async function addSuggestions(store: Store, requestId: string, worker: string, count: number): Promise<void> {
  for (let i = 0; i < count; ) {
    try {
      await store.transaction(async (tx) => {
        const request = (await tx.request(requestId))!
        const suggestion = { id: `${worker}/${i}`, memberId: worker, text: 'ask Joel', at: NOON, to: 'thread' as const }
        await tx.saveRequest({ ...request, suggestions: [...request.suggestions, suggestion] }, request.version)
      })
      i++
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
    }
  }
}

// As a process of its own: node race-suggestions.ts <database url> <request id> <worker> <count>
if (process.argv[1] === import.meta.filename) {
  const [databaseUrl, requestId, worker, count] = process.argv.slice(2)
  const store = await openStore({ databaseUrl, file: '', addEvidence: sumEvidence })
  await addSuggestions(store, requestId!, worker!, Number(count))
  await store.close()
}
