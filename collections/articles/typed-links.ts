import { sql } from 'drizzle-orm'
import { APIError } from 'payload'
import { visit } from 'unist-util-visit'
import type { Tx } from '#platform/db.ts'
import { env } from '#platform/env.ts'
import { type Article, articleSlugsOf, type Body, referLinks } from '#publication/article/index.ts'
import { targetsOfPaths } from '#publication/edition/index.ts'

/** The same body with the whole addresses of our articles as paths. */
function withPaths(body: Body): Body {
  const copy = structuredClone(body)
  const start = `${env().SITE_URL}/articles/`
  visit(copy, 'link', (link) => {
    if (link.url.startsWith(start)) link.url = link.url.slice(env().SITE_URL.length)
  })
  return copy
}

/** Public ids of articles that are not public, by the slug that they will have. */
async function draftsOf(slugs: string[], tx: Tx): Promise<Map<string, string>> {
  if (slugs.length === 0) return new Map()
  const { rows } = await tx.execute<{ slug: string; public_id: string }>(
    sql`select slug, public_id from public.articles where slug in ${slugs}`,
  )
  return new Map(rows.map((row) => [row.slug, row.public_id]))
}

/**
 * The article with links by reference wherever an editor typed an address of ours: one that an article has or had, or, of
 * a draft, the one that it will have. So they follow a rename, and a link to a draft is none in public.
 */
export async function withReferences(article: Article, tx: Tx): Promise<Article> {
  const body = withPaths(article.body)
  const slugs = articleSlugsOf(body)
  if (slugs.length === 0) return article
  const known = await targetsOfPaths(tx, slugs)
  const drafts = await draftsOf(
    slugs.filter((slug) => !known.has(slug)),
    tx,
  )
  return { ...article, body: referLinks(body, (slug) => known.get(slug) ?? drafts.get(slug) ?? null) }
}

/**
 * @param ids public ids of the articles that a document links to, by Payload's
 * @throws APIError 409 naming those that lie in the trash
 */
export async function refuseTrashed(ids: ReadonlyMap<number, string>, tx: Tx): Promise<void> {
  if (ids.size === 0) return
  const { rows } = await tx.execute<{ title: string | null }>(
    sql`select title from public.articles where id in ${[...ids.keys()]} and deleted_at is not null order by id`,
  )
  if (rows.length === 0) return
  const titles = rows.map(({ title }) => `“${title ?? 'an article without a title'}”`).join(', ')
  const words = `This article links to ${titles}, which lies in the trash. Take the link away, or restore that article.`
  throw new APIError(words, 409, undefined, true)
}
