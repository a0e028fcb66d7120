import type { Page } from '@playwright/test'
import { contrast, contrastInGamut } from '../../support/contrast.ts'
import { kindOf } from './page-kinds.ts'
import { expect, test } from './reading-site.ts'

/** Pairs that the design uses: foreground, ground, the ratio in the light scheme and in the dark one. */
const pairs: [foreground: string, ground: string, light: number, dark: number][] = [
  ['ink', 'paper', 15.27, 15.1],
  ['ink', 'paper-hi', 16.43, 13.63],
  ['ink', 'paper-lo', 13.65, 16.05],
  ['ink-2', 'paper', 8.06, 11.6],
  ['ink-2', 'paper-lo', 7.21, 12.33],
  ['ink-3', 'paper', 5.82, 9.11],
  ['ink-3', 'paper-lo', 5.2, 9.69],
  ['hold-text', 'paper', 7.61, 11.13],
  ['hold-text', 'hold-wash', 6.84, 8.87],
  ['ink', 'hold-wash', 13.71, 12.03],
  ['brk-text', 'paper', 6.13, 9.41],
  ['brk-text', 'brk-wash', 5.48, 7.81],
  ['ink', 'brk-wash', 13.66, 12.52],
  ['brk', 'paper', 3.25, 6.17],
  ['hold', 'paper', 7.15, 8.02],
  ['paper', 'ink', 15.27, 15.1],
  ['rule', 'paper', 1.66, 1.98],
  // Sheets are printed matter, the same in both schemes.
  ['sheet-chalk', 'sheet-blue', 7.15, 7.15],
  ['sheet-ink', 'sheet-red', 4.69, 4.69],
  ['sheet-chalk', 'sheet-red', 3.25, 3.25],
]
/** Pairs that are text of any size, and those that are shapes or type from 24 px. */
const text = pairs.filter(([foreground]) => !['brk', 'rule'].includes(foreground) && !foreground.startsWith('sheet'))
const shapes = pairs.filter(([foreground]) => ['brk', 'hold'].includes(foreground))

/** What the browser makes of a token, from the styles that the site sends. */
const token = (page: Page, name: string): Promise<string> =>
  page.evaluate((each) => {
    const probe = document.body.appendChild(document.createElement('i'))
    probe.style.color = `var(--${each})`
    const { color } = getComputedStyle(probe)
    probe.remove()
    return color
  }, name)

async function ratioOf(page: Page, foreground: string, ground: string): Promise<number> {
  return contrast(await token(page, foreground), await token(page, ground))
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the colours that are sent keep the ratios of the design: ${colorScheme}`, async ({ page, visit }) => {
    await page.emulateMedia({ colorScheme })
    await visit(page, kindOf('home'))
    for (const [foreground, ground, light, dark] of pairs) {
      const wanted = colorScheme === 'light' ? light : dark
      const ratio = contrastInGamut(await token(page, foreground), await token(page, ground))
      expect(Math.abs(ratio - wanted), `${foreground} on ${ground} is ${ratio.toFixed(2)}`).toBeLessThanOrEqual(0.05)
    }
    for (const [foreground, ground] of text)
      expect(await ratioOf(page, foreground, ground), `${foreground} on ${ground}`).toBeGreaterThanOrEqual(4.5)
    for (const [foreground, ground] of shapes)
      expect(await ratioOf(page, foreground, ground), `${foreground} on ${ground}`).toBeGreaterThanOrEqual(3)
    expect(await ratioOf(page, 'focus', 'paper')).toBeGreaterThanOrEqual(4.5)
  })

  test(`whoever asks for more contrast gets it: ${colorScheme}`, async ({ page, visit }) => {
    await page.emulateMedia({ colorScheme })
    await visit(page, kindOf('home'))
    const ratios = async () =>
      Promise.all(['ink-2', 'ink-3', 'rule'].map((foreground) => ratioOf(page, foreground, 'paper')))
    const usual = await ratios()
    await page.emulateMedia({ contrast: 'more' })
    for (const [at, lifted] of (await ratios()).entries()) expect(lifted).toBeGreaterThan((usual[at] ?? 0) + 1)
    for (const lifted of await ratios()) expect(lifted).toBeGreaterThanOrEqual(4.5)
  })

  test(`a scheme that is chosen by hand is the same as the system’s: ${colorScheme}`, async ({ page, visit }) => {
    await page.emulateMedia({ colorScheme })
    await visit(page, kindOf('home'))
    const names = [...new Set([...pairs.map(([foreground]) => foreground), ...pairs.map(([, ground]) => ground)])]
    const all = () => Promise.all(names.map((name) => token(page, name)))
    const bySystem = await all()
    await page.emulateMedia({ colorScheme: colorScheme === 'light' ? 'dark' : 'light' })
    expect(await all()).not.toEqual(bySystem)
    await page.evaluate((scheme) => document.documentElement.setAttribute('data-scheme', scheme), colorScheme)
    expect(await all()).toEqual(bySystem)
  })
}
