import { expect, type Page, test } from '@playwright/test'
import { openApiDocument } from '#publication/contract/index.ts'
import { errorKinds } from '#publication/errors/index.ts'
import { axeFinds } from './axe.ts'
import { siteUrl } from './house.ts'
import { stickingOut, unfold } from './reading/in-page.ts'

const { components, paths } = openApiDocument(siteUrl) as {
  components: { schemas: object }
  paths: Record<string, { get: { operationId: string } }>
}
const operations = Object.values(paths).map(({ get }) => get.operationId)
const open = (page: Page, fragment = '') => page.goto(`/developers${fragment}`)
/** Samples stand on the page as code, the address between quotes. */
const addressesOn = (page: Page) =>
  page
    .locator('pre[id$="_curl"]')
    .evaluateAll((all) => all.map((pre) => /'(http[^']+)'/.exec(pre.textContent ?? '')?.[1] ?? ''))

test('a problem leads to its own place on the page', async ({ page, request }) => {
  const problem = await (await request.get('/api/v1/articles?limt=5')).json()
  expect(problem.type).toBe(`${siteUrl}/developers#invalid-parameter`)
  await page.goto(problem.type)
  await expect(page.locator('#invalid-parameter')).toBeInViewport()
  await expect(page.locator('#invalid-parameter').getByRole('heading')).toContainText(problem.title)
})

test('every address, schema and problem has its place, without a script too', async ({ browser }) => {
  const page = await browser.newPage({ baseURL: siteUrl, javaScriptEnabled: false })
  await open(page)
  const places = [...operations, ...Object.keys(components.schemas), ...Object.keys(errorKinds), 'changelog']
  for (const id of places) await expect(page.locator(`[id="${id}"]`), id).toHaveCount(1)
  await expect(page.getByRole('button', { name: 'Copy' })).toHaveCount(0)
  await page.locator('#getArticle summary').click()
  await expect(page.locator('#getArticle .shape').first()).toContainText('takeaways: string[]')
  await page.close()
})

test('answers on it are those of this publication, and what it tells to type works', async ({ page, request }) => {
  await open(page)
  const { data } = await (await request.get('/api/v1/articles?limit=1')).json()
  await expect(page.locator('#getArticle')).toContainText(`/api/v1/articles/${data[0].slug}`)
  const addresses = await addressesOn(page)
  expect(addresses.length).toBeGreaterThan(operations.length)
  // The first checkpoint is signed a moment after the first article.
  for (const address of addresses)
    await expect.poll(async () => (await request.get(address)).status(), { message: address }).toBe(200)
  for (const id of operations.filter((id) => id !== 'getOpenApi'))
    await expect(page.locator(`#${id}`).getByText('What it answers now'), id).toBeVisible()
})

test('the button copies what stands under it, from the keyboard, and says so', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: siteUrl, permissions: ['clipboard-read', 'clipboard-write'] })
  const page = await context.newPage()
  await open(page)
  const button = page.getByRole('button', { name: 'Copy curl of listArticles' })
  await button.focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('#listArticles').getByRole('status').first()).toHaveText('Copied')
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toBe(await page.locator('#listArticles_curl').textContent())
  await context.close()
})

test('code scrolls in itself and from the keyboard; nothing sticks out on a narrow screen', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 })
  await open(page)
  await page.evaluate(unfold)
  expect(await page.evaluate(stickingOut)).toEqual([])
  const code = page.locator('#listArticles_curl')
  expect(await code.evaluate((pre) => pre.scrollWidth > pre.clientWidth)).toBe(true)
  await code.focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => code.evaluate((pre) => pre.scrollLeft)).toBeGreaterThan(0)
})

test('axe finds nothing in it, folded out', async ({ page }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await open(page)
    await page.evaluate(unfold)
    expect(await axeFinds(page)).toEqual([])
  }
})

test('the foot of every page leads to it as the documentation of the service', async ({ page }) => {
  await page.goto('/about')
  await page.locator('footer a[rel=service-doc]').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Developers')
})
