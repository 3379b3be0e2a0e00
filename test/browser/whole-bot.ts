import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { loadConfig } from '../../src/app/load-config.ts'
import { startConfigured } from '../../src/main.ts'
import { createSimulatedClock } from '../../src/shared/clock.ts'

/** The bot as `npm start` puts it together, on a free port, with a record of its own that goes away with it. Stop it. */
export async function startWholeBot(settings: Record<string, unknown> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'askaround-whole-'))
  const configFile = join(folder, 'askaround.yaml')
  writeFileSync(
    configFile,
    stringify({
      log_level: 'error',
      data_directory: join(folder, 'data'),
      matching: { sentence_vectors: false },
      ...settings,
    }),
  )
  // A story goes on when a test says so, not while it looks elsewhere.
  const pace = createSimulatedClock(0)
  const start = (port: number) => startConfigured(loadConfig({ configFile, env: { PORT: String(port) } }), { pace })
  let running = await start(0)
  const address = running.web.address!
  return {
    address,
    /** Lets one browser in, where the page is open to the network. */
    signInLink: running.web.signInLink,
    /** Plays so many steps of the story, as time would. */
    async steps(count: number) {
      for (let i = 0; i < count; i++) await running.player.step()
    },
    /** Stops as by Ctrl-C, and starts again at the same address. */
    async restart() {
      await running.stop()
      running = await start(Number(new URL(address).port))
    },
    async stop() {
      await running.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
