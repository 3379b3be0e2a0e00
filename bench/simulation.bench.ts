import { parseArgs } from 'node:util'
import { simulate } from '../test/simulation/simulate.ts'

/** Lets towns live with failing platforms and dying processes: `node bench/simulation.bench.ts [--first N] [--seeds N] [--days N]`. Says what is wrong, and fails then. */
const { values: given } = parseArgs({
  options: {
    first: { type: 'string', default: '100' },
    seeds: { type: 'string', default: '5' },
    days: { type: 'string', default: '6' },
  },
})
const first = Number(given.first)
const table = []
for (let seed = first; seed < first + Number(given.seeds); seed++) {
  const { happened, ...wrong } = await simulate(seed, { days: Number(given.days) })
  const found = Object.values(wrong).flat()
  table.push({ seed, ...happened, wrong: found.length })
  if (found.length > 0) {
    console.log(`seed ${seed}`, wrong)
    process.exitCode = 1
  }
}
console.table(table)
