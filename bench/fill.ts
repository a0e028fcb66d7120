import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { embeddedUrls } from '#payload/start/environment.ts'
import { postmasterOf } from '#payload/start/postgres/orphan.ts'
import { type MadeArticle, madeArticle } from './made-articles.ts'
import { childrenOf, cpuMsOf, endedCpuMsOf } from './process-figures.ts'

/** The database of a site that the bench started. */
export type BenchDatabase = {
  /** Adds articles until there are so many, straight in the public tables. */
  fillTo(count: number): Promise<void>
  /** Makes every answer that was given so far one of before, as a publication does. */
  forget(): Promise<void>
  /** Processor time that Postgres has used so far, all its processes; ms. */
  cpuMs(): number
  close(): Promise<void>
}

const batch = 100

/** Rows of `current` and `findings` as publishing would leave them; Postgres derives the rest. */
const insert = `
with given as (select * from jsonb_to_recordset($1::jsonb) as g (id text, slug text, title text, deck text, call jsonb,
    findings jsonb, body jsonb, text text, digest text, "publishedAt" timestamptz)),
topic as (select id from publication.topics order by position limit 1),
author as (select id from publication.authors limit 1),
edition as (
  insert into publication.editions (article_id, number, digest, canonical, published_at)
  select id, 1, digest, '{}', "publishedAt" from given returning id, article_id),
address as (
  insert into publication.addresses (path, kind, target) select '/articles/' || slug, 'article', id from given),
shown as (
  insert into publication.current (article_id, edition_id, number, digest, slug, path, title, deck, call, takeaways,
    topic_ids, author_ids, media_ids, link_ids, published_at, modified_at, words, reading_minutes, findings, sources, seo,
    cover, body, html, markdown, text)
  select g.id, e.id, 1, g.digest, g.slug, '/articles/' || g.slug, g.title, g.deck, g.call, '[]', array[topic.id],
    array[author.id], '{}', '{}', g."publishedAt", g."publishedAt", 2500, 12, g.findings, '[]', '{}',
    '{"variant":0,"calm":false}', g.body, g.text, g.text, g.text
  from given g join edition e on e.article_id = g.id, topic, author returning article_id)
select count(*) from shown`

const insertFindings = `
insert into publication.findings (article_id, finding_id, position, kind, title, shows, scale, cost, status, answers,
  held_by, users)
select g.id, f.item ->> 'id', f.place - 1, f.item ->> 'kind', f.item ->> 'title', f.item ->> 'shows', f.item ->> 'scale',
  f.item ->> 'cost', f.item ->> 'status', array(select jsonb_array_elements_text(coalesce(f.item -> 'answers', '[]'))),
  array(select jsonb_array_elements_text(coalesce(f.item -> 'heldBy', '[]'))), (f.item ->> 'users')::int
from jsonb_to_recordset($1::jsonb) as g (id text, findings jsonb),
  lateral jsonb_array_elements(g.findings) with ordinality as f (item, place)`

/** Opens the database that lies in a site's data folder. */
export function openDatabase(folder: string): BenchDatabase {
  const { port }: { port: number } = JSON.parse(readFileSync(join(folder, 'postgres.json'), 'utf8'))
  const secrets = JSON.parse(readFileSync(join(folder, 'secrets.json'), 'utf8'))
  const pool = new pg.Pool({ connectionString: embeddedUrls(port, secrets).owner, max: 1 })
  pool.on('error', () => {})
  const postmaster = postmasterOf(join(folder, 'postgres'))

  const add = async (articles: MadeArticle[]) => {
    const given = JSON.stringify(articles)
    await pool.query(insert, [given])
    await pool.query(insertFindings, [given])
  }

  return {
    async fillTo(count) {
      const { rows } = await pool.query<{ count: number }>('select count(*)::int as count from publication.current')
      const there = rows[0]?.count ?? 0
      for (let number = there; number < count; number += batch)
        await add(Array.from({ length: Math.min(batch, count - number) }, (_, at) => madeArticle(number + at)))
      if (there >= count) return
      await pool.query('analyze')
      await this.forget()
    },
    async forget() {
      await pool.query("select publication.journal_append('{}')")
    },
    cpuMs: () =>
      postmaster === null
        ? 0
        : childrenOf(postmaster).reduce((sum, pid) => sum + cpuMsOf(pid), endedCpuMsOf(postmaster)),
    close: () => pool.end(),
  }
}
