import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { asAdmin, besideSite, specimen } from './house.ts'

const path = `/articles/${specimen.slug}`

test.beforeAll(async () => {
  expect(await besideSite('content', 'import', specimen.folder)).toMatch(/1 created|1 updated|1 unchanged/)
})

// The other tests count what the seeds brought.
test.afterAll(async () => {
  const admin = await asAdmin()
  const { docs } = await (await admin.get(`/api/articles?where[slug][equals]=${specimen.slug}&depth=0`)).json()
  expect((await admin.delete(`/api/articles/${docs[0].id}`)).status()).toBe(200)
  await admin.dispose()
})

test('every block is there to be read, and leads where it says', async ({ page }) => {
  await page.goto(path)
  const text = page.locator('.prose')
  await expect(text.getByRole('table', { name: /Which queue\?/ })).toContainText('Our pick')
  await expect(text.getByRole('rowheader', { name: 'SIGTERM' })).toBeVisible()
  await expect(text.getByRole('img', { name: 'From a keystroke to a reader' })).toBeVisible()
  await expect(text.getByRole('img', { name: 'Two lines cross a gap on a key' })).toBeVisible()
  await expect(text.getByText('Drawn for this specimen')).toBeVisible()
  await expect(text.getByText('10,000', { exact: true })).toBeVisible()
  await expect(text.getByText('Seen by nobody')).toBeVisible()
  await expect(text.locator('code .tk-keyword').first()).toBeVisible()
  const inside = text.getByRole('link', { name: 'link to one of its findings' })
  await expect(inside).toHaveAttribute('href', '/articles/queue-architecture-async-workloads#b1')
  await text.getByRole('link', { name: /^Queue Architecture/ }).click()
  await expect(page).toHaveURL(/queue-architecture-async-workloads$/)
})

test('notes stand in the order of the text, and lead there and back', async ({ page }) => {
  await page.goto(path)
  const references = await page.locator('.prose a.fnref').evaluateAll((links) => links.map((link) => link.textContent))
  expect(references).toEqual(['1', '2', '3', '4', '5'])
  await page.locator('#r4').click()
  await expect(page).toHaveURL(/#f4$/)
  await page.locator('#f4 a[href="#r4"]').click()
  await expect(page).toHaveURL(/#r4$/)
})

test('on paper checklists have boxes, descriptions are open, and nothing is cut', async ({ page }, testInfo) => {
  await page.setViewportSize({ width: 794, height: 1123 })
  await page.emulateMedia({ media: 'print' })
  await page.goto(path)
  await expect(page.getByText('The queue hands the same message out again.')).toBeVisible()
  const wide = await page.locator('.prose').evaluate((prose) => prose.scrollWidth - prose.clientWidth)
  expect(wide).toBeLessThanOrEqual(0)
  for (const code of await page.locator('.prose pre').all()) {
    expect(await code.evaluate((box) => box.scrollWidth - box.clientWidth)).toBeLessThanOrEqual(0)
  }
  const pdf = await page.pdf({ path: `${testInfo.project.outputDir}/pages/specimen.pdf`, format: 'A4' })
  expect(pdf.byteLength).toBeGreaterThan(20_000)
})

test('goes out as it came in, pictures and all', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'specimen-'))
  try {
    await besideSite('content', 'export', join(folder, 'out'), specimen.slug)
    const files = [
      'kitchen-sink.md',
      'media/m_01k0000000000000000000000a.png',
      'media/m_01k0000000000000000000000b.png',
    ]
    for (const file of files) {
      const [came, went] = [`${specimen.folder}/articles/${file}`, join(folder, 'out/articles', file)]
      expect((await readFile(went)).equals(await readFile(came)), file).toBe(true)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('every representation has every block', async ({ request }) => {
  const markdown = await (await request.get(`${path}.md`)).text()
  for (const name of ['callout', 'decision', 'table', 'pullquote', 'figures', 'steps', 'diagram', 'break', 'hold'])
    expect(markdown).toContain(`:::${name}`)
  expect(markdown).not.toMatch(/article:|media:/)
  const whole = await (await request.get(`/api/v1/articles/${specimen.slug}`)).json()
  expect(JSON.stringify(whole.body)).not.toMatch(/"(?:article|media):/)
  expect(whole.findings.map(({ id }: { id: string }) => id)).toEqual(['b1', 'h1', 'b2', 'h2', 'b3'])
  expect(whole.findings[1]).toMatchObject({ cost: 'one table, one index', verifiedSince: '2026-11-01' })
  const html = (await (await request.get(`/api/v1/articles/${specimen.slug}?format=html`)).json()).body
  expect(html).toContain('<svg')
  const text = (await (await request.get(`/api/v1/articles/${specimen.slug}?format=text`)).json()).body
  expect(text).toContain('[ ] The backup was restored this month.')
})
