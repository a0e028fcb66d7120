import { describe, expect, it, vi } from 'vitest'
import {
  articleAnswerSchema,
  articleFields,
  listAnswerSchema,
  parseListParameters,
  partialArticleAnswerSchema,
  presentArticle,
  presentList,
  presentProblem,
  presentSummary,
  problemSchema,
  summaryAnswerSchema,
  wholeView,
} from '#publication/contract/index.ts'
import { type ErrorKind, errorKinds, PublicError } from '#publication/errors/index.ts'
import { currentRecord, hostileTitle, linkedArticle, origin, secret, summaryRecord } from './records.ts'

vi.mock('#platform/env.ts', () => ({ env: () => ({ INTERNAL_SECRET: secret }) }))

/** What a client gets to see. */
const received = (answer: unknown): unknown => JSON.parse(JSON.stringify(answer))

describe('presentSummary', () => {
  it('is the promised shape and nothing more, whatever the record carries', () => {
    const answer = received(presentSummary({ ...summaryRecord(), ...{ password: 'x', draft: true } }, origin))
    expect(summaryAnswerSchema.parse(answer)).toEqual(answer)
    expect(answer).toMatchObject({ title: hostileTitle, url: `${origin}/articles/article-1` })
  })

  it('can do without a call, takeaways, authors and findings', () => {
    const record = summaryRecord(1, { call: null, takeaways: [], authors: [], findings: [] })
    expect(summaryAnswerSchema.parse(received(presentSummary(record, origin)))).toMatchObject({
      call: null,
      findings: [],
    })
  })

  it('says of findings what they cost, and since when a hold is verified', () => {
    const [found, hold] = summaryRecord().findings
    const findings = [
      { ...found, cost: 'A day' },
      { ...hold, cost: 'A table', verifiedSince: '2026-11-01' },
    ] as never
    expect(summaryAnswerSchema.parse(received(presentSummary(summaryRecord(1, { findings }), origin)))).toMatchObject({
      findings: [
        { id: 'b1', cost: 'A day', status: 'held' },
        { id: 'h1', cost: 'A table', verifiedSince: '2026-11-01' },
      ],
    })
  })

  it('builds every address from the origin it is given', () => {
    const addresses = JSON.stringify(presentSummary(summaryRecord(), 'https://other.example')).match(
      /https?:\/\/[^/"]+/g,
    )
    expect(new Set(addresses)).toEqual(new Set(['https://other.example']))
  })
})

describe('presentArticle', () => {
  it('is the promised shape and nothing more', () => {
    const answer = received(presentArticle(currentRecord(), wholeView, origin)) as Record<string, unknown>
    expect(articleAnswerSchema.parse(answer)).toEqual(answer)
    expect(Object.keys(answer)).toEqual(articleFields)
  })

  it('sends the fields that were asked for, in the order of the contract', () => {
    const answer = received(
      presentArticle(currentRecord(), { fields: ['id', 'slug', 'links'], format: 'mdast' }, origin),
    )
    expect(Object.keys(answer as object)).toEqual(['id', 'slug', 'links'])
    expect(partialArticleAnswerSchema.parse(answer)).toEqual(answer)
  })

  it('has neither body nor sources of a mere summary', () => {
    const answer = presentArticle(summaryRecord(), wholeView, origin)
    expect(answer).not.toHaveProperty('body')
    expect(answer).not.toHaveProperty('sources')
  })

  it.each(['mdast', 'html', 'markdown', 'text'] as const)('has a body in %s without a relative address', (format) => {
    const answer = presentArticle(currentRecord(), { fields: ['id', 'body'], format }, origin)
    const body = received(answer.body)
    expect(typeof body).toBe(format === 'mdast' ? 'object' : 'string')
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    expect(text).not.toContain('media:')
    if (format === 'text') return
    expect(text).toContain(`${origin}/articles/audit`)
    expect(text).toContain(`${origin}/media/queue.png`)
    expect(text).toContain('A queue')
    expect(text).toContain('#b1')
    expect(text).not.toContain(`${origin}#b1`)
    expect(text).not.toContain(`${origin}https`)
  })

  it.each(['mdast', 'html', 'markdown'] as const)(
    'leads to articles that are public, and to no other, in %s',
    (format) => {
      const bodyOf = (given: Parameters<typeof currentRecord>[1]) =>
        JSON.stringify(presentArticle(currentRecord(1, given), { fields: ['body'], format }, origin).body)
      const body = bodyOf({})
      expect(body).not.toContain('article:')
      expect(body).toContain(`${origin}/articles/linked#b2`)
      expect(body).toContain('a draft')
      const renamed = { ...linkedArticle, path: '/articles/renamed', findings: [] }
      expect(bodyOf({ articles: [renamed] })).toMatch(new RegExp(`${origin}/articles/renamed(?!#)`))
      const alone = bodyOf({ articles: [] })
      expect(alone).toContain('there')
      expect(alone).not.toContain('/articles/linked')
    },
  )

  it('says in a card of an article what a card of a page elsewhere says', () => {
    const { body } = presentArticle(currentRecord(), { fields: ['body'], format: 'mdast' }, origin)
    const attributes = { url: `${origin}/articles/linked`, title: hostileTitle, description: 'What it says.' }
    expect((body as { children: unknown[] }).children.at(-1)).toMatchObject({ name: 'card', attributes })
  })

  it('escapes a hostile text in HTML', () => {
    const { body } = presentArticle(currentRecord(), { fields: ['body'], format: 'html' }, origin)
    expect(body).not.toContain('</script>')
    expect(body).not.toContain('<b>')
  })

  it('does not show one article, picture or origin in place of another', () => {
    const view = { fields: ['body'], format: 'html' } as const
    const bodyOf = (given: Parameters<typeof currentRecord>[1], from = origin) =>
      presentArticle(currentRecord(1, given), view, from).body
    const text = { type: 'root', children: [{ type: 'paragraph', children: [{ type: 'text', value: 'Other.' }] }] }
    const media = currentRecord().media.map((record) => ({ ...record, alt: 'Renamed' }))
    expect(bodyOf({})).toBe(bodyOf({}))
    expect(bodyOf({ digest: `sha256-${'1f'.repeat(32)}`, body: text as never })).toBe('<p>Other.</p>')
    expect(bodyOf({ media })).toContain('Renamed')
    expect(bodyOf({}, 'https://other.example')).not.toContain(origin)
  })

  it('leaves the record as it was', () => {
    const record = currentRecord()
    presentArticle(record, wholeView, origin)
    expect(record).toEqual(currentRecord())
  })
})

describe('presentList', () => {
  it('is the promised shape', () => {
    const request = parseListParameters('?limit=2')
    const data = [1, 2].map((number) => presentArticle(summaryRecord(number), request.view, origin))
    const next = { at: '2026-09-08T08:00:00.000Z', id: 'a_01j00000000000000000000002' }
    const answer = presentList(data, { next, previous: null }, request)
    expect(listAnswerSchema.parse(received(answer))).toEqual(received(answer))
    expect(answer.page).toEqual({ next: expect.any(String), previous: null, limit: 2, hasMore: true })
    expect(parseListParameters(`?limit=2&after=${answer.page.next}`).query.after).toEqual(next)
    expect(() => parseListParameters(`?sort=modifiedAt&after=${answer.page.next}`)).toThrow('another order')
    expect(presentList([], { next: null, previous: null }, request).page.hasMore).toBe(false)
  })
})

describe('presentProblem', () => {
  it.each(Object.keys(errorKinds) as ErrorKind[])('is RFC 9457 for %s', (kind) => {
    const parameters = [{ parameter: hostileTitle, detail: 'is wrong' }]
    const problem = presentProblem(new PublicError(kind, 'In words.', { parameters }), origin, '01JD7Q')
    expect(problemSchema.parse(received(problem))).toEqual(received(problem))
    expect(problem).toMatchObject({ type: `${origin}/developers#${kind}`, instance: 'urn:request:01JD7Q' })
  })

  it('leaves errors out when no parameter is to blame', () => {
    expect(presentProblem(new PublicError('not-found', 'Nothing.'), origin, '1')).not.toHaveProperty('errors')
  })
})
