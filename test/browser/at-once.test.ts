import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath } from '../servers/services.ts'
import { look } from './look.ts'
import { startChromium } from './start-chromium.ts'
import { startWholeBot } from './whole-bot.ts'
import { comeIn, soon, type Window } from './window.ts'

const executablePath = chromiumPath()

describe.skipIf(!executablePath)('two at once, in a real browser', { timeout: 240_000 }, () => {
  let browser: Browser
  let bot: Awaited<ReturnType<typeof startWholeBot>>
  let olive: Window
  const come = (name: string, context?: Window['context']) =>
    comeIn(browser, { address: bot.address, name, ...(context ? { context } : {}) })

  beforeAll(async () => {
    browser = await startChromium(executablePath!)
    bot = await startWholeBot({
      community: { time_zone: 'America/Winnipeg' },
      // The hour at which this runs must not matter.
      pings: { quiet_hours: '00:00-00:00' },
    })
    olive = await come('Olive')
  })
  afterAll(async () => {
    await olive.leave()
    await browser.close()
    await bot.stop()
  })

  test('the same button in two windows opens one thread; two who help are both heard; only the asker closes', async () => {
    const [ann, bob] = [await come('Ann'), await come('Bob')]
    for (const helper of [ann, bob]) await helper.run('/volunteer ladders near Winnipeg')
    const mitch = await come('Mitch')
    const again = await come('Mitch', mitch.context)
    for (const window of [mitch, again, ann, bob]) await window.goTo('help')

    await mitch.write('need a ladder this weekend')
    await pressAtOnce('Ask around', mitch, again)
    for (const window of [mitch, again]) {
      await window.said('I am asking around').waitFor()
      await window.page.locator('.thread-link').first().waitFor()
      expect(await window.page.locator('.thread-link').count()).toBe(1)
    }
    expect(await mitch.said('I am asking around').count()).toBe(1)

    for (const helper of [ann, bob]) {
      await helper.goTo('Askaround')
      await helper.said('Can you help Mitch?').first().waitFor()
      expect(await helper.said('Can you help Mitch?').count()).toBe(1)
      await helper.press('I can help', 'Can you help Mitch?')
      await helper.dialog.getByLabel('Your suggestion, unless you do it yourself').fill(`take ${helper.name}'s`)
    }
    await look(ann.page, 'help-form')
    await Promise.all([ann, bob].map((helper) => helper.dialog.getByRole('button', { name: 'Send' }).click()))
    for (const helper of [ann, bob]) await helper.said('It stands in the thread').waitFor()
    await mitch.page.locator('.thread-link').click()
    for (const { name } of [ann, bob]) {
      await mitch.said(`take ${name}'s`).first().waitFor()
      expect(await mitch.said(`take ${name}'s`).count()).toBe(1)
    }
    await look(mitch.page, 'two-suggestions')

    await ann.write('the library lends some too')
    await ann.said('Share this with Mitch?').waitFor()
    await look(ann.page, 'share')
    await ann.press('Only to the asker')
    await mitch.goTo('Askaround')
    await mitch.said('the library lends some too').waitFor()
    await look(mitch.page, 'for-you-alone')
    await mitch.run('/requests')
    await look(mitch.page, 'requests')
    await mitch.goTo('help')
    await mitch.page.locator('.thread-link').click()

    await ann.goTo('help')
    await ann.page.locator('.thread-link').click()
    await ann.press('Solved')
    await ann.said('Only the one who asked can do that.').waitFor()
    await pressAtOnce('Solved', ann, mitch)
    // Too late, Ann finds the button gone; else she reads once more that it is not hers.
    const toldAnn = ann.page.getByText(/This button is no longer there|Only the one who asked can do that/)
    await expect.poll(() => toldAnn.filter({ visible: true }).count(), soon).toBe(2)
    await mitch.said('Solved.').waitFor()
    await mitch.said('Good. I ask nobody else').waitFor()
    expect(await mitch.said('Good. I ask nobody else').count()).toBe(1)
    await ann.said('Solved.').waitFor()
    for (const window of [mitch, again, ann, bob]) await window.leave()
  })

  test('a bot that is started again in the middle goes on where it was', async () => {
    const mia = await come('Mia')
    await mia.goTo('help')
    await mia.write('can anyone lend me a drill tomorrow?')
    await mia.said('Shall I').waitFor()
    await mia.page.locator('.composer textarea').fill('half a sentence')
    await bot.restart()
    await mia.page.locator('.app:not([data-offline])').waitFor()
    await mia.page.reload()
    expect(await mia.page.locator('.composer textarea').inputValue()).toBe('half a sentence')
    await mia.press('No thanks', 'Shall I')
    await mia.said('nobody was asked').waitFor()
    await mia.page.close()
  })
})

/** The newest button of that name in each window, clicked before either can see what came of the other. */
async function pressAtOnce(label: string, ...windows: Window[]) {
  const found = windows.map(({ page }) => page.locator('.message').getByRole('button', { name: label, exact: true }))
  const buttons = await Promise.all(found.map((button) => button.last().elementHandle()))
  await Promise.all(
    buttons.map((button) => button!.evaluate((found) => (found as unknown as { click(): void }).click())),
  )
}
