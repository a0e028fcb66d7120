import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bodyOf, bodyToHtml, bodyToMarkdown, checkBody, kinds } from '#publication/article/index.ts'
import { arbitraryBody } from '#tests/support/arbitrary-body.ts'
import { propertyRuns } from '#tests/support/arbitrary-line.ts'

const nothing = { media: new Map(), articles: new Map() }
const root = (...children: unknown[]) => ({ type: 'root', children })

describe('any JSON', () => {
  const types = [
    'root',
    'paragraph',
    'text',
    'heading',
    'list',
    'listItem',
    'code',
    'inlineCode',
    'table',
    'tableRow',
    'tableCell',
    'link',
  ]
  const more = [
    'strong',
    'emphasis',
    'image',
    'break',
    'containerDirective',
    'containerDirective',
    'leafDirective',
    'blockquote',
    'footnoteReference',
    'footnoteDefinition',
    'definition',
    'html',
    'x',
    '__proto__',
  ]
  const { node } = fc.letrec<{ node: Record<string, unknown> }>((tie) => ({
    node: fc
      .tuple(
        fc.record({ type: fc.constantFrom(...types, ...more) }),
        fc.record(
          {
            value: fc.oneof(fc.string(), fc.anything()),
            url: fc.oneof(
              fc.constantFrom('javascript:x', '/x', '//x', 'media:m_00000000000000000000000000'),
              fc.anything(),
            ),
            identifier: fc.oneof(fc.constantFrom('1', '__proto__'), fc.anything()),
            name: fc.oneof(
              { weight: 5, arbitrary: fc.constantFrom(...Object.keys(kinds), '__proto__', 'constructor') },
              fc.anything(),
            ),
            attributes: fc.oneof(
              fc.dictionary(
                fc.constantFrom(
                  'id',
                  'title',
                  'answers',
                  'kind',
                  'pick',
                  'scope',
                  'value',
                  'label',
                  'url',
                  'to',
                  'verified',
                  'x',
                ),
                fc.constantFrom('b1', 'h1', '', '1', 'hold', 'row', '2026-11-01', '/articles/x', 'https://a.b/'),
              ),
              fc.anything(),
            ),
            lang: fc.oneof(fc.constant('mermaid'), fc.anything()),
            meta: fc.anything(),
            checked: fc.oneof(fc.boolean(), fc.anything()),
            align: fc.anything(),
            depth: fc.oneof(fc.constantFrom(2, 3), fc.anything()),
            position: fc.anything(),
            data: fc.anything(),
            children: fc.oneof(
              { depthSize: 'small' },
              fc.array(fc.anything(), { maxLength: 1 }),
              fc.array(tie('node'), { maxLength: 4 }),
            ),
          },
          { requiredKeys: [] },
        ),
      )
      .map(([type, rest]) => ({ ...rest, ...type })),
  }))

  it('is checked without an exception, and what is kept stands inside the grammar', { timeout: 1_200_000 }, () => {
    fc.assert(
      fc.property(fc.array(node, { maxLength: 4 }), (children) => {
        const { body, issues } = bodyOf(root(...children))
        expect(Array.isArray(checkBody(root(...children)))).toBe(true)
        if (issues.length === 0) expect(checkBody(body)).toEqual([])
        expect(() => bodyToHtml(body, nothing)).not.toThrow()
        expect(() => bodyToMarkdown(body)).not.toThrow()
        expect(bodyOf(body).body).toEqual(body)
      }),
      { numRuns: propertyRuns },
    )
  })

  it('is refused when anything is changed in a sound body', () => {
    fc.assert(
      fc.property(arbitraryBody(), (body) => {
        fc.pre(body.children.length > 0)
        const first = body.children[0]
        expect(checkBody({ ...body, children: [{ ...first, x: 1 }, ...body.children.slice(1)] })).not.toEqual([])
        expect(checkBody({ ...body, children: [...body.children, { type: 'html', value: '<b>' }] })).not.toEqual([])
      }),
      { numRuns: 50 },
    )
  })
})
