import fc from 'fast-check'

/** The parts of an OpenAPI document that requests are made from. */
export type Parameter = {
  name: string
  in: 'path' | 'query'
  schema: { type?: string; enum?: string[]; items?: { enum?: string[] }; minimum?: number; maximum?: number }
  example?: unknown
}
export type Described = {
  paths: Record<string, { get: { operationId: string; parameters?: Parameter[]; responses: Record<string, unknown> } }>
}

/** One request, its path and query as they are sent. */
export type ApiRequest = { operationId: string; path: string }

const encoded = (text: string): string =>
  // encodeURIComponent throws at halves of surrogate pairs; as bytes they are what no UTF-8 holds.
  [...text].map((letter) => (/\p{Cs}/u.test(letter) ? '%ED%A0%80' : encodeURIComponent(letter))).join('')

/** What nobody means: hostile, enormous, and what other types look like. Percent-encoded already. */
const odd = fc.oneof(
  fc.constantFrom(
    '%00',
    'a%00b',
    '%ED%A0%80',
    '%ED%BF%BF',
    '%',
    '%zz',
    '%E0%A4%A',
    '%C0%AF',
    '%FF',
    '%F0%9F',
    '+',
    '%20',
    '%0A',
    '%7F',
    '100000000000000000000',
    '-5',
    'NaN',
    '1e309',
    'Infinity',
    '0x10',
    '1.5',
    '007',
    'null',
    'undefined',
    'true',
    '[]',
    '%7B%7D',
    '%7B%22$gt%22%3A1%7D',
    "'%20or%201%3D1--",
    '%3B%20drop%20table%20users',
    '%3Cscript%3E',
    '..',
    '..%2f..%2f',
    '%2e%2e',
    '%E2%80%AE',
    '%F0%9F%A7%B1',
    '%D8%A7',
    'a,b',
    ',',
    ',,',
    'id,id',
    '__proto__',
    'constructor',
    'toString',
    '%22',
    "'",
    '(a%2B)%2B%24',
    '%26%7C!%3C-%3E%3A*',
    '-',
    '--',
    '%22%22',
    '*',
    'a:*',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }).map(encoded),
  fc.string({ unit: 'grapheme', maxLength: 40 }).map(encoded),
  fc.integer().map(String),
  fc.double().map((value) => encoded(String(value))),
  fc.constantFrom(250, 4_000, 9_000, 65_536).map((length) => 'x'.repeat(length)),
)

/** A value that the description allows, as far as it says what is. */
function fitting({ schema, example }: Parameter): fc.Arbitrary<string> {
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.items?.enum) return fc.subarray(schema.items.enum, { minLength: 1 }).map((names) => names.join(','))
  if (schema.type === 'integer')
    return fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 1_000, 1_000) }).map(String)
  const words = fc.constantFrom(String(example ?? 'scale'), 'scale', 'queue', 'editorial-desk', '2026-09-01T08:00:00Z')
  return words.map(encodeURIComponent)
}

const valueFor = (parameter: Parameter) =>
  fc.oneof({ weight: 3, arbitrary: fitting(parameter) }, { weight: 2, arbitrary: odd })

/** How a parameter is written: once, not at all, twice, without a value, or as other interfaces write lists and objects. */
const written = (parameter: Parameter) => {
  const { name } = parameter
  const value = valueFor(parameter)
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant('') },
    { weight: 6, arbitrary: value.map((text) => `${name}=${text}`) },
    { weight: 1, arbitrary: fc.tuple(value, value).map(([one, two]) => `${name}=${one}&${name}=${two}`) },
    { weight: 1, arbitrary: value.map((text) => `${name}[]=${text}`) },
    { weight: 1, arbitrary: value.map((text) => `${name}[$gt]=${text}`) },
    { weight: 1, arbitrary: fc.constant(name) },
  )
}

const strange = fc.oneof(
  { weight: 8, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.tuple(odd, odd).map(([name, value]) => `${name}=${value}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'where[slug][equals]=x',
      'depth=3',
      'draft=true',
      'select[title]=true',
      'locale=de',
      '&&&',
      '=',
      '?',
      '#',
    ),
  },
)

/** Requests to every operation of a description: most of them nearly right. */
export function apiRequests(document: Described, base: string): fc.Arbitrary<ApiRequest> {
  const operations = Object.entries(document.paths).map(([template, { get }]) => {
    const parameters = get.parameters ?? []
    const parts = parameters.filter((each) => each.in === 'path')
    const queries = parameters.filter((each) => each.in === 'query')
    return fc
      .record({
        parts: fc.tuple(...parts.map(valueFor)),
        queries: fc.tuple(...queries.map(written), strange),
      })
      .map(({ parts: values, queries: pairs }): ApiRequest => {
        const path = parts.reduce((made, { name }, at) => made.replace(`{${name}}`, values[at] ?? ''), template)
        const query = pairs.filter((pair) => pair !== '').join('&')
        return { operationId: get.operationId, path: `${base}${path}${query === '' ? '' : `?${query}`}` }
      })
  })
  return fc.oneof(...operations)
}
