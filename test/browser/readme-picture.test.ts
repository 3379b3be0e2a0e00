import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { projectFolder } from '../../src/app/load-config.ts'
import { createSimulatedClock } from '../../src/shared/clock.ts'
import { chromiumPath } from '../servers/services.ts'
import { momentIn } from '../stories/moment-in.ts'
import { startListeningBot } from './listening-bot.ts'
import { startChromium } from './start-chromium.ts'
import { comeIn } from './window.ts'

const executablePath = chromiumPath()
/** `npm run pictures` draws it anew; any other run only plays the scene, so that it leaves no trace in the tree. */
const draws = process.env.npm_lifecycle_event === 'pictures'
const zone = 'America/Winnipeg'
const need = 'need help: anyone know anyone who talks on Web 2.0 and is based in Winnipeg? event is at 1:30'

describe.skipIf(!executablePath)('the picture in the README', () => {
  let browser: Browser
  let bot: Awaited<ReturnType<typeof startListeningBot>>
  const clock = createSimulatedClock(momentIn(zone, '2026-02-10 07:30'))

  beforeAll(async () => {
    browser = await startChromium(executablePath!)
    bot = await startListeningBot({
      clock,
      zone,
      channels: [
        { name: 'general', topic: 'What everybody should see' },
        { name: 'marketing', topic: 'Campaigns, events, speakers' },
        { name: 'help', topic: 'Ask for anything' },
      ],
    })
  })
  afterAll(async () => {
    await browser.close()
    await bot.stop()
  })

  const come = (name: string) => comeIn(browser, { address: bot.address, name, zone })

  test('Mitch, stuck in fog, sees a suggestion and an introduction in one thread', async () => {
    const mitch = await come('Mitch')
    const others = [await come('Jonathan'), await come('Joel')]
    const [jonathan, joel, ann] = [await bot.person('Jonathan'), await bot.person('Joel'), await bot.person('Ann')]
    for (const [early, topics] of [
      [jonathan, 'web talks'],
      [joel, 'design'],
      [ann, 'web 2.0'],
    ] as const) {
      await early.runs(`/volunteer ${topics} near Winnipeg`)
      await early.runs('/profile')
      await early.presses('Hours and limit', { to: '06:00' })
    }
    await clock.advanceTo(momentIn(zone, '2026-02-10 07:41'))
    await ann.posts('#marketing', 'The flyers are back from the printer. They look lovely.')

    await clock.advanceTo(momentIn(zone, '2026-02-10 07:53'))
    await mitch.page.setViewportSize({ width: 1280, height: 1020 })
    await mitch.goTo('marketing')
    await mitch.write(need)
    await mitch.press('Ask around', 'Shall I ask around?')
    await mitch.page.locator('.thread-link').click()
    await mitch.said('I asked 2 people who may know.').waitFor()

    await clock.advanceTo(momentIn(zone, '2026-02-10 07:58'))
    await ann.presses('I can help', { text: 'Try the university: their media lab keeps a list of speakers.' })
    await clock.advanceTo(momentIn(zone, '2026-02-10 08:01'))
    await jonathan.presses('I know someone', { who: 'Joel', text: 'he spoke on it in Regina', public: 'no' })
    await joel.presses('Yes, introduce me')

    await mitch.said('Try the university').waitFor()
    await mitch.said('Mitch, meet Joel.').waitFor()
    await mitch.said('he spoke on it in Regina').waitFor()
    if (draws) await draw(mitch.page)
    for (const window of [mitch, ...others]) await window.leave()
  })
})

/** The one that the README shows, and how a phone shows the same, to be looked at. */
async function draw(page: Page): Promise<void> {
  const [pictures, artefacts] = ['docs/pictures', 'artefacts'].map((folder) => join(projectFolder, folder)) as [
    string,
    string,
  ]
  for (const folder of [pictures, artefacts]) mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(pictures, 'thread.png') })
  await page.setViewportSize({ width: 390, height: 844 })
  await page.screenshot({ path: join(artefacts, 'readme-thread-390.png') })
}
