import { readFileSync, writeFileSync } from 'node:fs'
import { kindOf, schemes, widths } from './page-kinds.ts'
import { expect, test } from './reading-site.ts'

/** Beside the pictures: the Chromium that drew them. Another one draws letters and edges differently. */
const versionFile = 'tests/e2e/pictures/chromium.txt'
const isRecording = process.env.RECORD_PICTURES === '1'

/** Whether this Chromium may be held against the pictures. Says so, once, when it may not. */
let isTheSame = false
test.beforeAll(({ browser }) => {
  const version = browser.version()
  if (isRecording) writeFileSync(versionFile, `${version}\n`)
  const recorded = readFileSync(versionFile, 'utf8').trim()
  isTheSame = version === recorded
  if (!isTheSame)
    console.log(`measured: pictures are not compared: they are of Chromium ${recorded}, and this is ${version}`)
})

for (const name of ['home', 'article']) {
  for (const width of widths) {
    for (const colorScheme of schemes) {
      test(`${name} at ${width}, ${colorScheme}: looks as it did`, async ({ page, visit }) => {
        if (!isTheSame) return
        await page.setViewportSize({ width, height: width === 390 ? 844 : 900 })
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await visit(page, kindOf(name))
        // A hundredth of the points may differ: processors round edges in different ways.
        await expect(page).toHaveScreenshot(`${name}-${width}-${colorScheme}.png`, { maxDiffPixelRatio: 0.01 })
      })
    }
  }
}
