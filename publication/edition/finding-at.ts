import { sql } from 'drizzle-orm'
import type { Finding, LoadCase } from '../article/index.ts'
import type { ListedFinding } from './finding-rows.ts'
import { articlePath, findingPath } from './paths.ts'
import { type Revised, read } from './reads.ts'
import type { Found } from './records.ts'

type InArticle = ListedFinding['article']

/** A finding with all others of its article, in the order of the text. */
export type FindingPlace = { finding: ListedFinding; findings: Finding[] }

/** `missing`: the article is public and has no finding of this id. */
export type FoundFinding = Found<FindingPlace> | { kind: 'missing'; article: InArticle }

type Row = {
  path: string
  gone: boolean
  reason: string | null
  changed_at: string
  article: {
    id: string
    slug: string
    title: string
    published_at: string
    load: LoadCase | null
    findings: Finding[]
  } | null
}

/**
 * What the address of a finding leads to, at whatever slug its article has or had.
 * @param slug of the article
 * @param id of the finding in it, `b1` or `h1`
 */
export async function findingAt(slug: string, id: string): Promise<Revised<FoundFinding>> {
  const { rows, ...seen } = await read<Row>(
    sql`a.path, a.gone, a.reason, a.changed_at,
      (select json_build_object('id', c.article_id, 'slug', c.slug, 'title', c.title, 'published_at', c.published_at,
        'load', (select t.load_case from publication.topics t where t.id = c.topic_ids[1]), 'findings', c.findings) from publication.current c where c.article_id = a.target) as article`,
    sql`from publication.addresses a where a.kind = 'article' and a.path = ${articlePath(slug)} limit 1`,
  )
  const [row] = rows
  if (!row || (!row.article && !row.gone)) return { kind: 'unknown', ...seen }
  if (!row.article) return { kind: 'gone', reason: row.reason, at: new Date(row.changed_at).toISOString(), ...seen }
  const { findings, published_at: publishedAt, ...named } = row.article
  const article: InArticle = {
    id: named.id,
    slug: named.slug,
    path: articlePath(named.slug),
    title: named.title,
    publishedAt: new Date(publishedAt).toISOString(),
    load: named.load ?? 'column',
  }
  const finding = findings.find((each) => each.id === id)
  if (!finding) return { kind: 'missing', article, ...seen }
  if (article.slug !== slug) return { kind: 'moved', to: findingPath(article.slug, id), ...seen }
  return { kind: 'current', value: { finding: { ...finding, article }, findings }, ...seen }
}
