import { sql } from 'drizzle-orm'
import { type Revised, read, summaryColumns } from './reads.ts'
import type { Current, Summary } from './records.ts'
import { type CurrentRow, summaryOf } from './rows.ts'

const count = 3

/**
 * Three articles to read after this one: of its topics first, then those that it links to, then the newest of all; within
 * each the newest first. Never itself, none twice, fewer when there are fewer. One statement, each part by its index.
 */
export async function nextInLine(
  article: Pick<Current, 'id' | 'topics' | 'articles'>,
): Promise<Revised<{ items: Summary[] }>> {
  const topics = article.topics.map(({ id }) => id)
  const linked = article.articles.map(({ id }) => id)
  const newest = sql`order by n.published_at desc, n.article_id desc limit ${count}`
  const others = sql`from publication.current n where n.article_id <> ${article.id}`
  const { rows, ...seen } = await read<CurrentRow>(
    summaryColumns,
    sql`from (
        select article_id, min(place) as place, published_at from (
          (select n.article_id, n.published_at, 1 as place ${others} and n.topic_ids && ${textArray(topics)} ${newest})
          union all
          (select n.article_id, n.published_at, 2 ${others} and n.article_id = any(${textArray(linked)}) ${newest})
          union all
          (select n.article_id, n.published_at, 3 ${others} ${newest})
        ) as candidate
        group by article_id, published_at order by place, published_at desc, article_id desc limit ${count}
      ) as line join publication.current c using (article_id)
      order by line.place, c.published_at desc, c.article_id desc`,
  )
  return { items: rows.map(summaryOf), ...seen }
}

const textArray = (texts: string[]) => sql`${sql.param(texts)}::text[]`
