import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest'
import type { Store } from '../../src/storage/store.ts'
import { effectsContract } from './store/effects.ts'
import { evidenceContract } from './store/evidence.ts'
import { forgettingContract } from './store/forgetting.ts'
import { inboxContract } from './store/inbox.ts'
import { membersContract } from './store/members.ts'
import { memoryContract } from './store/memory.ts'
import { mergingContract } from './store/merging.ts'
import { offersContract } from './store/offers.ts'
import { pingsContract } from './store/pings.ts'
import { privacyContract } from './store/privacy.ts'
import { raceContract } from './store/races.ts'
import { requestsContract } from './store/requests.ts'
import { secretsContract } from './store/secrets.ts'

/** One kind of database, as the suite needs it. */
export interface Record {
  /** Opens it as the bot does; what this returns is closed by the test. */
  open(options?: { key?: Uint8Array; readOnly?: boolean }): Promise<Store>
  /** All rows of all tables as one text. */
  dump(): Promise<string>
  /** Lets `workers` workers add `each` suggestions to a request at the same time. */
  raceSuggestions(store: Store, requestId: string, workers: number, each: number): Promise<void>
}

export interface Database {
  /** A new, empty record. */
  create(): Promise<Record>
  /** Removes all records made. */
  end(): Promise<void>
}

/** The suites share what is open in the running test. */
export interface Opened {
  record: Record
  store: Store
}

/** What every store promises, whatever lies under it. `start` prepares the database once. */
export function storeContract(name: string, start: () => Promise<Database>): void {
  describe(name, () => {
    let database: Database
    const opened = {} as Opened
    beforeAll(async () => {
      database = await start()
    })
    beforeEach(async () => {
      opened.record = await database.create()
      opened.store = await opened.record.open()
    })
    afterEach(() => opened.store.close())
    afterAll(() => database.end())

    inboxContract(opened)
    requestsContract(opened)
    effectsContract(opened)
    pingsContract(opened)
    membersContract(opened)
    evidenceContract(opened)
    memoryContract(opened)
    offersContract(opened)
    mergingContract(opened)
    privacyContract(opened)
    forgettingContract(opened)
    raceContract(opened)
    secretsContract(opened, () => database.create())
  })
}
