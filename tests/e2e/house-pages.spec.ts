import { expect, test } from '@playwright/test'
import { nowhere, startFailingSite } from './failing-site.ts'
import { siteUrl, unique } from './house.ts'

const house = [
  { path: '/about', title: 'About' },
  { path: '/how-to-read-a-plate', title: 'How to read a plate' },
  { path: '/accessibility', title: 'Accessibility' },
  { path: '/licence', title: 'Licence' },
  { path: '/developers', title: 'Developers' },
  { path: '/articles', title: 'All teardowns', head: 'Teardowns' },
]

for (const { path, title, head } of house)
  test(`${path} has its title, its head and its address, and is reached from every page`, async ({ page }) => {
    await page.goto('/topics/scale')
    await page.locator(`footer a[href="${path}"]`).click()
    await expect(page).toHaveURL(siteUrl + path)
    await expect(page).toHaveTitle(`${title} · What breaks. What holds.`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(head ?? title)
    await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', siteUrl + path)
    expect((await page.locator('meta[name=description]').getAttribute('content'))?.length).toBeGreaterThan(40)
  })

test('the menu of a phone opens, leads on, and needs no script', async ({ browser }) => {
  const page = await browser.newPage({
    baseURL: siteUrl,
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  })
  await page.goto('/about')
  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'How to read a plate' })
  await expect(link).toBeHidden()
  await page.getByText('Menu', { exact: true }).click()
  await expect(link).toBeVisible()
  expect((await link.boundingBox())?.height).toBeGreaterThanOrEqual(44)
  // It pushes the page down, so that nothing under it has the focus unseen.
  const head = await page.getByRole('heading', { level: 1 }).boundingBox()
  const last = await page.locator('.masthead-menu li').last().boundingBox()
  expect(head?.y).toBeGreaterThan((last?.y ?? 0) + (last?.height ?? 0))
  await link.click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('How to read a plate')
  await expect(link).toBeHidden()
  await page.close()
})

test('what nobody may ask for by its inner name is not there', async ({ request }) => {
  for (const path of ['/archive/newest', '/archive/older', '/house/about', '/house/developers/reference'])
    expect((await request.get(path)).status(), path).toBe(404)
})

test('without a database: the house answers, the rest says when to come back and names its request', async ({
  browser,
}) => {
  const failing = await startFailingSite(process.env.E2E_DIST ?? '', await nowhere('nobody:nothing'), {
    PAYLOAD_SECRET: `payload-${unique()}`.repeat(3),
    INTERNAL_SECRET: `internal-${unique()}`.repeat(3),
  })
  try {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
    const page = await context.newPage()
    expect((await page.goto(`${failing.url}/about`))?.status()).toBe(200)
    // What a problem is called leads here, so it is there when there is one.
    expect((await page.goto(`${failing.url}/developers#unavailable`))?.status()).toBe(200)
    await expect(page.getByRole('heading', { name: /^503 unavailable/ })).toBeInViewport()
    const answer = await page.goto(`${failing.url}/articles`)
    const { 'x-request-id': id, 'retry-after': seconds, 'cache-control': caching } = answer?.headers() ?? {}
    expect([answer?.status(), seconds, caching]).toEqual([503, '10', 'no-store'])
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Held up, not lost.')
    await expect(page.getByText('again in ten seconds')).toBeVisible()
    await expect(page.locator('#page_reference')).toHaveText(id ?? '')
    await expect(page.locator('.sheet-red')).toBeVisible()
    await page.getByRole('button', { name: 'Copy the reference' }).click()
    await expect(page.getByRole('status')).toHaveText('Copied')
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(id)
    await context.close()
  } finally {
    await failing.stop()
  }
})
