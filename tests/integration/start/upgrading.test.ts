import { tmpdir } from 'node:os'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { migrateDatabase } from '#payload/migrate-database.ts'
import { closeReader } from '#platform/db.ts'
import { knownMigrations } from '#platform/known-migrations.ts'
import { parseCanonical } from '#publication/article/index.ts'
import { presentSummary, summaryAnswerSchema } from '#publication/contract/index.ts'
import {
  articleAt,
  articles,
  changesAfter,
  findings,
  putEdition,
  putTopic,
  rebuild,
  search,
} from '#publication/edition/index.ts'
import { type TestDatabase, testDatabase } from '../../support/postgres.ts'
import { pointAt } from '../backup/commands.ts'

const ids = '01k00000000000000000000000'
/** As the code of the migration `checkpoints` wrote it: its findings have no day and, if they break, no cost. */
const canonical = `{"authors":["p_${ids}"],"body":{"children":[{"children":[{"type":"text","value":"See "},{"children":[{"type":"text","value":"the other"}],"title":null,"type":"link","url":"/articles/of-before"},{"type":"text","value":"."}],"type":"paragraph"},{"attributes":{"id":"b1","shows":"Two captures","title":"It breaks"},"children":[{"children":[{"type":"text","value":"So."}],"type":"paragraph"}],"name":"break","type":"containerDirective"},{"attributes":{"answers":"b1","cost":"one table","id":"h1","title":"It holds"},"children":[],"name":"hold","type":"containerDirective"}],"type":"root"},"call":null,"cover":{"calm":false,"variant":0},"deck":"D","findings":[{"heldBy":["h1"],"id":"b1","kind":"break","scale":null,"shows":"Two captures","status":"held","title":"It breaks"},{"answers":["b1"],"cost":"one table","id":"h1","kind":"hold","title":"It holds"}],"id":"a_${ids}","publishedAt":"2026-11-01T00:00:00.000Z","schema":1,"seo":{"description":null,"title":null},"slug":"of-before","sources":[],"takeaways":[],"title":"T","topics":["t_${ids}"]}`
const digest = 'sha256-041ffdbf89a90d86048fc521b3834bba30419f112a433c0531dc7b30f6400821'

const rowsOfThen = `
insert into public.media (public_id, alt, credit, filename, mime_type, width, height, focal_x, focal_y)
  values ('m_${ids}', 'A crack', ' A. Person ', 'x.png', 'image/png', 40, 30, 20, 30);
insert into publication.media (id, filename, mime_type, alt, width, height)
  values ('m_${ids}', 'x.png', 'image/png', 'A crack', 40, 30);
insert into publication.topics values ('t_${ids}', 'then', 'Then', 'seam', 'D', 1);
insert into publication.authors values ('p_${ids}', 'somebody', 'Somebody', 'B', null, '[]');
insert into publication.addresses (path, kind, target) values ('/articles/of-before', 'article', 'a_${ids}'),
  ('/topics/then', 'topic', 't_${ids}'), ('/authors/somebody', 'author', 'p_${ids}');
with edition as (
  insert into publication.editions (article_id, number, digest, canonical, published_at)
    values ('a_${ids}', 1, '${digest}', $text$${canonical}$text$, '2026-11-01T00:00:00Z') returning *
)
insert into publication.current (article_id, edition_id, number, digest, slug, path, title, deck, takeaways, topic_ids,
    author_ids, media_ids, published_at, modified_at, words, reading_minutes, findings, sources, seo, cover, body, html,
    markdown, text)
  select article_id, id, number, digest, 'of-before', '/articles/of-before', 'T', 'D', '[]', array['t_${ids}'],
    array['p_${ids}'], '{}', published_at, created_at, 3, 1, canonical::jsonb -> 'findings', '[]',
    canonical::jsonb -> 'seo', canonical::jsonb -> 'cover', canonical::jsonb -> 'body', '<p>then</p>', 'then', 'then'
  from edition;
insert into publication.findings values
  ('a_${ids}', 'b1', 0, 'break', 'It breaks', 'Two captures', null, null, 'held', '{}', '{h1}'),
  ('a_${ids}', 'h1', 1, 'hold', 'It holds', null, null, 'one table', null, '{b1}', '{}')`

const entry = (verb: string, day: number, more: object = {}) =>
  JSON.stringify({
    actor: '1',
    at: `2026-11-0${day}T08:00:00.000Z`,
    subject: `a_${ids}`,
    verb: `article.${verb}`,
    ...more,
  })
const text = { digest, edition: 1, path: '/articles/first' }
/** What the journal told of it, and an entry that nobody can read. */
const entriesOfThen = [
  entry('published', 1, text),
  entry('moved', 2, { ...text, edition: 2, path: '/articles/of-before' }),
  entry('withdrawn', 3, { ...text, edition: 2, path: '/articles/of-before' }),
  entry('reason-changed', 4),
  entry('reason-changed', 5),
  'not JSON',
]

let database: TestDatabase
let owner: pg.Pool
beforeAll(async () => {
  database = await testDatabase({ isMigrated: false })
  pointAt({ url: database.ownerUrl, mediaFolder: tmpdir() })
  await migrateDatabase(
    database.ownerUrl,
    knownMigrations().filter((name) => name <= '20261124_120000_checkpoints'),
  )
  owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 })
  await owner.query(rowsOfThen)
  for (const one of entriesOfThen) await owner.query('select publication.journal_append($1)', [one])
  await migrateDatabase(database.ownerUrl)
}, 120_000)
afterAll(async () => {
  await closeReader()
  await owner?.end()
  await database?.close()
})

const inOne = <T>(work: (tx: never) => Promise<T>): Promise<T> =>
  drizzle({ client: owner }).transaction((tx) => work(tx as never))

it('what was public before the migrations is, derived anew with its plate, and with what its findings and pictures have got since', async () => {
  const found = await articleAt('of-before')
  if (found.kind !== 'current') throw new Error('not public')
  expect(found.value).toMatchObject({
    html: expect.stringMatching(/the other.*\n.*id="b1"/),
    articles: [],
    plate: { '3x2': expect.stringMatching(/^\/plates\//) },
  })
  const { findings } = summaryAnswerSchema.parse(presentSummary(found.value, 'http://localhost:3999'))
  expect(findings).toMatchObject([{ id: 'b1' }, { id: 'h1', cost: 'one table' }])
  expect(found.value.findings).toMatchObject([{ cost: null }, { verifiedSince: null }])
  const { rows } = await owner.query('select credit, focal_x, focal_y, sizes from publication.media')
  expect(rows).toEqual([{ credit: 'A. Person', focal_x: 20, focal_y: 30, sizes: [] }])
})

it('what the journal told of articles is told as changes, each with the address that it was about', async () => {
  const found = await changesAfter(null, 10)
  // The rows that the upgrade has derived anew are told after them.
  const told = found?.items.filter(({ type }) => type !== 'refreshed')
  expect(
    told?.map(({ position, type, slug, previousSlug, edition }) => [position.seq, type, slug, previousSlug, edition]),
  ).toEqual([
    [1, 'published', 'first', null, 1],
    [2, 'moved', 'of-before', 'first', 2],
    [3, 'withdrawn', 'of-before', null, 2],
    [4, 'withdrawn', 'of-before', null, 2],
    [5, 'withdrawn', 'of-before', null, 2],
  ])
  expect(found?.items[0]).toMatchObject({ at: '2026-11-01T08:00:00.000Z', digest, articleId: `a_${ids}` })
})

it('it is listed by its topic, and found with its findings', async () => {
  expect(await articles({ limit: 9, topic: 'then' })).toMatchObject({ items: [{ slug: 'of-before' }] })
  expect((await findings({ limit: 9, topic: 'then' })).items.map(({ id }) => id)).toEqual(['b1', 'h1'])
  expect((await findings({ limit: 9, q: 'capture' })).items.map(({ id }) => id)).toEqual(['b1'])
  expect((await search({ q: 'breaks', limit: 9 })).items.map(({ kind }) => kind)).toEqual(['finding', 'article'])
})

it('its edition is read, said again without a next one, and derived anew', async () => {
  const article = parseCanonical(canonical)
  expect(await inOne((tx) => putEdition(tx, article, 'system:test'))).toMatchObject({ outcome: 'same', edition: 1 })
  expect(await inOne((tx) => rebuild(tx))).toBe(1)
  const topic = { id: `t_${ids}`, slug: 'now', name: 'Now', loadCase: 'seam', description: 'D', position: 1 } as const
  await inOne((tx) => putTopic(tx, topic, 'system:test'))
  const found = await articleAt('of-before')
  expect(found).toMatchObject({ value: { edition: 1, digest, markdown: expect.stringContaining('topics: [now]') } })
})
