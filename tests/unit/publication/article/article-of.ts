import {
  type Article,
  canonicalText,
  findingsOf,
  parseCanonical,
  parseDocument,
  sourcesOf,
} from '#publication/article/index.ts'

const front = '---\ntitle: T\ndeck: D\nslug: s\ntopics: [t]\nauthors: [a]\n---\n\n'

/** An article with this body, as an edition says it; `change` replaces fields. */
export function articleOf(markdown: string, change: Partial<Article> = {}): Article {
  const { body } = parseDocument(front + markdown)
  return parseCanonical(
    canonicalText({
      id: 'a_01j00000000000000000000000',
      slug: 'queues',
      title: 'Queues',
      deck: 'Where jobs go',
      call: null,
      takeaways: [],
      topics: ['t_01j00000000000000000000000'],
      authors: ['p_01j00000000000000000000000'],
      publishedAt: '2026-09-08T08:00:00.000Z',
      seo: { title: null, description: null },
      cover: { variant: 0, calm: false },
      findings: findingsOf(body),
      sources: sourcesOf(body),
      body,
      ...change,
    }),
  )
}
