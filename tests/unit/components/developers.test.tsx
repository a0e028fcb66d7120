import { describe, expect, it } from 'vitest'
import { createClient } from '#client/index.ts'
import { commonProblems, referenceOf } from '#components/developers/reference.ts'
import { addressOf, samplesOf } from '#components/developers/samples.ts'
import { told } from '#components/developers/schemas.tsx'
import { fieldsOf, shapeOf } from '#components/developers/shapes.ts'
import { shownJson } from '#components/developers/shown-json.ts'
import { changelog, endpoints, type OperationId, problemWords } from '#publication/contract/index.ts'
import { contractVersion } from '#publication/contract/openapi.ts'
import { errorKinds } from '#publication/errors/index.ts'
import { colours, developersPage, document, standIns } from './developers-parts.tsx'
import { markup, type Tag } from './markup.ts'

const reference = referenceOf(document)
const page = markup(developersPage('{ "answered": true }', colours))
const ids = page.tags.flatMap((tag) => tag.attributes['id'] ?? [])
const withId = (id: string): Tag =>
  page.tags.find((tag) => tag.attributes['id'] === id) ?? { name: '', attributes: {}, text: '' }
const plain = (words: string): string => words.replaceAll('`', '')

describe('the reference', () => {
  it('has every operation of the contract at its anchor, with its path, words, parameters and problems', () => {
    for (const [id, { path, summary, description, query, problems }] of Object.entries(endpoints)) {
      const { name, text } = withId(id)
      expect(name, id).toBe('section')
      for (const words of [`GET ${path}`, summary, plain(description)]) expect(text).toContain(words)
      const parts = [...path.matchAll(/\{\w+\}/g)].map(([part]) => part)
      const shown = page.named('dl').find((tag) => tag.attributes['aria-label'] === `Parameters of ${id}`)
      for (const parameter of [...parts, ...Object.keys(query.shape)]) expect(shown?.text, id).toContain(parameter)
      const common = commonProblems(reference)
      for (const kind of problems) if (!common.includes(kind)) expect(text).toContain(kind)
      for (const kind of common) expect(problems).toContain(kind)
    }
  })

  it('has nothing that the contract has not', () => {
    const known = [...Object.keys(endpoints), 'getOpenApi']
    expect(page.withClass('endpoint').map((tag) => tag.attributes['id'])).toEqual(known)
    expect(reference.operations.map(({ id }) => id)).toEqual(known)
    expect(page.withClass('problem').map((tag) => tag.attributes['id'])).toEqual(Object.keys(problemWords))
    const names = page.named('dl').map((tag) => tag.attributes['aria-label'])
    const schemas = names.flatMap((name) => /^Fields of (\w+)$/.exec(name ?? '')?.[1] ?? [])
    for (const name of schemas) expect(reference.schemas.map((schema) => schema.name)).toContain(name)
  })

  it('explains every problem at the anchor that its type names', () => {
    for (const [kind, { status, title }] of Object.entries(errorKinds)) {
      const { when, remedy } = problemWords[kind as keyof typeof errorKinds]
      const { text } = withId(kind)
      for (const words of [`${status} ${kind}`, title, plain(when), plain(remedy)]) expect(text).toContain(words)
      expect(text).toContain(`"type": "https://example.org/developers#${kind}"`)
    }
  })

  it('has every schema at its anchor; its fields stand there or at the schema that it leads to', () => {
    const { schemas } = reference
    for (const schema of schemas) {
      expect(ids.filter((id) => id === schema.name)).toHaveLength(1)
      const { by, fields } = told(schema, schemas)
      const theirs = schemas.find(({ name }) => name === by)?.fields ?? []
      const all = new Set([...theirs, ...fields].map(({ name }) => name))
      expect([...all].sort()).toEqual((schema.fields ?? []).map(({ name }) => name).sort())
      const shown = page.named('dl').find((tag) => tag.attributes['aria-label'] === `Fields of ${schema.name}`)
      const isBrief = by === null && fields.every(({ description }) => description === '')
      for (const { name, description } of isBrief ? [] : fields) {
        expect(shown?.text, schema.name).toContain(name)
        expect(shown?.text, `${schema.name}.${name}`).toContain(plain(description))
      }
    }
    expect(told(schemas.find(({ name }) => name === 'ArticlePart') as never, schemas).by).toBe('Article')
  })

  it('leads from every type and every line of the contents to what is there', () => {
    const fragments = page.named('a').flatMap((tag) => /^#(.+)$/.exec(tag.attributes['href'] ?? '')?.[1] ?? [])
    expect(fragments.length).toBeGreaterThan(80)
    expect(fragments.filter((id) => !ids.includes(id))).toEqual([])
  })

  it('has for each sample parameters of the contract, and calls the method that is named like the operation', () => {
    const samples = samplesOf(standIns)
    const methods = Object.keys(createClient({ origin: 'https://example.org' }))
    for (const id of Object.keys(endpoints) as OperationId[]) {
      const known = Object.keys(endpoints[id].query.shape)
      expect(known).toEqual(expect.arrayContaining(Object.keys(samples[id].query ?? {})))
      expect(samples[id].call).toContain(`api.${id}(`)
      const called = [...samples[id].call.matchAll(/api\.(\w+)\(/g)].map(([, name]) => name)
      expect(methods).toEqual(expect.arrayContaining(called))
      const template = endpoints[id].path.replaceAll(/\{\w+\}/g, '[^/?]+')
      expect(addressOf(samples[id])).toMatch(new RegExp(`^/api/v1${template}(\\?|$)`))
      expect(withId(`${id}_curl`).text).toBe(`curl 'https://example.org${addressOf(samples[id])}'`)
      expect(withId(id).text).toContain('"answered": true')
    }
    expect(addressOf({ path: '/search', query: { q: "who's & why", limit: 1 } })).toBe(
      '/api/v1/search?q=who%27s%20%26%20why&limit=1',
    )
  })

  it('reads well with nothing published, and while nothing can be read', () => {
    const empty = markup(developersPage(null))
    expect(empty.withClass('endpoint')).toHaveLength(Object.keys(endpoints).length + 1)
    expect(empty.text).not.toContain('What it answers now')
    expect(empty.text).toContain('Open it: there is nothing to show of it here.')
  })
})

describe('the changelog', () => {
  it('begins with the version of the document, and goes back in time', () => {
    expect(changelog[0]?.version).toBe(contractVersion)
    expect(reference.version).toBe(contractVersion)
    const days = changelog.map(({ day }) => day)
    expect(days).toEqual(days.toSorted().reverse())
    for (const { version } of changelog) expect(withId('changelog').text).toContain(version)
  })
})

describe('types', () => {
  const said = (schema: Record<string, unknown>) =>
    shapeOf(schema)
      .map((piece) => (typeof piece === 'string' ? piece : `<${piece.schema}>`))
      .join('')

  it.each([
    [{ type: 'integer' }, 'number'],
    [{ type: ['string', 'null'] }, 'string | null'],
    [{ enum: ['held', 'open'] }, "'held' | 'open'"],
    [{ const: 'break' }, "'break'"],
    [{ anyOf: [{ $ref: '#/components/schemas/Call' }, { type: 'null' }] }, '<Call> | null'],
    [
      {
        anyOf: [
          { type: 'string', format: 'date' },
          { type: 'string', format: 'date-time' },
        ],
      },
      'string',
    ],
    [{ type: 'array', items: { enum: ['a', 'b'] } }, "('a' | 'b')[]"],
    [{ type: 'array', items: { $ref: '#/components/schemas/Named' } }, '<Named>[]'],
    [
      { type: 'object', properties: { a: { type: 'string' }, b: { type: 'boolean' } }, required: ['a'] },
      '{ a: string, b?: boolean }',
    ],
    [{ type: 'object' }, 'object'],
  ])('of %j are written %s', (schema, expected) => {
    expect(said(schema)).toBe(expected)
  })

  it('of fields have their limits in words', () => {
    const properties = {
      day: { type: 'string', format: 'date' },
      limit: { type: 'integer', minimum: 1, maximum: 100 },
      edition: { type: 'integer', minimum: 1 },
      url: { type: 'string', format: 'uri' },
      since: {
        anyOf: [
          { type: 'string', format: 'date-time' },
          { type: 'string', format: 'date' },
        ],
      },
    }
    expect(fieldsOf({ type: 'object', properties, required: [] })?.map(({ type }) => type.join(''))).toEqual([
      'string, a day',
      'number, 1 to 100',
      'number, from 1',
      'string, an address',
      'string, a day or a time',
    ])
    expect(fieldsOf({ type: 'string' })).toBeNull()
  })
})

describe('an answer to look at', () => {
  it('says where it was cut', () => {
    expect(shownJson(['a'.repeat(200)])).toBe(`[\n  "${'a'.repeat(56)}…"\n]`)
    expect(shownJson([{ a: 1 }, { a: 2 }, { a: 3 }])).toBe('[\n  { "a": 1 },\n  // 2 more\n]')
    expect(shownJson({ a: { a: { a: { a: { a: { a: 1 } } } } } })).toContain('{…}')
  })

  it('is the answer itself where nothing had to be cut', () => {
    const value = { data: [{ id: 'b1', tags: ['one', 'two'], none: null, is: true, at: 1.5, empty: [], bare: {} }] }
    expect(JSON.parse(shownJson(value))).toEqual(value)
    expect(JSON.parse(shownJson('</script> "quoted"'))).toBe('</script> "quoted"')
  })

  it('never cuts a character in half', () => {
    expect(shownJson(`${'a'.repeat(55)}😀 and more`)).toBe(`"${'a'.repeat(55)}…"`)
  })
})
