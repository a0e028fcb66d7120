import type { Correction, Current } from '#publication/edition/index.ts'
import { articleEntry, correctionEntry, type Feed, type FeedFormat, renderFeed } from '#publication/feeds/index.ts'
import { keptHtml } from '#tests/support/kept-html.ts'
import { articleWith, author, nasty, specimen, topic } from '../../components/fixtures.ts'

export const origin = 'https://example.org'
export const hub = 'https://hub.example.org/?a=1&b=2'
/** With characters that XML cannot hold, and how it is to arrive. */
const unspeakable = `${nasty}\u0007\ud800 <b>&amp;</b>`
export const spoken = `${nasty} <b>&amp;</b>`

export const articles: readonly Current[] = [
  articleWith({
    id: 'a_01j00000000000000000000001',
    corrections: [
      { edition: 3, at: '2026-11-19T09:00:00.000Z', text: `It said ${unspeakable}` },
      { edition: 2, at: '2026-10-01T09:00:00.000Z', text: 'It said two.' },
    ],
  }),
  articleWith({
    id: 'a_01j00000000000000000000002',
    path: '/articles/hostile',
    title: unspeakable,
    deck: unspeakable,
    authors: [{ ...author, name: unspeakable }, author],
    topics: [{ ...topic, name: unspeakable }],
    modifiedAt: '2026-11-20T10:12:00.000Z',
    plate: null,
    call: null,
  }),
  specimen(),
]

export const correction: Correction = {
  id: 'a_01j00000000000000000000001.41',
  articleId: 'a_01j00000000000000000000001',
  slug: 'queues',
  path: '/articles/queues',
  title: unspeakable,
  edition: 3,
  at: '2026-11-19T09:00:00.000Z',
  text: `It said ${unspeakable}`,
}

/** A feed with every hostile text in it; `change` replaces what is said of it. */
export const feedOf = (format: FeedFormat, change: Partial<Feed> = {}, given = articles): string =>
  renderFeed(
    {
      of: null,
      title: nasty,
      description: unspeakable,
      home: `${origin}/`,
      self: `${origin}/feeds/all.${format}`,
      origin,
      publisher: 'What breaks. What holds.',
      hub: null,
      pages: { first: null, previous: null, next: null },
      entries: given.map((article) => articleEntry({ ...article, html: keptHtml(article) }, origin)),
      ...change,
    },
    format,
  )

/** The same of corrections. */
export const correctionsOf = (format: FeedFormat): string =>
  feedOf(format, { self: `${origin}/feeds/corrections.${format}`, entries: [correctionEntry(correction, origin)] })

/** A page in the middle of a feed that a hub tells of. */
export const middleOf = (format: FeedFormat): string =>
  feedOf(format, {
    self: `${origin}/feeds/all.${format}?after=x`,
    hub,
    pages: {
      first: `${origin}/feeds/all.${format}`,
      previous: `${origin}/feeds/all.${format}?before=w`,
      next: `${origin}/feeds/all.${format}?after=y`,
    },
  })
