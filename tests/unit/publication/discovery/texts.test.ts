import fc from 'fast-check'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { toString as wordsIn } from 'mdast-util-to-string'
import { describe, expect, it } from 'vitest'
import {
  apiCatalog,
  humansText,
  llmsFullText,
  llmsText,
  openSearch,
  robotsText,
  securityText,
} from '#publication/discovery/index.ts'
import { topic } from '#tests/unit/components/fixtures.ts'
import { hostileTitle } from '#tests/unit/publication/contract/records.ts'
import { all, parsedXml, textIn } from '#tests/unit/publication/feeds/parsed-xml.ts'

const origin = 'https://example.org'
const settings = { ai: { search: true, aiInput: true, aiTrain: false }, crawlers: { disallowed: [] as string[] } }

describe('robots.txt', () => {
  it('says what machines may do, from the settings', () => {
    expect(robotsText(settings, origin)).toBe(
      [
        `# What is asked here, in words: ${origin}/ai`,
        'User-agent: *',
        'Content-Signal: search=yes, ai-input=yes, ai-train=no',
        'Allow: /',
        'Allow: /api/v1/',
        'Disallow: /admin',
        'Disallow: /api/',
        'Disallow: /preview',
        '',
        `Sitemap: ${origin}/sitemap.xml`,
        '',
      ].join('\n'),
    )
    const other = robotsText({ ...settings, ai: { search: false, aiInput: false, aiTrain: true } }, origin)
    expect(other).toContain('Content-Signal: search=no, ai-input=no, ai-train=yes')
  })

  it('asks each crawler that editors named to stay away, in a group of its own', () => {
    const text = robotsText({ ...settings, crawlers: { disallowed: ['ExampleBot', 'Other-Bot'] } }, origin)
    expect(text).toContain('\n\nUser-agent: ExampleBot\nDisallow: /\n\nUser-agent: Other-Bot\nDisallow: /\n\n')
  })

  it('lets no name begin a line', () => {
    const disallowed = ['A\nAllow: /secret', 'B\r\nUser-agent: *', '', 'a b', 'x'.repeat(101)]
    expect(robotsText({ ...settings, crawlers: { disallowed } }, origin)).toBe(robotsText(settings, origin))
  })
})

describe('llms.txt', () => {
  const site = { name: 'What breaks. What holds.', deck: 'Written for CTOs.', origin }
  const line = { path: '/articles/a', title: 'Queues', deck: 'A deck.', decision: null }

  it('has a title, a sentence, and every article with its Markdown and its call', () => {
    const text = llmsText(
      site,
      [
        { ...line, decision: 'Decide.' },
        { ...line, path: '/articles/b' },
      ],
      [topic],
    )
    const { children } = fromMarkdown(text)
    expect(children.slice(0, 3).map(({ type }) => type)).toEqual(['heading', 'blockquote', 'paragraph'])
    expect(children.filter(({ type }) => type === 'heading').map((node) => wordsIn(node))).toEqual([
      site.name,
      'Teardowns',
      'Topics',
      'For programs',
      'Optional',
    ])
    expect(text).toContain(
      `- [Queues](${origin}/articles/a.md): Decide.\n- [Queues](${origin}/articles/b.md): A deck.\n`,
    )
    expect(text).toContain(`- [Scale](${origin}/topics/scale): `)
  })

  it('leaves out what there is nothing of', () => {
    expect(llmsText(site, [], [])).not.toMatch(/## (Teardowns|Topics)/)
  })

  it('keeps every title in its line, as the words that it is', () => {
    const title = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.constant(hostileTitle),
      fc.constant('[x](y) # *z*\n\n# no'),
    )
    fc.assert(
      fc.property(title, title, (given, decision) => {
        const text = llmsText(site, [{ ...line, title: `a${given}z`, decision }], [])
        const lines = text.split('\n').filter((each) => each.startsWith('- [a'))
        expect(lines).toHaveLength(1)
        const [list] = fromMarkdown(text).children.filter(({ type }) => type === 'list')
        const links = JSON.stringify(list).match(/"url":"[^"]*"/g)
        expect(links).toEqual([`"url":"${origin}/articles/a.md"`])
      }),
    )
  })

  it('is whole in another file, up to where that would be too long', () => {
    const article = (path: string) => ({
      path,
      title: path,
      markdown: `---\ntitle: ${path}\n---\n\n${'x'.repeat(50)}\n`,
    })
    const given = ['/articles/a', '/articles/b', '/articles/c'].map(article)
    const all_ = llmsFullText(site, given, 3, 10_000)
    expect(all_).toContain('Every teardown, newest first: 3.')
    for (const { path } of given) expect(all_).toContain(`Source: ${origin}${path}\n\n---\n`)
    const cut = llmsFullText(site, given, 7, 250)
    expect(cut).toContain('The newest 2 of 7 teardowns.')
    expect(cut).not.toContain('/articles/c')
  })
})

describe('security.txt', () => {
  const now = new Date('2026-11-28T12:00:00Z')
  it('has what RFC 9116 asks for', () => {
    expect(securityText('mailto:desk@example.org', origin, now)).toBe(
      [
        'Contact: mailto:desk@example.org',
        'Expires: 2027-06-01T00:00:00Z',
        'Preferred-Languages: en',
        'Canonical: https://example.org/.well-known/security.txt',
        '',
      ].join('\n'),
    )
  })

  it('is good for half a year at least and less than a year, whatever the day, and the same all month', () => {
    const day = fc.date({ min: new Date('2026-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(day, (given) => {
        const text = securityText('https://example.org/report', origin, given) ?? ''
        const ahead = (Date.parse(/Expires: (.*)/.exec(text)?.[1] ?? '') - given.getTime()) / 86_400_000
        expect(ahead).toBeGreaterThan(180)
        expect(ahead).toBeLessThan(365)
        const first = new Date(Date.UTC(given.getUTCFullYear(), given.getUTCMonth(), 1))
        expect(securityText('https://example.org/report', origin, first)).toBe(text)
      }),
    )
  })

  it.each(['', 'http://example.org/', 'javascript:alert(1)', 'desk@example.org'])(
    'is nothing when %j is all there is',
    (contact) => {
      expect(securityText(contact, origin, now)).toBeNull()
    },
  )

  it('keeps a contact in its line', () => {
    expect(securityText('https://example.org/a\nPolicy: x', origin, now)?.split('\n')).toHaveLength(5)
  })
})

describe('other files', () => {
  it('the catalogue of APIs is a linkset', () => {
    const { linkset } = JSON.parse(apiCatalog(origin))
    expect(linkset[0]).toMatchObject({
      anchor: `${origin}/.well-known/api-catalog`,
      item: [{ href: `${origin}/api/v1` }],
    })
    expect(linkset[1]).toMatchObject({
      anchor: `${origin}/api/v1`,
      'service-desc': [{ href: `${origin}/api/v1/openapi.json` }],
      'service-doc': [{ href: `${origin}/developers` }],
    })
  })

  it('the description of the search is what OpenSearch 1.1 asks for', () => {
    const root = parsedXml(openSearch('What breaks', 'x & <y>'.repeat(2), origin))
    expect(root).toMatchObject({
      name: 'OpenSearchDescription',
      attributes: { xmlns: 'http://a9.com/-/spec/opensearch/1.1/' },
    })
    expect(textIn(root, 'ShortName').length).toBeLessThanOrEqual(16)
    expect(all(root, 'Url')[0]?.attributes['template']).toBe(`${origin}/search?q={searchTerms}`)
  })

  it('humans.txt names who writes, each in a line', () => {
    const text = humansText([{ name: 'Editorial\nDesk', path: '/authors/editorial-desk' }], { contact: null, origin })
    expect(text.split('\n').slice(0, 3)).toEqual(['/* TEAM */', `Editorial Desk: ${origin}/authors/editorial-desk`, ''])
  })
})
