import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath } from '../servers/services.ts'
import { look } from './look.ts'
import { startChromium } from './start-chromium.ts'
import { startWholeBot } from './whole-bot.ts'
import { soon } from './window.ts'

const executablePath = chromiumPath()

describe.skipIf(!executablePath)('the sandbox, in a real browser', { timeout: 240_000 }, () => {
  let browser: Browser
  let bot: Awaited<ReturnType<typeof startWholeBot>>

  beforeAll(async () => {
    browser = await startChromium(executablePath!)
    bot = await startWholeBot()
  })
  afterAll(async () => {
    await browser.close()
    await bot.stop()
  })

  test('a visitor picks a member, watches the rescue to its end, and sees it as another', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
    context.setDefaultTimeout(soon.timeout)
    const page = await context.newPage()
    const button = (name: string) => page.getByRole('button', { name, exact: true })
    await page.goto(bot.address)
    await look(page, 'sandbox-door')
    await page.getByRole('button', { name: /^Wanda Lis/ }).click()
    await page.waitForURL('**/as/wanda-lis/**')
    await look(page, 'sandbox-sample')

    await button('Watch a rescue').click()
    await page.waitForURL('**/as/mitch-harlow/c/talks')
    const story = page.locator('.story')
    await button('Pause').click()
    const steps = Number(/of (\d+)/.exec((await story.textContent())!)![1])
    for (let step = 1; step <= steps; step++) {
      await button('Next step').click()
      await story.filter({ hasText: `${step} of ${steps}.` }).waitFor()
      expect(await story.textContent()).not.toContain('Passed over')
      if (step === 2) await page.getByRole('link', { name: 'See the thread' }).click()
      if (step === 2) await page.locator('.beside .message', { hasText: 'Askaround' }).first().waitFor()
      if (step === 3) await look(page, 'sandbox-story')
    }
    await page.getByText('Solved, with help from').last().waitFor()
    await page.locator('.sandbox-time', { hasText: 'It is' }).waitFor()
    await look(page, 'sandbox-end')
    await button('Close').click()
    await story.waitFor({ state: 'detached' })

    const before = await page.locator('.sandbox-time').textContent()
    await button('+1 hour').click()
    await expect.poll(() => page.locator('.sandbox-time').textContent(), soon).not.toBe(before)

    const another = context.waitForEvent('page')
    await page.getByRole('button', { name: 'Joel Friesen' }).click()
    const joel = await another
    await joel.waitForURL('**/as/joel-friesen/**')
    await joel.locator('.side li a', { hasText: 'Askaround' }).click()
    await joel.getByText('You two saved my day.').last().waitFor()
    await context.close()
  })

  test('whoever only watches sees the thread open beside the channel; once, for whoever closes it wants it closed', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
    context.setDefaultTimeout(soon.timeout)
    const page = await context.newPage()
    await page.goto(bot.address)
    await page.getByRole('button', { name: 'Watch a rescue' }).click()
    await page.waitForURL('**/as/mitch-harlow/c/talks')
    await bot.steps(2)
    await page.locator('.beside .message', { hasText: 'Askaround' }).first().waitFor()
    await page.getByRole('link', { name: 'Close the thread' }).click()
    await page.waitForURL('**/as/mitch-harlow/c/talks')
    await bot.steps(1)
    await page.locator('.story', { hasText: '3 of' }).waitFor()
    expect(await page.locator('.beside').count()).toBe(0)
    await page.getByRole('button', { name: 'Stop' }).click()
    await context.close()
  })

  test('an organiser removes the sample community, and is asked once', async () => {
    const context = await browser.newContext()
    context.setDefaultTimeout(soon.timeout)
    const page = await context.newPage()
    await page.goto(bot.address)
    await page.getByLabel('Your name').fill('Ada')
    await page.getByRole('button', { name: 'Come in' }).click()
    await page.locator('.settings summary').click()
    await page.getByRole('button', { name: 'Remove the sample community' }).click()
    await page.getByRole('button', { name: 'Remove it' }).click()
    await page.waitForURL('**/as/ada')
    await page.locator('.settings summary').click()
    expect(await page.getByRole('button', { name: 'Remove the sample community' }).count()).toBe(0)
    await page.goto(`${bot.address}/?someone-else`)
    expect(await page.getByText('Joel Friesen').count()).toBe(0)
    await context.close()
  })
})
