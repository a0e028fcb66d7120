import { ArticlePage } from '#components/article/article-page.tsx'
import { EditionPage } from '#components/article/edition-page.tsx'
import { articleWith, author, nasty } from './fixtures.ts'

/** What stands beside an article on its page. */
export const beside = {
  authors: [author],
  history: {
    items: [
      { number: 3, at: '2026-11-18T10:12:00.000Z', changes: 'Break 2 added, open. 40 words more.', isShown: true },
      { number: 2, at: '2026-10-02T10:12:00.000Z', changes: 'New title.', isShown: false },
    ],
    earlier: 1,
  },
  next: ['one', 'two'].map((slug) => articleWith({ id: slug, slug, path: `/articles/${slug}`, title: slug })),
  url: 'https://example.org/articles/queues',
  publication: 'What breaks. What holds.',
}
const corrected = { edition: 3, at: '2026-11-18T10:12:00.000Z', text: nasty }
const pinned = {
  history: beside.history,
  url: 'https://example.org/articles/queues/editions/2',
  json: '/api/v1/articles/a_01j00000000000000000000000/editions/2',
  since: [
    {
      place: '',
      parts: [
        { text: 'Kept. ', change: 'kept' as const },
        { text: nasty, change: 'added' as const },
      ],
    },
    {
      place: nasty,
      parts: [
        { text: 'x'.repeat(900), change: 'kept' as const },
        { text: nasty, change: 'removed' as const },
      ],
    },
  ],
}

/** Pages of editions, and of an article that was corrected. */
export const editionPages = {
  'earlier edition': (
    <EditionPage {...pinned} pinned={articleWith({ edition: 2 })} current={articleWith({ corrections: [corrected] })} />
  ),
  'current edition': <EditionPage {...pinned} since={[]} pinned={articleWith()} current={articleWith()} />,
  'edition of the same words': (
    <EditionPage
      {...pinned}
      since={[]}
      pinned={articleWith({ edition: 1 })}
      current={articleWith({ body: { type: 'root', children: [] } })}
    />
  ),
  'corrected article': <ArticlePage {...beside} article={articleWith({ corrections: [corrected] })} />,
}
