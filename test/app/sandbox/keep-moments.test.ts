import { expect, it } from 'vitest'
import { createInside } from '../../../src/app/sandbox/inside/create-inside.ts'
import { createMarks, momentsOf } from '../../../src/app/sandbox/inside/keep-moments.ts'
import type { Happening } from '../../../src/app/watch.ts'
import type { Effect } from '../../../src/requests/effects.ts'
import type { Request } from '../../../src/requests/request.ts'
import { createSimulatedClock } from '../../../src/shared/clock.ts'
import type { OwedEffect, Queries, Store } from '../../../src/storage/store.ts'

const tx = {} as Queries
const communityId = 'sample'
const request = (state: Request['state']) => ({ id: 'r1', communityId, state, pings: [] as unknown[] }) as Request
const edit: Effect = { type: 'edit', slot: 'card', to: { to: 'thread' }, card: 'status' }

let count = 0
const owing = (effect: Effect): OwedEffect => ({
  id: `e${++count}`,
  subject: { type: 'request', id: 'r1' },
  communityId,
  lane: 'r1/thread',
  effect,
  createdAt: 5,
  dueAt: 5,
  attempts: 0,
})
const decided = (before: Request['state'], after: Request['state'], effects: Effect[]): Happening => ({
  type: 'decided',
  tx,
  communityId,
  before: request(before),
  after: request(after),
  event: { type: 'solved', at: 7, byId: 'm1' },
  effects,
})
const owed = (...rows: OwedEffect[]): Happening => ({ type: 'owed', tx, communityId, owed: rows })

function keep(...seen: Happening[]) {
  const marks = createMarks()
  const moments = momentsOf(seen)
  marks.owe(seen, moments)
  return { marks, moments, states: () => moments.flatMap(({ effects }) => effects.map(({ state }) => state)) }
}

it('what was done in the transaction is told from what is still owed', () => {
  const timer: Effect = { type: 'cancel-timer', name: 'wave-ends' }
  const row = owing(edit)
  const { marks, states } = keep(decided('open', 'solved', [timer, edit]), owed(row))
  expect(states()).toEqual(['at-once', 'owed'])
  marks.perform({ type: 'performed', communityId, owed: row, performed: { done: true } })
  expect(states()).toEqual(['at-once', 'done'])
})

it('an effect that is tried again says why and when, and is done in the end', () => {
  const row = owing(edit)
  const { marks, moments } = keep(decided('open', 'solved', [edit]), owed(row))
  const failed = { done: false, at: 9000, fault: true, error: 'unavailable' } as const
  marks.perform({ type: 'performed', communityId, owed: row, performed: failed })
  expect(moments[0]!.effects[0]).toMatchObject({ state: 'again', because: 'unavailable', nextAt: 9000 })
  marks.perform({ type: 'performed', communityId, owed: row, performed: { done: true } })
  expect(moments[0]!.effects[0]).toEqual({ effect: edit, state: 'done', subject: 'r1' })
})

it('what could not be sent is not called done', () => {
  const send: Effect = { type: 'send', slot: 'ping:1', to: { to: 'dm', memberId: 'm2' }, card: 'ping' }
  const row = owing(send)
  const { marks, moments } = keep(decided('open', 'solved', [send]), owed(row))
  const event = { type: 'send-failed', slot: 'ping:1', failure: 'pointless', at: 9 } as const
  marks.perform({ type: 'performed', communityId, owed: row, performed: { done: true, event } })
  expect(moments[0]!.effects[0]).toMatchObject({ state: 'not-done', because: 'pointless' })
})

it('an edit that was owed already is done with the one that was', () => {
  const again = { ...edit }
  const [first, second] = [owing(edit), owing(again)]
  const { marks, states } = keep(
    decided('open', 'open', [edit]),
    owed(first),
    decided('open', 'solved', [again]),
    owed(second),
  )
  marks.perform({ type: 'performed', communityId, owed: first, performed: { done: true } })
  expect(states()).toEqual(['done', 'done'])
})

it('a card that arrived and changed nothing makes no moment of its own', () => {
  expect(keep(decided('open', 'open', [])).moments).toEqual([])
  expect(keep(decided('offered', 'open', [])).moments).toHaveLength(1)
})

it('what was rolled back never happened, and what was decided again happened once', async () => {
  let tries = 0
  const store = {
    async transaction<T>(work: (tx: Queries) => Promise<T>) {
      tries++
      const result = await work(tx)
      if (tries === 1) throw new Error('conflict')
      return result
    },
  } as Store
  const inside = createInside({
    communityId,
    measures: { prior: { answered: 1, asked: 3 }, newDms: { inTenMinutes: 8, aDay: 60 } },
    bot: () => ({ store, people: { names: async () => new Map() }, platforms: new Map() }) as never,
    clock: createSimulatedClock(0),
    onChange: () => {},
  })
  const watched = inside.over(store)
  const work = async (own: Queries) => inside.watch({ ...decided('open', 'solved', []), tx: own } as Happening)
  await expect(watched.transaction(work)).rejects.toThrow('conflict')
  expect(await inside.read()).toEqual([])
  await watched.transaction(work)
  expect(await inside.read()).toHaveLength(1)
})
