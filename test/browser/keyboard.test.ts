import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath } from '../servers/services.ts'
import { startChromium } from './start-chromium.ts'
import { startWholeBot } from './whole-bot.ts'
import { comeIn, soon } from './window.ts'

const executablePath = chromiumPath()
const mostStops = 60

describe.skipIf(!executablePath)('the keyboard alone, in a real browser', { timeout: 240_000 }, () => {
  let browser: Browser
  let bot: Awaited<ReturnType<typeof startWholeBot>>

  beforeAll(async () => {
    browser = await startChromium(executablePath!)
    bot = await startWholeBot({
      sandbox: false,
      community: { time_zone: 'America/Winnipeg' },
      // The hour at which this runs must not matter.
      pings: { quiet_hours: '00:00-00:00' },
    })
  })
  afterAll(async () => {
    await browser.close()
    await bot.stop()
  })

  test('suffices to come in, ask, fill in a form, thank and close, and one always sees where one is', async () => {
    const helper = await comeIn(browser, { address: bot.address, name: 'Ann' })
    await helper.run('/volunteer ladders near Winnipeg')
    const page = await (await browser.newContext({ timezoneId: 'America/Winnipeg' })).newPage()
    page.setDefaultTimeout(soon.timeout)
    const { keyboard } = page
    const said = (words: string) => page.locator('.message', { hasText: words })

    await page.goto(bot.address)
    await goTo(page, 'Your name')
    await keyboard.type('Mitch')
    await keyboard.press('Enter')
    await page.waitForURL('**/as/mitch/**')
    await goTo(page, '# help')
    await keyboard.press('Enter')
    await page.waitForURL('**/c/help')
    await goTo(page, 'Write to # help')
    await keyboard.type('need a ladder in Winnipeg this weekend')
    await keyboard.press('Enter')
    await said('Shall I ask around?').waitFor()

    await goTo(page, 'Edit', 'Shift+Tab')
    await keyboard.press('Enter')
    await page.locator('dialog[open]').waitFor()
    await keyboard.press('Escape')
    await page.locator('dialog[open]').waitFor({ state: 'detached' })
    expect(await whereItIs(page)).toMatchObject({ name: 'Edit' })
    await goTo(page, 'Ask around', 'Shift+Tab')
    await keyboard.press('Enter')
    await page.locator('.thread-link').waitFor()
    await goTo(page, 'Asking around')
    await keyboard.press('Enter')
    await page.waitForURL('**thread=**')
    await said('I asked one person').waitFor()

    await helper.goTo('Askaround')
    await helper.press('I can help', 'Can you help Mitch?')
    await helper.fillIn({ 'Your suggestion': 'take mine' }, 'Send')
    await said('take mine').waitFor()
    await goTo(page, 'This helped')
    await keyboard.press('Enter')
    await goTo(page, 'A line of thanks')
    await keyboard.type('Thank you.')
    await goTo(page, 'Say thanks')
    await keyboard.press('Enter')
    await said('Passed on').waitFor()
    await goTo(page, 'Solved')
    await keyboard.press('Enter')
    await said('Solved, with help from').waitFor()
    // The button that was pressed is gone; one goes on from the thread, not from the top of the page.
    await expect.poll(async () => (await whereItIs(page)).inThread, soon).toBe(true)
    await helper.leave()
  })
})

interface Stop {
  name: string
  seen: boolean
  inThread: boolean
}

/** What has the focus: its name, whether one can see that it has it, and whether it is in the thread. */
const whereItIs = (page: Page): Promise<Stop> =>
  page.evaluate(`(() => {
    const on = document.activeElement
    const { outlineStyle, outlineWidth } = getComputedStyle(on)
    const label = on.labels?.[0]?.textContent ?? on.getAttribute('aria-label') ?? on.textContent
    return {
      name: label.trim().replace(/\\s+/g, ' '),
      seen: on === document.body || (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0),
      inThread: on.closest('aside') !== null,
    }
  })()`)

/** Goes on with Tab until what begins with this name has the focus. Every stop on the way must be seen. */
async function goTo(page: Page, name: string, key = 'Tab'): Promise<void> {
  const passed: string[] = []
  for (let stop = 0; stop < mostStops; stop++) {
    const at = await whereItIs(page)
    expect(at.seen, `the focus on "${at.name}" is seen`).toBe(true)
    if (at.name.startsWith(name)) return
    passed.push(at.name)
    await page.keyboard.press(key)
  }
  throw new Error(`"${name}" is not reached by ${key}; on the way: ${passed.join(' | ')}`)
}
