import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { projectFolder } from '../../src/app/load-config.ts'
import { createSimulatedClock } from '../../src/shared/clock.ts'
import { chromiumPath } from '../servers/services.ts'
import { momentIn } from '../stories/moment-in.ts'
import { startListeningBot } from './listening-bot.ts'
import { startChromium } from './start-chromium.ts'
import { comeIn } from './window.ts'

const executablePath = chromiumPath()
const steps = /^## Try it\n(.*?)^## /ms.exec(readFileSync(join(projectFolder, 'README.md'), 'utf8'))![1]!
const [volunteer, need, profile] = [...steps.matchAll(/`([^`]+)`/g)].map(([, words]) => words!) as [
  string,
  string,
  string,
]
const zone = 'America/Winnipeg'

describe.skipIf(!executablePath)('"Try it" in the README', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await startChromium(executablePath!)
  })
  afterAll(() => browser.close())

  /** Two windows of one browser, as the steps say. */
  async function play(at: string, { atNight = false } = {}): Promise<void> {
    const bot = await startListeningBot({
      clock: createSimulatedClock(momentIn(zone, at)),
      zone,
      channels: ['general', 'help', 'random'].map((name) => ({ name, topic: 'Anything' })),
    })
    const ada = await comeIn(browser, { address: bot.address, name: 'Ada', zone })
    await ada.write(volunteer)
    await ada.said('People may now ask you about ladders and tools.').waitFor()
    if (atNight) {
      await ada.run(profile)
      await ada.press('Hours and limit')
      await ada.fillIn({ 'Ask me nothing from': '00:00', until: '00:00' }, 'Save')
      await ada
        .said(/Quiet hours\s*none/)
        .last()
        .waitFor()
    }

    await ada.page.getByRole('link', { name: 'Be someone else in another window' }).waitFor()
    const sam = await comeIn(browser, { address: bot.address, name: 'Sam', zone, context: ada.context })
    await sam.goTo('help')
    await sam.write(need)
    await sam.press('Ask around', 'Shall I ask around?')
    await sam.page.locator('.thread-link').click()

    await ada.page.bringToFront()
    await ada.goTo('Askaround')
    await ada.said('because you offered ladders').waitFor()
    await ada.press('I can help')
    await ada.fillIn({ 'Your suggestion, unless you do it yourself': 'Take mine, it is behind the shed.' }, 'Send')

    await sam.page.bringToFront()
    await sam.press('This helped', 'Take mine, it is behind the shed.')
    await sam.fillIn({ 'A line of thanks': 'You saved my gutter.' }, 'Say thanks')
    await sam.press('Solved')
    await sam.said('Solved, with help from Ada.').waitFor()
    await ada.page.bringToFront()
    await ada.said('You saved my gutter.').waitFor()
    for (const window of [sam, ada]) await window.leave()
    await ada.context.close()
    await bot.stop()
  }

  test('works as it is written', () => play('2026-02-10 12:00'))

  test('works at night as well, once Ada has no quiet hours', () => play('2026-02-10 23:30', { atNight: true }))
})
