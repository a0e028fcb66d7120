import { sql } from 'drizzle-orm'
import type { Link } from 'mdast'
import { APIError } from 'payload'
import { visit } from 'unist-util-visit'
import type { Tx } from '#platform/db.ts'
import { env } from '#platform/env.ts'
import { type Article, articlePathIn, articleSlugsOf, type Body, referLinks } from '#publication/article/index.ts'
import { isCurrent, targetsOfPaths } from '#publication/edition/index.ts'

/** An address of ours as it was typed. `isWhole`: its path says all that it says. */
type Typed = { slug: string; path: string; isWhole: boolean }

/** What of ours an address names, however it is spelt; null for any other. */
function typedIn(url: string): Typed | null {
  if (!/^(?:https?:\/)?\//i.test(url)) return null
  const site = new URL(env().SITE_URL)
  const { origin, pathname, search, hash } = new URL(url, site)
  if (origin !== site.origin) return null
  const plain = pathname.replace(/\/$/, '')
  const path = articlePathIn(plain + hash) ? plain + hash : plain
  const slug = articlePathIn(path)?.slug
  return slug === undefined ? null : { slug, path, isWhole: search === '' && path === plain + hash }
}

/** The same body with the addresses of our articles as paths, and the links that say more than a path can. */
function withPaths(body: Body): { body: Body; more: { link: Link; typed: Typed }[] } {
  const copy = structuredClone(body)
  const more: { link: Link; typed: Typed }[] = []
  visit(copy, 'link', (link) => {
    const typed = typedIn(link.url)
    if (typed?.isWhole) link.url = typed.path
    else if (typed) more.push({ link, typed })
  })
  return { body: copy, more }
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
 * a draft, the one that it will have. So they follow a rename, and a link to a draft is none in public. One to another
 * place than a finding stays as it was typed for as long as the article is public.
 */
export async function withReferences(article: Article, tx: Tx): Promise<Article> {
  const { body, more } = withPaths(article.body)
  const slugs = [...new Set([...articleSlugsOf(body), ...more.map(({ typed }) => typed.slug)])]
  if (slugs.length === 0) return article
  const known = await targetsOfPaths(tx, slugs)
  const drafts = await draftsOf(
    slugs.filter((slug) => !known.has(slug)),
    tx,
  )
  const idOf = (slug: string): string | null => known.get(slug) ?? drafts.get(slug) ?? null
  for (const { link, typed } of more) {
    const id = idOf(typed.slug)
    if (id !== null && id !== article.id && !(await isCurrent(tx, id))) link.url = typed.path
  }
  return { ...article, body: referLinks(body, idOf) }
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
