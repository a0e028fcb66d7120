import fc from 'fast-check'
import { parseFragment, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { expect, it } from 'vitest'
import { headRank } from '#platform/door/head-order.ts'

/** The head of an article, in the order that previews, search engines and browsers are served best by. */
const inOrder = [
  '<meta charset="utf-8">',
  '<meta name="viewport" content="width=device-width">',
  '<title>Queues</title>',
  '<meta name="description" content="a">',
  '<link rel="canonical" href="/a">',
  '<meta name="robots" content="index">',
  '<meta name="author" content="Desk">',
  '<meta property="og:type" content="article">',
  '<meta property="og:site_name" content="a">',
  '<meta property="og:locale" content="en_GB">',
  '<meta property="og:url" content="/a">',
  '<meta property="og:title" content="a">',
  '<meta property="og:description" content="a">',
  '<meta property="og:image" content="/a.png">',
  '<meta property="article:published_time" content="a">',
  '<meta property="article:modified_time" content="a">',
  '<meta property="article:section" content="a">',
  '<meta property="article:author" content="a">',
  '<meta name="twitter:card" content="summary_large_image">',
  '<meta name="twitter:image:alt" content="a">',
  '<meta name="twitter:label1" content="a">',
  '<meta name="fediverse:creator" content="@a@b">',
  '<meta name="something-new" content="a">',
  '<link rel="alternate" type="text/markdown" href="/a.md">',
  '<link rel="license" href="/licence">',
  '<link rel="author" href="/a">',
  '<link rel="something-new" href="/a">',
  '<meta name="theme-color" content="#fff">',
  '<link rel="icon" href="/favicon.svg">',
  '<link rel="preload" href="/a.woff2">',
  '<script>line</script>',
  '<style>a{}</style>',
  '<script src="/a.js"></script>',
  '<script type="application/ld+json">{}</script>',
]

const elementOf = (html: string) => parseFragment(html).childNodes[0] as Tree.Element
const rankOf = (html: string) => headRank(elementOf(html))

it('a head comes in its order, however it was written', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(inOrder, { minLength: inOrder.length }), (shuffled) => {
      expect(shuffled.toSorted((a, b) => rankOf(a) - rankOf(b))).toEqual(inOrder)
    }),
    { numRuns: 20 },
  )
})

it('a picture stays together with what is said of it', () => {
  const said = ['og:image', 'og:image:type', 'og:image:width', 'og:image:height', 'og:image:alt']
  expect(new Set(said.map((name) => rankOf(`<meta property="${name}" content="a">`))).size).toBe(1)
})

it.each(['<link rel="shortcut icon" href="a">', '<link rel="apple-touch-icon" href="a">'])(
  '%s is where icons are',
  (html) => expect(rankOf(html)).toBe(rankOf('<link rel="icon" href="a">')),
)

it('a manifest is behind the icons', () =>
  expect(rankOf('<link rel="manifest" href="a">')).toBe(rankOf('<link rel="icon" href="a">') + 1))

it.each(['<link rel="stylesheet" href="a">', '<base href="/">', '<noscript></noscript>'])('%s has a place', (html) => {
  expect(rankOf(html)).toBeGreaterThanOrEqual(0)
})
