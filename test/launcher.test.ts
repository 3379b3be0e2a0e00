import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import manifest from '../package.json' with { type: 'json' }

const checkout = resolve(import.meta.dirname, '..')

/** Makes this Node look like an older one to the launcher. */
const pretend = (versions: object) => [
  '--import',
  `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,...${JSON.stringify(versions)}}})`,
]
const node20 = pretend({ node: '20.11.0', sqlite: undefined })

function launch(project: string, args: string[], nodeArgs: string[] = [], env: object = {}) {
  const child = spawn(process.execPath, [...nodeArgs, join(project, 'bin/askaround.mjs'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
  })
  const done = Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)]).then(
    ([[code, signal], stdout, stderr]) => ({ code, signal, stdout, stderr }),
  )
  return { child, done }
}

/** A project with nothing in it but the launcher and a command line of the test's own. */
function makeProject(cli: string, { installed }: { installed: boolean }): string {
  const project = mkdtempSync(join(tmpdir(), 'askaround-launcher-'))
  cpSync(join(checkout, 'bin'), join(project, 'bin'), { recursive: true })
  mkdirSync(join(project, 'src'))
  mkdirSync(join(project, 'node_modules'))
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(project, 'src/cli.ts'), cli)
  if (installed)
    for (const name of ['node', 'commander'])
      symlinkSync(join(checkout, 'node_modules', name), join(project, 'node_modules', name))
  return project
}

const firstLine = async (child: ChildProcess) => String((await once(child.stdout!, 'data'))[0]).trim()

describe('askaround', () => {
  it.each([
    ['a Node that runs the project', []],
    ['an older Node', node20],
    ['a Node 24 whose SQLite could lose a write', pretend({ node: '24.0.0', sqlite: '3.49.1' })],
  ])('says its version under %s, without a warning', async (_name, nodeArgs) => {
    const { done } = launch(checkout, ['--version'], nodeArgs)
    expect(await done).toEqual({ code: 0, signal: null, stdout: `${manifest.version}\n`, stderr: '' })
  })

  it('says in one sentence what to do where nothing is installed', async () => {
    const project = makeProject('', { installed: false })
    const { code, stdout, stderr } = await launch(project, ['start'], node20).done
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toBe(`Askaround needs a newer Node than 20.11.0: run \`npm ci\` in ${project}, which brings one.\n`)
  })

  it('passes arguments in and the exit code out', async () => {
    const cli = 'const args: string[] = process.argv.slice(2); console.log(args.join("|")); process.exitCode = 3'
    const { done } = launch(makeProject(cli, { installed: true }), ['ask', '--place', 'a b'], node20)
    expect(await done).toMatchObject({ code: 3, stdout: 'ask|--place|a b\n' })
  })

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('passes %s on and waits for the bot to end', async (signal) => {
    const cli = `process.on('${signal}', () => { console.log('bye'); process.exit(7) }); setInterval(() => {}, 1e6); console.log('ready')`
    const { child, done } = launch(makeProject(cli, { installed: true }), ['start'], node20)
    expect(await firstLine(child)).toBe('ready')
    child.kill(signal)
    expect(await done).toMatchObject({ code: 7, stdout: 'ready\nbye\n' })
  })

  it('ends by the signal that ended the bot', async () => {
    const cli = "process.kill(process.pid, 'SIGKILL')"
    const { done } = launch(makeProject(cli, { installed: true }), ['start'], node20)
    expect(await done).toMatchObject({ code: null, signal: 'SIGKILL' })
  })

  it('reads .env of the project; what stands in the environment goes first', async () => {
    const project = makeProject('console.log(process.env.HOST, process.env.PORT)', { installed: true })
    writeFileSync(join(project, '.env'), 'HOST=10.0.0.1\nPORT=1\n')
    const { done } = launch(project, [], node20, { PORT: '2' })
    expect(await done).toMatchObject({ stdout: '10.0.0.1 2\n' })
  })

  it('shows every problem of the settings and fails', async () => {
    const { done } = launch(checkout, ['check'], [], { PORT: 'x', REDIS_URL: 'localhost' })
    expect(await done).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^red .*REDIS_URL is "localhost"\..*\nred .*PORT is "x"\..*\n$/),
    })
  })
})
