import canonicalize from 'canonicalize'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#platform/db.ts'
import { addJob } from '#platform/queue/index.ts'
import { append } from '../journal/index.ts'
import { type SiteSettings, site } from '../tables/index.ts'
import { beginChange } from './dependents.ts'
import { type Revised, read } from './reads.ts'

export type { SiteSettings } from '../tables/index.ts'

const optionalText = z
  .string()
  .nullish()
  .transform((value) => value?.trim() || null)

const documentSchema = z.object({
  ai: z
    .object({ search: z.boolean().nullish(), aiInput: z.boolean().nullish(), aiTrain: z.boolean().nullish() })
    .nullish(),
  disallowedCrawlers: z.array(z.object({ name: z.string() })).nullish(),
  securityContact: optionalText,
  fediverse: optionalText,
})

/** Settings as a stored document says them; what it leaves out is as it is in the beginning. @throws for what is no such document */
export function readSettings(document: unknown): SiteSettings {
  const { ai, disallowedCrawlers, securityContact, fediverse } = documentSchema.parse(document ?? {})
  const names = new Map((disallowedCrawlers ?? []).map(({ name }) => [name.toLowerCase(), name]))
  return {
    ai: { search: ai?.search ?? true, aiInput: ai?.aiInput ?? true, aiTrain: ai?.aiTrain ?? false },
    crawlers: { disallowed: [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => name) },
    contact: { security: securityContact },
    fediverse,
  }
}

/** Settings of a publication whose editors have not changed them. */
const atFirst = readSettings({})

/** The settings of the site, as its editors left them. */
export async function siteSettings(): Promise<Revised<{ settings: SiteSettings }>> {
  const { rows, ...seen } = await read<{ settings: SiteSettings }>(sql`s.settings`, sql`from publication.site s`)
  return { settings: rows[0]?.settings ?? atFirst, ...seen }
}

/** Makes settings public: says so in the journal and owes a purge when they changed. */
export async function putSite(tx: Tx, settings: SiteSettings, actor: string): Promise<void> {
  await beginChange(tx)
  const [found] = await tx.select().from(site)
  if (canonicalize(found?.settings ?? atFirst) === canonicalize(settings)) return
  await tx.insert(site).values({ settings }).onConflictDoUpdate({ target: site.isOnly, set: { settings } })
  const seq = await append(tx, { verb: 'site.changed', subject: 'site', actor })
  await addJob(tx, 'purge', { seq, tags: ['site'], paths: ['/ai'], expire: false })
}
