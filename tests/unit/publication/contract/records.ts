import fc from 'fast-check'
import type { Current, Summary } from '#publication/edition/index.ts'
import { keptHtml } from '#tests/support/kept-html.ts'

export const origin = 'https://example.org'
export const secret = 'a secret of thirty-two characters or more'
export const hostileTitle = '</script> & "é" ]]> \u2028 <b>'

const ulidOf = (number: number): string => `01j${String(number).padStart(23, '0')}`

export const articleId = (number: number): string => `a_${ulidOf(number)}`

/** A summary as the edition room gives it; every text that a person writes is hostile. */
export function summaryRecord(number = 1, given: Partial<Summary> = {}): Summary {
  const slug = given.slug ?? `article-${number}`
  return {
    id: articleId(number),
    slug,
    path: `/articles/${slug}`,
    title: hostileTitle,
    deck: hostileTitle,
    call: {
      decision: hostileTitle,
      holdsWhen: 'It is seen.',
      skipWhen: 'It is pure.',
      costOfWrong: 'Two quarters.',
      undo: 'Yes.',
    },
    takeaways: [hostileTitle],
    topics: [{ id: `t_${ulidOf(1)}`, slug: 'scale', path: '/topics/scale', name: 'Scale', loadCase: 'footing' }],
    authors: [
      { id: `p_${ulidOf(1)}`, slug: 'editorial-desk', path: '/authors/editorial-desk', name: 'Editorial Desk' },
    ],
    publishedAt: '2026-09-08T08:00:00.000Z',
    modifiedAt: '2026-11-18T10:12:00.123Z',
    changedAt: '2026-11-18T10:12:00.000Z',
    edition: 3,
    digest: `sha256-${'0f'.repeat(32)}`,
    words: 2840,
    readingMinutes: 13,
    findings: [
      {
        id: 'b1',
        kind: 'break',
        title: hostileTitle,
        shows: null,
        scale: 'first worker crash',
        cost: null,
        status: 'held',
        heldBy: ['h1'],
      },
      { id: 'h1', kind: 'hold', title: hostileTitle, answers: ['b1'], cost: null, verifiedSince: null },
    ],
    cover: { variant: 0, calm: false },
    plate: {
      '3x2': `/plates/${slug}.0a1b2c3d.3x2.svg`,
      '1x1': `/plates/${slug}.0a1b2c3d.1x1.svg`,
      wide: `/plates/${slug}.0a1b2c3d.wide.svg`,
      alt: hostileTitle,
      ground: 'blue',
    },
    ...given,
  }
}

/** An article that others link to. */
export const linkedArticle = {
  id: `a_${ulidOf(8)}`,
  path: '/articles/linked',
  title: hostileTitle,
  deck: 'What it says.',
  findings: [{ id: 'b2', title: 'It breaks' }],
}

/** A whole article with a picture, a link within the site, a fragment, a link outwards, one to an article and one to a draft. */
export function currentRecord(number = 1, given: Partial<Current> = {}): Current {
  const mediaId = `m_${ulidOf(7)}`
  const record: Current = {
    ...summaryRecord(number),
    seo: { title: 'not public', description: null },
    cover: { variant: 2, calm: false },
    sources: [{ title: hostileTitle, publisher: 'Someone', url: 'https://example.com/paper', checkedAt: '2026-11-01' }],
    corrections: [],
    media: [
      {
        id: mediaId,
        path: '/media/queue.png',
        alt: 'A queue',
        width: 800,
        height: 600,
        credit: null,
        focal: null,
        sizes: [{ path: '/media/queue-480x360.png', width: 480, height: 360 }],
      },
    ],
    articles: [linkedArticle],
    body: {
      type: 'root',
      children: [
        {
          type: 'paragraph',
          children: [
            { type: 'text', value: `${hostileTitle} ` },
            { type: 'link', url: '/articles/audit', title: null, children: [{ type: 'text', value: 'inside' }] },
            { type: 'text', value: ' and ' },
            { type: 'link', url: '#b1', title: null, children: [{ type: 'text', value: 'here' }] },
            { type: 'text', value: ' and ' },
            { type: 'link', url: 'https://example.com/', title: null, children: [{ type: 'text', value: 'outside' }] },
            { type: 'text', value: ' and ' },
            {
              type: 'link',
              url: `article:${linkedArticle.id}#b2`,
              title: null,
              children: [{ type: 'text', value: 'there' }],
            },
            { type: 'text', value: ' and ' },
            {
              type: 'link',
              url: `article:a_${ulidOf(9)}`,
              title: null,
              children: [{ type: 'text', value: 'a draft' }],
            },
          ],
        },
        { type: 'paragraph', children: [{ type: 'image', url: `media:${mediaId}`, title: null, alt: '' }] },
        { type: 'leafDirective', name: 'card', attributes: { to: `article:${linkedArticle.id}` }, children: [] },
      ],
    },
    html: '',
    markdown: '---\ntitle: kept\n---\n\nWhole document.\n',
    text: 'Plain text.',
    ...given,
  }
  return { ...record, html: keptHtml(record) }
}

/** Any UTF-16 there is, lone surrogates and control characters among it; far quicker than fast-check's `binary`. */
export const anyText = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0x7f }), fc.integer({ min: 0, max: 0xffff })))
  .map((units) => String.fromCharCode(...units))
