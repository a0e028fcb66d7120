import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { articles, search } from '#publication/edition/index.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { breaks, writtenIn } from './written.ts'

let publication: TestPublication
let written: ReturnType<typeof writtenIn>
beforeAll(async () => {
  publication = await openPublication()
  written = writtenIn(publication.payload)
}, 120_000)
afterAll(() => publication?.close())

const tables = ['listings', 'article_heads', 'article_texts', 'word_trigrams']

describe.each(['app', 'reader'] as const)('the login %s', (login) => {
  let pool: pg.Pool
  beforeAll(() => {
    pool = new pg.Pool({ connectionString: publication.urls[login], max: 1 })
  })
  afterAll(() => pool?.end())

  it.each(tables)('reads %s, and may not write it', async (table) => {
    await pool.query(`select * from publication.${table} limit 1`)
    for (const text of [`delete from publication.${table}`, `insert into publication.${table} default values`])
      await expect(pool.query(text)).rejects.toThrow('permission denied')
  })

  it('may not index an article by itself', async () => {
    await expect(pool.query(`select publication.index_article('a')`)).rejects.toThrow('permission denied')
  })
})

async function rowsOf(articleId: string): Promise<number[]> {
  const counts = tables.slice(0, 3).map(async (table) => {
    const { rows } = await publication.owner.query(`select from publication.${table} where article_id = $1`, [
      articleId,
    ])
    return rows.length
  })
  return Promise.all(counts)
}

it('come and go with the article', async () => {
  const { id, publicId } = await written.write(breaks(1))
  expect(await rowsOf(publicId)).toEqual([3, 1, 1])
  await written.withdraw(id)
  expect(await rowsOf(publicId)).toEqual([0, 0, 0])
})

it('follow an article from one topic to another', async () => {
  const { id, slug, topics } = await written.write(breaks(1))
  const other = await written.write(breaks(1))
  await publication.payload.update({
    collection: 'articles',
    id,
    data: { topics: other.topics, _status: 'published' } as never,
    context: { actor: 'system:test' },
  })
  const listed = async (topic: unknown) =>
    (await articles({ limit: 9, topic: await written.topicSlug(topic) })).items.map((item) => item.slug)
  expect(await listed(topics[0])).toEqual([])
  expect((await listed(other.topics[0])).sort()).toEqual([slug, other.slug].sort())
})

it('a text of more words than Postgres can index is found by its title', async () => {
  const { publicId, slug } = await written.write(breaks(1), { title: 'Leviathan' })
  await publication.owner.query(
    `update publication.current set text = (select string_agg(repeat('語', 30) || n, ' ') from generate_series(10001, 30000) as n)
     where article_id = $1`,
    [publicId],
  )
  expect((await search({ q: 'leviathan', limit: 9 })).items).toMatchObject([{ slug }])
  expect((await search({ q: `${'語'.repeat(30)}10001`, limit: 9 })).items).toEqual([])
})
