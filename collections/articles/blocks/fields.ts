import type { DateField, Field, RichTextField, TextField, UIField } from 'payload'

/** What writes the rich text inside a block. */
export type Editor = NonNullable<RichTextField['editor']>

type More = Partial<Pick<TextField, 'required' | 'validate'>> & { condition?: (siblings: unknown) => boolean }

/** One line of plain text, at most `maxLength` characters. `more.condition` hides it by what stands beside it. */
export function line(name: string, label: string, maxLength: number, description: string, more: More = {}): TextField {
  const { condition, ...field } = more
  const admin = {
    description,
    ...(condition ? { condition: (_: unknown, siblings: unknown) => condition(siblings) } : {}),
  }
  return { name, type: 'text', label, maxLength, admin, ...field } as TextField
}

/** A day, kept by Payload as its noon in UTC. */
export const day = (name: string, label: string, description: string): DateField => ({
  name,
  type: 'date',
  label,
  admin: { description, date: { pickerAppearance: 'dayOnly', displayFormat: 'yyyy-MM-dd' } },
})

export const richText = (name: string, label: string, editor: Editor, description?: string): RichTextField => ({
  name,
  type: 'richText',
  label,
  editor,
  ...(description === undefined ? {} : { admin: { description } }),
})

/** Fields whose value is there, as a test of its siblings. */
export const has =
  (name: string) =>
  (siblings: unknown): boolean =>
    Boolean((siblings as Record<string, unknown> | undefined)?.[name])

/** A part of a form that shows something of its neighbours and holds nothing. */
export const shown = (name: string, component: string): UIField => ({
  name,
  type: 'ui',
  admin: { components: { Field: component } },
})

/** What every block shares: no name of its own beside its fields, and what keeps it in step with its form. */
export const block = (slug: string, singular: string, plural: string, fields: Field[]) => ({
  slug,
  interfaceName: `${slug.charAt(0).toUpperCase()}${slug.slice(1)}Block`,
  labels: { singular, plural },
  admin: { disableBlockName: true },
  fields: [...fields, shown('inStep', '/components/admin/in-step.client.tsx#InStep')],
})
