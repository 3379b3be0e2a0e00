import { spawnSync } from 'node:child_process'
import { drawGrowth, type Point } from './draw-growth.ts'
import { createChance, megabytes, someWord } from './made-up-evidence.ts'
import { engines } from './search-engines.ts'
import { type Row, showTable, writes } from './show-table.ts'

/**
 * Ranking beside two search engines for JavaScript, from a thousand to a million pieces of evidence: time of a search for the best fifty, time to
 * take everything in, memory, and how far they agree. Each measurement is a process of its own: node bench/ranking.bench.ts ENGINE PIECES.
 */
const SIZES = [1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000]
const COMPARED = 100_000
const SEARCHES = 300
const WARM_UP = 50
const REQUEST_WORDS = 12
const FIRST = 10

interface Measured extends Point {
  p99: number
  /** The first ten of each search. */
  found: string[][]
}

function measure(engine: string, size: number): Measured {
  const before = megabytes()
  const { next, search } = engines[engine]!(size)
  let [pieces, milliseconds] = [0, 0]
  for (let some = next(); some; some = next()) {
    const began = performance.now()
    some.add()
    milliseconds += performance.now() - began
    pieces += some.pieces
  }
  const memory = megabytes() - before
  const chance = createChance(1)
  const requests = Array.from({ length: SEARCHES }, () => Array.from({ length: REQUEST_WORDS }, () => someWord(chance)))
  for (const words of requests.slice(0, WARM_UP)) search(words)
  const times: number[] = []
  const found: string[][] = []
  for (const words of requests) {
    const began = performance.now()
    const ids = search(words)
    times.push(performance.now() - began)
    found.push(ids.slice(0, FIRST))
  }
  times.sort((a, b) => a - b)
  const at = (part: number) => times[Math.floor(times.length * part)]!
  return { engine, pieces, median: at(0.5), p99: at(0.99), seconds: milliseconds / 1000, megabytes: memory, found }
}

function measureApart(engine: string, pieces: number): Measured {
  const { stdout, status } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--expose-gc', import.meta.filename, engine, String(pieces)],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 2 ** 26 },
  )
  if (status !== 0) throw new Error(`${engine} with ${pieces} pieces of evidence ended with ${status}.`)
  return JSON.parse(stdout)
}

/** Mean part of the first ten of one that are among the first ten of the other. */
function agreement(one: Measured, other: Measured): string {
  const shared = one.found.map((ids, i) => ids.filter((id) => other.found[i]!.includes(id)).length / (ids.length || 1))
  return shared.reduce((sum, part) => sum + part / shared.length, 0).toFixed(2)
}

const round = (value: number) => Number(value.toPrecision(2))

const [name, size] = process.argv.slice(2)
if (name !== undefined && name in engines) console.log(JSON.stringify(measure(name, Number(size))))
else {
  const all = SIZES.flatMap((pieces) => Object.keys(engines).map((engine) => measureApart(engine, pieces)))
  const compared = all.filter(({ pieces, engine }) => pieces === COMPARED && engine !== 'Askaround')
  const [own] = compared
  showTable(
    'Ranking beside search engines',
    compared.map(
      (one): Row => ({
        engine: one.engine,
        'a search, median ms': round(one.median),
        'p99 ms': round(one.p99),
        'time, ours = 1': round(one.median / own!.median),
        'pieces a second taken in': round(one.pieces / one.seconds),
        MB: round(one.megabytes),
        'of our first ten': one === own ? '' : agreement(own!, one),
      }),
    ),
  )
  console.log(`MiniSearch and Orama agree on ${agreement(compared[1]!, compared[2]!)} of the first ten.`)
  const rows = (engine: string) => all.filter((one) => one.engine === engine)
  showTable(
    'Growth of ranking',
    rows('Askaround').map((one, i): Row => {
      const others = Object.keys(engines).slice(1)
      return {
        'pieces of evidence': one.pieces,
        'a search, median ms': round(one.median),
        'p99 ms': round(one.p99),
        'taken in, s': round(one.seconds),
        MB: round(one.megabytes),
        ...Object.fromEntries(others.map((engine) => [`${engine}: ms / MB`, shortly(rows(engine)[i]!)])),
      }
    }),
  )
  if (writes) drawGrowth(all)
}

function shortly(one: Measured): string {
  return `${round(one.median)} / ${round(one.megabytes)}`
}
