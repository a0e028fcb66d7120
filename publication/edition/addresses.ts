import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db.ts'
import { addresses, authors, current, topics } from '../tables/index.ts'
import { articlePath } from './paths.ts'
import { PublishError } from './publish-error.ts'

type Kind = (typeof addresses.$inferSelect)['kind']

/** Every path that leads to this id, the one it is at and those it had before. */
export async function addressesOf(tx: Tx, target: string): Promise<string[]> {
  const rows = await tx.select({ path: addresses.path }).from(addresses).where(eq(addresses.target, target))
  return rows.map((row) => row.path)
}

/** The articles that the addresses of these slugs lead to, or led to until they were withdrawn, by slug. */
export async function targetsOfPaths(tx: Tx, slugs: string[]): Promise<Map<string, string>> {
  const bySlug = new Map(slugs.map((slug) => [articlePath(slug), slug]))
  if (bySlug.size === 0) return new Map()
  const rows = await tx
    .select({ path: addresses.path, target: addresses.target })
    .from(addresses)
    .where(and(eq(addresses.kind, 'article'), inArray(addresses.path, [...bySlug.keys()])))
  return new Map(rows.map(({ path, target }) => [bySlug.get(path) ?? '', target]))
}

/** What stands at a path now, as its editors call it. */
async function holderOf(tx: Tx, path: string): Promise<string> {
  const result = await tx.execute<{ name: string | null }>(sql`
    select coalesce(c.title, t.name, p.name) as name from ${addresses} a
    left join ${current} c on c.article_id = a.target
    left join ${topics} t on t.id = a.target
    left join ${authors} p on p.id = a.target
    where a.path = ${path}`)
  return result.rows[0]?.name ?? 'something else'
}

/**
 * Makes a path lead to this id. A path that was given to another id stays with it for as long as that is public: readers
 * who kept the address would land elsewhere. Once the other one is withdrawn or removed the path is free.
 * @throws PublishError naming what stands there
 */
export async function claimAddress(tx: Tx, kind: Kind, target: string, path: string): Promise<void> {
  const row = { kind, target, gone: false, reason: null, changedAt: sql`now()` }
  const claimed = await tx
    .insert(addresses)
    .values({ path, ...row })
    .onConflictDoUpdate({
      target: addresses.path,
      set: row,
      setWhere: sql`${addresses.gone} or ${addresses.target} = ${target}`,
    })
    .returning({ path: addresses.path })
  if (claimed.length > 0) return
  const holder = await holderOf(tx, path)
  throw new PublishError(`The address ${path} leads to “${holder}”, which had it before. Choose another slug.`)
}
