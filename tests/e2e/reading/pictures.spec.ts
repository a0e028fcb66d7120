import { readFileSync, writeFileSync } from 'node:fs'
import { kindOf, schemes, widths } from './page-kinds.ts'
import { expect, test } from './reading-site.ts'

/** Beside the pictures: the Chromium that drew them. Another one draws letters and edges differently. */
const versionFile = 'tests/e2e/pictures/chromium.txt'
const isRecording = process.env.RECORD_PICTURES === '1'

test.beforeAll(({ browser }) => {
  const version = browser.version()
  if (isRecording) return writeFileSync(versionFile, `${version}\n`)
  const recorded = readFileSync(versionFile, 'utf8').trim()
  if (version !== recorded)
    console.log(`measured: pictures are not compared: they are of Chromium ${recorded}, and this is ${version}`)
  test.skip(version !== recorded, `The pictures are of Chromium ${recorded}, and this is ${version}.`)
})

for (const name of ['home', 'article']) {
  for (const width of widths) {
    for (const colorScheme of schemes) {
      test(`${name} at ${width}, ${colorScheme}: looks as it did`, async ({ page, visit }) => {
        await page.setViewportSize({ width, height: width === 390 ? 844 : 900 })
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await visit(page, kindOf(name))
        // A hundredth of the points may differ: processors round edges in different ways.
        await expect(page).toHaveScreenshot(`${name}-${width}-${colorScheme}.png`, { maxDiffPixelRatio: 0.01 })
      })
    }
  }
}
