import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { chromiumPath } from '../servers/services.ts'
import { look } from './look.ts'
import { startChromium } from './start-chromium.ts'
import { startWholeBot } from './whole-bot.ts'
import { comeIn, type Window } from './window.ts'

const executablePath = chromiumPath()
const zone = 'America/Winnipeg'
const need = 'need help: anyone know anyone who talks on Web 2.0 and is based in Winnipeg? event is tomorrow at 1:30 pm'

describe.skipIf(!executablePath)('the whole bot, in a real browser', { timeout: 240_000 }, () => {
  let browser: Browser
  let bot: Awaited<ReturnType<typeof startWholeBot>>

  beforeAll(async () => {
    browser = await startChromium(executablePath!)
    bot = await startWholeBot({ community: { name: 'The club', time_zone: zone } })
  })
  afterAll(async () => {
    await browser.close()
    await bot.stop()
  })

  const come = (name: string) => comeIn(browser, { address: bot.address, name, zone })

  /** Volunteers by the form, with no quiet hours, so that the hour of this test does not matter. */
  async function volunteer(window: Window, topics: string) {
    await window.write('/volunteer')
    await window.fillIn({ 'What may people ask you about?': topics, 'Where do you know': 'Winnipeg' }, 'Yes, ask me')
    await window.said('People may now ask you about').last().waitFor()
    await window.run('/profile')
    await window.press('Hours and limit')
    await window.fillIn({ 'Ask me nothing from': '00:00', until: '00:00' }, 'Save')
    await window
      .said(/Quiet hours\s*none/)
      .last()
      .waitFor()
  }

  test('Winnipeg: three people in three windows, by clicking and typing', async () => {
    const mitch = await come('Mitch')
    const jonathan = await come('Jonathan')
    const joel = await come('Joel')
    await look(mitch.page, 'empty')

    await jonathan.goTo('help')
    await jonathan.write('/volunteer')
    await jonathan.dialog.waitFor()
    await look(jonathan.page, 'volunteer-form')
    await jonathan.dialog.getByRole('button', { name: 'Cancel' }).click()
    await volunteer(jonathan, 'web talks')
    await look(jonathan.page, 'profile')
    await joel.goTo('help')
    await volunteer(joel, 'design')

    await mitch.goTo('help')
    await mitch.write(need)
    await mitch.said('Shall I ask around?').waitFor()
    await look(mitch.page, 'offer')
    await mitch.page.reload()
    await mitch.press('Ask around', 'Shall I ask around?')
    await mitch.said('I am asking around').waitFor()
    await mitch.page.locator('.thread-link').click()
    await mitch.said('I asked one person who may know').waitFor()
    await look(mitch.page, 'asked')

    await jonathan.page.locator('.side a[data-unread]', { hasText: 'Askaround' }).waitFor()
    await jonathan.goTo('Askaround')
    await jonathan.said('Can you help Mitch?').waitFor()
    await look(jonathan.page, 'ping')
    await jonathan.said('Can you help Mitch?').locator('details.menu summary').click()
    await look(jonathan.page, 'ping-more')
    await jonathan.page.getByRole('button', { name: 'Report or block' }).click()
    await jonathan.dialog.waitFor()
    await look(jonathan.page, 'report-form')
    await jonathan.page.keyboard.press('Escape')
    await jonathan.press('I know someone')
    await look(jonathan.page, 'refer-form')
    await jonathan.fillIn({ 'Who?': 'Joel', 'Why them': 'he spoke on it in Regina' }, 'Send')
    await jonathan.said('If they are free and agree').waitFor()

    await joel.goTo('Askaround')
    await joel.said('Jonathan thinks you may know').waitFor()
    await look(joel.page, 'consent')
    await joel.press('Yes, introduce me')
    await joel.said('You are introduced in the thread').waitFor()

    await mitch.said('meet Joel').waitFor()
    await look(mitch.page, 'introduced')
    await mitch.page.reload()
    await mitch.press('This helped', 'meet Joel')
    await look(mitch.page, 'thanks-form')
    await mitch.fillIn({ 'A line of thanks': 'You two saved my day <3' }, 'Say thanks')
    for (const helper of [jonathan, joel]) await helper.said('You two saved my day <3').waitFor()
    await look(jonathan.page, 'thanks')
    await mitch.press('Solved')
    await mitch.said('Solved, with help from Jonathan and Joel.').waitFor()
    await look(mitch.page, 'solved')
    for (const window of [mitch, jonathan, joel]) await window.leave()
  })
})
