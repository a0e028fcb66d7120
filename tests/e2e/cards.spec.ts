import { expect, test } from '@playwright/test'
import sharp from 'sharp'
import { siteUrl } from './house.ts'
import { cardsOf, type Head, headOf, type Peeked, peek } from './previews.ts'

const articles: { slug: string; images: { og: string }; findings: { url: string; title: string }[] }[] = []

test.beforeAll(async ({ request }) => {
  const { data } = await (await request.get('/api/v1/articles?limit=100')).json()
  articles.push(...data)
  expect(articles.length).toBeGreaterThanOrEqual(12)
})

/** Tags within which all that previews look for must stand, bytes. */
const most = 8_192

async function expectPicture(url: string): Promise<void> {
  const answer = await fetch(url)
  expect([answer.status, answer.headers.get('content-type')], url).toEqual([200, 'image/png'])
  expect(answer.headers.get('cache-control'), url).toBe('public, max-age=31536000, immutable')
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect(bytes.length, url).toBeLessThanOrEqual(100_000)
  expect(await sharp(bytes).metadata(), url).toMatchObject({ width: 1200, height: 630 })
}

/** Whatever is said twice says the same, and everything that previews read is within its first kilobytes. */
function expectSound({ status, whole, url }: Peeked, { title, tags, links }: Head): void {
  expect(status, url).toBe(200)
  const once = tags.filter(({ name }) =>
    /^(og:|article:(?!author|tag)|twitter:|description$|robots$|fediverse:)/.test(name),
  )
  expect(new Set(once.map(({ name }) => name)).size, `${url}: each tag once`).toBe(once.length)
  for (const { name, end } of once) expect(end, `${url}: ${name}`).toBeLessThanOrEqual(most)
  for (const { name, content } of once) expect(content, name).not.toBe('')
  const said = Object.fromEntries(once.map(({ name, content }) => [name, content]))
  for (const name of ['title', 'description', 'image'])
    expect(said[`twitter:${name}`] ?? said[`og:${name}`]).toBe(said[`og:${name}`])
  expect(said['twitter:image:alt']).toBe(said['og:image:alt'])
  expect(said).toMatchObject({
    'og:site_name': 'What breaks. What holds.',
    'og:image:type': 'image/png',
    'og:image:width': '1200',
    'og:image:height': '630',
    'twitter:card': 'summary_large_image',
  })
  expect(title.startsWith(said['og:title'] ?? '?'), `${title} · ${said['og:title']}`).toBe(true)
  const canonical = links.filter(({ rel }) => rel === 'canonical').map(({ href }) => href)
  // What is not to be found by itself leads elsewhere; everything else is where it says.
  if (/noindex/.test(said['robots'] ?? '')) expect(canonical).toHaveLength(1)
  else expect(canonical).toEqual([said['og:url']])
  for (const rel of ['license', 'manifest', 'apple-touch-icon', 'icon'])
    expect(
      links.some((link) => link.rel === rel),
      `${url}: ${rel}`,
    ).toBe(true)
  // Search engines read all of a page.
  const { graph } = headOf(whole)
  expect(graph, url).toMatchObject([{ '@context': 'https://schema.org' }])
}

/** Looks at a page as previews do, prints the cards that they would show, and returns its head. */
async function look(path: string): Promise<Head & { url: string; whole: string }> {
  const peeked = await peek(siteUrl + path)
  const head = headOf(peeked.html)
  expectSound(peeked, head)
  const last = Math.max(...head.tags.filter(({ name }) => /^(og|article|twitter):/.test(name)).map(({ end }) => end))
  const cards = cardsOf(head)
  const lines = cards.map(({ by, title, description, image, more }) =>
    [`  ${by}: ${title}`, description, image, ...more].join('\n    '),
  )
  console.log(`${path} (${peeked.bytes} bytes, tags end at ${last})\n${lines.join('\n')}`)
  for (const { by, title, description, image } of cards) {
    expect(title, `${by}: title of ${path}`).not.toBe('')
    expect(description, `${by}: description of ${path}`).not.toBe('')
    expect(image, `${by}: image of ${path}`).toMatch(new RegExp(`^${siteUrl}/og/[\\w./-]+\\.[0-9a-f]{8}\\.png$`))
  }
  await expectPicture(cards[0]?.image ?? '')
  return { ...head, url: peeked.url, whole: peeked.whole }
}

const contentOf = (head: Head, name: string) => head.tags.find((tag) => tag.name === name)?.content

test('the home page, a topic and an author have a card', async () => {
  const home = await look('/')
  const topic = await look('/topics/scale')
  const author = await look('/authors/editorial-desk')
  expect(contentOf(topic, 'og:image')).toContain('/og/topics/scale.')
  expect(contentOf(home, 'og:image')).toBe(contentOf(author, 'og:image'))
  expect(home.whole).toContain('"SearchAction"')
  expect(topic.whole).toContain('"CollectionPage"')
  expect(author.whole).toContain('"ProfilePage"')
})

test('every article has a card of its own, that the API names as well', async () => {
  test.setTimeout(120_000)
  for (const { slug, images } of articles) {
    const head = await look(`/articles/${slug}`)
    expect(contentOf(head, 'og:image')).toBe(images.og)
    expect(contentOf(head, 'og:type')).toBe('article')
    expect(contentOf(head, 'twitter:label2') ?? contentOf(head, 'twitter:label1')).toBe('Reading time')
    const types = head.links.filter(({ rel }) => rel === 'alternate').map(({ type }) => type)
    expect(types).toEqual([
      'text/markdown',
      'application/json',
      'application/rss+xml',
      'application/atom+xml',
      'application/feed+json',
    ])
  }
})

test('the head of an article comes in the order that previews read, and its facts come last', async () => {
  const { whole: html } = await peek(`${siteUrl}/articles/queue-architecture-async-workloads`)
  const order = [
    'charSet',
    'name="viewport"',
    '<title>',
    'name="description"',
    'rel="canonical"',
    'name="robots"',
    'name="author"',
    'og:type',
    'og:site_name',
    'og:locale',
    'og:url',
    'og:title',
    'og:description',
    'og:image"',
    'og:image:alt',
    'article:published_time',
    'article:modified_time',
    'article:section',
    'article:author',
    'twitter:card',
    'twitter:image:alt',
    'twitter:label1',
    'twitter:label2',
    'rel="alternate"',
    'rel="license"',
    'rel="author"',
    'name="theme-color"',
    'rel="icon"',
    'rel="manifest"',
    'rel="preload"',
    '<style>',
    'application/ld+json',
    '</head>',
  ]
  const places = order.map((mark) => html.indexOf(mark))
  expect(
    places.every((place) => place > 0),
    JSON.stringify(places),
  ).toBe(true)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(html).not.toMatch(/twitter:(title|description|image)"/)
})

test('a finding has a card of its own at its own address', async () => {
  const finding = articles.flatMap(({ findings }) => findings).find(({ url }) => /\.b\d+$/.test(url))
  const path = new URL(finding?.url ?? siteUrl).pathname
  const head = await look(path)
  expect(new URL(head.url).pathname).toBe(path)
  expect(contentOf(head, 'og:image')).toContain(`/og/${path.replace('/failures/', '')}.`)
})

test('oEmbed gives an article and a finding as links', async ({ request }) => {
  const [article] = articles
  const ask = (query: Record<string, string>) => request.get(`/oembed?${new URLSearchParams(query)}`)
  const url = `${siteUrl}/articles/${article?.slug}`
  const answer = await ask({ url, format: 'json' })
  expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/json; charset=utf-8'])
  expect(answer.headers()['access-control-allow-origin']).toBe('*')
  const embed = await answer.json()
  expect(embed).toMatchObject({
    version: '1.0',
    type: 'link',
    thumbnail_url: article?.images.og,
    thumbnail_width: 1200,
  })
  expect(await (await ask({ url, maxwidth: '400' })).json()).not.toHaveProperty('thumbnail_url')
  const finding = await (await ask({ url: article?.findings[0]?.url ?? '' })).json()
  await expectPicture(finding.thumbnail_url)
  expect((await ask({ url: `${siteUrl}/articles/nothing-of-that-name` })).status()).toBe(404)
  expect((await ask({ url: 'https://example.org/' })).status()).toBe(404)
  expect((await ask({ url, format: 'xml' })).status()).toBe(501)
  const problem = await request.get('/oembed')
  expect([problem.status(), problem.headers()['content-type']]).toEqual([400, 'application/problem+json'])
})

test('an address of a picture that no page names is not found', async ({ request }) => {
  for (const path of [
    '/og/nothing.00000000.png',
    `/og/${articles[0]?.slug}.00000000.png`,
    '/og/x',
    '/og/topics/scale.png',
  ])
    expect((await request.get(path)).status(), path).toBe(404)
})
