import { z } from 'zod'
import { errorKinds } from '../errors/index.ts'
import { always, type Endpoint, endpoints, pathParts } from './endpoints.ts'
import { words } from './schemas/parts.ts'
import { problemSchema } from './schemas/problem.ts'

type Json = Record<string, unknown>

/** The version of the document: the second number counts additions, which never break a client. */
export const contractVersion = '1.2.0'

const refOf = (id: string): string => `#/components/schemas/${id}`

type Override = { zodSchema: z.core.$ZodType; jsonSchema: Json }

/** Says of a schema what its words say, in place of how it is checked here. */
function reword({ zodSchema, jsonSchema }: Override): void {
  const { wire } = words.get(zodSchema as z.ZodType) ?? {}
  if (wire) {
    for (const name of Object.keys(jsonSchema))
      if (name !== 'description' && name !== 'example') delete jsonSchema[name]
    Object.assign(jsonSchema, wire)
  }
  for (const name of ['wire', 'id', '$id', '$schema', '~standard']) delete jsonSchema[name]
  // The format says it already; and a number is a number.
  if (jsonSchema['format'] === 'date-time' || jsonSchema['format'] === 'date') delete jsonSchema['pattern']
  if (jsonSchema['maximum'] === Number.MAX_SAFE_INTEGER) delete jsonSchema['maximum']
  // Fields may be added at any time: only our own tests are strict about them.
  if (jsonSchema['additionalProperties'] === false) delete jsonSchema['additionalProperties']
  // JSON Schema's own word for it.
  if ('example' in jsonSchema) {
    jsonSchema['examples'] = [jsonSchema['example']]
    delete jsonSchema['example']
  }
}

const options = { metadata: words, unrepresentable: 'any', override: reword, target: 'draft-2020-12' } as const

/** Every schema that has a name, by that name. */
function components(): Json {
  const { schemas } = z.toJSONSchema(words as unknown as z.core.$ZodRegistry<{ id?: string }>, {
    ...options,
    io: 'output',
    uri: refOf,
  })
  const named = Object.entries(schemas).map(([name, { $schema, $id, ...schema }]) => [name, schema] as const)
  return Object.fromEntries(named.sort(([one], [two]) => (one < two ? -1 : 1)))
}

const nameOf = (schema: z.ZodType): string => {
  const { id } = words.get(schema) ?? {}
  if (id === undefined) throw new Error('A schema that an address answers has no name.')
  return id
}

const queryParameters = (query: z.ZodObject) =>
  Object.entries(query.shape).map(([name, schema]) => {
    const {
      description,
      examples,
      $schema,
      id: _,
      ...json
    } = z.toJSONSchema(schema as z.ZodType, {
      ...options,
      io: 'input',
    }) as Json & { description?: string; examples?: unknown[] }
    const isList = json['type'] === 'array'
    return {
      name,
      in: 'query',
      description,
      required: !(schema as z.ZodType).safeParse(undefined).success,
      ...(isList && { style: 'form', explode: false }),
      schema: json,
      ...(examples?.[0] !== undefined && { example: examples[0] }),
    }
  })

const pathParameters = (path: string) =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    description: pathParts[name]?.description,
    schema: name === 'edition' ? { type: 'integer', minimum: 1 } : { type: 'string', maxLength: 120 },
    example: pathParts[name]?.example,
  }))

const header = (description: string, schema: Json = { type: 'string' }) => ({ description, schema })

const headers = {
  ETag: header('A strong entity tag of exactly this answer: send it back as `If-None-Match`.'),
  'Last-Modified': header('When what is answered last changed.'),
  Link: header('Neighbouring pages, other forms, and this description (RFC 8288).'),
  RateLimit: header('What is left of each quota and when it is whole again, such as `"anon";r=598;t=41`.'),
  'RateLimit-Policy': header('The quotas, such as `"anon";q=600;w=60`.'),
  'X-Request-Id': header('The id of the request.'),
  'X-Revision': header('Number of the newest journal entry that the answer was read at.'),
}

const retry = { 'Retry-After': header('In how many seconds to come back.', { type: 'integer' }) }

/** Problems by status: one status may have several. */
function problemsOf({ problems }: Pick<Endpoint, 'problems'>): Json {
  const byStatus = new Map<number, string[]>()
  for (const kind of problems) {
    const { status } = errorKinds[kind]
    byStatus.set(status, [...(byStatus.get(status) ?? []), kind])
  }
  const content = { 'application/problem+json': { schema: { $ref: refOf('Problem') } } }
  return Object.fromEntries(
    [...byStatus]
      .sort(([one], [two]) => one - two)
      .map(([status, kinds]) => [
        String(status),
        {
          description: `\`${kinds.join('`, `')}\``,
          ...((status === 429 || status === 503) && { headers: retry }),
          content,
        },
      ]),
  )
}

function operationOf(operationId: string, endpoint: Endpoint): Json {
  const { path, summary, description, query, answer, otherwise } = endpoint
  const usual = { $ref: refOf(nameOf(answer)) }
  const other = otherwise && words.get(otherwise)?.id
  const hasMoved = path.includes('{')
  return {
    operationId,
    summary,
    description,
    parameters: [...pathParameters(path), ...queryParameters(query)],
    responses: {
      200: {
        description: 'What was asked for.',
        headers,
        content: { 'application/json': { schema: other ? { anyOf: [usual, { $ref: refOf(other) }] } : usual } },
      },
      304: { description: 'Nothing has changed since. It costs no quota.' },
      ...(hasMoved && { 308: { description: 'It has another address now: `Location`.' } }),
      ...problemsOf(endpoint),
    },
  }
}

/**
 * The contract as an OpenAPI 3.1 document, made of the schemas that requests and answers are checked by.
 * @param origin scheme and host of the publication, without a slash at the end
 * @see https://spec.openapis.org/oas/v3.1.1.html
 */
export function openApiDocument(origin: string): Json {
  const paths = Object.entries(endpoints).map(([id, endpoint]) => [endpoint.path, { get: operationOf(id, endpoint) }])
  nameOf(problemSchema)
  return {
    openapi: '3.1.1',
    info: {
      title: 'What breaks. What holds.',
      version: contractVersion,
      description:
        'Everything that is published, as JSON. Read only, no key, any origin. Fields may be added at any time and are never taken away or given another type within v1.',
      license: { name: 'Licence of the publication', url: `${origin}/licence` },
    },
    externalDocs: {
      url: `${origin}/developers`,
      description: 'This reference as a page, with every problem explained.',
    },
    servers: [{ url: `${origin}/api/v1` }],
    paths: {
      ...Object.fromEntries(paths),
      '/openapi.json': {
        get: {
          operationId: 'getOpenApi',
          summary: 'This description',
          description: 'OpenAPI 3.1.',
          responses: {
            200: { description: 'It.', content: { 'application/json': { schema: { type: 'object' } } } },
            304: { description: 'Nothing has changed since. It costs no quota.' },
            ...problemsOf({ problems: always }),
          },
        },
      },
    },
    components: { schemas: components() },
  }
}
