import { type SQL, sql } from 'drizzle-orm'

/**
 * Which rows of `corrections k` may be shown beside `current c`: what was withdrawn stays withdrawn, so after an article has
 * come back those of before are not shown.
 */
export const isShown: SQL = sql`k.article_id = c.article_id and k.edition <= c.number
  and (k.edition = c.number or k.edition > coalesce((select max(n.edition) from publication.changes n
    where n.article_id = c.article_id and n.type = 'withdrawn'), 0))`

/** Corrections of the article in `current c` as a column, the newest first. */
export const correctionColumn: SQL = sql`(select coalesce(json_agg(json_build_object('edition', k.edition,
  'at', k.at, 'text', k.text) order by k.seq desc), '[]') from publication.corrections k where ${isShown}) as corrections`
