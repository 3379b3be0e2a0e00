import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { stringify } from 'yaml'
import { systemClock } from '../../../src/shared/clock.ts'
import { startDiscordServer } from '../../servers/discord/server.ts'

// discord.js drops its token at the first 401: nothing works from then on, and nothing would say so.
test('one 401 ends the process, which says what to do and exits with a code that is not zero', async () => {
  const discord = await startDiscordServer({ clock: systemClock })
  const folder = mkdtempSync(join(tmpdir(), 'askaround-refused-'))
  const configFile = join(folder, 'askaround.yaml')
  writeFileSync(configFile, stringify({ log_level: 'error', data_directory: join(folder, 'data') }))
  const cli = resolve(import.meta.dirname, '../../../src/cli.ts')
  const { DISCORD_TOKEN: _, ...env } = process.env
  const child = spawn(process.execPath, [cli, 'start', '--config', configFile], {
    env: { ...env, PORT: '0', DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.address },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await discord.close()
    rmSync(folder, { recursive: true, force: true })
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => {
      said += String(data)
    })
  const exited = once(child, 'exit') as Promise<[number | null]>
  while (!discord.gateway.connected() && child.exitCode === null) await new Promise((then) => setImmediate(then))
  discord.rest.fault('POST /channels/:channel/messages', { status: 401 }, 100)
  discord.joins('Ada').writesToBot('hi')
  const [code] = await exited
  expect(code).toBeGreaterThan(0)
  expect(said).toContain('DISCORD_TOKEN')
  expect(said).not.toContain(discord.token)
})
