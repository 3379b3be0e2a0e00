import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { commands } from '../../src/commands/commands.ts'
import type { PlatformEvent } from '../../src/platforms/platform.ts'
import { createWebPlatform, type WebPlatform } from '../../src/platforms/web/adapter.ts'
import { systemClock } from '../../src/shared/clock.ts'
import { createLogger } from '../../src/shared/logger.ts'
import { createHooks, createMemoryKeep } from '../platforms/web/memory-hooks.ts'
import { chromiumPath } from '../servers/services.ts'
import { openBreakableLine } from './breakable-line.ts'
import { createEchoBot } from './echo-bot.ts'
import { look } from './look.ts'
import { startChromium } from './start-chromium.ts'
import { soon } from './window.ts'

const executablePath = chromiumPath()
describe.skipIf(!executablePath)('the page, in a real browser', () => {
  let browser: Browser
  let context: BrowserContext
  let platform: WebPlatform
  const keep = createMemoryKeep()

  beforeAll(async () => {
    browser = await startChromium(executablePath!)
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    platform = await startPlatform(0)
    context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      timezoneId: 'America/Winnipeg',
      reducedMotion: 'reduce',
    })
    context.setDefaultTimeout(soon.timeout)
  })
  afterEach(async () => {
    await context.close()
    await platform.stop()
  })

  async function startPlatform(port: number, kept = createMemoryKeep()): Promise<WebPlatform> {
    const logger = createLogger({ level: 'silent' })
    const started = createWebPlatform({
      commands,
      explain: ({ key }) => key,
      clock: systemClock,
      logger,
      listen: { host: '127.0.0.1', port },
    })
    const answer = createEchoBot(started)
    const hooks = createHooks(kept)
    const accept = async (event: PlatformEvent) => {
      await hooks.accept(event)
      await answer(event)
    }
    await started.start({ ...hooks, accept })
    return started
  }

  /** A window signed in as somebody. All windows of a context share their cookies, as in one browser. */
  async function come(name: string, address = platform.address!, where = context): Promise<Page> {
    const page = await where.newPage()
    page.on('pageerror', (error) => expect.fail(`${name}'s page: ${error.message}`))
    page.on('console', (line) => {
      if (/Content Security Policy/.test(line.text())) expect.fail(line.text())
    })
    await page.goto(`${address}/?someone-else`)
    await page.getByLabel('Your name').fill(name)
    await page.getByRole('button', { name: 'Come in' }).click()
    await page.waitForURL('**/as/**')
    return page
  }

  const write = async (page: Page, text: string, pane = 'main') => {
    const field = page.locator(`${pane} .composer textarea`)
    await field.waitFor()
    await page.waitForLoadState()
    await field.fill(text)
    await page.keyboard.press('Enter')
  }
  const said = (page: Page, text: string) => page.locator('.message', { hasText: text })

  test('two people in two windows of one browser see what the other writes, each as themselves', async () => {
    const mitch = await come('Mitch')
    const ada = await come('Ada')
    await write(mitch, 'good morning <b>all</b>')
    await said(ada, 'good morning <b>all</b>').waitFor()
    await write(ada, 'morning, Mitch')
    await said(mitch, 'morning, Mitch').waitFor()
    expect(await said(mitch, 'morning, Mitch').locator('.meta b').textContent()).toBe('Ada')
    expect(await mitch.locator('main .message').count()).toBe(2)
    await mitch.locator('.people li.online', { hasText: 'Ada' }).waitFor()
  })

  test('an offer, a ping, a form and the thread, by clicking', async () => {
    const mitch = await come('Mitch')
    const ada = await come('Ada')
    await write(mitch, 'need help: anyone know anyone who talks on Web 2.0 in Winnipeg? event is at 1:30')
    await said(mitch, 'Shall I ask around?').waitFor()
    expect(await said(ada, 'Shall I ask around?').count()).toBe(0)
    await look(mitch, 'echo-offer')
    await mitch.getByRole('button', { name: 'Ask around', exact: true }).click()
    await mitch.locator('.thread-link').waitFor()
    expect(await said(mitch, 'Shall I ask around?').count()).toBe(0)

    await expect.poll(() => ada.title(), soon).toBe('(1) # general · Askaround')
    await ada.locator('.side a[data-unread]').click()
    await expect.poll(() => ada.title(), soon).toBe('Askaround')
    await look(ada, 'echo-ping')
    await ada.getByRole('button', { name: 'I can help' }).click()
    await ada.getByLabel('What do you suggest?').fill('Ask Joel, he spoke on it in May.')
    await look(ada, 'echo-form')
    await mitch.locator('.thread-link').click()
    await ada.getByRole('button', { name: 'Share in the thread' }).click()
    await said(ada, 'Shared in the thread').waitFor()
    await mitch.locator('aside .message', { hasText: 'Ask Joel, he spoke on it in May.' }).waitFor()
    await write(mitch, 'thank you both, calling him now', 'aside')
    await mitch.locator('aside .message', { hasText: 'calling him now' }).waitFor()
    await look(mitch, 'echo-thread')
  })

  test('what waits outlives the window, is gone from all once it was seen in one, and is each person’s own', async () => {
    const mitch = await come('Mitch')
    const ada = await come('Ada')
    await ada.close()
    await write(mitch, 'good morning, @Ada')
    await write(mitch, 'need a ladder')
    await mitch.getByRole('button', { name: 'Ask around', exact: true }).click()
    await mitch.locator('.thread-link').waitFor()

    const [again, second] = [await context.newPage(), await context.newPage()]
    await again.goto(`${platform.address}/as/ada/c/random`)
    await second.goto(`${platform.address}/as/ada/c/random`)
    const waits = (page: Page, place: string) =>
      page.locator('.side li a', { hasText: place }).getAttribute('data-unread')
    for (const page of [again, second]) {
      await expect.poll(() => page.title(), soon).toBe('(2) # random · Askaround')
      expect([await waits(page, 'general'), await waits(page, 'Askaround')]).toEqual(['2', '1'])
      expect(await page.locator('link[rel=icon]').getAttribute('href')).toContain('waiting')
    }
    await again.bringToFront()
    await again.locator('.side li a', { hasText: 'Askaround' }).click()
    await expect.poll(() => again.title(), soon).toBe('(1) Askaround')
    await expect.poll(() => second.title(), soon).toBe('(1) # random · Askaround')
    await again.locator('.side li a', { hasText: 'general' }).click()
    await expect.poll(() => again.title(), soon).toBe('# general · Askaround')
    expect(await said(again, '@Ada').locator('.person.you').textContent()).toBe('@Ada')
    await expect.poll(() => second.title(), soon).toBe('# random · Askaround')
    await second.reload()
    expect(await second.locator('.side a[data-unread]').count()).toBe(0)
    expect(await mitch.locator('.side a[data-unread]').count()).toBe(0)
  })

  test('a private answer is put away by its reader, and stays away', async () => {
    const mitch = await come('Mitch')
    await write(mitch, '/ask a ladder')
    await said(mitch, '{"text":"a ladder"}').getByRole('button', { name: 'Dismiss' }).click()
    await said(mitch, '{"text":"a ladder"}').waitFor({ state: 'detached' })
    await mitch.reload()
    expect(await mitch.locator('.message').count()).toBe(0)
  })

  test('edits and deletions appear in place', async () => {
    const mitch = await come('Mitch')
    const ada = await come('Ada')
    await write(mitch, 'the frist words')
    await said(ada, 'the frist words').waitFor()
    // A window in the background draws once a second.
    await mitch.bringToFront()
    await said(mitch, 'the frist words').hover()
    await mitch.getByLabel('More about this message').click()
    await look(mitch, 'message-menu')
    await mitch.getByRole('button', { name: 'Edit' }).click()
    await look(mitch, 'edit-own')
    await mitch.locator('dialog textarea').fill('the first words')
    await mitch.getByRole('button', { name: 'Save' }).click()
    await said(ada, 'the first words').waitFor()
    expect(await said(ada, 'the frist words').count()).toBe(0)
    await said(mitch, 'the first words').hover()
    await mitch.getByLabel('More about this message').click()
    await mitch.getByRole('button', { name: 'Delete' }).click()
    await said(ada, 'the first words').waitFor({ state: 'detached' })
  })

  test('a command is answered to its author alone, and a wrong one says what to type', async () => {
    const mitch = await come('Mitch')
    await write(mitch, '/aks a ladder')
    await mitch.locator('.composer .problem', { hasText: 'Did you mean /ask?' }).waitFor()
    expect(await mitch.locator('.composer textarea').inputValue()).toBe('/aks a ladder')
    await write(mitch, '/ask a ladder')
    await said(mitch, '{"text":"a ladder"}').locator('.only-you-mark').waitFor()
  })

  test('a connection that breaks loses nothing and doubles nothing', async () => {
    const line = await openBreakableLine(Number(new URL(platform.address!).port))
    const ada = await come('Ada', line.address)
    const client = platform.client
    const mitch = await client.signIn('Mitch')
    await client.postMessage(mitch, 'web:c:general', 'before')
    await said(ada, 'before').waitFor()
    line.cut()
    await ada.locator('.app[data-offline]').waitFor()
    const missed = await client.postMessage(mitch, 'web:c:general', 'while away')
    await client.editMessage(mitch, missed, 'while away, corrected')
    await client.postMessage(mitch, 'web:c:general', 'and one more')
    line.mend()
    await said(ada, 'and one more').waitFor()
    await client.postMessage(mitch, 'web:c:general', 'after')
    await said(ada, 'after').waitFor()
    expect(await ada.locator('main .message .text').allTextContents()).toEqual([
      'before',
      'while away, corrected',
      'and one more',
      'after',
    ])
    line.close()
  })

  test('a server that starts again finds its windows still open and up to date', async () => {
    await platform.stop()
    platform = await startPlatform(0, keep)
    const port = Number(new URL(platform.address!).port)
    const ada = await come('Ada')
    await write(ada, 'before')
    await said(ada, 'before').waitFor()
    await ada.locator('.composer textarea').fill('half a sen')
    await platform.stop()
    await ada.locator('.app[data-offline]').waitFor()
    platform = await startPlatform(port, keep)
    const mitch = await platform.client.signIn('Mitch')
    await platform.client.postMessage(mitch, 'web:c:general', 'while away')
    await said(ada, 'while away').waitFor()
    expect(await ada.locator('main .message .text').allTextContents()).toEqual(['before', 'while away'])
    expect(await ada.locator('.composer textarea').inputValue()).toBe('half a sen')
  })

  test('without a script everything can be read, written and pressed', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
    const page = await come('Mitch', platform.address, plain)
    await page.locator('.composer textarea').fill('need a ladder')
    await page.getByRole('button', { name: 'Send' }).click()
    await said(page, 'Shall I ask around?').waitFor()
    await page.getByRole('button', { name: 'Ask around', exact: true }).click()
    await page.locator('.thread-link').click()
    await said(page, 'Asking two people').waitFor()
    await plain.close()
  })
})
