import { readFileSync } from 'node:fs'

/** schema.org's own vocabulary, as the package of types carries it: which properties a type has, its parents' included. */
type Kind = { parents: string[]; properties: Set<string> }

const source = readFileSync('node_modules/schema-dts/dist/schema.d.ts', 'utf8')

const kinds = new Map<string, Kind>()
for (const [, name = '', parents = '', body = ''] of source.matchAll(
  /^(?:export )?interface (\w+) extends ([^{]+)\{\n([\s\S]*?)^\}/gm,
)) {
  const properties = new Set([...body.matchAll(/^ {4}"(\w+)"\?:/gm)].map(([, property = '']) => property))
  kinds.set(name, { parents: [...parents.matchAll(/\w+(?:Base|Leaf)/g)].map(([parent]) => parent), properties })
}

/** Properties of one interface of the package and of those that it extends. */
function propertiesOf(name: string): Set<string> {
  const kind = kinds.get(name)
  if (!kind) return new Set()
  return new Set([...kind.properties, ...kind.parents.flatMap((parent) => [...propertiesOf(parent)])])
}

/** Whether schema.org knows a type. */
export const knowsType = (type: string): boolean => kinds.has(`${type}Leaf`) || kinds.has(`${type}Base`)

/** Whether a type has a property, or one of several that a thing is at once. */
export const hasProperty = (types: readonly string[], property: string): boolean =>
  types.some((type) => propertiesOf(`${type}Leaf`).has(property) || propertiesOf(`${type}Base`).has(property))
