import { mkdirSync } from 'node:fs'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const folder = 'artefacts'
const sizes = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]

/**
 * Looks at what a window shows, wide and narrow, light and dark: nothing stands out at the side, and axe finds nothing serious.
 * Leaves pictures for people to look at.
 */
export async function look(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const before = page.viewportSize()!
  await page.bringToFront()
  const troubles: string[] = []
  for (const size of sizes) {
    await page.setViewportSize(size)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      const view = `${name}-${size.width}-${colorScheme}`
      await page.screenshot({ path: `${folder}/whole-${view}.png` })
      troubles.push(...(await findTroubles(page)).map((trouble) => `${view}: ${trouble}`))
    }
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(before)
  expect.soft(troubles).toEqual([])
}

async function findTroubles(page: Page): Promise<string[]> {
  const overflows = await page.evaluate('document.documentElement.scrollWidth > innerWidth')
  await page.evaluate(axe.source)
  // Not page.evaluate(axe.run): the page's policy forbids it to make code of strings.
  const found: axe.AxeResults = await page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
  const bad = found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  return [
    ...(overflows ? ['something stands out at the side'] : []),
    ...bad.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`)}`),
  ]
}
