import type { Payload } from 'payload'
import { z } from 'zod'
import { loadCaseSchema, slugSchema } from '#publication/article/index.ts'

export const topicsFileSchema = z.array(
  z.strictObject({
    slug: slugSchema,
    name: z.string().min(1),
    loadCase: loadCaseSchema,
    description: z.string().min(1),
  }),
)

export const authorsFileSchema = z.array(
  z.strictObject({
    slug: slugSchema,
    name: z.string().min(1),
    bio: z.string().min(1),
    disclosure: z.string().nullish(),
    links: z.array(z.strictObject({ label: z.string().min(1), url: z.url() })).default([]),
  }),
)

export type Imported = 'created' | 'updated' | 'unchanged'

const says = (record: object, wanted: object): boolean =>
  Object.entries(wanted).every(([key, value]) => {
    const kept = (record as Record<string, unknown>)[key]
    if (!Array.isArray(value)) return (kept ?? null) === (value ?? null)
    const rows = Array.isArray(kept) ? kept.map(({ id: _id, ...row }) => row) : []
    return JSON.stringify(rows) === JSON.stringify(value)
  })

/** Creates or updates a record found by its slug; one that says the same already is left alone. */
export async function importRecord(
  payload: Payload,
  collection: 'topics' | 'authors',
  data: { slug: string } & Record<string, unknown>,
  actor: string,
): Promise<Imported> {
  const found = await payload.find({ collection, where: { slug: { equals: data.slug } }, depth: 0, limit: 1 })
  const kept = found.docs[0]
  const shared = { collection, context: { actor }, overrideAccess: true } as const
  if (!kept) {
    await payload.create({ ...shared, data: data as never })
    return 'created'
  }
  if (says(kept, data)) return 'unchanged'
  await payload.update({ ...shared, id: kept.id, data: data as never })
  return 'updated'
}
