import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { loadConfig } from '../../../src/app/load-config.ts'
import { tomorrowAt } from '../../../src/app/sandbox/travel.ts'
import { startConfigured } from '../../../src/main.ts'
import { createShiftableClock, createSimulatedClock } from '../../../src/shared/clock.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'askaround-travel-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const start = () => {
  const configFile = join(folder, 'askaround.yaml')
  writeFileSync(configFile, stringify({ log_level: 'error', data_directory: join(folder, 'data') }))
  return startConfigured(loadConfig({ configFile, env: { PORT: '0' } }))
}

it('a shifted clock runs what is due by then, and keeps what is not', async () => {
  const real = createSimulatedClock(1000)
  const clock = createShiftableClock(real, 500)
  const seen: string[] = []
  clock.wakeAt(2000, () => seen.push('due'))
  clock.wakeAt(9000, () => seen.push('later'))
  clock.wakeAt(2000, () => seen.push('called off'))()
  clock.shift(2000)
  await real.advanceTo(1000)
  expect([clock.now(), seen]).toEqual([3000, ['due']])
  await real.advanceTo(7000)
  expect(seen).toEqual(['due', 'later'])
})

it('tomorrow at eight is by the clock of the zone', () => {
  const now = Date.parse('2026-02-10T23:30:12Z')
  expect(new Date(tomorrowAt(8, now, 'America/Winnipeg')).toISOString()).toBe('2026-02-11T14:00:00.000Z')
  expect(new Date(tomorrowAt(8, now, 'Asia/Tokyo')).toISOString()).toBe('2026-02-11T23:00:00.000Z')
})

it('moving the clock ends a wave, and is remembered across a restart', { timeout: 30_000 }, async () => {
  const running = await start()
  const { client } = running.web
  const { store } = running.bot
  // Noon in Winnipeg, so that nobody there has quiet hours.
  await running.goTo(tomorrowAt(12, Date.now(), 'America/Winnipeg'))
  const tom = 'web:a:mitch-harlow'
  await client.postMessage(tom, 'web:c:neighbours', 'Does anyone have a tall ladder in Winnipeg that I could borrow?')
  await running.loop.settle()
  const offer = (await client.messages('web:c:neighbours', tom)).findLast(({ card }) => card)!
  const buttons = offer.card!.blocks.flatMap((block) => (block.type === 'buttons' ? block.buttons : []))
  await client.press(tom, offer.message, buttons.find(({ label }) => label === 'Ask around')!)
  await running.loop.settle()
  const asked = async () => (await store.requestsWhere({ communityId: 'sample', states: ['open'], limit: 5 }))[0]!
  expect((await asked()).pings.filter(({ state }) => state === 'live').length).toBeGreaterThan(0)
  const { wave } = await asked()
  const before = running.bot.clock.now()
  await running.goTo(before + 3_600_000)
  const later = await asked()
  expect(later.wave > wave || later.nobodyLeft).toBe(true)
  await running.stop()

  const again = await start()
  expect(again.bot.clock.now()).toBeGreaterThanOrEqual(before + 3_600_000)
  await again.removeSample()
  expect(Math.abs(again.bot.clock.now() - Date.now())).toBeLessThan(5000)
  await again.stop()
})
