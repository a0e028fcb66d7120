import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  type Article,
  BodyError,
  bodyToMarkdown,
  canonicalText,
  codeMeta,
  codeMetaOf,
  digestOf,
  findingsOf,
  linesIn,
  mediaIdsOf,
  normalise,
  outlineOf,
  parseCanonical,
  parseDocument,
  readingMinutesOf,
  sourcesOf,
  toMarkdown,
  wordsOf,
} from '#publication/article/index.ts'
import { arbitraryBody } from '#tests/support/arbitrary-body.ts'
import { arbitraryLine, propertyRuns } from '#tests/support/arbitrary-line.ts'

const example = `---
title: "Queue Architecture for Async Workloads: A Teardown of Where Background Jobs Go to Die"
deck: Background jobs pile up, retry forever, or vanish, and nobody knows until a customer complains. A teardown of the failure modes and the fix
slug: queue-architecture-async-workloads
topics: [scale]
authors: [editorial-desk]
publishedAt: 2026-09-08T08:00:00Z
call:
  decision: Make every consumer idempotent before you buy a better broker.
  holdsWhen: A job has a side effect that a customer can see.
  skipWhen: The work is pure and cheap to repeat.
  costOfWrong: A broker migration takes two quarters and keeps the bug.
  undo: Yes, per consumer, in a day.
takeaways:
  - At least once means twice, on the worst day.
---

Opening paragraph with a [link](/articles/audit-logging-soc-2) and a note.[^1]

:::break{#b1 title="Redelivery runs the side effect twice" shows="Two captures, one order id" scale="first worker crash"}
A worker takes the message, does the work, and dies before it acknowledges.
:::

:::hold{#h1 answers="b1" title="Record the effect and the message in one transaction" cost="one table, one index"}
The insert decides, not the lock.
:::

:::break{#b2 title="A deploy kills work in flight" shows="Jobs that started and never ended" scale="weekly deploys" status="open"}
:::

\`\`\`sql {hold=2} caption="The insert decides"
begin;
insert into effects (message_id) values ($1);
commit;
\`\`\`

[^1]: Source title, publisher, https://example.org/, checked 2026-11-01.
`
const front = '---\ntitle: T\ndeck: D\nslug: s\ntopics: [t]\nauthors: [a]\n---\n\n'
const bodyIn = (markdown: string) => parseDocument(front + markdown).body

const article: Article = {
  id: 'a_01j00000000000000000000000',
  slug: 'a',
  title: 'T',
  deck: 'D',
  call: null,
  takeaways: [],
  topics: ['t_01j00000000000000000000000'],
  authors: ['p_01j00000000000000000000000'],
  publishedAt: '2026-09-08T08:00:00.000Z',
  seo: { title: null, description: null },
  cover: { variant: 0, calm: false },
  findings: [],
  sources: [],
  body: { type: 'root', children: [] },
}

describe('the example of the contract', () => {
  const document = parseDocument(example, 'queue.md')

  it('is read as it says', () => {
    const { body, ...rest } = document
    expect(rest).toEqual({
      title: 'Queue Architecture for Async Workloads: A Teardown of Where Background Jobs Go to Die',
      deck: 'Background jobs pile up, retry forever, or vanish, and nobody knows until a customer complains. A teardown of the failure modes and the fix',
      slug: 'queue-architecture-async-workloads',
      topics: ['scale'],
      authors: ['editorial-desk'],
      publishedAt: '2026-09-08T08:00:00.000Z',
      call: {
        decision: 'Make every consumer idempotent before you buy a better broker.',
        holdsWhen: 'A job has a side effect that a customer can see.',
        skipWhen: 'The work is pure and cheap to repeat.',
        costOfWrong: 'A broker migration takes two quarters and keeps the bug.',
        undo: 'Yes, per consumer, in a day.',
      },
      takeaways: ['At least once means twice, on the worst day.'],
    })
    expect(body.children.map((node) => node.type)).toEqual([
      'paragraph',
      'containerDirective',
      'containerDirective',
      'containerDirective',
      'code',
      'footnoteDefinition',
    ])
  })

  it('is written as it was', () => {
    expect(toMarkdown(document)).toBe(example)
  })

  it('names its findings and sources', () => {
    expect(findingsOf(document.body)).toEqual([
      {
        id: 'b1',
        kind: 'break',
        title: 'Redelivery runs the side effect twice',
        shows: 'Two captures, one order id',
        scale: 'first worker crash',
        cost: null,
        status: 'held',
        heldBy: ['h1'],
      },
      {
        id: 'h1',
        kind: 'hold',
        title: 'Record the effect and the message in one transaction',
        answers: ['b1'],
        cost: 'one table, one index',
        verifiedSince: null,
      },
      {
        id: 'b2',
        kind: 'break',
        title: 'A deploy kills work in flight',
        shows: 'Jobs that started and never ended',
        scale: 'weekly deploys',
        cost: null,
        status: 'open',
        heldBy: [],
      },
    ])
    expect(sourcesOf(document.body)).toEqual([
      { title: 'Source title', publisher: 'publisher', url: 'https://example.org/', checkedAt: '2026-11-01' },
    ])
  })

  it('leaves out of a file what says nothing', () => {
    const written = toMarkdown({ ...document, seo: { title: null }, cover: { variant: 0, calm: false } })
    expect(written).toBe(example)
  })
})

describe('sources', () => {
  it.each<[string, object[]]>([
    [
      'A, B, and C, RFC Editor, https://example.org/a, checked 2026-11-01.',
      [{ title: 'A, B, and C', publisher: 'RFC Editor' }],
    ],
    ['*A* title, P, [https://example.org/](https://example.org/), checked 2026-11-01.', [{ title: 'A title' }]],
    ['See above.', []],
    ['T, P, https://example.org/, checked 2026-13-01.', []],
    ['T, P, ftp://example.org/, checked 2026-11-01.', []],
    ['T, https://example.org/, checked 2026-11-01.', []],
  ])('are read from footnotes: %s', (note, sources) => {
    expect(sourcesOf(bodyIn(`a[^1]\n\n[^1]: ${note}`))).toMatchObject(sources)
    expect(sourcesOf(bodyIn(`a[^1]\n\n[^1]: ${note}`))).toHaveLength(sources.length)
  })

  it('are each said once, however often the text refers to them', () => {
    const note = 'Confirms, RabbitMQ, https://example.org/c, checked 2026-11-01.'
    expect(sourcesOf(bodyIn(`a[^1] b[^1] c[^2]\n\n[^1]: ${note}\n\n[^2]: ${note}`))).toHaveLength(1)
  })
})

describe('the canonical text', () => {
  it('is one for equal articles, and reads back', { timeout: 1_200_000 }, () => {
    fc.assert(
      fc.property(arbitraryBody(), arbitraryLine(), (body, deck) => {
        const text = canonicalText({ ...article, deck, body })
        const read = parseCanonical(text)
        expect(read).toEqual({ ...article, deck, body, findings: findingsOf(body), sources: sourcesOf(body) })
        expect(canonicalText(read)).toBe(text)
        const parsed = parseDocument(front + bodyToMarkdown(body)).body
        expect(digestOf(canonicalText({ ...article, deck, body: parsed }))).toBe(digestOf(text))
      }),
      { numRuns: propertyRuns },
    )
  })

  it('has its keys in order, no positions, and its version', () => {
    const body = bodyIn('a')
    const raw = { ...body, position: { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } } }
    const text = canonicalText({ ...article, body: raw })
    expect(text).toMatch(/^\{"authors":.*"schema":1,"seo":/)
    expect(text).not.toContain('position')
    expect(Object.keys(JSON.parse(text))).toEqual([...Object.keys(JSON.parse(text))].sort())
  })

  it('has a digest', () => {
    expect(digestOf('')).toBe('sha256-e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(digestOf('é')).not.toBe(digestOf('e\u0301'))
  })

  it('refuses what is no article', () => {
    const body = { type: 'root', children: [{ type: 'html', value: '<b>' }] } as Article['body']
    expect(() => canonicalText({ ...article, body })).toThrow(BodyError)
    expect(() => canonicalText({ ...article, slug: 'A b' })).toThrow(z.ZodError)
    expect(() => parseCanonical('{')).toThrow(SyntaxError)
    expect(() => parseCanonical(JSON.stringify(article))).toThrow(z.ZodError)
    expect(() => parseCanonical(JSON.stringify({ ...article, schema: 2 }))).toThrow(z.ZodError)
    expect(() => parseCanonical(JSON.stringify({ ...article, body, schema: 1 }))).toThrow(BodyError)
    const loose = { type: 'root', children: [{ type: 'paragraph', children: [] }] }
    expect(() => parseCanonical(JSON.stringify({ ...article, body: loose, schema: 1 }))).toThrow(/normal form/)
  })
})

describe('what code says beside itself', () => {
  it.each([
    ['2', '2'],
    ['5-4, 2,3', '2-5'],
    ['7,1-2', '1-2,7'],
  ])('brings lines to one spelling: %s', (given, written) => {
    expect(codeMeta({ hold: linesIn(given) ?? [], break: [], unchecked: null, caption: null })).toBe(
      `{hold=${written}}`,
    )
  })

  it.each(['', '0', 'a', '1-2-3', '1,,2', '-1', '100000'])('refuses lines that are none: %j', (given) => {
    expect(linesIn(given)).toBeNull()
  })

  it.each(['x', '{hold=x}', '{hold=1 hold=2}', '{other=1}', '{hold=1', 'caption=x', 'caption="x" {hold=1}'])(
    'refuses another form: %s',
    (meta) => {
      expect(codeMetaOf(meta)).toBeNull()
    },
  )

  it('gives back every caption', () => {
    fc.assert(
      fc.property(fc.oneof(arbitraryLine(), fc.constantFrom('&quot;', '&amp;quot;', '&amp;amp;', '"&"')), (caption) => {
        expect(codeMetaOf(codeMeta({ hold: [[1, 2]], break: [], unchecked: null, caption }))).toEqual({
          hold: [[1, 2]],
          break: [],
          unchecked: null,
          caption,
        })
      }),
    )
  })
})

describe('reading', () => {
  it('lists headings of depth two, breaks and holds', () => {
    const body = bodyIn('## A *b*[^1]\n\n### C\n\n## A b\n\n:::break{#b1 title="D"}\n:::\n\n[^1]: n')
    expect(outlineOf(body)).toEqual([
      { id: 'a-b', text: 'A b', depth: 2, kind: 'heading' },
      { id: 'a-b-2', text: 'A b', depth: 2, kind: 'heading' },
      { id: 'b1', text: 'D', depth: 3, kind: 'break' },
    ])
  })

  it('counts the words that are read', () => {
    expect(
      wordsOf(
        bodyIn('## One two\n\nIt’s – *well*-known—yes & no.[^1]\n\n```sql caption="six"\nno no\n```\n\n[^1]: no'),
      ),
    ).toBe(7)
    expect(wordsOf(bodyIn(':::break{#b1 title="One two" shows="three" scale="four"}\nfive\\\nsix\n:::'))).toBe(6)
    expect(wordsOf({ type: 'root', children: [] })).toBe(0)
  })

  it('takes a minute at least', () => {
    expect([0, 1, 220, 330, 2840].map(readingMinutesOf)).toEqual([1, 1, 1, 2, 13])
  })

  it('names each picture once', () => {
    const image = (last: string) => ({
      type: 'paragraph',
      children: [{ type: 'image', url: `media:m_0000000000000000000000000${last}`, alt: '' }],
    })
    const body = normalise({ type: 'root', children: [image('2'), image('1'), image('2')] })
    expect(mediaIdsOf(body)).toEqual(['m_00000000000000000000000002', 'm_00000000000000000000000001'])
  })
})
