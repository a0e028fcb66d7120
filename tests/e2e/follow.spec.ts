import { type APIRequestContext, type APIResponse, expect, test } from '@playwright/test'
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { entriesOf, sitemapFaults } from '#tests/support/sitemap-faults.ts'
import { articleValues, asAdmin, makeDraft, setStatus, siteUrl, unique } from './house.ts'

const known = 'queue-architecture-async-workloads'
const pathOf = (address: string) => address.slice(siteUrl.length)

let admin: APIRequestContext
test.beforeAll(async () => {
  admin = await asAdmin()
})
test.afterAll(() => admin?.dispose())

/** The addresses of a header `Link`, by their relations. */
const linksOf = (answer: APIResponse) =>
  new Map([...(answer.headers().link ?? '').matchAll(/<([^>]+)>; rel="([\w-]+)"/g)].map(([, href, rel]) => [rel, href]))

test('feeds are found from home, topic, author and article, and are what they say', async ({ request, page }) => {
  const found = new Set<string>()
  for (const path of ['/', '/topics/scale', '/authors/editorial-desk', `/articles/${known}`]) {
    await page.goto(path)
    const feeds = page.locator('link[rel=alternate]:is([type*="rss"], [type*="atom"], [type*="feed+json"])')
    for (const feed of await feeds.all()) found.add((await feed.getAttribute('href')) ?? '')
  }
  await page.goto('/')
  for (const link of await page.locator('.follow a').all()) found.add(siteUrl + (await link.getAttribute('href')))
  const kinds = ['all', 'topics/scale', 'authors/editorial-desk', 'corrections']
  const expected = kinds.flatMap((kind) =>
    ['rss', 'atom', 'json'].map((ending) => `${siteUrl}/feeds/${kind}.${ending}`),
  )
  expect([...found].sort()).toEqual(expected.sort())
  const read = { rss: parseRssFeed, atom: parseAtomFeed, json: parseJsonFeed }
  for (const address of found) {
    const answer = await request.get(address)
    expect(answer.status(), address).toBe(200)
    const ending = address.split('.').at(-1) as keyof typeof read
    expect(read[ending](await answer.text()), address).toBeTruthy()
    expect(linksOf(answer).get('self')).toBe(address)
  }
})

test('a feed answers 304 by tag and by date, in every encoding, and HEAD like GET', async ({ request }) => {
  test.setTimeout(120_000)
  for (const path of ['/feeds/all.rss', '/feeds/topics/scale.atom', '/sitemap.xml', '/robots.txt', '/llms.txt']) {
    // Each change has a second of its own, so after many of them there is no date for a while.
    await expect
      .poll(async () => (await request.get(path)).headers()['last-modified'], { message: path, timeout: 60_000 })
      .toBeTruthy()
    const answer = await request.get(path)
    const { etag = '', 'last-modified': date = '' } = answer.headers()
    // The one that is short is sent as it is.
    expect(etag, path).toMatch(path === '/robots.txt' ? /^"[0-9a-f]+"$/ : /^"[0-9a-f]+-(br|gzip)"$/)
    expect((await request.get(path, { headers: { 'if-none-match': etag } })).status(), path).toBe(304)
    expect((await request.get(path, { headers: { 'if-modified-since': date } })).status(), `${path} ${date}`).toBe(304)
    const early = { 'if-modified-since': 'Tue, 01 Sep 2020 08:00:00 GMT' }
    expect((await request.get(path, { headers: early })).status(), path).toBe(200)
    const head = await request.head(path)
    expect([head.status(), head.headers().etag, head.headers()['content-type']]).toEqual([
      200,
      etag,
      answer.headers()['content-type'],
    ])
    expect(head.headers()['access-control-allow-origin']).toBe('*')
  }
})

test('a feed leads on until every article was in it, each once', async ({ request }) => {
  const all: string[] = []
  for (let next: string | undefined = '/feeds/all.json'; next; ) {
    const answer: APIResponse = await request.get(next)
    const feed = parseJsonFeed(await answer.text())
    expect(feed.items?.length).toBeLessThanOrEqual(30)
    all.push(...(feed.items ?? []).map(({ id }) => String(id)))
    expect(feed.next_url).toBe(linksOf(answer).get('next'))
    next = linksOf(answer).get('next')
  }
  expect(new Set(all).size).toBe(all.length)
  const sitemap = entriesOf(await (await request.get('/sitemaps/articles.xml')).text())
  expect(all.length).toBe(sitemap.length)
})

test('a correction is in the feed of corrections and above the text, and goes with its article', async ({
  request,
}) => {
  const mark = `corrected-${unique()}`
  const id = await makeDraft(admin, await articleValues(admin, mark))
  await setStatus(admin, id, 'published')
  const told = `It said </script> & "é" ]]> ${mark}`
  const answer = await admin.patch(`/api/articles/${id}`, {
    data: { deck: `Another ${mark}`, correction: told, _status: 'published' },
  })
  expect(answer.status(), await answer.text()).toBe(200)
  const corrections = parseAtomFeed(await (await request.get('/feeds/corrections.atom')).text())
  expect(JSON.stringify(corrections.entries?.[0])).toContain(mark)
  const feed = JSON.parse(await (await request.get('/feeds/all.json')).text())
  const item = feed.items.find(({ title }: { title: string }) => title.includes(mark))
  expect(item.content_html).toMatch(
    /^<p><strong>Correction, \d+ \w+ \d{4}:<\/strong> It said &#x3C;\/script> &#x26; "é" \]\]>/,
  )
  await setStatus(admin, id, 'draft')
  for (const path of ['/feeds/corrections.atom', '/feeds/all.json', '/llms.txt', '/sitemaps/articles.xml'])
    expect(await (await request.get(path)).text(), path).not.toContain(mark)
})

test('the sitemap leads to pages that are there, each as its own canonical address', async ({ request, page }) => {
  const index = await (await request.get('/sitemap.xml')).text()
  expect(sitemapFaults(index, siteUrl)).toEqual([])
  const addresses: string[] = []
  for (const { loc } of entriesOf(index)) {
    const answer = await request.get(pathOf(loc))
    expect([answer.status(), answer.headers()['content-type']], loc).toEqual([200, 'application/xml; charset=utf-8'])
    const text = await answer.text()
    expect(sitemapFaults(text, siteUrl), loc).toEqual([])
    addresses.push(...entriesOf(text).map(({ loc: each }) => each))
  }
  for (const path of ['/', '/ai', '/about', `/articles/${known}`, '/topics/scale', '/authors/editorial-desk'])
    expect(addresses).toContain(siteUrl + path)
  for (const address of addresses) {
    const answer = await request.get(pathOf(address), { maxRedirects: 0 })
    expect(answer.status(), address).toBe(200)
    expect(await answer.text(), address).toContain(`<link rel="canonical" href="${address}"`)
  }
  await page.goto(`/articles/${known}`)
  await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', /index, follow/)
})

test('what machines may do is said in robots.txt and in words, from the settings of the editors', async ({
  request,
  page,
}) => {
  const change = async (data: object) => {
    const answer = await admin.post('/api/globals/site', { data })
    expect(answer.status(), await answer.text()).toBe(200)
  }
  const robots = async () => (await request.get('/robots.txt')).text()
  expect(await robots()).toContain('Content-Signal: search=yes, ai-input=yes, ai-train=no\n')
  try {
    await change({ ai: { search: true, aiInput: false, aiTrain: true }, disallowedCrawlers: [{ name: 'ExampleBot' }] })
    expect(await robots()).toContain('Content-Signal: search=yes, ai-input=no, ai-train=yes\n')
    expect(await robots()).toContain('User-agent: ExampleBot\nDisallow: /\n')
    await expect(async () => {
      await page.goto('/ai')
      await expect(page.locator('#may dd')).toHaveText(['Yes', 'No', 'Yes'], { timeout: 1 })
      await expect(page.locator('#crawlers')).toContainText('ExampleBot', { timeout: 1 })
    }).toPass({ timeout: 15_000 })
  } finally {
    await change({ ai: { search: true, aiInput: true, aiTrain: false }, disallowedCrawlers: [] })
  }
  expect((await robots()).split('\n')).toContain(`Sitemap: ${siteUrl}/sitemap.xml`)
  for (const path of ['/licence', '/about']) {
    await page.goto(path)
    await expect(page.locator('main a[href="/ai"]').first()).toBeVisible()
  }
})

test('an article comes as Markdown to who asks, and every answer says what it depends on', async ({ request }) => {
  const ask = (path: string, accept: string, headers = {}) =>
    request.get(path, { headers: { accept, ...headers }, maxRedirects: 0 })
  const path = `/articles/${known}`
  const markdown = await ask(path, 'text/html;q=0.5, text/markdown')
  expect(markdown.headers()).toMatchObject({
    'content-type': 'text/markdown; charset=utf-8; variant=GFM',
    'content-location': `${path}.md`,
    vary: 'Accept-Encoding, Accept',
  })
  expect(markdown.headers()['x-robots-tag']).toBeUndefined()
  const text = await markdown.text()
  for (const key of ['title', 'url', 'edition', 'modifiedAt', 'licence', 'breaks', 'holds'])
    expect(text).toMatch(new RegExp(`^${key}:`, 'm'))
  const own = await ask(`${path}.md`, '*/*')
  expect([await own.text(), own.headers()['x-robots-tag']]).toEqual([text, 'noindex'])
  expect(linksOf(own).get('canonical')).toBe(siteUrl + path)
  const html = await ask(path, '*/*')
  expect(html.headers()['content-type']).toBe('text/html; charset=utf-8')
  const sights: [string, string, number][] = [
    [path, 'text/html', 200],
    [path, 'application/json', 406],
    ['/articles/nothing-of-that-name', 'text/html', 404],
    ['/articles/nothing-of-that-name', 'text/markdown', 404],
  ]
  for (const [each, accept, status] of sights) {
    const answer = await ask(each, accept)
    expect([answer.status(), answer.headers().vary?.split(', ')], `${each} ${accept}`).toEqual([
      status,
      expect.arrayContaining(['Accept']),
    ])
  }
  for (const answer of [html, markdown]) {
    const accept = answer === html ? 'text/html' : 'text/markdown'
    const again = await ask(path, accept, { 'if-none-match': answer.headers().etag ?? '' })
    expect([again.status(), again.headers().vary]).toEqual([304, 'Accept-Encoding, Accept'])
  }
})

test('icons, manifest, search and the catalogue of APIs are found from the head, and are what they say', async ({
  request,
  page,
}) => {
  const problems: string[] = []
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  await page.goto('/about')
  const manifestPath = await page.locator('link[rel=manifest]').getAttribute('href')
  const manifest = await request.get(manifestPath ?? '')
  expect(manifest.headers()['content-type']).toMatch(/^application\/manifest\+json/)
  const { icons, theme_color: colour } = await manifest.json()
  expect(colour).toMatch(/^#[0-9a-f]{6}$/)
  for (const { src, type } of icons) {
    const icon = await request.get(src)
    expect([icon.status(), icon.headers()['content-type']], src).toEqual([200, type])
  }
  const searchPath = await page.locator('link[rel=search]').getAttribute('href')
  const description = await request.get(searchPath ?? '')
  expect(description.headers()['content-type']).toMatch(/^application\/opensearchdescription\+xml/)
  const catalogue = await request.head('/.well-known/api-catalog')
  expect(linksOf(catalogue).size).toBe(1)
  expect(catalogue.headers().link).toBe(`<${siteUrl}/.well-known/api-catalog>; rel="api-catalog"`)
  expect(catalogue.headers()['content-type']).toContain('application/linkset+json; profile=')
  for (const path of ['/favicon.ico', '/favicon.svg', '/touch-180.png', '/humans.txt', '/llms-full.txt'])
    expect((await request.get(path)).status(), path).toBe(200)
  expect((await request.get('/.well-known/security.txt')).status()).toBe(404)
  const old = await request.get('/security.txt', { maxRedirects: 0 })
  expect([old.status(), old.headers().location]).toEqual([308, `${siteUrl}/.well-known/security.txt`])
  expect(problems).toEqual([])
})
