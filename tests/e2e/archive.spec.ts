import { type APIRequestContext, type APIResponse, expect, test } from '@playwright/test'
import { articleValues, asAdmin, makeDraft, setStatus, siteUrl, unique } from './house.ts'

type ApiList = { data: { url: string }[]; page: { next: string | null } }

/** Paths of every article in the API's list. */
async function allArticles(request: APIRequestContext): Promise<string[]> {
  const paths: string[] = []
  for (let after: string | null = ''; after !== null; ) {
    const answer: APIResponse = await request.get(
      `/api/v1/articles?limit=100&fields=url${after ? `&after=${after}` : ''}`,
    )
    const { data, page }: ApiList = await answer.json()
    paths.push(...data.map(({ url }) => url.replace(siteUrl, '')))
    after = page.next
  }
  return paths
}

test.describe('the list of all', () => {
  const made: number[] = []
  let admin: APIRequestContext

  test.beforeAll(async ({ request }) => {
    admin = await asAdmin()
    const more = 26 - (await allArticles(request)).length
    for (let index = 0; index < more; index++) {
      const id = await makeDraft(admin, await articleValues(admin, unique()))
      await setStatus(admin, id, 'published')
      made.push(id)
    }
    const newest = (await allArticles(request))[0]
    await expect.poll(async () => (await request.get('/articles')).text()).toContain(`href="${newest}"`)
  })
  test.afterAll(async () => {
    for (const id of made) await setStatus(admin, id, 'draft')
    await admin.dispose()
  })

  test('walked to its end gives every article once, newest first', async ({ page, request }) => {
    const expected = await allArticles(request)
    const seen: string[] = []
    await page.goto('/articles')
    await expect(page.getByText(`${expected.length} teardowns in all`)).toBeVisible()
    const older = page.getByRole('link', { name: 'Older' })
    for (;;) {
      seen.push(...(await page.locator('main h3 a').evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''))))
      if ((await older.count()) === 0) break
      const next = await older.getAttribute('href')
      await older.click()
      await expect(page).toHaveURL(siteUrl + next)
      await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', 'noindex, follow')
    }
    expect(seen).toEqual(expected)
    await page.getByRole('link', { name: 'Newest' }).click()
    await expect(page).toHaveURL(`${siteUrl}/articles`)
  })

  test('takes the cursors of the API’s list, and no others', async ({ request }) => {
    const { data, page } = await (await request.get('/api/v1/articles?limit=1')).json()
    const answer = await request.get(`/articles?after=${page.next}`)
    const html = await answer.text()
    expect(answer.status()).toBe(200)
    expect(answer.headers()['x-revision']).toMatch(/^\d+$/)
    expect(html).not.toContain(`href="/articles/${data[0].slug}"`)
    const other = (await (await request.get('/api/v1/articles?limit=1&sort=modifiedAt')).json()).page.next
    const bad = [`after=${page.next}x`, `after=${other}`, 'after=nowhere', `after=${page.next}&after=${page.next}`]
    for (const query of bad) {
      const refused = await request.get(`/articles?${query}`)
      expect(refused.status(), query).toBe(400)
      expect(await refused.text()).toContain('The list has no such place.')
    }
  })
})
