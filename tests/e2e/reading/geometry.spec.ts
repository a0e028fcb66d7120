import type { Locator, Page } from '@playwright/test'
import { kindOf } from './page-kinds.ts'
import { expect, test } from './reading-site.ts'

type Box = { left: number; right: number; top: number; bottom: number; width: number; height: number }

/** Where elements lie in the page, in the order of the document; those that are not shown are left out. */
const boxesOf = (found: Locator): Promise<Box[]> =>
  found.evaluateAll((all) =>
    all
      .filter((one) => one.checkVisibility())
      .map((one) => {
        const { left, right, top, bottom, width, height } = one.getBoundingClientRect()
        return { left, right, top: top + scrollY, bottom: bottom + scrollY, width, height }
      }),
  )

async function boxOf(page: Page, selector: string): Promise<Box> {
  const [box] = await boxesOf(page.locator(selector))
  if (!box) throw new Error(`${selector} is not shown`)
  return box
}

const near = (one: number, other: number, by: number) => Math.abs(one - other) <= by
const wide = { width: 1440, height: 900 }
const narrow = { width: 390, height: 844 }

test.describe('home at 1440', () => {
  test.beforeEach(async ({ page, visit }) => {
    await page.setViewportSize(wide)
    await visit(page, kindOf('home'))
  })

  test('the upper line stands on the beam, the lower one hangs from it', async ({ page }) => {
    const [upper, lower] = await boxesOf(page.locator('.hero h1 > span'))
    const beam = await boxOf(page, '.beam')
    if (!upper || !lower) throw new Error('the name has not two lines')
    // Boxes end at the letters: at the line they stand on, and at the height of capitals.
    const letters = upper.height
    expect(letters).toBeGreaterThan(80)
    expect(beam.top - upper.bottom).toBeGreaterThanOrEqual(0)
    expect(beam.top - upper.bottom).toBeLessThanOrEqual(letters / 6)
    expect(lower.top - beam.bottom).toBeGreaterThanOrEqual(0)
    expect(lower.top - beam.bottom).toBeLessThanOrEqual(letters / 6)
    expect(upper.left).toBeCloseTo(lower.left, 0)
    expect(near(beam.left, 0, 1) && near(beam.right, wide.width, 1), 'the beam runs off both sides').toBe(true)
  })

  test('every teardown is a number in the beam, in a row, each within it', async ({ page, request, addressOf }) => {
    const answer = await request.get(addressOf({ ...kindOf('home'), path: '/api/v1/articles?limit=100&fields=slug' }))
    const count = Math.min((await answer.json()).data.length, 24)
    const beam = await boxOf(page, '.beam')
    const numbers = await boxesOf(page.locator('.beam li a'))
    expect(numbers).toHaveLength(count)
    for (const [at, number] of numbers.entries()) {
      expect(number.top).toBeGreaterThanOrEqual(beam.top)
      expect(number.bottom).toBeLessThanOrEqual(beam.bottom)
      expect(number.left).toBeGreaterThanOrEqual(0)
      expect(number.right).toBeLessThanOrEqual(wide.width)
      expect(number.left + number.width / 2).toBeGreaterThan(numbers[at - 1]?.left ?? -1)
    }
  })

  test('the newest has a plate of seven columns, its words five; the others stand in rows of three and two', async ({
    page,
  }) => {
    const [lead, plate, words] = [
      await boxOf(page, '.lead'),
      await boxOf(page, '.lead .plate'),
      await boxOf(page, '.lead-text'),
    ]
    const gutter = words.left - plate.right
    const column = (lead.width - 11 * gutter) / 12
    expect(near(plate.width, 7 * column + 6 * gutter, 1)).toBe(true)
    expect(near(words.width, 5 * column + 4 * gutter, 1)).toBe(true)
    expect(plate.width / plate.height).toBeCloseTo(1.5, 1)

    const teasers = await boxesOf(page.locator('#teardowns .teaser'))
    const rows = Map.groupBy(teasers, ({ top }) => Math.round(top))
    const sizes = [...rows.values()].map((row) => row.length)
    expect(sizes.slice(0, 3)).toEqual([3, 2, 3])
    for (const row of rows.values()) for (const one of row) expect(near(one.width, row[0]?.width ?? 0, 1)).toBe(true)
    const [first] = [...rows.values()]
    expect(first?.at(-1)?.right).toBeCloseTo(lead.right, 0)
    const plates = await boxesOf(page.locator('#teardowns .teaser .plate'))
    expect(new Set(plates.slice(0, 3).map(({ bottom }) => Math.round(bottom))).size, 'level plates').toBe(1)
  })
})

test('home at 390 is one column, with square plates of 100 px beside the words', async ({ page, visit }) => {
  await page.setViewportSize(narrow)
  await visit(page, kindOf('home'))
  const teasers = await boxesOf(page.locator('#teardowns .teaser'))
  expect(new Set(teasers.map(({ left }) => Math.round(left))).size).toBe(1)
  for (const [at, { top }] of teasers.entries()) expect(top).toBeGreaterThanOrEqual(teasers[at - 1]?.bottom ?? 0)
  const plates = await boxesOf(page.locator('#teardowns .teaser .plate'))
  expect(plates).toHaveLength(teasers.length)
  for (const { width, height } of plates) {
    expect(near(width, 100, 0.5)).toBe(true)
    expect(near(height, 100, 0.5)).toBe(true)
  }
  expect(await boxesOf(page.locator('.beam li a')), 'numbers too small to press').toEqual([])
  const beam = await boxOf(page, '.beam')
  expect(near(beam.width, narrow.width, 1)).toBe(true)
})

test.describe('an article at 1440', () => {
  test.beforeEach(async ({ page, visit }) => {
    await page.setViewportSize(wide)
    await visit(page, kindOf('article'))
  })

  test('its head is words of seven parts and a plate of five, which runs off the sheet', async ({ page }) => {
    const [words, plate] = [await boxOf(page, '.article-words'), await boxOf(page, '.article-head .plate')]
    expect(near(words.width / (words.width + plate.width), 7 / 12, 0.01)).toBe(true)
    expect(near(plate.right, wide.width, 1)).toBe(true)
    expect(near(plate.top, (await boxOf(page, '.article-head')).top, 1)).toBe(true)
  })

  test('lines of text hold 66 figures at most, with contents to the left and notes to the right', async ({ page }) => {
    const [main, contents] = [await boxOf(page, '.article-main'), await boxOf(page, '.toc')]
    const figures = await page.locator('.prose').evaluate((prose) => {
      const probe = prose.appendChild(document.createElement('p'))
      probe.style.cssText = 'position: absolute; inline-size: 1ch'
      const { width } = probe.getBoundingClientRect()
      probe.remove()
      return prose.clientWidth / width
    })
    expect(figures).toBeLessThanOrEqual(66.1)
    expect(figures).toBeGreaterThan(55)
    expect(contents.right).toBeLessThanOrEqual(main.left)
    const notes = await boxesOf(page.locator('.prose .sidenote'))
    expect(notes.length).toBeGreaterThan(0)
    for (const note of notes) {
      expect(note.left).toBeGreaterThanOrEqual(main.right)
      expect(note.right).toBeLessThanOrEqual(wide.width)
    }
  })

  test('the load runs between breaks and holds, and everything in a row is level with it', async ({ page }) => {
    const rows = page.locator('.pairs tbody tr')
    for (const row of await rows.all()) {
      const [left, load, right] = await boxesOf(row.locator('> *'))
      if (!left || !load || !right) throw new Error('a row has not three cells')
      expect(near(left.right, load.left, 1) && near(load.right, right.left, 1)).toBe(true)
      expect(near(left.top, load.top, 1) && near(right.top, load.top, 1)).toBe(true)
      expect(load.width).toBeLessThan(left.width / 2)
    }
    const loads = await boxesOf(page.locator('.pairs td.load'))
    for (const [at, { top }] of loads.slice(1).entries())
      expect(near(top, loads[at]?.bottom ?? 0, 1), 'the lines do not stop between two rows').toBe(true)
  })
})

test('an article at 390 is one column: the plate first, then words, the call, contents and the table', async ({
  page,
  visit,
}) => {
  await page.setViewportSize(narrow)
  await visit(page, kindOf('article'))
  const order = ['.article-head .plate', '.article-words', '.the-call', '.toc-folded', '.pairs', '.prose']
  const boxes = await Promise.all(order.map((selector) => boxOf(page, selector)))
  for (const [at, box] of boxes.entries()) {
    expect(box.top, order[at]).toBeGreaterThanOrEqual((boxes[at - 1]?.bottom ?? 0) - 1)
    expect(box.right, order[at]).toBeLessThanOrEqual(narrow.width)
  }
  expect(near(boxes[0]?.width ?? 0, narrow.width, 1), 'the plate is a band').toBe(true)
})

test('nothing above the fold of a telephone but the name, the beam and what it is about', async ({ page, visit }) => {
  await page.setViewportSize(narrow)
  await visit(page, kindOf('article'))
  expect((await boxOf(page, 'h1')).top, 'the title').toBeLessThan(narrow.height)
  await visit(page, kindOf('home'))
  expect((await boxOf(page, '.hero-deck')).bottom, 'the deck').toBeLessThan(narrow.height)
})
