// npm run bench [-- NAME…]: runs the benchmarks one after another, each in a process of its own.
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { basename } from 'node:path'

const wanted = process.argv.slice(2)
const files = globSync('*.bench.ts', { cwd: import.meta.dirname })
  .filter((file) => wanted.length === 0 || wanted.some((name) => file.includes(name)))
  .toSorted()

for (const file of files) {
  console.log(`\n# ${basename(file, '.bench.ts')}`)
  const { status } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', file], {
    cwd: import.meta.dirname,
    stdio: 'inherit',
  })
  if (status !== 0) process.exitCode = 1
}
