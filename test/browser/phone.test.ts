import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath } from '../servers/services.ts'
import { openBreakableLine } from './breakable-line.ts'
import { look } from './look.ts'
import { startChromium } from './start-chromium.ts'
import { startWholeBot } from './whole-bot.ts'
import { comeIn } from './window.ts'

const executablePath = chromiumPath()
const need = 'just got off the train: does anyone know where to get food late near the station in Winnipeg?'

describe.skipIf(!executablePath)('on phones, in a real browser', { timeout: 240_000 }, () => {
  let browser: Browser
  let bot: Awaited<ReturnType<typeof startWholeBot>>
  let line: Awaited<ReturnType<typeof openBreakableLine>>

  beforeAll(async () => {
    browser = await startChromium(executablePath!)
    bot = await startWholeBot({
      community: { time_zone: 'America/Winnipeg' },
      // The hour at which this runs must not matter.
      pings: { quiet_hours: '00:00-00:00' },
    })
    line = await openBreakableLine(Number(new URL(bot.address).port))
  })
  afterAll(async () => {
    await browser.close()
    line.close()
    await bot.stop()
  })

  test('supper in a strange town: three people, and a tunnel in the middle', async () => {
    const tom = await comeIn(browser, { address: line.address, name: 'Tom', phone: true })
    const rosa = await comeIn(browser, { address: bot.address, name: 'Rosa', phone: true })
    const wanda = await comeIn(browser, { address: bot.address, name: 'Wanda', phone: true })
    await rosa.run('/volunteer restaurants, food near Winnipeg')

    await tom.goTo('help')
    await tom.write(need)
    await tom.said('Shall I ask around?').waitFor()
    await tom.press('Edit', 'Shall I ask around?')
    await look(tom.page, 'phone-edit-form')
    await tom.dialog.getByRole('button', { name: 'Cancel' }).click()
    await tom.press('Ask around', 'Shall I ask around?')
    await tom.page.locator('.thread-link').click()
    await tom.said('I asked one person who may know').waitFor()
    await look(tom.page, 'phone-thread')

    await wanda.goTo('help')
    await wanda.page.locator('.thread-link').click()
    await wanda.write('The grill behind the market is open till midnight.', 'aside')
    await tom.said('The grill behind the market').waitFor()

    line.cut()
    await tom.page.locator('.app[data-offline]').waitFor()
    const field = tom.page.locator('aside .composer textarea')
    await field.fill('on my way')
    await tom.page.locator('aside').getByRole('button', { name: 'Send' }).click()
    await tom.page.locator('aside .problem', { hasText: 'Nothing was sent' }).waitFor()
    expect(await field.inputValue()).toBe('on my way')
    await look(tom.page, 'phone-offline')

    await rosa.page.locator('.back[data-unread]').click()
    await rosa.goTo('Askaround')
    await rosa.pressUnderMore('Why me?', 'Can you help Tom?')
    await rosa.said('What limits it').waitFor()
    await look(rosa.page, 'phone-why-me')
    await rosa.press('I can help', 'Can you help Tom?')
    await rosa.fillIn({ 'Your suggestion': 'The kitchen two streets up cooks late. Ask for the soup.' }, 'Send')
    await rosa.said('It stands in the thread').waitFor()

    line.mend()
    await tom.said('Ask for the soup').waitFor()
    await tom.page.locator('.app:not([data-offline])').waitFor()
    await tom.page.locator('aside').getByRole('button', { name: 'Send' }).click()
    for (const window of [tom, wanda])
      for (const words of ['The grill behind the market', 'Ask for the soup', 'on my way']) {
        await window.said(words).waitFor()
        expect(await window.said(words).count(), words).toBe(1)
      }
    await tom.press('This helped', 'Ask for the soup')
    await tom.fillIn({ 'A line of thanks': 'The soup.' }, 'Say thanks')
    await rosa.said('The soup.').last().waitFor()
    await tom.press('Solved')
    await tom.said('Solved, with help from').waitFor()
    await look(tom.page, 'phone-solved')
    for (const window of [tom, rosa, wanda]) await window.leave()
  })
})
