import type { Element, Nodes } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { visit } from 'unist-util-visit'
import { describe, expect, it } from 'vitest'
import { bodyToHast, bodyToHtml, notesApart, parseDocument } from '#publication/article/index.ts'

const front = '---\ntitle: T\ndeck: D\nslug: s\ntopics: [t]\nauthors: [a]\n---\n\n'
const nothing = { media: new Map(), articles: new Map() }
const bodyIn = (markdown: string) => parseDocument(front + markdown).body
const apart = (markdown: string) => notesApart(bodyToHast(bodyIn(markdown), nothing))
const htmlOf = (markdown: string) => toHtml(apart(markdown).text)

const reference = '<sup><a id="r1" href="#f1" class="fnref" aria-label="Footnote 1">1</a></sup>'
const copy = (words: string) => `<small class="sidenote" aria-hidden="true"><b>1</b> ${words}</small>`

function elementsIn(tree: Nodes): Element[] {
  const found: Element[] = []
  visit(tree, 'element', (node) => {
    found.push(node)
  })
  return found
}

describe('a note', () => {
  it('stands right after its reference, in a paragraph as in a point of a list', () => {
    expect(htmlOf('One.[^1] Two.\n\n[^1]: A note.')).toContain(`One.${reference}${copy('A note.')} Two.`)
    expect(htmlOf('- One.[^1]\n\n[^1]: A note.')).toContain(`<li>One.${reference}${copy('A note.')}</li>`)
    expect(htmlOf('> One.[^1]\n\n[^1]: A note.')).toContain(`<p>One.${reference}${copy('A note.')}</p>`)
  })

  it('of a table stands before what scrolls, which would cut it off, and in its order', () => {
    const table = '| a | b |\n| - | - |\n| x[^1] | y[^2] |'
    const html = htmlOf(`${table}\n\n[^1]: First.\n\n[^2]: Second.`)
    expect(html).toMatch(
      /^<small [^>]+><b>1<\/b> First\.<\/small><small [^>]+><b>2<\/b> Second\.<\/small><div class="table-scroll"/,
    )
    const hold = `:::hold{#h1 answers="b1" title="T"}\n${table}\n:::\n\n:::break{#b1 title="B"}\n:::`
    expect(htmlOf(`${hold}\n\n[^1]: First.\n\n[^2]: Second.`)).toMatch(
      /<\/dl><small [^>]+><b>1<\/b>.*<div class="table-scroll"/,
    )
  })

  it('of a diagram’s description stands before the diagram', () => {
    const diagram = ':::diagram{title="D"}\n```mermaid\nflowchart LR\na --> b\n```\n\nIn words.[^1]\n:::'
    expect(htmlOf(`${diagram}\n\n[^1]: A note.`)).toMatch(new RegExp(`^${copy('A note\\.')}<figure class="diagram"`))
  })

  it('has nothing in its copy that can be focused or found by an id', () => {
    const { text } = apart('One.[^1]\n\n[^1]: See [the *standard*](https://example.org/) and `code`.')
    const small = elementsIn(text).find((node) => node.tagName === 'small')
    expect(small?.properties['ariaHidden']).toBe('true')
    const inside = elementsIn({ type: 'root', children: small?.children ?? [] })
    expect(inside.map((node) => node.tagName)).toEqual(['b', 'em', 'code'])
    expect(inside.filter((node) => node.properties['id'] || node.properties['href'])).toEqual([])
    expect(small && toHtml(small)).toContain('See the <em>standard</em> and <code>code</code>.')
  })

  it('that names a source is its title and publisher beside the text, and its parts at the end', () => {
    const { text, notes } = apart(
      'One.[^1]\n\n[^1]: Confirms, how, RabbitMQ, https://example.org/c, checked 2026-11-01.',
    )
    expect(toHtml(text)).toContain(copy('Confirms, how, RabbitMQ'))
    expect(notes).toMatchObject([
      {
        number: '1',
        source: {
          title: 'Confirms, how',
          publisher: 'RabbitMQ',
          url: 'https://example.org/c',
          checkedAt: '2026-11-01',
        },
      },
    ])
  })

  it('keeps its words and links at the end, without the way back', () => {
    const { notes } = apart('One.[^1]\n\n[^1]: See [it](https://example.org/).')
    expect(notes[0]?.source).toBeNull()
    expect(toHtml({ type: 'root', children: notes[0]?.words ?? [] })).toBe('See <a href="https://example.org/">it</a>.')
  })
})

describe('a body', () => {
  it('without notes is left as it is', () => {
    const tree = bodyToHast(bodyIn('One.'), nothing)
    expect(notesApart(tree)).toEqual({ text: tree, notes: [] })
  })

  it('that is very large has its notes at the end alone', () => {
    const many = (count: number) => {
      const numbers = Array.from({ length: count }, (_, index) => index + 1)
      return `${numbers.map((n) => `w[^${n}]`).join(' ')}\n\n${numbers.map((n) => `[^${n}]: n${n}`).join('\n\n')}`
    }
    // A paragraph, and for each note its reference of two elements and its copy of two.
    expect(htmlOf(many(219)).match(/<small/g)).toHaveLength(219)
    const { text, notes } = apart(many(220))
    expect(toHtml(text)).not.toContain('<small')
    expect(notes).toHaveLength(220)
  })

  it('is measured without its code and its drawings', () => {
    const code = `\`\`\`js\n${'f(1)\n'.repeat(400)}\`\`\`\n\n`.repeat(3)
    expect(htmlOf(`${code}One.[^1]\n\n[^1]: A note.`)).toContain('<small')
  })

  it('is taken apart without being changed, and no other rendering has the copies', () => {
    const body = bodyIn('One.[^1]\n\n[^1]: A note.')
    const tree = bodyToHast(body, nothing)
    const before = structuredClone(tree)
    notesApart(tree)
    expect(tree).toEqual(before)
    expect(bodyToHtml(body, nothing)).not.toContain('sidenote')
  })
})
