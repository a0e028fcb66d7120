import type { Field, FieldHook, PayloadRequest, TextField } from 'payload'
import { slugify } from 'payload/shared'
import { ulid } from 'ulid'
import { slugSchema } from '#publication/article/index.ts'

/** An import brings ids along, so that what is restored elsewhere is the same thing. No request can. */
function broughtAlong(prefix: string, req: PayloadRequest): string | null {
  const { publicId: id, actor } = req.context
  const isCommand = !req.user && typeof actor === 'string'
  return isCommand && typeof id === 'string' && id.startsWith(`${prefix}_`) ? id : null
}

/** A permanent public id: given at creation, never taken from outside, never copied by “duplicate”. */
export function publicId(prefix: 'a' | 't' | 'p' | 'm'): TextField {
  const give: FieldHook = ({ operation, originalDoc, req }) =>
    operation === 'create' || !originalDoc?.publicId
      ? (broughtAlong(prefix, req) ?? `${prefix}_${ulid().toLowerCase()}`)
      : (originalDoc.publicId as string)
  return {
    name: 'publicId',
    type: 'text',
    unique: true,
    index: true,
    admin: { hidden: true },
    hooks: { beforeChange: [give], beforeDuplicate: [() => undefined] },
  }
}

/** Whether the admin saves by itself while somebody writes, and not because they asked for it. */
const isAutosave = (req: PayloadRequest): boolean => String(req.query?.autosave) === 'true'

/** An address part, made from another field while it is empty. */
export function slugFrom(source: string): TextField {
  const fill: FieldHook = ({ value, data, req }) => {
    if (typeof value === 'string' && value.trim() !== '') return value.trim()
    // Not while the title is being written: two seconds after “Que” the address would be /que.
    if (isAutosave(req)) return value
    const text = data?.[source]
    return typeof text === 'string' && text.trim() !== '' ? slugify(text)?.slice(0, 120).replace(/-+$/, '') : value
  }
  return {
    name: 'slug',
    type: 'text',
    unique: true,
    index: true,
    required: true,
    hooks: { beforeValidate: [fill], beforeDuplicate: [({ value }) => (value ? `${value}-copy` : value)] },
    validate: (value: unknown) => {
      const checked = slugSchema.safeParse(value)
      return checked.success || `The slug must be 1 to 120 characters: ${checked.error.issues[0]?.message}.`
    },
    admin: {
      position: 'sidebar',
      description: `The last part of the address; made from the ${source} if left empty. Old addresses keep leading here after a rename.`,
    },
  }
}

/** Who made it: set by the server at creation and never changed. */
export const createdBy: Field = {
  name: 'createdBy',
  type: 'relationship',
  relationTo: 'users',
  admin: { hidden: true },
  access: { create: () => false, update: () => false },
  hooks: {
    beforeChange: [
      ({ operation, req, originalDoc }) =>
        operation === 'create' ? (req.user?.id ?? null) : (originalDoc?.createdBy ?? null),
    ],
  },
}
