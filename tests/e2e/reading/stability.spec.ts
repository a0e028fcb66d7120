import type { Page } from '@playwright/test'
import { pageKinds, widths } from './page-kinds.ts'
import { expect, test } from './reading-site.ts'

/** Most that a page may move while it comes; the sum of all shifts, which is stricter than the worst window of them. */
const most = 0.01

/** Adds up every shift of the pages that are opened from now on. */
async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const sum = { moved: 0 }
    Object.assign(window, { shifts: sum })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sum.moved += (entry as PerformanceEntry & { value: number }).value
    }).observe({ type: 'layout-shift', buffered: true })
  })
}

/** What has moved so far, after two more frames. */
const shiftsOf = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    return (window as unknown as { shifts: { moved: number } }).shifts.moved
  })

for (const kind of pageKinds) {
  for (const width of widths) {
    test(`${kind.name} at ${width}: nothing moves while it comes`, async ({ page, addressOf }) => {
      await page.setViewportSize({ width, height: 900 })
      // Fonts are held back until the first text is painted without them.
      const { promise: painted, resolve: release } = Promise.withResolvers<void>()
      await page.route('**/fonts/*', async (route) => {
        await painted
        await route.continue()
      })
      await watchShifts(page)
      await page.goto(addressOf(kind), { waitUntil: 'commit' })
      await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0)
      const early = await shiftsOf(page)
      release()
      await page.evaluate(() => document.fonts.ready)
      await page.waitForLoadState('load')
      const late = await shiftsOf(page)
      console.log(
        'measured:',
        kind.name,
        width,
        early,
        late,
        await page.evaluate(() =>
          Promise.all(
            ['Besley', 'STIX', 'Archivo'].map((n) =>
              document.fonts.load(`16px "${n} Fallback"`).then(
                (l) => l.map((f) => f.status).join(),
                (e) => String(e),
              ),
            ),
          ),
        ),
      )
      expect(early).toBeLessThanOrEqual(most)
      expect(late).toBeLessThanOrEqual(most)
    })
  }
}
