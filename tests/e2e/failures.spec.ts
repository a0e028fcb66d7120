import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import { change, type Desk, openDesk, writePublished } from './desk.ts'
import { expectSights, watch } from './expect-everywhere.ts'
import { editorState, setStatus, siteUrl, unique } from './house.ts'
import type { Sight, Subject } from './surfaces.ts'

let desk: Desk
test.beforeAll(async () => {
  desk = await openDesk()
})
test.afterAll(() => desk?.close())

type State = { root: { children: unknown[] } }

/** The blocks of an article as they are stored, with the ids that the first save gave. */
async function blocksOf({ id }: Subject): Promise<unknown[]> {
  const { body } = await (await desk.api.get(`/api/articles/${id}?depth=0`)).json()
  return (body as State).root.children
}

const bodyOf = (children: unknown[]): State => {
  const { root } = editorState('') as State
  return { root: { ...root, children } }
}

/** Where one finding must be seen, or not: article, index, API, terms, Markdown and search. */
function sixPlaces(slug: string, id: string, words: string, isThere: boolean): Partial<Sight>[] {
  const url = `${siteUrl}/failures/${slug}.${id}`
  const code = `"termCode":"${slug}.${id}"`
  const all: [string, string[]][] = [
    [`/articles/${slug}`, [words, `href="/failures/${slug}.${id}"`]],
    ['/failures', [words, `id="${slug}.${id}"`, code]],
    [`/failures?topic=${desk.topics[0].slug}`, [words, `id="${slug}.${id}"`, code]],
    ['/failures/at/10k', [words, `id="${slug}.${id}"`, code]],
    [`/failures?q=${encodeURIComponent(`"${words}"`)}`, [`id="${slug}.${id}"`, code]],
    ['/api/v1/findings?limit=100', [words, url]],
    [`/articles/${slug}.md`, [words]],
    [`/failures.md?topic=${desk.topics[0].slug}`, [words, url]],
    [`/api/v1/search?q=${encodeURIComponent(`"${words}"`)}`, [url]],
  ]
  return all.map(([path, marks]) => ({ path, ...(isThere ? { shows: marks } : { shows: [], hides: marks }) }))
}

/** The same of an article that is withdrawn: its own addresses are gone. */
const gone = (slug: string, sights: Partial<Sight>[]): Partial<Sight>[] =>
  sights.map((sight) => (sight.path?.startsWith(`/articles/${slug}`) ? { ...sight, status: 410 } : sight))

const settled = (request: APIRequestContext) => watch(desk, request, [])
const slugOf = ({ slugs }: Subject): string => slugs.at(-1) ?? ''

test('a finding is in all six places from its publication to its withdrawal, and its own page follows', async ({
  request,
}) => {
  const mark = unique()
  // Before whatever else begins with these words, so on the first page of the index.
  const [one, two] = [`!! one ${mark}`, `!! two ${mark}`]
  const article = await writePublished(desk, { body: editorState(one) })
  const slug = slugOf(article)
  await settled(request)
  await expectSights(request, sixPlaces(slug, 'b1', `Break of ${one}`, true))
  await expectSights(request, [{ path: `/failures/${slug}.b1`, shows: [one, `/articles/${slug}#b1"`] }])
  await expectSights(request, [{ path: `/failures/${slug}.b2`, status: 410, shows: [`href="/articles/${slug}"`] }])

  const [, second] = (editorState(two) as State).root.children
  await change(desk, article, { body: bodyOf([...(await blocksOf(article)), second]), _status: 'published' })
  await settled(request)
  await expectSights(request, [
    ...sixPlaces(slug, 'b2', `Break of ${two}`, true),
    { path: `/failures/${slug}.b1`, shows: [one, two] },
    { path: `/failures/${slug}.b2`, shows: [two, one] },
  ])

  const without = (await blocksOf(article)).filter((block) => !JSON.stringify(block).includes(one))
  await change(desk, article, { body: bodyOf(without), _status: 'published' })
  await settled(request)
  await expectSights(request, [
    ...sixPlaces(slug, 'b1', `Break of ${one}`, false),
    { path: `/failures/${slug}.b1`, status: 410, shows: [`href="/articles/${slug}"`], hides: [one] },
  ])

  await setStatus(desk.api, article.id, 'draft')
  await settled(request)
  const ids = ['b1', 'b2'].flatMap((id) => gone(slug, sixPlaces(slug, id, `Break of ${two}`, false)))
  await expectSights(request, [...ids, { path: `/failures/${slug}.b1`, status: 410, hides: [one, two] }])
})

test('an old slug leads to the finding in one hop', async ({ request }) => {
  const article = await writePublished(desk)
  const [first = ''] = article.slugs
  for (const slug of [`${first}-b`, `${first}-c`]) {
    await change(desk, article, { slug, _status: 'published' })
    await settled(request)
  }
  for (const slug of [first, `${first}-b`]) {
    const answer = await request.get(`/failures/${slug}.b1`, { maxRedirects: 0 })
    expect([answer.status(), answer.headers()['location']?.replace(siteUrl, '')]).toEqual([
      308,
      `/failures/${first}-c.b1`,
    ])
    const missing = await request.get(`/failures/${slug}.b9`, { maxRedirects: 0 })
    expect(missing.status()).toBe(410)
    expect(await missing.text()).toContain(`href="/articles/${first}-c"`)
  }
  for (const path of ['/failures/never-was.b1', '/failures/x', '/failures/at', '/failures/at/7', '/failure-index/all'])
    expect((await request.get(path)).status(), path).toBe(404)
})

const rows = (page: Page) => page.locator('tr.failure')

test('it is narrowed by a form without a script, and its address says how', async ({ browser, request }) => {
  const page = await browser.newPage({ baseURL: siteUrl, javaScriptEnabled: false })
  await page.goto('/failures')
  await page.getByRole('searchbox', { name: 'Words', exact: true }).fill('order or message')
  await page.getByRole('combobox', { name: 'Topic' }).selectOption({ label: 'Scale' })
  await page.getByRole('combobox', { name: 'Status' }).selectOption('held')
  await page.getByRole('combobox', { name: 'Can bite at' }).selectOption('10000')
  await page.getByRole('button', { name: 'Narrow' }).click()
  const query = new URL(page.url()).searchParams
  expect(Object.fromEntries([...query].filter(([, value]) => value !== ''))).toEqual({
    q: 'order or message',
    topic: 'scale',
    status: 'held',
    users: '10000',
  })
  const { data } = await (
    await request.get(`/api/v1/findings?kind=break&limit=100&q=order+or+message&topic=scale&status=held&users=10000`)
  ).json()
  const ids = data.map(({ url }: { url: string }) => url.split('/').at(-1)).sort()
  expect(ids.length).toBeGreaterThan(0)
  expect((await rows(page).evaluateAll((all) => all.map(({ id }) => id))).sort()).toEqual(ids)
  await expect(page.getByRole('searchbox', { name: 'Words', exact: true })).toHaveValue('order or message')
  await expect(page.getByRole('combobox', { name: 'Status' })).toHaveValue('held')
  for (const form of ['JSON', 'CSV', 'Markdown']) {
    const href = (await page.getByRole('link', { name: form, exact: true }).last().getAttribute('href')) ?? ''
    const text = await (await request.get(href)).text()
    expect([...new Set(text.match(/[a-z0-9-]+\.b\d+(?=["\\)])/g))].sort(), form).toEqual(ids)
  }
  await page.getByRole('link', { name: 'Clear filters' }).click()
  await expect(page).toHaveURL(`${siteUrl}/failures`)
  await page.close()
})

test('a letter leads to where it begins, a row has an address, and its page leads into the teardown', async ({
  page,
}) => {
  await page.goto('/failures')
  await page
    .getByRole('navigation', { name: 'Letters of the index' })
    .getByRole('link', { name: 'T', exact: true })
    .click()
  await expect(page.locator('#page_letter_t')).toBeVisible()
  await page.goto('/failures?letter=t')
  await expect(page.locator('tr.letter').first()).toHaveText('T')
  const row = rows(page).filter({ hasText: 'Tenant A’s document answers tenant B' })
  await expect(row).toHaveAttribute('id', 'production-ai-b2b-saas.b1')
  await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', 'noindex, follow')

  await row.getByRole('link', { name: /^Link to this failure/ }).click()
  await expect(page).toHaveURL(`${siteUrl}/failures/production-ai-b2b-saas.b1`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tenant A’s document answers tenant B')
  await expect(page.locator('link[rel=canonical]')).toHaveAttribute(
    'href',
    `${siteUrl}/articles/production-ai-b2b-saas`,
  )
  await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', 'noindex, follow')
  await expect(page.locator('meta[property="og:url"]')).toHaveAttribute('content', page.url())
  await expect(page.locator('#page_address')).toHaveText(page.url())
  await page.getByRole('link', { name: 'Read on in the teardown' }).click()
  await expect(page).toHaveURL(`${siteUrl}/articles/production-ai-b2b-saas#b1`)
  await page.locator('.pairs a.pairs-title', { hasText: 'Tenant A’s document answers tenant B' }).click()
  await expect(page).toHaveURL(`${siteUrl}/failures/production-ai-b2b-saas.b1`)
})

test('an empty result helps, and what means nothing is said', async ({ page, request }) => {
  await page.goto('/failures?q=idempotncy&status=open')
  await expect(page.getByText('No break in the index is all of this')).toBeVisible()
  await page.getByRole('link', { name: 'not only those open' }).click()
  await expect(page).toHaveURL(`${siteUrl}/failures?q=idempotncy`)

  const wrong = await page.goto('/failures?status=broken&users=many')
  expect(wrong?.status()).toBe(400)
  await expect(page.getByText('must be one of: held, open')).toBeVisible()
  await expect(page.getByText('must be a whole number')).toBeVisible()
  const unknown = await page.goto('/failures?topic=nowhere')
  expect(unknown?.status()).toBe(404)
  await expect(page.getByText('There is no topic “nowhere”')).toBeVisible()
  // What others hang on an address is none of ours.
  const tagged = await request.get('/failures?utm_source=letter')
  expect(await tagged.text()).toBe(await (await request.get('/failures')).text())
  for (const q of ['(a%2B)%2B$', "a'%20%26%20%7C%20!", '%2527', '%E2%80%A8', '%22%22%22', '-', ':*'])
    expect((await request.get(`/failures?q=${q}`)).status(), q).toBe(200)
  expect((await request.get(`/failures?q=${'x'.repeat(3_000)}`)).status()).toBe(400)
  expect((await request.get('/failures?after=AAAA&q=%00')).status()).toBe(400)
})

test('the forms for machines say what they are, and what was not changed', async ({ request }) => {
  const types = {
    json: 'application/json',
    csv: 'text/csv; charset=utf-8; header=present',
    md: 'text/markdown; charset=utf-8; variant=GFM',
  }
  for (const [form, type] of Object.entries(types)) {
    const answer = await request.get(`/failures.${form}`)
    const headers = answer.headers()
    expect(answer.status()).toBe(200)
    expect(headers).toMatchObject({
      'content-type': type,
      'access-control-allow-origin': '*',
      'x-revision': expect.stringMatching(/^\d+$/),
    })
    expect(headers['last-modified'] ?? headers['etag']).toBeTruthy()
    const same = await request.get(`/failures.${form}`, { headers: { 'if-none-match': headers['etag'] ?? '' } })
    expect([same.status(), (await same.body()).length]).toEqual([304, 0])
    const head = await request.head(`/failures.${form}`)
    expect([head.status(), head.headers()['content-type']]).toEqual([200, type])
    expect((await request.post(`/failures.${form}`)).status()).toBe(405)
    const wrong = await request.get(`/failures.${form}?status=broken`)
    expect([wrong.status(), wrong.headers()['content-type']]).toEqual([400, 'application/problem+json'])
  }
  const csv = await request.get('/failures.csv')
  expect(csv.headers()['content-disposition']).toBe('attachment; filename="failures.csv"')
  expect((await csv.body()).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
})

test('what breaks at a size is a page of its own, reached from the index and from home', async ({ page }) => {
  await page.goto('/')
  await page.locator('#failures').getByRole('link', { name: '10,000', exact: true }).click()
  await expect(page).toHaveURL(`${siteUrl}/failures/at/10k`)
  await expect(page).toHaveTitle('What breaks at 10,000 users · What breaks. What holds.')
  await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', `${siteUrl}/failures/at/10k`)
  await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', /^index/)
  const part = (name: string) => page.getByRole('table', { name }).locator('tr.failure')
  await expect(part('Begun by 10,000 users').first()).toContainText('One row counts for everybody')
  await expect(part('Begun by 10,000 users').nth(1)).toContainText(
    'The cached answer expires, and everyone rebuilds it',
  )
  await expect(part('What bites next').first()).toContainText('The replica has not heard of what you just saved')
  await page.getByRole('link', { name: '100,000 users' }).click()
  await expect(part('Begun by 100,000 users').first()).toContainText('The replica has not heard of what you just saved')
  await expect(page.getByRole('link', { name: '100,000 users' })).toHaveAttribute('aria-current', 'page')
})
