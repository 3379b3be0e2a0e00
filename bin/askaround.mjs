#!/usr/bin/env node
// Plain JavaScript on purpose: it starts under any Node from 20 on, finds one that runs the project (Node 24 or newer; the
// development dependency `node` brings one) and hands over. A Node that suits runs the project in this very process.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module from 'node:module'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'

const project = resolve(fileURLToPath(import.meta.url), '../..')
const projectNode = resolve(project, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')

if (suits(process.versions)) await runHere()
else if (existsSync(projectNode) && existsSync(resolve(project, 'node_modules/commander'))) handOver()
else {
  console.error(
    `Askaround needs a newer Node than ${process.versions.node}: run \`npm ci\` in ${project}, which brings one.`,
  )
  process.exitCode = 1
}

/** TypeScript runs as it is from Node 24 on; SQLite before 3.51.3 could lose a write in WAL mode. */
function suits({ node, sqlite = '0' }) {
  const older = (a, b) => a.localeCompare(b, 'en', { numeric: true }) < 0
  return !older(node, '24') && !older(sqlite, '3.51.3')
}

async function runHere() {
  hideExperimentalWarnings()
  module.enableCompileCache(resolve(project, 'node_modules/.cache/askaround'))
  if (existsSync(resolve(project, '.env'))) process.loadEnvFile(resolve(project, '.env'))
  // Starting makes much garbage at once, and the 64 MB that V8 would lay out for it are never given back; work may have them later.
  const isStart = process.argv.includes('start')
  if (isStart) setFlagsFromString('--semi-space-growth-factor=1')
  await import('../src/cli.ts')
  if (isStart) setFlagsFromString('--semi-space-growth-factor=2')
}

/** SQLite inside Node still counts as experimental; nobody who runs a bot can do anything about it. */
function hideExperimentalWarnings() {
  const [print] = process.listeners('warning')
  process.removeAllListeners('warning')
  process.on('warning', (warning) => warning.name === 'ExperimentalWarning' || print?.(warning))
}

function handOver() {
  const child = spawn(projectNode, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    if (!signal) return process.exit(code)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}
