import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { projectFolder } from '../../src/app/load-config.ts'
import { chromiumPath } from '../servers/services.ts'
import { look } from './look.ts'
import { startChromium } from './start-chromium.ts'
import { startWholeBot } from './whole-bot.ts'
import { soon } from './window.ts'

const executablePath = chromiumPath()
/** `npm run pictures` draws it anew. */
const draws = process.env.npm_lifecycle_event === 'pictures'
const desk = { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' } as const

describe.skipIf(!executablePath)('what goes on inside, in a real browser', { timeout: 240_000 }, () => {
  let browser: Browser
  let bot: Awaited<ReturnType<typeof startWholeBot>>
  /** What a page complains of: errors, and what its policy forbids. */
  const troubles: string[] = []

  beforeAll(async () => {
    browser = await startChromium(executablePath!)
    bot = await startWholeBot()
  })
  afterEach(() => expect(troubles.splice(0)).toEqual([]))
  afterAll(async () => {
    await browser.close()
    await bot.stop()
  })

  /** A window in which the rescue is about to begin, told step by step. */
  async function watchTheRescue(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ ...desk, ...options })
    context.setDefaultTimeout(soon.timeout)
    const page = await context.newPage()
    page.on('pageerror', (error) => troubles.push(error.message))
    page.on('console', (line) => line.type() === 'error' && troubles.push(line.text()))
    await page.goto(bot.address)
    await page.getByRole('button', { name: 'Watch a rescue' }).click()
    await page.waitForURL('**/as/mitch-harlow/c/talks')
    await button(page, 'Pause').click()
    return page
  }
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
  const panelOf = (page: Page) => page.getByRole('complementary', { name: 'What goes on inside' })
  async function step(page: Page, n: number) {
    await button(page, 'Next step').click()
    await page.locator('.story', { hasText: `${n} of` }).waitFor()
  }

  test('a rescue is watched from the inside, step by step', async () => {
    const page = await watchTheRescue()
    const panel = panelOf(page)
    const entry = (kind: string, words: string | RegExp) =>
      panel.locator(`[data-kind="${kind}"]`, { hasText: words }).first().waitFor()
    await button(page, 'Look inside').click()
    await entry('step', 'It begins in a moment')

    await step(page, 1)
    await entry('post', 'Mitch Harlow wrote in #talks')
    await entry('moment', /The request: *waits for a yes/)
    await look(page, 'inside-reading')

    await step(page, 2)
    await page.locator('.thread-link').last().click()
    await entry('choice', /Wave 1 for Mitch Harlow: \d people are asked/)
    await entry('moment', /The ping reached .*Ann Kowalchuk/)
    await panel.getByText('Choosing', { exact: true }).first().click()
    await look(page, 'inside-choosing')
    if (draws) {
      await page.setViewportSize({ width: 1280, height: 900 })
      await page.screenshot({ path: join(projectFolder, 'docs/pictures/inside.png') })
      await page.setViewportSize(desk.viewport)
    }
    await panel.getByText('All', { exact: true }).click()

    await step(page, 3)
    await entry('moment', 'Ann Kowalchuk sent a form, about what Mitch Harlow asked')
    await look(page, 'inside-story')
    await step(page, 4)
    await entry('choice', 'Jonathan Reyes named Joel Friesen')
    await step(page, 5)
    await entry(
      'moment',
      /The ping to Joel Friesen: waits for an answer → *(, then)? *named somebody|The one who was named/,
    )
    for (let n = 6; n <= 8; n++) await step(page, n)
    await entry('moment', /The request: asking around → *(, then)? *solved/)
    await panel.getByText('Doing', { exact: true }).first().click()
    expect(await panel.locator('[data-kind="choice"]').first().isVisible()).toBe(false)
    await look(page, 'inside-doing')
    await page.context().close()
  })

  test('the keyboard alone opens it, reads it, filters it and folds it away', async () => {
    const page = await watchTheRescue()
    const focused = () => page.evaluate('document.activeElement.textContent')
    await button(page, 'Next step').focus()
    const story = await page.locator('.story').elementHandle()
    for (let n = 1; n <= 2; n++) {
      await page.keyboard.press('Enter')
      await page.locator('.story', { hasText: `${n} of` }).waitFor()
      await expect.poll(focused, soon).toBe('Next step')
    }
    // Read out, because it is the element that was there before.
    expect(await story!.textContent()).toMatch(/^2 of/)
    await button(page, 'Look inside').focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => page.evaluate('document.activeElement.id'), soon).toBe('inside-title')
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('Hide')
    // The list itself, what it is, the kinds.
    for (let i = 0; i < 3; i++) await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.id')).toBe('inside-all')
    await page.keyboard.press('ArrowRight')
    expect(await panelOf(page).locator('[data-kind="post"]').first().isVisible()).toBe(true)
    expect(await panelOf(page).locator('[data-kind="moment"]').first().isVisible()).toBe(false)
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Enter')
    await panelOf(page).waitFor({ state: 'detached' })
    expect(await focused()).toBe('Look inside')
    await page.context().close()
  })

  test('what somebody reads there stays where it is when more comes', async () => {
    const page = await watchTheRescue()
    await button(page, 'Look inside').click()
    await step(page, 1)
    await panelOf(page).locator('.inside-list > li:first-child', { hasText: '1 of 8' }).waitFor()
    const post = panelOf(page).locator('[data-kind="post"]').first()
    await post.locator('summary').click()
    const id = await post.getAttribute('id')
    await step(page, 2)
    await panelOf(page).locator('.inside-list > li:first-child', { hasText: '2 of 8' }).waitFor()
    const same = page.locator(`#${id}`)
    expect(await same.locator('details').getAttribute('open')).not.toBeNull()
    await page.context().close()
  })

  test('folded away it costs nothing: no file of its own is loaded, and the conversation does not move', async () => {
    const page = await watchTheRescue()
    const loaded = () => page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name).join(' ')")
    expect(await loaded()).not.toMatch(/inside\.(css|js)/)
    const box = () => page.locator('main').boundingBox()
    const before = await box()
    await step(page, 1)
    await step(page, 2)
    expect((await box())!.width).toBe(before!.width)
    expect(await loaded()).not.toMatch(/inside\.(css|js)/)
    await button(page, 'Look inside').click()
    await panelOf(page).waitFor()
    expect(await loaded()).toMatch(/inside\.css/)
    await button(page, 'Hide what goes on inside').click()
    await panelOf(page).waitFor({ state: 'detached' })
    expect((await box())!.width).toBe(before!.width)
    await page.context().close()
  })

  test('on a phone it is one more view, from which one comes back', async () => {
    const page = await watchTheRescue({ viewport: { width: 360, height: 740 }, hasTouch: true })
    await step(page, 1)
    await button(page, 'Look inside').tap()
    await panelOf(page).waitFor()
    expect(await page.locator('main').isVisible()).toBe(false)
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    await step(page, 2)
    await panelOf(page).locator('[data-kind="choice"]').first().waitFor()
    await button(page, 'Hide what goes on inside').tap()
    await page.locator('main').waitFor()
    await page.context().close()
  })

  test('without a script it opens, reads and folds away as a page', async () => {
    const page = await watchTheRescue({ javaScriptEnabled: false })
    await button(page, 'Next step').click()
    await button(page, 'Look inside').click()
    await panelOf(page).getByText('wrote in #talks').first().waitFor()
    expect(new URL(page.url()).pathname).toBe('/as/mitch-harlow/c/talks')
    await button(page, 'Hide what goes on inside').click()
    await page.locator('main').waitFor()
    expect(await panelOf(page).count()).toBe(0)
    await page.context().close()
  })
})
