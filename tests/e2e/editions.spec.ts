import { expect, test } from '@playwright/test'
import { rename, revise, unpublish } from './article-steps.ts'
import { change, type Desk, openDesk, writePublished } from './desk.ts'

let desk: Desk
test.beforeAll(async () => {
  desk = await openDesk()
})
test.afterAll(() => desk?.close())

test('an edition keeps its address, says what has changed since, and leads to the current one', async ({ page }) => {
  const article = await writePublished(desk)
  await revise.act(desk, article)
  const [slug = ''] = article.slugs
  const [first = '', second = ''] = article.marks
  await expect.poll(async () => (await page.request.get(`/articles/${slug}`)).text()).toContain(second)
  await page.goto(`/articles/${slug}`)
  const editions = page.getByRole('region', { name: 'Editions and corrections' })
  await editions.getByRole('link', { name: 'Edition 1' }).click()
  await expect(page).toHaveURL(`/articles/${slug}/editions/1`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(first)
  const since = page.getByRole('region', { name: 'What has changed since' })
  await expect(since.locator('del').filter({ hasText: first })).not.toHaveCount(0)
  await expect(since.locator('ins').filter({ hasText: second })).not.toHaveCount(0)
  const head = await page.evaluate(() => [
    document.querySelector<HTMLLinkElement>('link[rel=canonical]')?.href.replace(/^https?:\/\/[^/]+/, ''),
    document.querySelector<HTMLMetaElement>('meta[name=robots]')?.content,
  ])
  expect(head).toEqual([`/articles/${slug}`, 'noindex, follow'])
  await page.getByRole('link', { name: 'read edition 2' }).click()
  await expect(page).toHaveURL(`/articles/${slug}`)

  await page.goto(`/articles/${slug}/editions/2`)
  await expect(page.getByText('This is the current edition.')).toBeVisible()
  await expect(since).toHaveCount(0)
})

test('a correction that an editor writes is at the article and at the edition that it corrects', async ({ page }) => {
  const article = await writePublished(desk)
  const [slug = ''] = article.slugs
  const correction = 'The first edition said ten; it is eleven.'
  await change(desk, article, { correction, deck: 'Eleven of them.', _status: 'published' })
  await expect.poll(async () => (await page.request.get(`/articles/${slug}`)).text()).toContain('it is eleven')
  await page.goto(`/articles/${slug}`)
  const editions = page.getByRole('region', { name: 'Editions and corrections' })
  await expect(editions.getByRole('listitem').first()).toContainText('Correction: The first edition said ten')
  await page.goto(`/articles/${slug}/editions/1`)
  await expect(page.getByText('Corrected in edition 2')).toBeVisible()
})

test('addresses of editions lead on after a rename, and end with the article', async ({ request }) => {
  const article = await writePublished(desk)
  const [slug = ''] = article.slugs
  const at = (path: string) => request.get(path, { maxRedirects: 0 })
  for (const wrong of ['2', '0', '01', '-1', 'x', '9'.repeat(9)])
    expect((await at(`/articles/${slug}/editions/${wrong}`)).status(), wrong).toBe(404)
  await rename('-b').act(desk, article)
  const moved = await at(`/articles/${slug}/editions/1`)
  expect([moved.status(), moved.headers()['location']]).toEqual([308, `/articles/${slug}-b/editions/1`])
  expect((await at(`/articles/${slug}-b/editions/1`)).status()).toBe(200)
  await unpublish.act(desk, article)
  for (const path of [slug, `${slug}-b`]) expect((await at(`/articles/${path}/editions/1`)).status()).toBe(410)
})
