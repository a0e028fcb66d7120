import { describe, expect, it } from 'vitest'
import { openApiDocument } from '#publication/contract/index.ts'
import { brokenSince, type Description, missedIn } from '#tests/support/api/compatible.ts'

const answer = { id: 'a', words: 3, call: null, topics: [{ slug: 'scale' }], nested: { flag: true } }

describe('a recorded answer', () => {
  it('is still understood when fields are added and values differ', () => {
    const now = { ...answer, id: 'b', words: 4, topics: [{ slug: 'x', name: 'X' }, { slug: 'y' }], more: 1 }
    expect(missedIn(answer, now)).toEqual([])
  })

  it.each([
    ['a field is gone', { ...answer, words: undefined }, '$.words was number and is undefined'],
    ['a field has another type', { ...answer, words: '3' }, '$.words was number and is string'],
    ['null is text now', { ...answer, call: 'text' }, '$.call was null and is string'],
    ['a field of a list is gone', { ...answer, topics: [{ name: 'X' }] }, '$.topics[0].slug is gone'],
    ['a list is empty', { ...answer, topics: [] }, '$.topics was a list of 1 and is empty'],
    ['a nested field is gone', { ...answer, nested: {} }, '$.nested.flag is gone'],
    ['there is nothing', null, '$ was object and is null'],
  ])('is missed when %s', (_, now, line) => {
    expect(missedIn(answer, now)).toContain(line)
  })
})

/** The description with one thing changed. */
function changed(change: (document: Description) => void): Description {
  const copy = structuredClone(document)
  change(copy)
  return copy
}
const document = openApiDocument('https://example.org') as unknown as Description
const schemaOf = (from: Description, name: string) => from.components.schemas[name] ?? {}
const parametersOf = (from: Description, path: string) => from.paths[path]?.get.parameters ?? []

describe('the description', () => {
  it('breaks nothing by what is added', () => {
    const now = changed((copy) => {
      copy.paths['/more'] = { get: { responses: {} } }
      Object.assign(schemaOf(copy, 'Article').properties ?? {}, { more: { type: 'string' } })
      parametersOf(copy, '/articles').push({ name: 'more', in: 'query', required: false, schema: { type: 'string' } })
    })
    expect(brokenSince(document, now)).toEqual([])
    expect(brokenSince(document, document)).toEqual([])
  })

  /** The description with what an article's `images` are under a name of its own. */
  const withNamed = (change: (images: object) => void) =>
    changed((copy) => {
      const { images = {} } = schemaOf(copy, 'ArticleSummary').properties ?? {}
      const moved = structuredClone(images)
      change(moved)
      copy.components.schemas['Images'] = moved
      Object.assign(schemaOf(copy, 'ArticleSummary').properties ?? {}, {
        images: { $ref: '#/components/schemas/Images' },
      })
    })

  it('breaks nothing by a name for what stood in its place, unless that is another', () => {
    expect(
      brokenSince(
        document,
        withNamed(() => {}),
      ),
    ).toEqual([])
    const without = withNamed((images) => Object.assign(images, { properties: {} }))
    expect(brokenSince(document, without)).toContain('ArticleSummary.images.plate is gone')
  })

  it.each<[string, (copy: Description) => void, RegExp]>([
    ['an address is gone', (copy) => delete copy.paths['/findings'], /^\/findings is gone$/],
    ['a field is gone', (copy) => delete schemaOf(copy, 'Article').properties?.['deck'], /^Article\.deck is gone$/],
    [
      'a field has another type',
      (copy) => Object.assign(schemaOf(copy, 'Article').properties?.['words'] ?? {}, { type: 'string' }),
      /^Article\.words: type was "integer" and is "string"$/,
    ],
    [
      'a field need not be there',
      (copy) => schemaOf(copy, 'Topic').required?.splice(0, 1),
      /^Topic\.id was always there and need not be now$/,
    ],
    ['a parameter is gone', (copy) => parametersOf(copy, '/articles').splice(0, 1), /^\/articles\?limit is gone$/],
    [
      'a parameter is needed',
      (copy) => Object.assign(parametersOf(copy, '/articles')[0] ?? {}, { required: true }),
      /^\/articles\?limit is needed now$/,
    ],
    [
      'a parameter may be less',
      (copy) => Object.assign(parametersOf(copy, '/articles')[0]?.schema ?? {}, { maximum: 50 }),
      /^\/articles\?limit may be less than before$/,
    ],
    [
      'a word is not accepted',
      (copy) =>
        parametersOf(copy, '/findings')
          .find(({ name }) => name === 'status')
          ?.schema.enum?.splice(0, 1),
      /^\/findings\?status is never "held" any more$/,
    ],
    [
      'a problem is no problem of ours',
      (copy) => delete copy.paths['/articles']?.get.responses['400']?.content,
      /^\/articles 400 is gone$/,
    ],
  ])('is broken when %s', (_, change, line) => {
    expect(brokenSince(document, changed(change)).some((each) => line.test(each))).toBe(true)
  })
})
