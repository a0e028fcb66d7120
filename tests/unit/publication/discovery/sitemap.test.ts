import { describe, expect, it } from 'vitest'
import { sitemap, sitemapIndex } from '#publication/discovery/index.ts'
import { entriesOf, sitemapFaults } from '#tests/support/sitemap-faults.ts'

const origin = 'https://example.org'
const now = new Date('2026-11-28T12:00:00Z')
const at = '2026-11-18T10:12:00.000Z'
const page = { loc: `${origin}/articles/a`, lastmod: at }
const faults = (xml: string) => sitemapFaults(xml, origin, now)

describe('a sitemap', () => {
  it('is what the schema asks for, with pictures and without dates that nobody knows', () => {
    const xml = sitemap([
      { ...page, images: [`${origin}/plates/a.0a1b2c3d.3x2.svg`] },
      { loc: `${origin}/about`, lastmod: null },
      { loc: `${origin}/failures?topic=scale&status=open`, lastmod: at },
    ])
    expect(faults(xml)).toEqual([])
    expect(entriesOf(xml)).toEqual([
      page,
      { loc: `${origin}/about`, lastmod: undefined },
      { loc: `${origin}/failures?topic=scale&status=open`, lastmod: at },
    ])
  })

  it('is an index when it leads to others', () => {
    expect(faults(sitemapIndex([page, { loc: `${origin}/sitemaps/topics.xml?after=a_-b`, lastmod: null }]))).toEqual([])
  })
})

describe('the rules of these tests', () => {
  const with_ = (inner: string) =>
    `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">${inner}</urlset>`
  const loc = `<loc>${origin}/a</loc>`
  it.each([
    ['nothing', ''],
    ['another element', '<page/>'],
    ['no address', '<url><lastmod>2026-11-18</lastmod></url>'],
    ['the wrong order', `<url><lastmod>2026-11-18</lastmod>${loc}</url>`],
    ['two addresses', `<url>${loc}${loc}</url>`],
    ['the same address twice', `<url>${loc}</url><url>${loc}</url>`],
    ['another host', '<url><loc>https://elsewhere.example/a</loc></url>'],
    ['a path', '<url><loc>/articles/a</loc></url>'],
    ['spaces in an address', `<url><loc>${origin}/a b</loc></url>`],
    ['a day that is none', `<url>${loc}<lastmod>yesterday</lastmod></url>`],
    ['a day to come', `<url>${loc}<lastmod>2027-01-01</lastmod></url>`],
    ['an image with words', `<url>${loc}<image:image><image:title>x</image:title></image:image></url>`],
  ])('refuse %s', (_, inner) => expect(faults(with_(inner))).not.toEqual([]))

  it('refuse another namespace, another root, and what is no XML', () => {
    expect(faults(`<urlset xmlns="x"><url>${loc}</url></urlset>`)).not.toEqual([])
    expect(faults('<rss/>')).not.toEqual([])
    expect(() => faults('<urlset>')).toThrow()
  })
})
