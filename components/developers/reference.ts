import { fieldsOf, type Json, type Shape, shapeOf, typeOf } from './shapes.ts'

/** One parameter of an address, as the document describes it. */
export type Parameter = {
  name: string
  where: 'path' | 'query'
  isRequired: boolean
  description: string
  type: Shape
  otherwise: string | null
}

/** One address of the API. `answers` are the names of what it can answer; none where that has no name. */
export type Operation = {
  id: string
  path: string
  summary: string
  description: string
  parameters: Parameter[]
  answers: string[]
  problems: string[]
}

/** A schema that has a name. `fields` is null for what is no object. */
export type Schema = {
  name: string
  description: string
  shape: Shape
  fields: { name: string; isOptional: boolean; description: string; type: Shape }[] | null
}

/** What the page shows, read out of the OpenAPI document and out of nothing else. */
export type Reference = { version: string; base: string; operations: Operation[]; schemas: Schema[] }

const record = (value: unknown): Json => (value ?? {}) as Json
const list = (value: unknown): Json[] => (value ?? []) as Json[]
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const nameOf = (schema: Json): string[] => {
  const own = text(schema['$ref']).split('/').at(-1)
  return own ? [own] : list(schema['anyOf']).flatMap(nameOf)
}

const parameterOf = (parameter: Json): Parameter => {
  const schema = record(parameter['schema'])
  return {
    name: text(parameter['name']),
    where: parameter['in'] === 'path' ? 'path' : 'query',
    isRequired: parameter['required'] === true,
    description: text(parameter['description']),
    type: typeOf(schema),
    otherwise: schema['default'] === undefined ? null : String(schema['default']),
  }
}

const contentOf = (response: unknown, type: string): Json =>
  record(record(record(record(response)['content'])[type])['schema'])

/** A response that is a problem names in its description which ones it can be. */
const problemsIn = (response: unknown): string[] =>
  record(record(response)['content'])['application/problem+json'] === undefined
    ? []
    : [...text(record(response)['description']).matchAll(/`([a-z-]+)`/g)].map(([, kind = '']) => kind)

function operationOf(path: string, operation: Json): Operation {
  const responses = record(operation['responses'])
  return {
    id: text(operation['operationId']),
    path,
    summary: text(operation['summary']),
    description: text(operation['description']),
    parameters: list(operation['parameters']).map(parameterOf),
    answers: nameOf(contentOf(responses['200'], 'application/json')),
    problems: Object.values(responses).flatMap(problemsIn),
  }
}

/** Reads an OpenAPI document of this API. */
export function referenceOf(document: Json): Reference {
  const schemas = record(record(document['components'])['schemas'])
  return {
    version: text(record(document['info'])['version']),
    base: text(list(document['servers'])[0]?.['url']),
    operations: Object.entries(record(document['paths'])).map(([path, item]) =>
      operationOf(path, record(record(item)['get'])),
    ),
    schemas: Object.entries(schemas).map(([name, value]) => {
      const schema = record(value)
      return { name, description: text(schema['description']), shape: shapeOf(schema), fields: fieldsOf(schema) }
    }),
  }
}

/** The problems that every address with parameters can answer; each names its own beside them. */
export function commonProblems({ operations }: Reference): string[] {
  const [first, ...others] = operations.filter(({ problems }) => problems.length > 0)
  return first?.problems.filter((kind) => others.every(({ problems }) => problems.includes(kind))) ?? []
}
