import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath } from '../servers/services.ts'
import { look } from './look.ts'
import { startChromium } from './start-chromium.ts'
import { startWholeBot } from './whole-bot.ts'
import { comeIn, soon, type Window } from './window.ts'

const executablePath = chromiumPath()

describe.skipIf(!executablePath)('a stranger, in a real browser', { timeout: 120_000 }, () => {
  let browser: Browser
  let bot: Awaited<ReturnType<typeof startWholeBot>>
  let stranger: Window
  const composer = () => stranger.page.locator('main .composer textarea')

  beforeAll(async () => {
    browser = await startChromium(executablePath!)
    bot = await startWholeBot()
    stranger = await comeIn(browser, { address: bot.address, name: 'מיכל 😀' })
  })
  afterAll(async () => {
    await stranger.leave()
    await browser.close()
    await bot.stop()
  })

  test('finds a way in, and on a phone the list of channels', async () => {
    const page = await stranger.context.newPage()
    await page.goto(`${bot.address}/?someone-else`)
    await look(page, 'sign-in')
    await page.goto(`${bot.address}/as/someone`)
    await page.locator('.settings summary').click()
    await look(page, 'list')
    await page.goto(`${bot.address}/as/someone/c/nowhere`)
    await look(page, 'not-found')
    await page.close()
  })

  test('without a script fills in a form on a page of its own', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
    const page = await context.newPage()
    await page.goto(bot.address)
    await page.getByLabel('Your name').fill('Plain')
    await page.getByRole('button', { name: 'Come in' }).click()
    await page.locator('.composer textarea').fill('/volunteer')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByLabel('What may people').fill(', ,')
    await page.getByRole('button', { name: 'Yes, ask me' }).click()
    await page.getByText('Please say what people may ask you about').waitFor()
    await page.screenshot({ path: 'artefacts/whole-plain-form-390-light.png' })
    await page.getByLabel('What may people').fill('bikes')
    await page.getByRole('button', { name: 'Yes, ask me' }).click()
    await page.waitForURL('**/c/general')
    await expect
      .poll(async () => {
        await page.reload()
        return page.getByText('People may now ask you about').count()
      }, soon)
      .toBe(1)
    await context.close()
  })

  test('who writes too much loses none of it', async () => {
    const words = 'word '.repeat(1000).trim()
    await composer().fill(words)
    await composer().press('Enter')
    await stranger.page.locator('main .problem', { hasText: 'Please send it in parts.' }).waitFor()
    expect(await composer().inputValue()).toBe(words)
    await composer().fill('')
  })

  test('what is wrong with a form stands next to its field, and what was typed stays', async () => {
    await stranger.write('/volunteer')
    await stranger.dialog.getByLabel('What may people').fill('  ')
    await stranger.dialog.getByLabel('Where do you know').fill('Winnipeg')
    await stranger.dialog.getByRole('button', { name: 'Yes, ask me' }).click()
    const topics = stranger.dialog.getByLabel('What may people')
    await expect.poll(() => topics.getAttribute('aria-invalid'), soon).toBe('true')
    expect(await stranger.dialog.getByText('Please fill this in.').isVisible()).toBe(true)
    expect(await topics.evaluate((field) => field.ownerDocument.activeElement === field)).toBe(true)
    await look(stranger.page, 'wrong-field')
    await topics.fill(', ,')
    await stranger.dialog.getByRole('button', { name: 'Yes, ask me' }).click()
    await stranger.dialog.getByText('Please say what people may ask you about').waitFor()
    expect(await stranger.dialog.getByLabel('Where do you know').inputValue()).toBe('Winnipeg')
    await stranger.page.keyboard.press('Escape')
    expect(await stranger.dialog.count()).toBe(0)
  })

  test('markup stays text, and each script runs its own way', async () => {
    const hostile = '<img src=x onerror=alert(1)> **bold** [a](javascript:alert(1)) https://example.org/\u202Egnp.exe'
    await stranger.write(hostile)
    await stranger.write('שלום לכולם, מישהו מכיר חשמלאי?')
    const shown = stranger.said('**bold**').locator('.text')
    expect(await shown.textContent()).toBe(hostile)
    expect(await shown.locator('a').getAttribute('href')).toBe('https://example.org/')
    expect(await shown.locator('img').count()).toBe(0)
    await look(stranger.page, 'markup')
  })

  test('commands are found by a slash and the arrows', async () => {
    await composer().pressSequentially('/p')
    await look(stranger.page, 'suggestions')
    await stranger.page.keyboard.press('ArrowDown')
    await stranger.page.keyboard.press('ArrowDown')
    await stranger.page.keyboard.press('Enter')
    expect(await composer().inputValue()).toBe('/pause ')
    await composer().fill('')
  })

  test('a double click counts once, and going back keeps what was half written', async () => {
    await stranger.goTo('help')
    await stranger.write('does anyone know a good electrician in Winnipeg?')
    await stranger.said('Shall I post it for all instead?').getByRole('button', { name: 'Post it for all' }).dblclick()
    await stranger.said('Posted for all.').waitFor()
    expect(await stranger.page.locator('.thread-link').count()).toBe(1)
    await stranger.page.locator('.thread-link').click()
    await stranger.said('This is posted for all').waitFor()
    await look(stranger.page, 'posted-for-all')
    const field = stranger.page.locator('aside .composer textarea')
    await field.fill('he is called')
    await stranger.page.goBack()
    await stranger.page.locator('aside').waitFor({ state: 'detached' })
    await stranger.page.goForward()
    await expect.poll(() => field.inputValue(), soon).toBe('he is called')
    await field.press('Enter')
    await stranger.page.locator('aside .message', { hasText: 'he is called' }).waitFor()
    expect(await stranger.page.locator('.toast').isVisible()).toBe(false)
  })
})
