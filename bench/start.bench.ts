import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { showMeasured } from './show-table.ts'

/**
 * `npm start` on an empty folder: how long until the page answers, and the memory it holds five seconds later (Linux: VmRSS of the
 * process that serves, which the launcher starts).
 */
const ROUNDS = 5
const project = resolve(import.meta.dirname, '..')

async function measure() {
  const folder = mkdtempSync(join(tmpdir(), 'askaround-start-'))
  const config = join(folder, 'askaround.yaml')
  writeFileSync(config, `data_directory: ${JSON.stringify(join(folder, 'data'))}\nlog_level: warn\n`)
  const began = performance.now()
  const child = spawn(process.execPath, [join(project, 'bin/askaround.mjs'), '--config', config, 'start'], {
    cwd: project,
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const address = await addressIn(child.stdout)
    const answer = await fetch(address, { redirect: 'manual' })
    if (answer.status >= 500) throw new Error(`${address} answered ${answer.status}`)
    const ready = performance.now() - began
    await new Promise((resolve) => setTimeout(resolve, 5000))
    return { ready, rss: residentOf(child.pid!) }
  } finally {
    child.kill('SIGTERM')
    await new Promise((resolve) => child.once('exit', resolve))
    rmSync(folder, { recursive: true, force: true })
  }
}

async function addressIn(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const address = /https?:\/\/\S+/.exec(line)?.[0]
    if (address) return address
  }
  throw new Error('It ended without printing an address.')
}

/** Megabytes resident in a process and those that it started. */
function residentOf(pid: number): number {
  const own = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean)
  return children.reduce((sum, child) => sum + residentOf(Number(child)), own)
}

const rounds = []
for (let i = 0; i < ROUNDS; i++) rounds.push(await measure())
const middle = (values: number[]) => values.toSorted((a, b) => a - b)[ROUNDS >> 1]!
const inWords = (values: number[], digits: number, unit: string) =>
  `${middle(values).toFixed(digits)} ${unit} median, ${Math.max(...values).toFixed(digits)} at most`
const seconds = rounds.map(({ ready }) => ready / 1000)
showMeasured('`npm start` until the page answers', inWords(seconds, 1, 's'))
const resident = rounds.map(({ rss }) => rss)
showMeasured('resident when idle, gazetteer included', inWords(resident, 0, 'MB'))
