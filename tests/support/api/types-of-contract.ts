import openapiTS, { astToString } from 'openapi-typescript'
import ts from 'typescript'

type Json = { [name: string]: unknown }
type Schema = Json & { properties?: Record<string, Json>; required?: string[]; anyOf?: Schema[] }
type Parameter = { name: string; in: string; required: boolean; description: string; schema: Schema }
type Operation = {
  operationId: string
  parameters?: Parameter[]
  responses: { 200: { content: { 'application/json': { schema: Schema } } } }
}
type Document = { paths: Record<string, { get: Operation }>; components: { schemas: Record<string, Schema> } }

/** What a type cannot say, and the reference says. */
const unsaid = new Set(['format', 'pattern', 'example', 'examples', 'default'])

function bare(value: unknown, isNames = false): unknown {
  if (Array.isArray(value)) return value.map((each) => bare(each))
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([name]) => isNames || !unsaid.has(name))
  return Object.fromEntries(kept.map(([name, each]) => [name, bare(each, name === 'properties' || name === 'schemas')]))
}

/** Words that stand at so many fields say what every address or every time is, and nothing of this field. */
const common = 4

/** The document without descriptions that are repeated from field to field. */
function unrepeated(document: object): object {
  const counts = new Map<unknown, number>()
  const text = JSON.stringify(document, (name, value) => {
    if (name === 'description') counts.set(value, (counts.get(value) ?? 0) + 1)
    return value
  })
  return JSON.parse(text, (name, value) =>
    name === 'description' && (counts.get(value) ?? 0) >= common ? undefined : value,
  )
}

const isSame = (one: unknown, two: unknown): boolean => JSON.stringify(one) === JSON.stringify(two)

/** Whether a schema has everything that another one has, and more. */
function contains({ properties: own = {}, required = [] }: Schema, other: Schema): boolean {
  const names = Object.entries(other.properties ?? {})
  return (
    names.length > 2 &&
    names.length < Object.keys(own).length &&
    names.every(([name, each]) => isSame(own[name], each) && required.includes(name) === other.required?.includes(name))
  )
}

/** The schemas, each that contains another one written as that one and what it adds. */
function composed(schemas: Record<string, Schema>): Record<string, Schema> {
  const sizeOf = (name: string) => Object.keys(schemas[name]?.properties ?? {}).length
  const compose = (schema: Schema): Schema => {
    const [base] = Object.keys(schemas)
      .filter((name) => contains(schema, schemas[name] ?? {}))
      .sort((one, two) => sizeOf(two) - sizeOf(one))
    if (base === undefined) return schema
    const inherited = schemas[base]?.properties ?? {}
    const { description, properties = {}, required = [] } = schema
    const added = Object.entries(properties).filter(([name]) => !(name in inherited))
    const rest = { properties: Object.fromEntries(added), required: required.filter((name) => !(name in inherited)) }
    return { description, allOf: [{ $ref: `#/components/schemas/${base}` }, { type: 'object', ...rest }] }
  }
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, compose(schema)]))
}

/** The generator's text without remarks that say what the type says, and with short objects on one line. */
const tidied = (text: string): string =>
  text
    .replaceAll('components["schemas"]', 'Schemas')
    .replaceAll(/^ *\/\*\* @(?:constant|enum \{string\}) \*\/\n/gm, '')
    .replaceAll(/\/\*\*\n *\* (@description .*)\n *\* @enum \{string\}\n *\*\//g, '/** $1 */')
    .replaceAll(/\{\n((?: +[^\n*{}]+;\n)+) *\}/g, (whole, members: string) => {
      const line = `{ ${members.trim().replaceAll(/\n +/g, ' ')} }`
      return line.length <= 90 ? line : whole
    })

/** `export type {name} = { … }`, a member for each schema. */
async function typeOf(name: string, schemas: Record<string, Schema>, known: Record<string, Schema>): Promise<string> {
  const info = { title: name, version: '1' }
  // `unknown` where anything may stand: the generator's own word for it would be an object that is empty.
  const nodes = await openapiTS(
    { openapi: '3.1.1', info, paths: {}, components: { schemas: { ...known, ...schemas } } } as never,
    { emptyObjectsUnknown: true },
  )
  const members = nodes
    .filter((node) => ts.isInterfaceDeclaration(node) && node.name.text === 'components')
    .flatMap((node) => [...(node as ts.InterfaceDeclaration).members])
    .flatMap((member) =>
      ts.isPropertySignature(member) && member.type && ts.isTypeLiteralNode(member.type)
        ? [...member.type.members]
        : [],
    )
    .filter((member) => member.name !== undefined && (member.name as ts.Identifier).text in schemas)
  const type = ts.factory.createTypeLiteralNode(members)
  const exported = [ts.factory.createModifier(ts.SyntaxKind.ExportKeyword)]
  const alias = ts.factory.createTypeAliasDeclaration(exported, name, undefined, type)
  return tidied(astToString([alias]))
}

/** The query of an operation as one object. */
function queryOf({ parameters = [] }: Operation): Schema {
  const queries = parameters.filter((parameter) => parameter.in === 'query')
  return {
    type: 'object',
    properties: Object.fromEntries(queries.map(({ name, description, schema }) => [name, { ...schema, description }])),
    required: queries.filter(({ required }) => required).map(({ name }) => name),
  }
}

/**
 * TypeScript of an OpenAPI document of this API, as a client needs it: `Schemas` by name, and by operation the `Queries` it
 * takes and the `Answers` it gives when no parameter asks for another form.
 */
export async function typesOf(document: object): Promise<{ schemas: string; operations: string }> {
  const { paths, components } = bare(document) as Document
  // What `fields` leaves of an article, the client works out from the request.
  const { ArticlePart: _, ArticlePartList: __, ...described } = components.schemas
  const schemas = unrepeated(described) as Record<string, Schema>
  const operations = Object.values(paths).map(({ get }) => get)
  const byId = (of: (operation: Operation) => Schema) =>
    Object.fromEntries(operations.map((operation) => [operation.operationId, of(operation)]))
  const answerOf = ({ responses }: Operation): Schema => {
    const { schema } = responses[200].content['application/json']
    return schema.anyOf?.[0] ?? schema
  }
  const [queries, answers] = [
    await typeOf('Queries', byId(queryOf), {}),
    await typeOf('Answers', byId(answerOf), schemas),
  ]
  return { schemas: await typeOf('Schemas', composed(schemas), {}), operations: `${queries}\n${answers}` }
}
