// npm run eval [-- detect|place|route] [-- NAME]: measures understanding and matching on labelled data that is no part of
// this project. Where that data is not beside the project, it says so and stops.
import { spawnSync } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { join, resolve } from 'node:path'

const project = resolve(import.meta.dirname, '..')
const evaluation = resolve(project, '../shared/eval')
const scorer = join(evaluation, 'score.mjs')
const wanted = process.argv.slice(2)

/** What is measured: the command that answers, and the data. The scorer takes routes by the prefix of their two files. */
const measures = [
  { mode: 'detect', command: 'detect', data: 'data/detect/*.jsonl' },
  { mode: 'place', command: 'detect', data: 'data/place/*.jsonl' },
  { mode: 'route', command: 'rank', data: 'data/route/*.gold.jsonl' },
]

if (!existsSync(scorer))
  console.log('Nothing was measured: the labelled data is not beside this project (../shared/eval).')
else
  for (const { mode, command, data } of measures)
    for (const file of globSync(data, { cwd: evaluation }).toSorted()) {
      if (!wanted.every((word) => word === mode || file.includes(word))) continue
      const askaround = [process.execPath, join(project, 'bin/askaround.mjs'), command]
      const source = join(evaluation, file.replace('.gold.jsonl', ''))
      const { status } = spawnSync(process.execPath, [scorer, mode, source, '--', ...askaround], { stdio: 'inherit' })
      if (status !== 0) process.exitCode = 1
    }
