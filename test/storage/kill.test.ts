import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { createSeededChance } from '../../src/shared/chance.ts'
import { openStore } from '../../src/storage/open-store.ts'
import { sumEvidence } from './samples.ts'
import { temporaryFolder } from './sqlite-record.ts'

const KILLS = 33
const writer = fileURLToPath(new URL('./write-under-load.ts', import.meta.url))
const folder = temporaryFolder()
afterAll(() => folder.remove())

/** Starts a writer, kills it with signal 9 once it has said `after` ids, and returns all ids that it said. */
async function killAfter(file: string, round: number, after: number): Promise<string[]> {
  const child = spawn(process.execPath, [writer, file, String(round)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const said: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    if (line !== 'opening') said.push(line)
    if (said.length >= after) child.kill('SIGKILL')
  }
  expect((await ended)[1]).toBe('SIGKILL')
  return said
}

/** Compares what every table says about every event. */
function readFile(file: string) {
  const database = new DatabaseSync(file, { readOnly: true })
  const ids = (query: string) =>
    new Set(
      database
        .prepare(query)
        .all()
        .map(({ id }) => id as string),
    )
  const bodies = database.prepare('select body, version from requests').all() as { body: string; version: number }[]
  const requests = bodies.map(({ body, version }) => ({
    version,
    ...(JSON.parse(body) as { suggestions: { id: string }[] }),
    saved: version,
  }))
  const found = {
    sound: database.prepare('pragma integrity_check').get()!.integrity_check,
    events: ids('select id from inbox'),
    effects: ids('select id from effects'),
    timers: ids('select id from timers'),
    pings: ids('select id from pings'),
    suggestions: new Set(requests.flatMap(({ suggestions }) => suggestions.map(({ id }) => id))),
    versions: requests.every(({ saved, suggestions }) => saved === suggestions.length),
  }
  database.close()
  return found
}

describe('a bot that is killed while it stores events', () => {
  it(`has lost nothing that it had acknowledged, and left nothing half done (${KILLS} times)`, async () => {
    const file = folder.path('killed.db')
    const chance = createSeededChance(7)
    const acknowledged: string[] = []
    for (let round = 0; round < KILLS; round++) {
      // Every sixth is killed before it said anything: while it opens, migrates or recovers the file.
      const said = await killAfter(file, round, round % 6 === 0 ? 0 : 1 + (chance.draw() % 300))
      acknowledged.push(...said)

      // The lock of the dead process is gone.
      const store = await openStore({ file, addEvidence: sumEvidence })
      await store.close()
      const found = readFile(file)
      expect(found.sound).toBe('ok')
      expect(acknowledged.filter((id) => !found.events.has(id))).toEqual([])
      expect(found.suggestions).toEqual(found.events)
      expect(found.timers).toEqual(found.events)
      expect(found.pings).toEqual(new Set([...found.events].map((id) => `${id}p`)))
      expect(found.effects).toEqual(new Set([...found.events].flatMap((id) => [`${id}a`, `${id}b`])))
      expect(found.versions).toBe(true)
    }
    expect(acknowledged.length).toBeGreaterThan(KILLS * 50)
  }, 600_000)
})
