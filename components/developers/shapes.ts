export type Json = Record<string, unknown>

/** A type written as TypeScript writes it: pieces of text, and names of schemas to be linked. */
export type Shape = readonly (string | { schema: string })[]

const joined = (shapes: readonly Shape[], by: string): Shape =>
  shapes.flatMap((shape, index) => (index === 0 ? shape : [by, ...shape]))

const quoted = (value: unknown): string => (typeof value === 'string' ? `'${value}'` : String(value))

const isUnion = (shape: Shape): boolean => shape.some((piece) => typeof piece === 'string' && piece.includes(' | '))

/** Limits and formats that a type of TypeScript does not say, in words. */
function limitsOf(schema: Json): string {
  const { format, minimum, maximum, maxLength } = schema
  const formats = ((schema['anyOf'] ?? []) as Json[]).map((choice) => choice['format'])
  if (formats.includes('date') && formats.includes('date-time')) return ', a day or a time'
  if (format === 'uri') return ', an address'
  if (format === 'date') return ', a day'
  if (format === 'date-time') return ', a time'
  if (minimum !== undefined && maximum !== undefined) return `, ${minimum} to ${maximum}`
  if (typeof minimum === 'number' && minimum > 0) return `, from ${minimum}`
  return typeof maxLength === 'number' && maxLength < 2000 ? `, at most ${maxLength} characters` : ''
}

function objectShape(schema: Json): Shape {
  const required = (schema['required'] ?? []) as string[]
  const fields = Object.entries((schema['properties'] ?? {}) as Record<string, Json>).map(
    ([name, field]): Shape => [`${name}${required.includes(name) ? '' : '?'}: `, ...shapeOf(field)],
  )
  return fields.length === 0 ? ['object'] : ['{ ', ...joined(fields, ', '), ' }']
}

/** What a JSON Schema of the document allows, without limits. */
export function shapeOf(schema: Json): Shape {
  const { $ref: reference, type, items } = schema
  if (typeof reference === 'string') return [{ schema: reference.split('/').at(-1) ?? '' }]
  const choices = (schema['anyOf'] ?? schema['oneOf']) as Json[] | undefined
  if (choices) {
    const distinct = new Map(choices.map(shapeOf).map((shape) => [JSON.stringify(shape), shape]))
    return joined([...distinct.values()], ' | ')
  }
  if (Array.isArray(schema['enum'])) return [schema['enum'].map(quoted).join(' | ')]
  if ('const' in schema) return [quoted(schema['const'])]
  if (Array.isArray(type)) return [type.map((one) => (one === 'integer' ? 'number' : one)).join(' | ')]
  if (type === 'array') {
    const item = shapeOf((items ?? {}) as Json)
    return isUnion(item) ? ['(', ...item, ')[]'] : [...item, '[]']
  }
  if (type === 'object') return objectShape(schema)
  return [type === 'integer' ? 'number' : String(type)]
}

/** What a JSON Schema allows, with limits and formats in words. */
export const typeOf = (schema: Json): Shape => [...shapeOf(schema), limitsOf(schema)].filter((piece) => piece !== '')

type Field = { name: string; isOptional: boolean; description: string; type: Shape }

/** What the document says of a field, unless the type says the very same. */
function wordsOf({ description, format }: Json): string {
  const isSaid = format === 'uri' && description === 'An absolute address.'
  return typeof description === 'string' && !isSaid ? description : ''
}

/** The fields of an object with their words; null for anything else. */
export function fieldsOf(schema: Json): Field[] | null {
  if (schema['type'] !== 'object' || schema['properties'] === undefined) return null
  const required = (schema['required'] ?? []) as string[]
  return Object.entries(schema['properties'] as Record<string, Json>).map(([name, field]) => ({
    name,
    isOptional: !required.includes(name),
    description: wordsOf(field),
    type: typeOf(field),
  }))
}
