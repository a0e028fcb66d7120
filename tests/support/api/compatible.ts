/** What JSON calls the type of a value. */
const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)

type Fields = Record<string, unknown>

/**
 * What a client that was written for the recorded answer would miss in the one of today: fields that are gone or of
 * another type, lists that have become empty. More fields are none of its business, and values may differ.
 * @returns one line each, with the path of the field
 */
export function missedIn(recorded: unknown, now: unknown, path = '$'): string[] {
  const [before, after] = [typeOf(recorded), typeOf(now)]
  if (before !== after) return [`${path} was ${before} and is ${after}`]
  if (Array.isArray(recorded) && Array.isArray(now)) {
    if (recorded.length > 0 && now.length === 0) return [`${path} was a list of ${recorded.length} and is empty`]
    return recorded.slice(0, now.length).flatMap((item, at) => missedIn(item, now[at], `${path}[${at}]`))
  }
  if (before !== 'object') return []
  return Object.entries(recorded as Fields).flatMap(([name, value]) =>
    name in (now as Fields) ? missedIn(value, (now as Fields)[name], `${path}.${name}`) : [`${path}.${name} is gone`],
  )
}

type Named = ($ref: string) => Schema | undefined
type Schema = {
  $ref?: string
  type?: string
  format?: string
  const?: unknown
  enum?: unknown[]
  required?: string[]
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
}
type Parameter = {
  name: string
  in: string
  required?: boolean
  schema: Schema & { maxLength?: number; maximum?: number }
}
type Operation = {
  parameters?: Parameter[]
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>
}
export type Description = {
  paths: Record<string, { get: Operation }>
  components: { schemas: Record<string, Schema> }
}

const sameText = (one: unknown, two: unknown): boolean => JSON.stringify(one) === JSON.stringify(two)

/** Schemas of a description, by what refers to them. */
const namedIn =
  ({ components }: Description) =>
  ($ref: string): Schema | undefined =>
    components.schemas[$ref.split('/').at(-1) ?? '']

/** What a schema of answers no longer promises. What stood in its place may stand under a name now. */
function brokenIn(before: Schema, given: Schema | undefined, path: string, named: Named): string[] {
  const after = before.$ref === undefined && given?.$ref !== undefined ? named(given.$ref) : given
  if (!after) return [`${path} is gone`]
  const broken: string[] = []
  for (const name of ['$ref', 'type', 'format', 'const'] as const)
    if (before[name] !== undefined && !sameText(before[name], after[name]))
      broken.push(`${path}: ${name} was ${JSON.stringify(before[name])} and is ${JSON.stringify(after[name])}`)
  for (const value of before.enum ?? [])
    if (!after.enum?.includes(value)) broken.push(`${path} is never ${JSON.stringify(value)} any more`)
  for (const name of before.required ?? [])
    if (!after.required?.includes(name)) broken.push(`${path}.${name} was always there and need not be now`)
  for (const [name, schema] of Object.entries(before.properties ?? {}))
    broken.push(...brokenIn(schema, after.properties?.[name], `${path}.${name}`, named))
  if (before.items) broken.push(...brokenIn(before.items, after.items, `${path}[]`, named))
  for (const kind of ['anyOf', 'oneOf'] as const)
    for (const [at, schema] of (before[kind] ?? []).entries())
      broken.push(...brokenIn(schema, after[kind]?.[at], `${path}.${kind}[${at}]`, named))
  return broken
}

/** What a parameter does not accept any more. */
function refusedBy(before: Parameter, after: Parameter | undefined, path: string, named: Named): string[] {
  if (!after) return [`${path} is gone`]
  const broken = brokenIn(before.schema, after.schema, path, named)
  if (after.required && !before.required) broken.push(`${path} is needed now`)
  for (const most of ['maxLength', 'maximum'] as const)
    if ((after.schema[most] ?? Number.POSITIVE_INFINITY) < (before.schema[most] ?? Number.POSITIVE_INFINITY))
      broken.push(`${path} may be less than before`)
  return broken
}

/**
 * What a client that was written for the recorded description cannot rely on any more: addresses, parameters, fields or
 * words that are gone, types that changed, parameters that are needed now.
 * @returns one line each
 */
export function brokenSince(recorded: Description, now: Description): string[] {
  const named = namedIn(now)
  const broken = Object.entries(recorded.components.schemas).flatMap(([name, schema]) =>
    brokenIn(schema, now.components.schemas[name], name, named),
  )
  for (const [path, { get: before }] of Object.entries(recorded.paths)) {
    const after = now.paths[path]?.get
    if (!after) {
      broken.push(`${path} is gone`)
      continue
    }
    for (const parameter of before.parameters ?? []) {
      const same = after.parameters?.find((each) => each.name === parameter.name && each.in === parameter.in)
      broken.push(...refusedBy(parameter, same, `${path}?${parameter.name}`, named))
    }
    for (const parameter of after.parameters ?? [])
      if (parameter.required && !before.parameters?.some((each) => each.name === parameter.name))
        broken.push(`${path}?${parameter.name} is new and needed`)
    for (const [status, { content = {} }] of Object.entries(before.responses))
      for (const [type, { schema }] of Object.entries(content))
        broken.push(...brokenIn(schema, after.responses[status]?.content?.[type]?.schema, `${path} ${status}`, named))
  }
  return broken
}
