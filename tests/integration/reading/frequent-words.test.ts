import { afterAll, beforeAll, expect, it } from 'vitest'
import { type FindingPosition, findings, search } from '#publication/edition/index.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'

/** More than are ever weighed or sorted; the word “often” is in all of them, “seldom” in every hundredth. */
const articles = 500
const perArticle = 3

const rows = `
with made as (
  insert into publication.editions (article_id, number, digest, canonical, published_at)
  select 'a_' || lpad(n::text, 26, '0'), 1, 'sha256-' || repeat('0', 64), '{}', timestamptz '2026-01-01Z' + n * interval '1 h'
  from generate_series(1, ${articles}) as n returning *
)
insert into publication.current (article_id, edition_id, number, digest, slug, path, title, deck, takeaways, topic_ids,
    author_ids, media_ids, link_ids, published_at, modified_at, words, reading_minutes, findings, sources, seo, cover, body,
    html, markdown, text)
  select article_id, id, 1, digest, 's-' || n, '/articles/s-' || n, case n when 7 then 'Often' else 'T' end, 'It happens often.',
    '[]', '{}', '{}', '{}', '{}', published_at, created_at, 1, 1, '[]', '[]', '{}', '{}', '{"type":"root","children":[]}', '', '',
    case when n % 100 = 0 then 'seldom ' else '' end || case when n = 3 then 'way example' else 'example of another way' end
  from made, lateral (select right(article_id, 10)::int as n) as numbered;
insert into publication.findings (article_id, finding_id, position, kind, title, scale, status, answers, held_by)
  select article_id, 'b' || n, n, 'break',
    case when n = 1 and slug like '%00' then 'Seldom, not often' else 'It fails often' end, '10k', 'open', '{}', '{}'
  from publication.current, generate_series(1, ${perArticle}) as n;
analyze publication.findings`

let publication: TestPublication
beforeAll(async () => {
  publication = await openPublication()
  await publication.owner.query(rows)
}, 120_000)
afterAll(() => publication?.close())

it.each([{ q: 'often' }, { scale: '10 000' }, { q: 'often', scale: '10k', status: 'open' as const }, {}])(
  'lists every finding once, in order: %o',
  async (query) => {
    const seen: string[] = []
    let after: FindingPosition | undefined
    do {
      const page = await findings({ limit: 100, after, ...query })
      seen.push(...page.items.map(({ id, article }) => `${article.slug}.${id}`))
      after = page.next ?? undefined
    } while (after)
    const all = Array.from({ length: articles }, (_, index) => articles - index).flatMap((number) =>
      Array.from({ length: perArticle }, (_, index) => `s-${number}.b${index + 1}`),
    )
    expect(seen).toEqual(all)
  },
)

it('of a common word the newest are weighed, and an old title still comes first', async () => {
  const { items } = await search({ q: 'often', limit: 50 })
  expect(items.every(({ kind }) => kind === 'finding')).toBe(true)
  const later = await search({ q: 'often', limit: 50, after: 50 })
  const slugs = later.items.map((item) => item.kind === 'article' && item.slug)
  expect(slugs.slice(0, 3)).toEqual(['s-7', 's-500', 's-499'])
  expect(slugs).toHaveLength(40)
  expect(later.next).toBeNull()
})

it('of a rare word all are found, and of two words those that have both', async () => {
  const { items } = await search({ q: 'seldom often', limit: 50 })
  expect(
    items.map((item) => (item.kind === 'finding' ? item.article.slug : item.kind === 'article' && item.slug)),
  ).toEqual(['s-500', 's-400', 's-300', 's-200', 's-100', 's-500', 's-400', 's-300', 's-200', 's-100'])
})

it('a phrase of common words is found in an old text as well', async () => {
  expect((await search({ q: 'way example', limit: 9 })).items).toHaveLength(9)
  expect((await search({ q: '"way example"', limit: 9 })).items).toMatchObject([{ kind: 'article', slug: 's-3' }])
})
