import { type APIRequestContext, type BrowserContext, expect, type Page, test } from '@playwright/test'
import { axeFinds } from './axe.ts'
import { articleValues, asNew, browserAs, makeDraft, siteUrl, unique } from './house.ts'
import { hasItsFaces } from './reading/in-page.ts'

test.setTimeout(180_000)

let api: APIRequestContext
let article: number

test.beforeAll(async () => {
  ;({ api } = await asNew('publisher'))
  article = await makeDraft(api, await articleValues(api, unique()))
})
test.afterAll(async () => {
  await api.delete(`/api/articles/${article}`)
  await api.dispose()
})

/** Rules of axe that Payload's own markup breaks: none of them is about colour, type or what we added. */
const payloads = new Set([
  ...['aria-command-name', 'aria-hidden-focus', 'aria-input-field-name', 'button-name', 'heading-order'],
  ...['label', 'label-content-name-mismatch', 'label-title-only', 'landmark-no-duplicate-banner', 'landmark-one-main'],
  ...['landmark-unique', 'list', 'nested-interactive', 'region', 'scrollable-region-focusable'],
])

/** What we put into the admin, beside Payload's parts. */
const ours = ['.house-name', '.sign-in-title', '.desk-title', '.plate-now', '.body-bar']

const screens = [
  { name: 'sign-in', path: () => '/admin/login', isSigned: false, shows: '.sign-in-title' },
  { name: 'desk', path: () => '/admin', isSigned: true, shows: '.desk-title' },
  { name: 'list', path: () => '/admin/collections/articles', isSigned: true, shows: '.cell-title' },
  { name: 'form', path: () => `/admin/collections/articles/${article}`, isSigned: true, shows: '.plate-now img' },
] as const

/** The admin as an account sees it, or nobody; Payload keeps the scheme in a cookie. */
async function open(context: BrowserContext, scheme: string, width: number): Promise<Page> {
  await context.addCookies([{ name: 'payload-theme', value: scheme, url: siteUrl }])
  const page = await context.newPage()
  await page.setViewportSize({ width, height: 900 })
  return page
}

for (const { name, path, isSigned, shows } of screens) {
  for (const scheme of ['light', 'dark'] as const) {
    test(`${name}, ${scheme}: legible in every part, and no finding of axe in ours`, async ({ browser }, testInfo) => {
      for (const width of [1440, 390]) {
        const context = isSigned ? await browserAs(browser, api) : await browser.newContext({ baseURL: siteUrl })
        const page = await open(context, scheme, width)
        await page.goto(path())
        await expect(page.locator('html')).toHaveAttribute('data-theme', scheme)
        await expect(page.locator(shows).first()).toBeVisible({ timeout: 30_000 })
        if (name === 'form') {
          // Payload renders a field when it comes near: on a narrow page the body lies between the top and the plate.
          await page.locator('.plate-now img').scrollIntoViewIfNeeded()
          await expect(page.locator('.LexicalEditorTheme__block-break')).toBeVisible({ timeout: 30_000 })
        }
        await page.evaluate(() => document.fonts.ready)
        // Nothing is in the browser's cache yet.
        expect(await page.evaluate(hasItsFaces), 'words in our faces on a first visit').toBe(true)
        await page.screenshot({ path: `${testInfo.project.outputDir}/admin/look-${name}-${width}-${scheme}.png` })
        const found = (await axeFinds(page)).filter(({ rule }) => !payloads.has(rule))
        expect(found, `at ${width}`).toEqual([])
        for (const part of ours)
          if (await page.locator(part).count()) expect(await axeFinds(page, part), `${part} at ${width}`).toEqual([])
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        expect(over, `sideways at ${width}`).toBeLessThanOrEqual(0)
        await context.close()
      }
    })
  }
}

test('the scheme is the account’s, and the tokens follow it', async ({ browser }) => {
  const context = await browserAs(browser, api)
  const grounds: string[] = []
  for (const scheme of ['light', 'dark']) {
    const page = await open(context, scheme, 1440)
    await page.emulateMedia({ colorScheme: scheme === 'light' ? 'dark' : 'light' })
    await page.goto('/admin')
    await expect(page.locator('html')).toHaveAttribute('data-theme', scheme)
    await expect(page.locator('.card').first()).toBeVisible()
    const { ground, letters, corner } = await page.evaluate(() => {
      const { backgroundColor } = getComputedStyle(document.documentElement)
      const heading = getComputedStyle(document.querySelector('.desk-title') as Element)
      const card = getComputedStyle(document.querySelector('.card') as Element)
      return { ground: backgroundColor, letters: heading.fontFamily, corner: card.borderRadius }
    })
    grounds.push(ground)
    expect(letters).toContain('Besley')
    expect(corner).toBe('0px')
    await page.close()
  }
  expect(grounds).toEqual(['oklch(0.96 0.006 120)', 'oklch(0.195 0.038 262)'])
  await context.close()
})
