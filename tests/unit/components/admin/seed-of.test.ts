import fc from 'fast-check'
import type { FieldHook } from 'payload'
import { expect, it } from 'vitest'
import { slugFrom } from '#collections/fields.ts'
import { seedOf } from '#components/admin/seed-of.ts'

const [fill] = slugFrom('title').hooks?.beforeValidate ?? []

/** The slug that a save stores for what the form holds. */
const stored = (slug: unknown, title: unknown): unknown =>
  (fill as FieldHook)({ value: slug, data: { title }, req: { query: {} } } as never)

it('the plate is seeded with the slug that the next save stores', () => {
  const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.constantFrom('', ' ', '—', 'A title: “é”'))
  fc.assert(
    fc.property(text, text, (slug, title) => {
      const kept = stored(slug, title)
      expect(seedOf(slug, title)).toBe(typeof kept === 'string' && kept.trim() !== '' ? kept : '')
    }),
  )
})

it('nothing gives no seed', () => {
  for (const nothing of [null, undefined, 7, '', '  ']) expect(seedOf(nothing, nothing)).toBe('')
  expect(seedOf(null, 'x'.repeat(300))).toHaveLength(120)
})
