import type { Browser, BrowserContext, Locator } from 'playwright-core'
import { expect } from 'vitest'

/** How long a busy machine may take. */
export const soon = { timeout: 40_000 }

export type Window = Awaited<ReturnType<typeof comeIn>>

interface Coming {
  address: string
  name: string
  zone?: string
  /** Another window of this one's browser; a browser of one's own when absent. */
  context?: BrowserContext
  /** On a small screen, with a finger. */
  phone?: boolean
}

const screens = {
  desk: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
}

/** Somebody signs in, in a window. What they do is clicking and typing; troubles of the page fail the test. */
export async function comeIn(
  browser: Browser,
  { address, name, zone = 'America/Winnipeg', context, phone = false }: Coming,
) {
  const screen = screens[phone ? 'phone' : 'desk']
  const own = context ?? (await browser.newContext({ ...screen, timezoneId: zone, reducedMotion: 'reduce' }))
  own.setDefaultTimeout(soon.timeout)
  const page = await own.newPage()
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(error.message))
  page.on('console', (line) => {
    // What was refused, and a bot that is started again, are no troubles of the page.
    if (line.type() === 'error' && !/status of 400|net::ERR_/.test(line.text())) troubles.push(line.text())
  })
  await page.goto(`${address}/?someone-else`)
  await page.getByLabel('Your name').fill(name)
  await page.getByRole('button', { name: 'Come in' }).click()
  await page.waitForURL('**/as/**')

  const said = (text: string | RegExp) => page.locator('.message', { hasText: text })
  const dialog = page.locator('dialog[open]')

  return {
    name,
    page,
    context: own,
    said,
    dialog,
    /** Clicks a channel or the conversation with the bot: "help", "Askaround". */
    async goTo(place: string) {
      // On a phone the list is a page of its own, behind the arrow.
      for (const back = page.locator('.back:visible'); await back.count(); ) await back.click()
      await page.locator('.side li a', { hasText: place }).click()
      await page.locator('main h1', { hasText: place }).waitFor()
      await page.waitForLoadState()
    },
    async write(text: string, pane: 'main' | 'aside' = 'main') {
      const field = page.locator(`${pane} .composer textarea`)
      await readyFor(field)
      await field.fill(text)
      await field.press('Enter')
      await waitForEmpty(field)
    },
    /** Writes a command, and returns what is answered to its author alone. */
    async run(command: string): Promise<Locator> {
      const before = await page.locator('main .message').count()
      await this.write(command)
      const answer = page.locator('main .message').nth(before)
      await answer.waitFor()
      return answer
    },
    /** Clicks the newest button of that name, in a message with these words. */
    async press(label: string, words: string | RegExp = '') {
      const button = said(words).getByRole('button', { name: label, exact: true }).last()
      await readyFor(button)
      await button.click()
    },
    /** The same behind "More". */
    async pressUnderMore(label: string, words: string | RegExp = '') {
      const menu = said(words).locator('details.menu').last()
      await menu.locator('summary').click()
      await menu.getByRole('button', { name: label, exact: true }).click()
    },
    /** Fills the form that is open, by its labels, and sends it. */
    async fillIn(values: Record<string, string>, submit: string) {
      for (const [label, value] of Object.entries(values)) {
        const field = dialog.getByLabel(label)
        if ((await field.evaluate((element) => element.tagName)) === 'SELECT')
          await field.selectOption({ label: value })
        else await field.fill(value)
      }
      await dialog.getByRole('button', { name: submit, exact: true }).click()
      await dialog.waitFor({ state: 'detached' })
    },
    async leave() {
      await page.close()
      expect(troubles, `${name}'s page`).toEqual([])
    },
  }
}

/** A page that was just opened is seen before its scripts have run; until then Enter begins a line, and a form is a page of its own. */
async function readyFor(part: Locator) {
  await part.waitFor()
  await part.page().waitForLoadState()
}

async function waitForEmpty(field: Locator) {
  await expect.poll(() => field.inputValue(), soon).toBe('')
}
