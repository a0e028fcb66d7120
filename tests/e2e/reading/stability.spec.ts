import type { Page } from '@playwright/test'
import { kindOf, pageKinds, widths } from './page-kinds.ts'
import { expect, test } from './reading-site.ts'

/** Most that a page may move while it comes; the sum of all shifts, which is stricter than the worst window of them. */
const most = 0.01
/** The faces in which a page stands until its own have come. */
const fallbacks = ['Besley Fallback', 'STIX Fallback', 'Archivo Fallback']
let worst = 0

type Moved = { sum: number; what: string[] }
type Shift = PerformanceEntry & { value: number; sources: { node: Node | null }[] }

/** Adds up every shift of the pages that are opened from now on, and says what moved. */
async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const moved: Moved = { sum: 0, what: [] }
    Object.assign(window, { moved })
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as Shift[]) {
        moved.sum += value
        for (const { node } of sources) moved.what.push((node?.textContent ?? '').trim().slice(0, 60))
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
}

/** What has moved so far, after two more frames. */
const movedOn = (page: Page): Promise<Moved> =>
  page.evaluate(async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    return (window as unknown as { moved: Moved }).moved
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
      const early = await movedOn(page)
      release()
      await page.evaluate(() => document.fonts.ready)
      await page.waitForLoadState('load')
      const late = await movedOn(page)
      expect(early.sum, `before the fonts: ${early.what.join(' | ')}`).toBeLessThanOrEqual(most)
      expect(late.sum, `with the fonts: ${late.what.join(' | ')}`).toBeLessThanOrEqual(most)
      worst = Math.max(worst, late.sum)
    })
  }
}

test('fonts that come late are measured against faces like those of readers', async ({ page, visit }) => {
  await visit(page, kindOf('home'))
  const missing = await page.evaluate(async (names) => {
    const loads = names.map((name) =>
      document.fonts.load(`16px "${name}"`).then(
        () => [],
        () => [name],
      ),
    )
    return (await Promise.all(loads)).flat()
  }, fallbacks)
  expect(missing, 'faces that this machine has no font for').toEqual([])
  console.log(`measured: with late fonts a page moves by ${worst.toFixed(4)} at most`)
})

test('a page that moves is noticed', async ({ page, visit }) => {
  await watchShifts(page)
  await visit(page, kindOf('home'))
  await page.evaluate(() => {
    const block = document.createElement('div')
    block.style.height = '300px'
    document.body.prepend(block)
  })
  const moved = await movedOn(page)
  expect(moved.sum).toBeGreaterThan(most)
  expect(moved.what.length).toBeGreaterThan(0)
})
