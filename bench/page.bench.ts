import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { startChromium } from '../test/browser/start-chromium.ts'
import { startWholeBot } from '../test/browser/whole-bot.ts'
import { type Row, showTable } from './show-table.ts'

/**
 * The page in a real Chromium that has seen nothing of it yet: what its first view weighs on the line, when it can be used, and how far
 * anything moves by itself, while it loads and while messages arrive.
 */
const ROUNDS = 5
const MESSAGES = 30
const views = { door: '/', channel: 'c/talks', thread: 'thread', 'direct messages': 'dm' } as const

interface Measured {
  kilobytes: number
  requests: number
  painted: number
  usable: number
  shift: number
}

const executablePath = process.env.TEST_CHROMIUM ?? '/usr/bin/chromium'
const bot = await startWholeBot()
const browser = await startChromium(executablePath)
const table: Row[] = []
for (const size of [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
])
  for (const view of Object.keys(views) as (keyof typeof views)[]) {
    const rounds = []
    for (let round = 0; round < ROUNDS; round++) rounds.push(await firstView(browser, view, size))
    table.push({
      'first view of': view,
      width: `${size.width} px`,
      'KB on the line': most(rounds, 'kilobytes'),
      requests: most(rounds, 'requests'),
      'painted, ms': middle(rounds, 'painted'),
      'usable, ms': middle(rounds, 'usable'),
      'usable at most, ms': most(rounds, 'usable'),
      'layout shift': most(rounds, 'shift'),
    })
  }
showTable('The page', table)
console.log(`layout shift outside of the list while ${MESSAGES} messages arrive: ${await shiftOfMessages()}`)
await browser.close()
await bot.stop()

/** Opens a view in a browser of its own, as a sample member; signing in is not counted. */
async function firstView(
  browser: Browser,
  view: keyof typeof views,
  viewport: { width: number; height: number },
): Promise<Measured> {
  const known = await browser.newContext({ viewport })
  const path = view === 'door' ? '/' : await pathOf(known, view)
  // A context of its own has nothing in its cache; only who one is goes with it.
  const context = await browser.newContext({ viewport, storageState: await known.storageState() })
  const page = await context.newPage()
  await watchShift(page)
  const line = await weigh(context, page)
  await page.goto(bot.address + path, { waitUntil: 'load' })
  await page.waitForTimeout(300)
  // Module scripts have run by then, so everything answers.
  const times: { usable: number; painted: number } = await page.evaluate(`({
    usable: performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd,
    painted: performance.getEntriesByName('first-contentful-paint')[0].startTime,
  })`)
  const measured = { ...line(), ...times, shift: await shiftOf(page) }
  await context.close()
  await known.close()
  return measured
}

async function pathOf(context: BrowserContext, view: Exclude<keyof typeof views, 'door'>): Promise<string> {
  const page = await context.newPage()
  await page.goto(bot.address)
  await page.getByRole('button', { name: /^Wanda Lis/ }).click()
  await page.waitForURL('**/as/wanda-lis/**')
  if (view !== 'thread') return `/as/wanda-lis/${views[view]}`
  await page.goto(`${bot.address}/as/wanda-lis/${views.channel}`)
  return (await page.locator('.thread-link').last().getAttribute('href'))!
}

/** Counts what comes over the line, headers included. */
async function weigh(context: BrowserContext, page: Page): Promise<() => { kilobytes: number; requests: number }> {
  const session: CDPSession = await context.newCDPSession(page)
  await session.send('Network.enable')
  let bytes = 0
  let requests = 0
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
    requests++
  })
  return () => ({ kilobytes: bytes / 1024, requests })
}

/** While the page loads everything counts; later, all but the list of messages itself. */
function watchShift(page: Page) {
  return page.addInitScript(`
    window.shift = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const moved = entry.sources.map(({ node }) => node?.parentElement)
        // That the list goes up when something is said is meant; that anything else moves is not.
        if (!entry.hadRecentInput && !moved.every((parent) => parent?.closest('.scroll'))) window.shift += entry.value
      }
    }).observe({ type: 'layout-shift', buffered: true })
  `)
}

function shiftOf(page: Page): Promise<number> {
  return page.evaluate('window.shift')
}

/** One looks on while another writes. */
async function shiftOfMessages(): Promise<number> {
  const [looks, writes] = await Promise.all(
    ['Olive', 'Ben'].map(async (name) => {
      const page = await (await browser.newContext()).newPage()
      await watchShift(page)
      await page.goto(bot.address)
      await page.getByLabel('Your name').fill(name)
      await page.getByRole('button', { name: 'Come in' }).click()
      await page.waitForURL('**/c/general')
      return page
    }),
  )
  for (let i = 0; i < MESSAGES; i++) {
    await writes!.locator('.composer textarea').fill(`message ${i}`)
    await writes!.locator('.composer textarea').press('Enter')
    await looks!.locator('.message', { hasText: `message ${i}` }).waitFor()
  }
  return shiftOf(looks!)
}

function middle(rounds: Measured[], what: keyof Measured): number {
  return round(rounds.map((one) => one[what]).toSorted((a, b) => a - b)[ROUNDS >> 1]!)
}

function most(rounds: Measured[], what: keyof Measured): number {
  return round(Math.max(...rounds.map((one) => one[what])))
}

function round(value: number): number {
  return value < 10 ? Math.round(value * 1000) / 1000 : Math.round(value)
}
