import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { createSeededChance } from '../../src/shared/chance.ts'
import { comeIn } from './post-and-press.ts'
import { readAfterwards } from './read-afterwards.ts'

const KILLS = 6
const HELPERS = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn']
const folder = mkdtempSync(join(tmpdir(), 'askaround-killed-'))
let last: ChildProcess | undefined
afterAll(() => {
  last?.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const button =
  /name="message" value="([^"]+)"><input type="hidden" name="action" value="offer.accept"><input type="hidden" name="subject" value="([^"]+)"/

const configFile = join(folder, 'askaround.yaml')
writeFileSync(
  configFile,
  stringify({
    log_level: 'error',
    matching: { sentence_vectors: false },
    data_directory: join(folder, 'data'),
    pings: { weekly_limit: 50, quiet_hours: '12:00-12:00' },
  }),
)

/** `askaround start`, as a process that can be killed. */
async function start(): Promise<{ child: ChildProcess; address: string }> {
  const cli = resolve(import.meta.dirname, '../../src/cli.ts')
  const child = spawn(process.execPath, [cli, 'start', '--config', configFile], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  last = child
  for await (const line of createInterface({ input: child.stdout! })) {
    const address = /^Askaround is at (\S+)$/.exec(line)?.[1]
    if (address) return { child, address }
  }
  throw new Error('The bot did not start.')
}

it(`Killed with signal 9 while people post, press and write, ${KILLS} times: what was acknowledged is there, once`, async () => {
  const chance = createSeededChance(11)
  const said: string[] = []
  const accepted: string[] = []
  for (let round = 0; round < KILLS; round++) {
    const { child, address } = await start()
    const dead = once(child, 'exit')
    let left = 15 + (chance.draw() % 100)
    const acknowledged = (list: string[], what: string) => {
      list.push(what)
      if (--left === 0) child.kill('SIGKILL')
    }
    const helpers = await Promise.all(HELPERS.map((name) => comeIn(address, name)))
    if (round === 0) for (const helper of helpers) await helper.says('web:c:general', '/volunteer ladders')

    /** Asks for a ladder, says yes, and then everybody writes in the thread, until the bot is gone. */
    async function asks(name: string) {
      const asker = await comeIn(address, name)
      const need = `Can anyone lend me a ladder this weekend? (${name})`
      if (await asker.says('web:c:help', need)) acknowledged(said, need)
      const [message, request] = await asker.looksFor('help', 'offer.accept', button)
      if (await asker.presses(message!, 'offer.accept', request!)) acknowledged(accepted, request!)
      const [number] = await asker.looksFor('help', `(${name})`, /thread=(\d+)/)
      for (let i = 0; ; i++) {
        const words = `Mine is ${i} feet, ${name}.`
        if (await helpers[i % helpers.length]!.says(`web:t:help.${number}`, words)) acknowledged(said, words)
      }
    }
    // Each ends when the bot does.
    await Promise.allSettled(['a', 'b', 'c', 'd'].map((each) => asks(`Kai ${round}${each}`)))
    expect((await dead)[1]).toBe('SIGKILL')
  }

  const { messages, requests, owed } = await readAfterwards(join(folder, 'data/askaround.db'))
  const texts = messages.map(({ text }) => text)
  const twiceOrNever = (all: unknown[]) => (what: unknown) => all.filter((each) => each === what).length !== 1
  expect(said.filter(twiceOrNever(texts))).toEqual([])
  const suggestions = requests.flatMap((request) => request.suggestions.map(({ text }) => text))
  expect(said.filter((words) => words.startsWith('Mine')).filter(twiceOrNever(suggestions))).toEqual([])
  const opened = requests.filter(({ state, thread }) => state === 'open' && thread).map(({ id }) => id)
  expect(accepted.filter(twiceOrNever(opened))).toEqual([])
  // Nobody got a ping twice, and none is still on its way.
  const buttons = messages.flatMap(
    ({ card }) => JSON.stringify(card ?? {}).match(/"ping\.help","subject":"[^"]+"/g) ?? [],
  )
  const pings = requests.flatMap((request) => request.pings)
  expect(buttons).toHaveLength(new Set(buttons).size)
  expect(pings.filter(({ state }) => state === 'owed')).toEqual([])
  // Who answered in the thread before the ping went out is not pinged any more.
  const sent = pings.filter(({ sentAt }) => sentAt !== undefined)
  expect(buttons).toHaveLength(sent.length)
  expect(pings.filter((ping) => !sent.includes(ping) && ping.state !== 'suggested')).toEqual([])
  expect(owed).toBe(0)
  expect([said.length, accepted.length, sent.length].every((count) => count >= KILLS)).toBe(true)
}, 600_000)
