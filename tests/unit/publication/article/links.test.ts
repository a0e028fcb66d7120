import fc from 'fast-check'
import { toString as textOf } from 'mdast-util-to-string'
import { describe, expect, it } from 'vitest'
import {
  type ArticleRef,
  articleIdsOf,
  articleLinkIn,
  articlePathIn,
  articleSlugsOf,
  type Body,
  bodyOf,
  bodyToMarkdown,
  bodyToText,
  checkBody,
  normalise,
  parseDocument,
  referLinks,
  resolveLinks,
} from '#publication/article/index.ts'
import { arbitraryBody } from '#tests/support/arbitrary-body.ts'
import { propertyRuns } from '#tests/support/arbitrary-line.ts'

const patient = 1_200_000
const runs = { numRuns: propertyRuns }
const front = '---\ntitle: T\ndeck: D\nslug: s\ntopics: [t]\nauthors: [a]\n---\n\n'
const bodyIn = (markdown: string) => parseDocument(front + markdown).body
const media = new Map()
const none = new Map<string, ArticleRef>()

const slugOf = (id: string) => id.replace('_', '-')
const idOf = (slug: string) => (slug.startsWith('a-') ? slug.replace('-', '_') : null)

/** Every article that the body leads to, with the findings that links in random bodies name. */
const publicIn = (body: Body): ReadonlyMap<string, ArticleRef> =>
  new Map(
    articleIdsOf(body).map((id) => [
      id,
      {
        id,
        path: `/articles/${slugOf(id)}`,
        title: 'T',
        deck: 'D',
        findings: ['b1', 'h20'].map((finding) => ({ id: finding, title: 'F' })),
      },
    ]),
  )

describe('references to articles', () => {
  it('become paths and references again, in a body and through a file', { timeout: patient }, () => {
    fc.assert(
      fc.property(arbitraryBody(), (body) => {
        const articles = publicIn(body)
        const resolved = resolveLinks(body, articles)
        expect(articleIdsOf(resolved)).toEqual([])
        expect(bodyOf(resolved, { images: 'file' })).toEqual({ body: resolved, issues: [] })
        expect(articleSlugsOf(resolved).filter(idOf)).toEqual([...articles.keys()].map(slugOf))
        expect(referLinks(resolved, idOf)).toEqual(body)
        expect(referLinks(bodyIn(bodyToMarkdown(body, { media, articles })), idOf)).toEqual(body)
      }),
      runs,
    )
  })

  it('leave their words, and no trace, where no article is public', { timeout: patient }, () => {
    const wordsIn = (body: Body) => textOf(body).replaceAll(/\s/g, '')
    fc.assert(
      fc.property(arbitraryBody(), (body) => {
        const resolved = resolveLinks(body, none)
        expect(JSON.stringify(resolved)).not.toMatch(/"article:a_/)
        expect(wordsIn(resolved)).toBe(wordsIn(body))
        expect(bodyOf(resolved, { images: 'file' })).toEqual({ body: resolved, issues: [] })
        expect(bodyIn(bodyToMarkdown(body, { media, articles: none }))).toEqual(resolved)
      }),
      runs,
    )
  })

  const id = `a_${'0'.repeat(26)}`
  const other = `a_${'1'.repeat(26)}`
  const known = { id, path: '/articles/x', title: 'Title', deck: 'Deck', findings: [{ id: 'b1', title: 'F' }] }
  const articles = new Map([[id, known]])
  const shown = { media, articles }

  it.each([
    ['a link', `[w](article:${id})`, '[w](/articles/x)\n'],
    ['a link to a finding', `[w](article:${id}#b1)`, '[w](/articles/x#b1)\n'],
    ['a link to a finding that is gone', `[w](article:${id}#h1)`, '[w](/articles/x)\n'],
    ['two links to one address', `[v](article:${id})[w](article:${id}#h1)`, '[vw](/articles/x)\n'],
    ['a link beside a path', `[v](article:${id})[w](/articles/x)`, '[vw](/articles/x)\n'],
    ['a link to a draft', `a [**v** w](article:${other}) b`, 'a **v** w b\n'],
    ['a link in a link’s place', `| a |\n| - |\n| [w](article:${other}) |`, '| a |\n| - |\n| w |\n'],
    ['a card', `::card{to="article:${id}#b1"}`, '::card{to="/articles/x#b1"}\n'],
    ['a card of a draft', `a\n\n::card{to="article:${other}"}\n\nb`, 'a\n\nb\n'],
    [
      'a card of a draft in a finding',
      `:::break{#b1 title="t"}\n::card{to="article:${other}"}\n:::`,
      ':::break{#b1 title="t" status="open"}\n:::\n',
    ],
  ])('become paths: %s', (_, given, written) => {
    expect(bodyToMarkdown(bodyIn(given), shown)).toBe(written)
  })

  it('are kept where nothing is known of articles', () => {
    const markdown = `[w](article:${id}#b1)\n\n::card{to="article:${id}"}\n`
    expect(bodyToMarkdown(bodyIn(markdown))).toBe(markdown)
    expect(articleIdsOf(bodyIn(`${markdown}\n[v](article:${other})`))).toEqual([id, other])
  })

  it('can leave cards to whoever looks them up', () => {
    const body = bodyIn(`[w](article:${other})\n\n::card{to="article:${other}"}`)
    expect(bodyToMarkdown(resolveLinks(body, none, { cards: 'keep' }))).toBe(`w\n\n::card{to="article:${other}"}\n`)
  })

  it('read as text with the title and the address of their article', () => {
    expect(bodyToText(bodyIn(`::card{to="article:${id}#b1"}`), shown)).toBe('Title\nBreak 1: F\n/articles/x#b1\n')
    expect(bodyToText(bodyIn(`::card{to="article:${other}"}`), shown)).toBe('')
  })

  it('are stored, and paths of cards are not', () => {
    const card = (to: string) => ({
      type: 'root',
      children: [{ type: 'leafDirective', name: 'card', attributes: { to }, children: [] }],
    })
    expect(checkBody(card(`article:${id}`))).toEqual([])
    expect(checkBody(card('/articles/x'))).toMatchObject([{ message: expect.stringMatching(/is no article/) }])
    expect(bodyToMarkdown(normalise(card(`article:${id}`)))).toBe(`::card{to="article:${id}"}\n`)
  })

  it.each([
    'article:a_x',
    `article:${id}#`,
    `article:${id}#b0`,
    `article:${id}#x`,
    `ARTICLE:${id}x`,
    `article:${id}/..`,
    `article:m_${'0'.repeat(26)}`,
    'article:__proto__',
    `article:${id}\n`,
  ])('are refused in another form: %j', (url) => {
    expect(articleLinkIn(url)).toBeNull()
    const link = { type: 'link', url, children: [{ type: 'text', value: 'w' }] }
    const issues = checkBody({ type: 'root', children: [{ type: 'paragraph', children: [link] }] })
    expect(issues).toMatchObject([{ message: expect.stringMatching(/is not allowed; use https/) }])
  })

  it.each([
    '/articles/',
    '/articles/A',
    '/articles/a/b',
    '/articles/a?b',
    '/articles/a#c',
    '/topics/a',
    `/articles/a\n`,
  ])('are not made of other paths: %j', (url) => {
    expect(articlePathIn(url)).toBeNull()
  })
})
