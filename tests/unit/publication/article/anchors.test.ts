import fc from 'fast-check'
import { toHtml } from 'hast-util-to-html'
import { describe, expect, it } from 'vitest'
import { bodyToHast, outlineOf, parseDocument, withAnchors } from '#publication/article/index.ts'

const front = '---\ntitle: T\ndeck: D\nslug: s\ntopics: [t]\nauthors: [a]\n---\n\n'
const nothing = { media: new Map(), articles: new Map() }
const bodyOf = (markdown: string) => parseDocument(front + markdown).body
const treeOf = (markdown: string) => bodyToHast(bodyOf(markdown), nothing)

/** Headings of an article with the anchors that they get, in order. */
function anchorsOf(headings: string[]): [string, string][] {
  const children = headings.map((value) => ({
    type: 'heading' as const,
    depth: 2 as const,
    children: [{ type: 'text' as const, value }],
  }))
  return outlineOf({ type: 'root', children }).map(({ text, id }) => [text, id])
}

// Few and alike, so that they meet: with numbers, as suffixes are, and names that findings and notes have.
const heading = fc.constantFrom<string[]>(
  'Foo',
  'Foo 2',
  'Foo 3',
  'foo!',
  'B1',
  'Section b1',
  'h2',
  'f3',
  'Bar',
  'Bar 2',
  '🙂',
)

describe('anchors of headings', () => {
  it('are all different, and none is a finding’s or a note’s', () => {
    fc.assert(
      fc.property(fc.array(heading, { maxLength: 20 }), (headings) => {
        const ids = anchorsOf(headings).map(([, id]) => id)
        expect(new Set(ids).size).toBe(ids.length)
        expect(ids.filter((id) => /^[bhfr]\d+$/.test(id))).toEqual([])
      }),
    )
  })

  it('stay as they are when an edition brings another heading, unless its text is there already', () => {
    const slug = (text: string) => anchorsOf([text])[0]?.[1]
    const other = fc.constantFrom<string[]>('New', 'Foo 2', 'Foo 3', 'Bar 2', 'Baz')
    fc.assert(
      fc.property(fc.array(heading, { maxLength: 12 }), other, fc.nat(12), (headings, added, place) => {
        fc.pre(!headings.some((text) => slug(text) === slug(added)))
        const at = Math.min(place, headings.length)
        const before = anchorsOf(headings)
        const after = anchorsOf(headings.toSpliced(at, 0, added)).toSpliced(at, 1)
        // A text that stood twice may have had the very anchor that the new text makes.
        const isRepeated = (text: string) => headings.filter((one) => slug(one) === slug(text)).length > 1
        for (const [index, [text, id]] of before.entries())
          if (!isRepeated(text)) expect(after[index]).toEqual([text, id])
      }),
    )
  })

  it('are those of the contents', () => {
    const body = bodyOf('## Foo\n\n## Foo\n\n## Foo 2\n\n:::break{#b3 title="It stops"}\n:::')
    expect(outlineOf(body).map(({ id }) => id)).toEqual(['foo', 'foo-3', 'foo-2', 'b3'])
  })
})

describe('links beside what has an anchor', () => {
  const text =
    '## One & “two”\n\nWords.\n\n### Deeper\n\n:::break{#b2 title="It <stops>"}\n:::\n\n:::hold{#h1 answers="b2" title="It *goes*"}\nWords.\n:::\n'
  const html = toHtml(withAnchors(treeOf(text)))

  it('stand after a heading and not in it, and in the label of a finding', () => {
    expect(html).toContain(
      '<h2 id="one-two">One &#x26; “two”</h2><a class="anchor" href="#one-two" aria-label="Link to this section: One &#x26; “two”"></a>',
    )
    expect(html).toContain('<h3 id="deeper">Deeper</h3><a class="anchor" href="#deeper"')
    expect(html).toContain(
      'Break 2<a class="anchor" href="#b2" aria-label="Link to this break: It <stops>"></a></p><h3 class="finding-title">',
    )
    expect(html).toContain('Hold 1<a class="anchor" href="#h1" aria-label="Link to this hold: It *goes*"></a></p>')
    expect(html.match(/class="anchor"/g)).toHaveLength(4)
  })

  it('are for pages alone: what other places show has none', () => {
    expect(toHtml(treeOf(text))).not.toContain('anchor')
  })
})
