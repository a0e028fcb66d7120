import { beforeEach, describe, expect, it, vi } from 'vitest'
import { isMachinePath } from '#app/machines/router.ts'
import { housePages } from '#components/house/house-pages.tsx'
import { problemSchema } from '#publication/contract/index.ts'
import { entriesOf, sitemapFaults } from '#tests/support/sitemap-faults.ts'
import { author, topic } from '#tests/unit/components/fixtures.ts'
import { articleId, currentRecord, hostileTitle, origin, secret } from '#tests/unit/publication/contract/records.ts'
import { askMachine } from './ask-machine.ts'

const edition = vi.hoisted(() => ({
  authorsPage: vi.fn(),
  datedRecords: vi.fn(),
  everyArticle: vi.fn(),
  newestMarkdown: vi.fn(),
  newestChange: vi.fn(),
  newestRevision: vi.fn(),
  partOfAll: vi.fn(),
  partsOfAll: vi.fn(),
  siteSettings: vi.fn(),
  topics: vi.fn(),
}))
const settings = vi.hoisted(() => ({ CONTACT_URL: undefined as string | undefined }))
vi.mock('#publication/edition/index.ts', async (original) => ({ ...(await original<object>()), ...edition }))
vi.mock('#platform/env.ts', () => ({ env: () => ({ SITE_URL: origin, INTERNAL_SECRET: secret, ...settings }) }))

const seen = (revision: number) => ({ revision, revisedAt: '2026-11-20T10:00:00.000Z' })
const at = '2026-11-18T10:12:00.000Z'
const site = {
  ai: { search: true, aiInput: true, aiTrain: false },
  crawlers: { disallowed: ['ExampleBot'] },
  contact: { security: null as string | null },
  fediverse: null,
}
const dated = (path: string) => ({ path, updatedAt: at })

beforeEach(() => {
  vi.resetAllMocks()
  settings.CONTACT_URL = undefined
  // Newer than any answer of these tests, so that none is known from the test before.
  edition.newestRevision.mockResolvedValue(1_000)
  edition.siteSettings.mockResolvedValue({ settings: site, ...seen(41) })
  edition.topics.mockResolvedValue({ items: [topic], ...seen(41) })
  edition.authorsPage.mockResolvedValue({ items: [author], ...seen(41) })
  const line = { path: '/articles/a', title: hostileTitle, deck: 'A deck.', decision: 'Decide.' }
  edition.everyArticle.mockResolvedValue({ items: [line], ...seen(40) })
  edition.newestMarkdown.mockResolvedValue({ items: [currentRecord()], count: 1, ...seen(41) })
  edition.newestChange.mockResolvedValue({ updatedAt: at, ...seen(41) })
  const items = [{ ...dated('/articles/a'), plate: currentRecord().plate }]
  edition.partOfAll.mockResolvedValue({ items, ...seen(41) })
  edition.partsOfAll.mockResolvedValue({ parts: [{ after: null, updatedAt: at }], ...seen(40) })
  edition.datedRecords.mockImplementation(async (kind: string) => ({
    items: [dated(`/${kind}/a`), { path: `/${kind}/empty`, updatedAt: null }],
    ...seen(41),
  }))
})

const plain = 'text/plain; charset=utf-8'
const xml = 'application/xml; charset=utf-8'

describe('every file', () => {
  it.each([
    ['/robots.txt', plain, '41'],
    ['/llms.txt', plain, '40'],
    ['/llms-full.txt', plain, '41'],
    ['/humans.txt', plain, '41'],
    ['/sitemap.xml', xml, '40'],
    ['/sitemaps/articles.xml', xml, '41'],
    ['/sitemaps/topics.xml', xml, '41'],
    ['/sitemaps/authors.xml', xml, '41'],
    ['/sitemaps/pages.xml', xml, '41'],
    ['/opensearch.xml', 'application/opensearchdescription+xml', null],
    ['/.well-known/api-catalog', 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"', null],
  ])('%s says what it is and what it shows, and answers 304 and HEAD', async (path, type, revision) => {
    expect(isMachinePath(path)).toBe(true)
    const { status, headers } = await askMachine(path)
    expect([status, headers.get('content-type'), headers.get('x-revision')]).toEqual([200, type, revision])
    expect(headers.get('cache-control')).toMatch(/^public, max-age=\d+/)
    const etag = headers.get('etag') ?? ''
    expect((await askMachine(path, { ifNoneMatch: etag })).status).toBe(304)
    expect((await askMachine(path, { method: 'HEAD' })).headers.get('etag')).toBe(etag)
    expect((await askMachine(path, { method: 'POST' })).status).toBe(405)
  })

  it.each(['/robots', '/robots.txt/', '/sitemap', '/constructor', '/__proto__', '/llms.md', '/articles/a', '/'])(
    '%s is none',
    (path) => expect(isMachinePath(path)).toBe(false),
  )
})

describe('sitemaps', () => {
  it('are sound, and each page has its own date or none', async () => {
    for (const name of ['articles', 'topics', 'authors', 'pages'])
      expect(sitemapFaults((await askMachine(`/sitemaps/${name}.xml`)).text, origin), name).toEqual([])
    expect(entriesOf((await askMachine('/sitemaps/topics.xml')).text)).toEqual([
      { loc: `${origin}/topics/a`, lastmod: at },
      { loc: `${origin}/topics/empty`, lastmod: undefined },
    ])
  })

  it('name every page of the house', async () => {
    const named = entriesOf((await askMachine('/sitemaps/pages.xml')).text).map(({ loc }) => loc.slice(origin.length))
    const sizes = ['100', '1k', '10k', '100k'].map((size) => `/failures/at/${size}`)
    const all = ['/', '/articles', '/failures', ...sizes, '/developers', '/ai', ...housePages.map(({ path }) => path)]
    expect([...named].sort()).toEqual([...all].sort())
  })

  it('are found from their index, articles in parts', async () => {
    const after = { at, id: articleId(1) }
    const parts = [
      { after: null, updatedAt: at },
      { after, updatedAt: '2026-11-19T10:12:00.000Z' },
    ]
    edition.partsOfAll.mockResolvedValue({ parts, ...seen(41) })
    const { text } = await askMachine('/sitemap.xml')
    expect(sitemapFaults(text, origin)).toEqual([])
    const entries = entriesOf(text)
    expect(entries.map(({ loc }) => loc.slice(origin.length).replace(/after=.*/, 'after=…'))).toEqual([
      '/sitemaps/pages.xml',
      '/sitemaps/articles.xml',
      '/sitemaps/articles.xml?after=…',
      '/sitemaps/topics.xml',
      '/sitemaps/authors.xml',
    ])
    expect(entries[2]?.lastmod).toBe('2026-11-19T10:12:00.000Z')
    expect((await askMachine(entries[2]?.loc.slice(origin.length) ?? '')).status).toBe(200)
    expect(edition.partOfAll).toHaveBeenLastCalledWith(after, 5_000)
  })

  it('refuse a part that nobody gave out, and know no others', async () => {
    expect((await askMachine('/sitemaps/articles.xml?after=made-up')).status).toBe(400)
    for (const name of ['constructor', 'articles', 'news.xml'])
      expect((await askMachine(`/sitemaps/${name}`)).status, name).toBe(404)
  })
})

describe('security.txt', () => {
  it('is not there when nobody is named', async () => {
    const { status, headers, text } = await askMachine('/.well-known/security.txt')
    expect([status, headers.get('x-revision')]).toEqual([404, '41'])
    expect(problemSchema.parse(JSON.parse(text)).status).toBe(404)
  })

  it('names whom editors named, else whom the server was set up with', async () => {
    settings.CONTACT_URL = 'mailto:operator@example.org'
    const operator = await askMachine('/.well-known/security.txt')
    expect(operator.text).toContain('Contact: mailto:operator@example.org\n')
    expect([operator.headers.get('content-type'), operator.headers.get('x-revision')]).toEqual([plain, '41'])
    const contact = { security: 'https://example.org/report' }
    edition.siteSettings.mockResolvedValue({ settings: { ...site, contact }, ...seen(42) })
    expect((await askMachine('/.well-known/security.txt')).text).toContain('Contact: https://example.org/report\n')
  })

  it('leads there from where it was once looked for', async () => {
    const { status, headers } = await askMachine('/security.txt')
    expect([status, headers.get('location')]).toEqual([308, `${origin}/.well-known/security.txt`])
  })
})

it('the catalogue of APIs names itself in its head (RFC 9727, 3)', async () => {
  const { headers } = await askMachine('/.well-known/api-catalog', { method: 'HEAD' })
  expect(headers.get('link')).toBe(`<${origin}/.well-known/api-catalog>; rel="api-catalog"`)
})

it('robots.txt asks whom the settings name to stay away', async () => {
  expect((await askMachine('/robots.txt')).text).toContain('User-agent: ExampleBot\nDisallow: /\n')
})
