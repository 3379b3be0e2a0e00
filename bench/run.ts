// npm run bench [-- NAME…] [--write]: runs the benchmarks one after another, each in a process of its own. With --write their figures go into
// docs/performance.md and docs/pictures.
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { basename } from 'node:path'

const options = process.argv.slice(2).filter((word) => word.startsWith('--'))
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const files = globSync('*.bench.ts', { cwd: import.meta.dirname })
  .filter((file) => wanted.length === 0 || wanted.some((name) => file.includes(name)))
  .toSorted()

for (const file of files) {
  console.log(`\n# ${basename(file, '.bench.ts')}`)
  const node = ['--disable-warning=ExperimentalWarning', '--expose-gc']
  const { status } = spawnSync(process.execPath, [...node, file, ...options], {
    cwd: import.meta.dirname,
    stdio: 'inherit',
  })
  if (status !== 0) process.exitCode = 1
}
