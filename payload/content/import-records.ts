import type { Payload, PayloadRequest } from 'payload'

export type Imported = 'created' | 'updated' | 'unchanged'

const says = (record: object, wanted: object): boolean =>
  Object.entries(wanted).every(([key, value]) => {
    const kept = (record as Record<string, unknown>)[key]
    if (!Array.isArray(value)) return (kept ?? null) === (value ?? null)
    const rows = Array.isArray(kept) ? kept.map(({ id: _id, ...row }) => row) : []
    return JSON.stringify(rows) === JSON.stringify(value)
  })

/** Creates or updates a record found by its slug; one that says the same already is left alone. A dry run only says so. */
export async function importRecord(
  payload: Payload,
  collection: 'topics' | 'authors',
  data: { slug: string } & Record<string, unknown>,
  { isDryRun, ...within }: { context: Record<string, unknown>; req: PayloadRequest; isDryRun: boolean },
): Promise<Imported> {
  const where = { slug: { equals: data.slug } }
  const found = await payload.find({ collection, where, depth: 0, limit: 1, overrideAccess: true, req: within.req })
  const kept = found.docs[0]
  const shared = { collection, overrideAccess: true, ...within } as const
  if (!kept) {
    if (!isDryRun) await payload.create({ ...shared, data: data as never })
    return 'created'
  }
  if (says(kept, data)) return 'unchanged'
  if (!isDryRun) await payload.update({ ...shared, id: kept.id, data: data as never })
  return 'updated'
}
