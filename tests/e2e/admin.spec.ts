import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import {
  articleValues,
  asAdmin,
  asNew,
  browserAs,
  chief,
  client,
  formReady,
  makeDraft,
  setStatus,
  siteUrl,
  unique,
  upload,
} from './house.ts'
import { tabTo } from './keyboard.ts'

type Signed = Awaited<ReturnType<typeof asNew>>

let admin: APIRequestContext
let author: Signed
let editor: Signed
let publisher: Signed

test.beforeAll(async () => {
  admin = await asAdmin()
  author = await asNew('author')
  editor = await asNew('editor')
  publisher = await asNew('publisher')
})
test.afterAll(async () => {
  for (const api of [admin, author?.api, editor?.api, publisher?.api]) await api?.dispose()
})

const stored = async (id: number) => (await admin.get(`/api/articles/${id}?depth=0&draft=true`)).json()

for (const role of ['author', 'editor'] as const) {
  test(`an ${role} writes, and cannot publish, unpublish, schedule or delete`, async ({ request }) => {
    const { api } = role === 'author' ? author : editor
    const mark = unique()
    const values = await articleValues(api, mark)
    const straight = await api.post('/api/articles', { data: { ...values, _status: 'published' } })
    expect(straight.status(), 'create as published').toBe(403)

    const id = await makeDraft(api, values)
    for (const data of [{ _status: 'published' }, { _status: 'published', title: 'x' }])
      expect((await api.patch(`/api/articles/${id}`, { data })).status(), 'publish').toBe(403)
    expect(
      (
        await api.patch(`/api/articles/${id}?draft=false&publishSpecificLocale=en`, { data: { _status: 'published' } })
      ).status(),
    ).toBe(403)
    const bulk = await api.patch(`/api/articles?where[id][equals]=${id}`, { data: { _status: 'published' } })
    expect((await bulk.json()).docs ?? [], 'publish many').toEqual([])
    expect((await api.delete(`/api/articles/${id}`)).status()).toBe(403)
    const soon = new Date(Date.now() + 60_000).toISOString()
    const dates = { publishAt: soon, publishedAt: soon, unpublishAt: soon }
    expect((await api.patch(`/api/articles/${id}?draft=true`, { data: { ...dates, _status: 'draft' } })).status()).toBe(
      200,
    )
    const { publishAt, publishedAt, unpublishAt, _status } = await stored(id)
    expect({ publishAt, publishedAt, unpublishAt, _status }).toEqual({
      publishAt: null,
      publishedAt: null,
      unpublishAt: null,
      _status: 'draft',
    })
    expect((await request.get(`/api/v1/articles/article-${mark}`)).status()).toBe(404)

    await setStatus(publisher.api, id, 'published')
    expect((await api.patch(`/api/articles/${id}`, { data: { _status: 'draft' } })).status(), 'unpublish').toBe(403)
    expect((await api.patch(`/api/articles/${id}`, { data: { deck: 'Changed' } })).status(), 'change').toBe(403)
    expect((await request.get(`/api/v1/articles/article-${mark}`)).status()).toBe(200)
    await setStatus(publisher.api, id, 'draft')
  })
}

test('an author changes own articles and pictures only, an editor any draft', async () => {
  const id = await makeDraft(editor.api, await articleValues(editor.api, unique()))
  const change = { data: { deck: 'By another', _status: 'draft' } }
  expect((await author.api.patch(`/api/articles/${id}?draft=true`, change)).status()).toBe(403)
  const picture = await upload(editor.api)
  expect((await author.api.patch(`/api/media/${picture.id}`, { data: { alt: 'x' } })).status()).toBe(403)

  const own = await makeDraft(author.api, await articleValues(author.api, unique()))
  expect((await author.api.patch(`/api/articles/${own}?draft=true`, change)).status()).toBe(200)
  expect((await editor.api.patch(`/api/articles/${own}?draft=true`, change)).status()).toBe(200)
  const stolen = await author.api.patch(`/api/articles/${own}?draft=true`, { data: { createdBy: editor.id } })
  expect(stolen.status()).toBe(200)
  expect((await stored(own)).createdBy).toBe(author.id)
})

test('what is not complete is not published, and the answer names what is missing', async ({ request }) => {
  const mark = unique()
  const values = await articleValues(publisher.api, mark)
  const refusals = [
    { lacks: { call: { decision: 'Only this.' } }, says: /lacks “undo”|call\.undo/ },
    { lacks: { topics: [] }, says: /topics/i },
    { lacks: { deck: '' }, says: /deck/i },
  ]
  for (const [index, { lacks, says }] of refusals.entries()) {
    const slug = `article-${mark}-${index}`
    const id = await makeDraft(publisher.api, { ...values, slug, ...lacks })
    const answer = await publisher.api.patch(`/api/articles/${id}`, { data: { _status: 'published' } })
    expect(answer.status()).toBe(400)
    expect(await answer.text()).toMatch(says)
    expect((await stored(id))._status).toBe('draft')
    expect((await request.get(`/api/v1/articles/${slug}`)).status()).toBe(404)
  }
})

test('only publishers and admins keep topics and authors', async () => {
  for (const { api } of [author, editor]) {
    const topic = { name: 'Mine', slug: `mine-${unique()}`, loadCase: 'lap', description: 'x', position: 1 }
    expect((await api.post('/api/topics', { data: topic })).status()).toBe(403)
    expect((await api.post('/api/authors', { data: { name: 'Me', slug: `me-${unique()}`, bio: 'x' } })).status()).toBe(
      403,
    )
  }
})

test('nobody below admin raises a role, makes an account or sees another one', async () => {
  for (const { api, id, account } of [author, editor, publisher]) {
    await api.patch(`/api/users/${id}`, { data: { role: 'admin' } })
    expect((await (await admin.get(`/api/users/${id}`)).json()).role).toBe(account.name)
    const other = { email: `x-${unique()}@example.org`, password: chief.password, name: 'X', role: 'admin' }
    expect((await api.post('/api/users', { data: other })).status()).toBe(403)
    const { docs } = await (await api.get('/api/users?limit=100')).json()
    expect(docs.map((doc: { id: number }) => doc.id)).toEqual([id])
    const [first] = (await (await admin.get('/api/users?sort=createdAt&limit=1')).json()).docs
    expect((await api.get(`/api/users/${first.id}`)).status()).toBeGreaterThanOrEqual(403)
    expect((await api.patch(`/api/users/${first.id}`, { data: { password: 'taken over' } })).status()).toBe(403)
    expect((await api.delete(`/api/users/${first.id}`)).status()).toBe(403)
    expect((await api.delete(`/api/users/${id}`)).status()).toBe(403)
    const seen = await (await api.get('/api/articles?depth=3&limit=100')).text()
    expect(seen, 'accounts within other answers').not.toContain(chief.email)
  }
})

test('a wrong password says no more than an unknown address', async () => {
  const api = await client()
  const tries = [author.account.email, `nobody-${unique()}@example.org`]
  const answers = await Promise.all(
    tries.map(async (email) => {
      const answer = await api.post('/api/users/login', { data: { email, password: 'wrong' } })
      return [answer.status(), await answer.text()]
    }),
  )
  expect(answers[0]).toEqual(answers[1])
  await api.dispose()
})

test('the form for signing in says no in words, and lets the right password in', async ({ browser }) => {
  const page = await browser.newPage({ baseURL: siteUrl })
  await page.goto('/admin/login')
  await formReady(page)
  await page.getByLabel('Email').fill(author.account.email)
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Login' }).click()
  await expect(page.getByText('the password is wrong')).toBeVisible()
  await page.getByLabel('Password').fill(author.account.password)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/admin')
  await expect(page.getByRole('link', { name: 'Account' })).toBeVisible()
  await page.close()
})

test('the session cookie cannot be read by scripts, and ends with the session', async () => {
  const { api } = await asNew('author')
  const [cookie] = (await api.storageState()).cookies
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' })
  expect((await api.post('/api/users/logout')).status()).toBe(200)
  const again = await client()
  const answer = await again.get('/api/users/me', { headers: { cookie: `${cookie?.name}=${cookie?.value}` } })
  expect((await answer.json()).user).toBeNull()
  await Promise.all([api.dispose(), again.dispose()])
})

/** Collects console errors, failed requests and every request that leaves for another host. */
function watch(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (!['data:', 'blob:'].includes(protocol) && origin !== siteUrl) complaints.push(`asked for ${request.url()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`)
  })
  return complaints
}

test('every screen of the admin is quiet and asks no other host for anything', async ({ browser }, testInfo) => {
  test.setTimeout(180_000)
  const picture = await upload(admin)
  const id = await makeDraft(admin, await articleValues(admin, unique(), picture.id))
  const { docs: versions } = await (
    await admin.get(`/api/articles/versions?where[parent][equals]=${id}&depth=0`)
  ).json()
  const context = await browserAs(browser, admin)
  const page = await context.newPage()
  const complaints = watch(page)
  const found: string[] = []
  const lists = ['articles', 'topics', 'authors', 'media', 'users']
  const screens = [
    '',
    '/account',
    ...lists.flatMap((name) => [`/collections/${name}`, `/collections/${name}/create`]),
    '/collections/articles/trash',
    `/collections/articles/${id}`,
    `/collections/articles/${id}/versions`,
    `/collections/articles/${id}/versions/${versions[0].id}`,
    `/collections/articles/${id}/api`,
    `/collections/media/${picture.id}`,
    '/collections/topics/1',
    '/collections/authors/1',
    `/collections/users/${publisher.id}`,
  ]
  for (const screen of screens) {
    await page.goto(`/admin${screen}`, { waitUntil: 'networkidle' })
    await expect(page.locator('h1, .dashboard, .doc-header__title, .collection-list').first()).toBeVisible()
    await page.screenshot({ path: `${testInfo.project.outputDir}/admin/${screen.replaceAll('/', '_') || 'home'}.png` })
    found.push(...complaints.splice(0).map((complaint) => `/admin${screen}: ${complaint}`))
  }
  expect(found).toEqual([])
  await context.close()
})

test('the keyboard gets into the body of an article and out of it again', async ({ browser }) => {
  const id = await makeDraft(author.api, await articleValues(author.api, unique()))
  const context = await browserAs(browser, author.api)
  const page = await context.newPage()
  await page.goto(`/admin/collections/articles/${id}`)
  await formReady(page)
  const body = page.locator('[data-lexical-editor]').first()
  await expect(body).toBeVisible()
  await tabTo(page, body)
  await tabTo(page, page.getByLabel('Slug'), 60)
  await context.close()
})

test('an author is not offered what an author may not do', async ({ browser }) => {
  const id = await makeDraft(author.api, await articleValues(author.api, unique()))
  const context = await browserAs(browser, author.api)
  const page = await context.newPage()
  await page.goto(`/admin/collections/articles/${id}`)
  await formReady(page)
  await expect(page.getByLabel('Title', { exact: false }).first()).toBeEditable()
  await expect(page.getByLabel('Withdrawal Reason')).toBeDisabled()
  await page.goto('/admin/account')
  await expect(page.getByText(author.account.email).first()).toBeVisible()
  await page.goto(`/admin/collections/users/${author.id}`)
  await expect(page.locator('#field-role input').first()).toBeDisabled()
  await context.close()
})
