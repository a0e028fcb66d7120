import { axeFinds, openAxe } from '../axe.ts'
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
      // A picture on its way would be given up for the one of another width.
      await page.waitForLoadState('networkidle')
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
  expect(await axeFinds(page)).toContainEqual(expect.objectContaining({ rule: 'button-name' }))
  expect(await page.evaluate(smallTargets)).toEqual([expect.stringMatching(/^20\.0 × 20\.0/)])
  expect((await page.evaluate(stickingOut)).length).toBeGreaterThan(1)
})
