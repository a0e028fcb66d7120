import { type APIRequestContext, type APIResponse, expect, test } from '@playwright/test'
import { articleAnswerSchema, listAnswerSchema, problemSchema } from '#publication/contract/index.ts'
import { articleValues, asAdmin, client, makeDraft, setStatus, siteUrl, unique, upload } from './house.ts'
import { expectAbsent, placesOf, shownIn } from './public-places.ts'

const known = 'queue-architecture-async-workloads'
const list = '/api/v1/articles'

let admin: APIRequestContext

test.beforeAll(async () => {
  admin = await asAdmin()
})
test.afterAll(async () => {
  await admin?.dispose()
})

test('lists what is published, newest first, in the form that is promised', async ({ request }) => {
  const answer = await request.get(list)
  expect(answer.status()).toBe(200)
  expect(answer.headers()['content-type']).toBe('application/json')
  const { data } = listAnswerSchema.parse(await answer.json())
  expect(data.length).toBeGreaterThanOrEqual(12)
  const times = data.map(({ publishedAt }) => publishedAt ?? '')
  expect(times).toEqual([...times].sort().reverse())
})

test('gives an article by slug and by id, in every format, with absolute addresses', async ({ request }) => {
  const article = articleAnswerSchema.parse(await (await request.get(`${list}/${known}`)).json())
  expect(article.url).toBe(`${siteUrl}/articles/${known}`)
  expect(article.links.markdown).toBe(`${siteUrl}/articles/${known}.md`)
  expect(await (await request.get(`${list}/${article.id}`)).json()).toEqual(article)
  for (const format of ['html', 'markdown', 'text']) {
    const { body } = articleAnswerSchema.parse(await (await request.get(`${list}/${known}?format=${format}`)).json())
    expect(typeof body, format).toBe('string')
  }
  const rendition = await request.get(`/articles/${known}.json`)
  expect(await rendition.json()).toEqual(article)
  const asked = await request.get(`/articles/${known}`, { headers: { accept: 'text/markdown' } })
  expect(asked.headers()['content-type']).toBe('text/markdown; charset=utf-8; variant=GFM')
  expect(await asked.text()).toBe(await (await request.get(`/articles/${known}.md`)).text())
})

test('the cursor walks over all, each once, forwards and back', async ({ request }) => {
  const walk = async (start: string, rel: string): Promise<string[]> => {
    const slugs: string[] = []
    for (let next: string | undefined = start; next; ) {
      const answer: APIResponse = await request.get(next)
      expect(answer.status(), next).toBe(200)
      const { data } = listAnswerSchema.parse(await answer.json())
      slugs.push(...data.map(({ slug }) => slug ?? ''))
      next = new RegExp(`<([^>]*)>; rel="${rel}"`).exec(answer.headers().link ?? '')?.[1]
      if (next) expect(new URL(next).origin).toBe(siteUrl)
    }
    return slugs
  }
  const whole = listAnswerSchema.parse(await (await request.get(`${list}?limit=100`)).json())
  const all = whole.data.map(({ slug }) => slug ?? '')
  expect(await walk(`${list}?limit=5`, 'next')).toEqual(all)

  const first = listAnswerSchema.parse(await (await request.get(`${list}?limit=3`)).json())
  const second = listAnswerSchema.parse(await (await request.get(`${list}?limit=3&after=${first.page.next}`)).json())
  const back = await request.get(`${list}?limit=3&before=${second.page.previous}`)
  expect(listAnswerSchema.parse(await back.json()).data).toEqual(first.data)
})

for (const path of [list, `${list}/${known}`, `/articles/${known}.md`, `/articles/${known}.json`]) {
  test(`${path}: 304 to what is known, HEAD like GET, open to other origins`, async ({ request }) => {
    const answer = await request.get(path, { headers: { origin: 'https://elsewhere.example' } })
    const { etag = '', 'access-control-allow-origin': allowed, 'content-security-policy': csp } = answer.headers()
    expect(allowed).toBe('*')
    expect(answer.headers()['access-control-allow-credentials']).toBeUndefined()
    expect(answer.headers()['set-cookie']).toBeUndefined()
    expect(csp).toContain("default-src 'none'")
    expect(answer.headers()['x-content-type-options']).toBe('nosniff')
    for (const tags of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await request.get(path, { headers: { 'if-none-match': tags } })
      expect(again.status(), tags).toBe(304)
      expect((await again.body()).length).toBe(0)
    }
    expect((await request.get(path, { headers: { 'if-none-match': '"other"' } })).status()).toBe(200)

    const head = await request.head(path)
    expect(head.status()).toBe(200)
    expect((await head.body()).length).toBe(0)
    for (const name of ['etag', 'content-type', 'content-length', 'cache-control', 'link'])
      expect(head.headers()[name], name).toBe(answer.headers()[name])

    const options = await request.fetch(path, {
      method: 'OPTIONS',
      headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'GET' },
    })
    expect(options.status()).toBe(204)
    expect(options.headers()['access-control-allow-methods']).toBe('GET, HEAD, OPTIONS')
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      expect((await request.fetch(path, { method })).status(), method).toBe(405)
  })
}

/** Wrong requests, and the parameter that the problem must name. */
const wrong: [string, number, string?][] = [
  [`${list}?limit=0`, 400, 'limit'],
  [`${list}?limit=101`, 400, 'limit'],
  [`${list}?limit=5&limit=6`, 400, 'limit'],
  [`${list}?limit[$gt]=1`, 400, 'limit[$gt]'],
  [`${list}?after=abc`, 400],
  [`${list}?where[slug][equals]=x`, 400, 'where[slug][equals]'],
  [`${list}?depth=3`, 400, 'depth'],
  [`${list}?draft=true`, 400, 'draft'],
  [`${list}?select[title]=true`, 400, 'select[title]'],
  [`${list}?populate[users][email]=true`, 400, 'populate[users][email]'],
  [`${list}?joins[x][limit]=1`, 400, 'joins[x][limit]'],
  [`${list}?locale=de`, 400, 'locale'],
  [`${list}?overrideAccess=true`, 400, 'overrideAccess'],
  [`${list}?sort=-createdBy`, 400, 'sort'],
  [`${list}?topic=%F0%9F`, 400],
  [`${list}/${known}?draft=true`, 400, 'draft'],
  [`${list}/${known}?depth=3`, 400, 'depth'],
  [`${list}/${known}?format=lexical`, 400, 'format'],
  [`${list}/${known}?fields=createdBy`, 400, 'fields'],
  [`${list}/nothing-of-that-name`, 404],
  [`${list}/1`, 404],
  [`${list}/${known}/versions`, 404],
  ['/api/v1/users', 404],
  ['/api/v1', 404],
]

for (const [path, status, parameter] of wrong) {
  test(`${path} is a problem: ${status}`, async ({ request }) => {
    const answer = await request.get(path)
    expect(answer.status()).toBe(status)
    expect(answer.headers()['content-type']).toBe('application/problem+json')
    const text = await answer.text()
    expect(text).not.toMatch(/node_modules|\bat \w+ \(|payload|postgres/i)
    const problem = problemSchema.parse(JSON.parse(text))
    expect(problem.status).toBe(status)
    if (parameter) expect(problem.errors?.map((error) => error.parameter)).toContain(parameter)
  })
}

test('what no address may hold is refused before it is read', async ({ request }) => {
  for (const path of [`${list}?topic=a%00b`, `${list}/%00`, `${list}/%E0%A4%A`, `${list}/..%2fusers`]) {
    const answer = await request.get(path)
    expect(answer.status(), path).toBe(400)
    expect(answer.headers()['content-type']).toBe('application/problem+json')
    expect(await answer.json()).toMatchObject({ status: 400, instance: expect.stringMatching(/^urn:request:/) })
  }
})

test('hidden parameters of the CMS change nothing on a page', async ({ request }) => {
  const pageWith = async (query: string, headers: Record<string, string> = {}) =>
    (await request.get(`/articles/${known}${query}`, { headers })).text()
  // Made anew at any moment, it may show other articles at its end: then it is the page of before or that of after.
  const expectPlain = async (query: string, headers?: Record<string, string>) => {
    const before = await pageWith('')
    const asked = await pageWith(query, headers)
    expect([before, await pageWith('')], query).toContain(asked)
  }
  for (const query of ['draft=true', 'preview=1', 'depth=9', 'where[id][equals]=1', '_rsc=1', '__nextDataReq=1'])
    await expectPlain(`?${query}`)
  await expectPlain('', { rsc: '1', 'next-router-prefetch': '1', 'x-middleware-prefetch': '1', 'next-action': 'x' })
})

test('nobody reads the CMS without an account', async () => {
  const anonymous = await client()
  const [article] = (await (await admin.get('/api/articles?limit=1&depth=0')).json()).docs
  const paths = ['articles', 'topics', 'authors', 'users', 'payload-locked-documents'].flatMap((name) => [
    `/api/${name}`,
    `/api/${name}/1`,
    `/api/${name}?where[id][greater_than]=0&depth=5&limit=0`,
  ])
  const versions = ['/api/articles/versions', `/api/articles/versions/${article.id}`, '/api/articles?draft=true']
  const counts = [
    '/api/articles/count',
    '/api/users/count',
    '/api/payload-preferences',
    '/api/payload-migrations',
    '/api/payload-kv',
    '/api/media',
    '/api/access',
    '/api/payload-preferences/nav',
    '/api/nothing-of-that-name',
  ]
  const refusals = new Set<string>()
  for (const path of [...paths, ...versions, ...counts, `/api/articles/${article.id}?draft=true`]) {
    const answer = await anonymous.get(path)
    refusals.add(`${answer.status()} ${await answer.text()}`)
  }
  expect([...refusals]).toEqual([expect.stringMatching(/^403 .*not allowed/)])
  expect((await (await anonymous.get('/api/users/me')).json()).user).toBeNull()
  await anonymous.dispose()
})

test('nobody writes to the CMS without an account', async () => {
  const anonymous = await client()
  for (const name of ['articles', 'topics', 'authors', 'media', 'users']) {
    const tries = [
      anonymous.post(`/api/${name}`, { data: { title: 'x', name: 'x', email: 'x@example.org', password: 'xxxxxxxx' } }),
      anonymous.patch(`/api/${name}/1`, { data: { title: 'x' } }),
      anonymous.patch(`/api/${name}?where[id][greater_than]=0`, { data: { title: 'x' } }),
      anonymous.delete(`/api/${name}/1`),
      anonymous.delete(`/api/${name}?where[id][greater_than]=0`),
    ]
    for (const answer of await Promise.all(tries)) {
      expect([401, 403], `${name} → ${answer.status()} ${await answer.text()}`).toContain(answer.status())
    }
  }
  await anonymous.dispose()
})

test('a cookie counts for nothing when another origin sends it', async () => {
  const headers = { origin: 'https://elsewhere.example' }
  const answer = await admin.get('/api/users', { headers })
  expect(answer.status()).toBe(403)
})

test('there is no GraphQL', async ({ request }) => {
  for (const path of ['/api/graphql', '/api/graphql-playground', '/graphql', '/api/v1/graphql'])
    for (const answer of [
      await request.get(path),
      await request.post(path, { data: { query: '{__schema{types{name}}}' } }),
    ]) {
      expect(answer.status(), path).toBeGreaterThanOrEqual(403)
      expect(answer.status(), path).toBeLessThan(500)
      expect(await answer.text()).not.toContain('__schema')
    }
})

test('what only the inside may ask for is not there', async ({ request }) => {
  for (const path of ['/errors/500', '/renditions/x/markdown', '/home/newest', '/internal/other'])
    expect((await request.get(path)).status(), path).toBe(404)
  const purge = await request.post('/internal/purge', { data: { tags: ['site'], mode: 'expire' } })
  expect(purge.status()).toBe(401)
})

test('a draft is in no public format, nor is its picture; published they are, withdrawn they are gone', async ({
  request,
}) => {
  const mark = unique()
  const slug = `article-${mark}`
  const picture = await upload(admin)
  const files = [`/media/${picture.filename}`, `/api/media/file/${picture.filename}`]
  const pictures = async () => Promise.all(files.map(async (path) => (await request.get(path)).status()))
  const id = await makeDraft(admin, await articleValues(admin, mark, picture.id))

  await expectAbsent(request, slug, mark, 404)
  expect(await pictures()).toEqual([403, 403])

  await setStatus(admin, id, 'published')
  const places = placesOf(slug)
  const names = places.map(({ name }) => name)
  await expect.poll(() => shownIn(request, places, mark), { intervals: [20] }).toEqual(names)
  expect(await pictures()).toEqual([200, 200])
  for (const path of files) {
    const [whole, head] = [await request.get(path), await request.head(path)]
    expect([head.status(), head.headers()['content-length']]).toEqual([200, whole.headers()['content-length']])
  }
  await setStatus(admin, id, 'draft')
  await expect.poll(() => shownIn(request, places, mark), { intervals: [20] }).toEqual([])
  await expect.poll(async () => (await request.get(`/articles/${slug}`)).status(), { intervals: [20] }).toBe(410)
  await expectAbsent(request, slug, mark, 410)
  expect(await pictures()).toEqual([403, 403])
})

test('a draft of a published article is in no public format', async ({ request }) => {
  const mark = unique()
  const secret = `secret-${unique()}`
  const id = await makeDraft(admin, await articleValues(admin, mark))
  await setStatus(admin, id, 'published')
  const places = placesOf(`article-${mark}`)
  await expect.poll(async () => (await shownIn(request, places, mark)).length, { intervals: [20] }).toBe(places.length)
  const edited = await admin.patch(`/api/articles/${id}?draft=true`, {
    data: { ...(await articleValues(admin, secret)), slug: `article-${mark}`, _status: 'draft' },
  })
  expect(edited.status(), await edited.text()).toBe(200)
  expect(await shownIn(request, places, secret)).toEqual([])
  expect((await shownIn(request, places, mark)).length).toBe(places.length)
  await setStatus(admin, id, 'draft')
  await expect.poll(() => shownIn(request, places, mark), { intervals: [20] }).toEqual([])
  expect(await shownIn(request, places, secret)).toEqual([])
})
