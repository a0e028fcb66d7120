import { openAxe } from './axe.ts'
import { complaintsOf } from './complaints.ts'
import { smallTargets, stickingOut, unfold } from './in-page.ts'
import { pageKinds, schemes, widths } from './page-kinds.ts'
import { expect, test } from './reading-site.ts'

const allWidths = [320, 360, 390, 600, 768, 820, 1024, 1280, 1440, 1920, 2560]

for (const kind of pageKinds) {
  test(`${kind.name}: axe finds nothing, in both schemes and at both widths`, async ({ page, visit }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const complaints = complaintsOf(page)
    await visit(page, kind)
    const violations = await openAxe(page)
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 })
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme })
        expect(await violations(), `at ${width}, ${colorScheme}`).toEqual([])
      }
    }
    expect(complaints).toEqual([])
  })

  test(`${kind.name}: nothing sticks out from 320 to 2560, folded or not`, async ({ page, visit }) => {
    await visit(page, kind)
    for (const unfolded of [false, true]) {
      if (unfolded) await page.evaluate(unfold)
      for (const width of allWidths) {
        await page.setViewportSize({ width, height: 900 })
        expect(await page.evaluate(stickingOut), `at ${width}${unfolded ? ', unfolded' : ''}`).toEqual([])
      }
    }
  })

  test(`${kind.name}: nothing to press is smaller than 24 px`, async ({ page, visit }) => {
    await visit(page, kind)
    await page.evaluate(unfold)
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 })
      expect(await page.evaluate(smallTargets), `at ${width}`).toEqual([])
    }
  })

  test(`${kind.name}: one main part, heads in order, a title with the name of the site`, async ({ page, visit }) => {
    await visit(page, kind)
    const levels = await page.getByRole('heading').evaluateAll((heads) => heads.map((head) => Number(head.tagName[1])))
    expect(levels[0]).toBe(1)
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1)
    await expect(page.getByRole('main')).toHaveCount(1)
    await expect(page).toHaveTitle(/What breaks\. What holds\.$/)
    await expect(page.locator('meta[name=revision], meta[name=status]')).toHaveCount(0)
  })
}

test('a finding of axe, a word that sticks out and a small target are found', async ({ page, visit }) => {
  await page.setViewportSize({ width: 390, height: 900 })
  const [kind] = pageKinds
  if (!kind) throw new Error('There is no kind of page')
  await visit(page, kind)
  await page.evaluate(() => {
    const wide = document.createElement('p')
    wide.textContent = 'word '.repeat(200)
    wide.style.whiteSpace = 'nowrap'
    const small = document.createElement('button')
    small.style.cssText = 'width: 20px; height: 20px; padding: 0; border: 0'
    document.querySelector('main')?.append(wide, small)
  })
  expect(await (await openAxe(page))()).toContainEqual(expect.stringMatching(/^button-name/))
  expect(await page.evaluate(smallTargets)).toEqual([expect.stringMatching(/^20\.0 × 20\.0/)])
  expect((await page.evaluate(stickingOut)).length).toBeGreaterThan(1)
})
