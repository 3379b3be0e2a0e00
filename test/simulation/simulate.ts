import { DatabaseSync } from 'node:sqlite'
import { Refusal } from '../../src/platforms/web/refusal.ts'
import { drawFraction } from '../../src/shared/chance.ts'
import { Died } from './mortal-parts.ts'
import { openTown, type Town } from './town.ts'
import { createTownspeople } from './townspeople.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const START = Date.UTC(2026, 1, 9, 15)

/** What is wrong after a simulated time with faults and deaths; everything is empty when all promises were kept. */
export interface Outcome {
  broken: string[]
  stuck: string[]
  lost: string[]
  stillOwed: string[]
  /** What happened, so that a run in which nothing happens is noticed. */
  happened: {
    acts: number
    refused: number
    deaths: number
    requests: number
    opened: number
    pings: number
    suggestions: number
    deadLetters: number
  }
}

/** Lets a town live for `days`, with everything going wrong now and then, then heals the world and looks what is left. The same seed, the same life. */
export async function simulate(
  seed: number,
  { days, death = 0.004, fault = 0.12 }: { days: number; death?: number; fault?: number },
): Promise<Outcome> {
  const odds = { death: 0, fault: 0 }
  const town = await openTown(seed, START, odds)
  const people = createTownspeople(town)
  await people.moveIn()
  Object.assign(odds, { death, fault })
  let acts = 0
  let refused = 0
  let outageUntil = 0
  while (town.clock.now() < START + days * DAY) {
    // Now and then the platform takes next to nothing for some hours.
    if (town.clock.now() > outageUntil && drawFraction(town.chance) < 0.01)
      outageUntil = town.clock.now() + Math.round(drawFraction(town.chance) * 8 * 60 * MINUTE)
    odds.fault = town.clock.now() < outageUntil ? 0.95 : fault
    await town.goTo(town.clock.now() + Math.round(drawFraction(town.chance) ** 2 * 24 * MINUTE))
    try {
      acts++
      await people.act()
      await town.settle()
    } catch (error) {
      if (error instanceof Refusal) refused++
      else if (!(error instanceof Died) && !town.isDead) throw error
    }
    if (town.isDead) {
      // Sometimes it takes a while until somebody starts it again.
      if (drawFraction(town.chance) < 0.3)
        await town.clock.advanceTo(town.clock.now() + Math.round(drawFraction(town.chance) * 10 * MINUTE))
      await town.restart()
      // What waited for long is held; an organiser looks at it when there is time.
      if (drawFraction(town.chance) < 0.5) await town.store.releaseHeld('town', 'send')
    }
  }
  Object.assign(odds, { death: 0, fault: 0 })
  await town.restart()
  await town.store.releaseHeld('town', 'send')
  await town.settle()
  await town.goTo(town.clock.now() + 2 * DAY)
  const outcome = {
    ...(await look(town, people.acknowledged)),
    happened: { ...(await count(town)), acts, refused, deaths: town.starts - 2 },
  }
  await town.goTo(town.clock.now() + 60 * DAY)
  const never = await town.store.requestsWhere({ states: ['offered', 'open'], limit: 1000 })
  outcome.stuck.push(...never.map(({ id, state }) => `${id} is still ${state} after 60 days`))
  await town.close()
  return outcome
}

async function look(town: Town, acknowledged: { text: string; thread: string; message: string }[]) {
  const read = new DatabaseSync(town.file, { readOnly: true })
  const all = (sql: string) => read.prepare(sql).all() as Record<string, string | number>[]
  const pending = new Set(
    all('select request_id as id from timers union select subject_id from effects').map(({ id }) => id),
  )
  const stillOwed = all('select type, lane, due_at, attempts from effects').map((row) => JSON.stringify(row))
  read.close()
  const requests = await town.store.requestsWhere({ limit: 10_000 })
  const said = new Set(
    requests.flatMap(({ suggestions, updates }) =>
      [...suggestions, ...updates].flatMap(({ message }) => message ?? []),
    ),
  )
  // Where the asker is erased there is nobody to keep it for.
  const kept = new Map(
    requests.filter(({ askerId }) => askerId !== 'erased').map((request) => [request.thread, request]),
  )
  return {
    broken: town.brokenAt.map(
      ({ promise, message, at, card }) =>
        `${promise}: ${message} at ${new Date(at).toISOString()} ${JSON.stringify(card)}`,
    ),
    stuck: requests
      .filter(({ id, state }) => (state === 'open' || state === 'offered') && !pending.has(id))
      .map(({ id, state }) => `${id} is ${state} with nothing pending`),
    lost: acknowledged
      .filter(({ thread, message }) => kept.has(thread) && !said.has(message))
      .map(({ text, thread }) => `${text} in ${thread}`),
    stillOwed,
  }
}

async function count(town: Town) {
  const requests = await town.store.requestsWhere({ limit: 10_000 })
  const sum = (of: (request: (typeof requests)[number]) => number) =>
    requests.reduce((total, request) => total + of(request), 0)
  return {
    requests: requests.length,
    opened: requests.filter(({ openedAt }) => openedAt).length,
    pings: sum(({ pings }) => pings.length),
    suggestions: sum(({ suggestions }) => suggestions.length),
    deadLetters: (await town.store.deadLetters('town', 1000)).length,
  }
}
