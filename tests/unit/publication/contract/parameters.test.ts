import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import {
  articleFields,
  parseArticleKey,
  parseArticleParameters,
  parseListParameters,
} from '#publication/contract/index.ts'
import { PublicError } from '#publication/errors/index.ts'
import { anyText, articleId, secret } from './records.ts'

vi.mock('#platform/env.ts', () => ({ env: () => ({ INTERNAL_SECRET: secret }) }))

const refusal = (attempt: () => unknown): PublicError => {
  try {
    attempt()
  } catch (error) {
    if (error instanceof PublicError) return error
    throw error
  }
  throw new Error('was accepted')
}
const named = (error: PublicError): string[] => error.parameters.map(({ parameter }) => parameter)

const hostile: [search: string, parameter: string][] = [
  ['limit=0', 'limit'],
  ['limit=101', 'limit'],
  ['limit=-5', 'limit'],
  ['limit=1e2', 'limit'],
  ['limit=010', 'limit'],
  ['limit= 5', 'limit'],
  ['limit=', 'limit'],
  ['limit', 'limit'],
  ['limit=5&limit=5', 'limit'],
  ['limit=5&%6Cimit=6', 'limit'],
  ['limit[]=5', 'limit[]'],
  ['limit%5B0%5D=5', 'limit[0]'],
  ['limit=NaN', 'limit'],
  ['topic=Scale', 'topic'],
  ['topic=scale%00', 'topic'],
  ['topic=%ED%A0%80', 'topic'],
  ['topic=%ff', 'topic'],
  ['topic=%', 'topic'],
  ['topic=%zz', 'topic'],
  ['topic=a,b', 'topic'],
  [`author=${'a'.repeat(121)}`, 'author'],
  ["author=' or 1=1 --", 'author'],
  ['publishedAfter=yesterday', 'publishedAfter'],
  ['publishedAfter=2026-02-30', 'publishedAfter'],
  ['publishedAfter=2026-09-01T08:00:00', 'publishedAfter'],
  ['publishedAfter=2026-09-01T08:00:00+02:00', 'publishedAfter'],
  ['publishedAfter=0000-01-01T00:00:00Z', 'publishedAfter'],
  ['modifiedAfter=9999-12-31T23:59:59-14:00', 'modifiedAfter'],
  ['modifiedAfter=+010000-01-01T00:00:00Z', 'modifiedAfter'],
  ['sort=-publishedAt', 'sort'],
  ['sort=title', 'sort'],
  ['sort=constructor', 'sort'],
  ['fields=', 'fields'],
  ['fields=title,', 'fields'],
  ['fields=title,title', 'fields'],
  ['fields=password', 'fields'],
  ['fields=__proto__', 'fields'],
  ['fields=body', 'fields'],
  ['include=authors', 'include'],
  ['include=', 'include'],
  ['include=body&limit=21', 'limit'],
  ['format=html', 'format'],
  ['include=sources&format=html', 'format'],
  ['include=body&format=blocks', 'format'],
  ['after=x', 'after'],
  ['before=', 'before'],
  ['after=a&before=b', 'before'],
  ['q=queue', 'q'],
  ['where[title][like]=x', 'where[title][like]'],
  ['depth=2', 'depth'],
  ['__proto__=1', '__proto__'],
  ['constructor=1', 'constructor'],
  ['toString=1', 'toString'],
  ['%00=1', '\uFFFD'],
  ['%zz=1', '%zz'],
  ['=1', ''],
]

describe('parseListParameters', () => {
  it.each(hostile)('refuses %s and names the parameter', (search, parameter) => {
    const error = refusal(() => parseListParameters(`?${search}`))
    expect(error.status).toBe(400)
    expect(named(error)).toContain(parameter)
    for (const issue of error.parameters) expect(issue.detail).toMatch(/\S/)
  })

  it('names everything that is wrong at once', () => {
    const error = refusal(() => parseListParameters('?limit=0&sort=x&colour=red&topic=A'))
    expect(named(error).sort()).toEqual(['colour', 'limit', 'sort', 'topic'])
    expect(error.message).toContain('4 parameters')
  })

  it('refuses 64 KB, and thousands of parameters, without repeating them', () => {
    for (const search of [`topic=${'a'.repeat(65_536)}`, 'a=1&'.repeat(20_000)]) {
      const error = refusal(() => parseListParameters(`?${search}`))
      expect(JSON.stringify([error.message, error.parameters]).length).toBeLessThan(300)
    }
    const many = Array.from({ length: 500 }, (_, index) => `p${index}=1`).join('&')
    expect(refusal(() => parseListParameters(`?${many}`)).parameters).toHaveLength(20)
    const long = refusal(() => parseListParameters(`?${'\u{1F600}'.repeat(200)}=1`))
    expect(long.parameters[0]?.parameter).toBe(`${'\u{1F600}'.repeat(60)}…`)
  })

  it('answers any text with a request or a 400, never with another error', () => {
    const text = fc.oneof(
      anyText,
      anyText.map((value) => encodeURIComponent(value.replaceAll(/\p{Cs}/gu, ''))),
    )
    const name = fc.constantFrom(
      'limit',
      'after',
      'before',
      'fields',
      'include',
      'format',
      'topic',
      'publishedAfter',
      'sort',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          fc.tuple(name, text).map(([left, right]) => `${left}=${right}`),
        ),
        (search) => {
          try {
            expect(parseListParameters(search).query.limit).toBeGreaterThan(0)
          } catch (error) {
            expect(error).toBeInstanceOf(PublicError)
            expect((error as PublicError).status).toBe(400)
          }
        },
      ),
    )
  })

  it('understands what exists', () => {
    const none = parseListParameters('')
    expect(none.query).toEqual({ limit: 20, sort: 'publishedAt' })
    expect(none.view.fields).toEqual(articleFields.filter((field) => field !== 'body' && field !== 'sources'))
    expect(none.whole).toBe(false)

    const all = parseListParameters(
      '?limit=7&topic=scale&author=editorial-desk&publishedAfter=2026-09-01&modifiedAfter=2026-09-01T08%3A00%3A00%2B02:00&sort=modifiedAt&fields=title,slug&include=body&format=text',
    )
    expect(all.query).toEqual({
      limit: 7,
      topic: 'scale',
      author: 'editorial-desk',
      publishedAfter: '2026-09-01T00:00:00.000Z',
      modifiedAfter: '2026-09-01T06:00:00.000Z',
      sort: 'modifiedAt',
    })
    expect(all.view).toEqual({ fields: ['id', 'slug', 'title', 'body'], format: 'text' })
    expect(all.whole).toBe(true)
  })
})

describe('parseArticleParameters', () => {
  it('has every field and mdast unless asked otherwise', () => {
    expect(parseArticleParameters('')).toEqual({ fields: articleFields, format: 'mdast' })
    expect(parseArticleParameters('?fields=body,slug&format=html')).toEqual({
      fields: ['id', 'slug', 'body'],
      format: 'html',
    })
  })

  it.each(['limit=5', 'include=body', 'after=x', 'format=blocks', 'format=html&format=html', 'fields=secret'])(
    'refuses %s',
    (search) => expect(refusal(() => parseArticleParameters(search)).kind).toBe('invalid-parameter'),
  )
})

describe('parseArticleKey', () => {
  it('takes a slug or an id', () => {
    expect(parseArticleKey('queue-architecture')).toBe('queue-architecture')
    expect(parseArticleKey(articleId(1))).toBe(articleId(1))
  })

  it.each([
    ['NUL, encoded', '%00'],
    ['NUL', 'a\u0000'],
    ['no UTF-8', '%ff'],
    ['half an escape', '%'],
    ['a surrogate, encoded', '%ED%A0%80'],
    ['a surrogate', 'a\ud800'],
    ['64 KB', 'a'.repeat(65_536)],
  ])('refuses %s as unreadable', (_, raw) => {
    expect(refusal(() => parseArticleKey(raw)).status).toBe(400)
  })

  it.each(['Queue', 'a--b', '-a', 'a_b', '..', '%2e%2e%2f', 'a/b', "a'--", ''])('knows no article %j', (raw) =>
    expect(refusal(() => parseArticleKey(raw)).status).toBe(404),
  )
})
