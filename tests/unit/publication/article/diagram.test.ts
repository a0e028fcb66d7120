import fc from 'fast-check'
import { toHtml } from 'hast-util-to-html'
import { describe, expect, it } from 'vitest'
import { diagramProblem } from '#publication/article/index.ts'
import { propertyRuns } from '#tests/support/arbitrary-line.ts'
import { drawing, flow, labelsIn, sequence, states } from '#tests/support/drawing.ts'
import { faultsIn } from '#tests/support/html-faults.ts'

describe('any diagram', () => {
  it.each([
    ['', 1, 'the diagram is empty; begin with flowchart TD'],
    ['nonsense', 1, 'begin with flowchart TD, flowchart LR, sequenceDiagram or stateDiagram-v2'],
    ['\npie\n"a": 1', 2, '“pie” is not drawn here; use flowchart TD, flowchart LR, sequenceDiagram or stateDiagram-v2'],
    ['%%{init: {}}%%\nflowchart LR\nA', 1, 'settings (%%{…}%%) are not read; colours are those of the site'],
    ['---\ntitle: x\n---', 1, 'a diagram has no front matter; begin with its kind'],
    [flow('A'.repeat(8000)), 1, 'a diagram has at most 200 lines and 8000 characters; make two of it'],
  ])('is refused at its line: %j', (source, line, message) => {
    expect(diagramProblem(source)).toEqual({ line, message })
  })

  it('is the same bytes whenever it is drawn', () => {
    const sources = [flow('A --> B & C', 'C --> A'), sequence('A->>B: x'), states('[*] --> a')]
    const drawn = () => sources.map((source) => toHtml(drawing(`${source}\n%% ${++turn}`)))
    let turn = 0
    const first = drawn()
    expect(drawn()).toEqual(first)
    expect(drawn().reverse()).toEqual([...first].reverse())
  })

  it('knows the markup of the renderer, to the byte', () => {
    expect(toHtml(drawing(flow('A[x] -->|y| B{z}')))).toMatchInlineSnapshot(
      `"<svg viewBox="4 4 253 90" width="253" height="90" role="img" aria-labelledby="diagram_1_title" aria-describedby="diagram_1_text"><title id="diagram_1_title">T</title><polyline class="dia-line" points="72,48.7 175.6,48.7" fill="none" stroke="currentColor"></polyline><polygon class="dia-tip" points="166.6,52.7 175.6,48.7 166.6,44.7" fill="currentColor"></polygon><rect class="dia-label" x="112" y="32.7" width="23.6" height="30.3" rx="2" ry="2" fill="none"></rect><text class="dia-words" x="123.8" y="47.8" dy="3.9" text-anchor="middle" font-size="11" fill="currentColor">y</text><rect class="dia-box" x="12" y="30.2" width="60" height="36.9" rx="0" ry="0" fill="none" stroke="currentColor"></rect><text class="dia-text" x="42" y="48.7" dy="4.6" text-anchor="middle" font-size="13" fill="currentColor">x</text><polygon class="dia-box" points="212.3,12 249,48.7 212.3,85.4 175.6,48.7" fill="none" stroke="currentColor"></polygon><text class="dia-text" x="212.3" y="48.7" dy="4.6" text-anchor="middle" font-size="13" fill="currentColor">z</text></svg>"`,
    )
  })

  it('is drawn in under half a second at its largest, and refused beyond', () => {
    const links = (count: number) =>
      Array.from({ length: count }, (_, index) => `n${(index * 7) % 30} --> n${(index * 11 + 3) % 30}`)
    drawing(flow('A'))
    const begun = performance.now()
    drawing(flow(...links(40)))
    expect(performance.now() - begun).toBeLessThan(500)
    expect(diagramProblem(flow(...links(41)))?.message).toContain('more than 40 links')
    expect(diagramProblem(flow('a & b & c & d & e & f & g & h --> i & j & k & l & m & n & o & p'))?.line).toBe(2)
    expect(diagramProblem(flow(...Array.from({ length: 31 }, (_, index) => `n${index}`)))?.line).toBe(32)
    const nested = (open: string, close: string) => [...Array(5).fill(open), 'A', ...Array(5).fill(close)]
    expect(diagramProblem(flow(...nested('subgraph g', 'end')))?.line).toBe(6)
    expect(diagramProblem(states('state a {', 'state b {', 'state c {', 'state d {'))?.line).toBe(5)
    const messages = (count: number) => sequence(...Array.from({ length: count }, () => 'A->>B: x'))
    drawing(messages(50))
    expect(diagramProblem(messages(51))?.line).toBe(52)
  })
})

const words = fc
  .array(
    fc.constantFrom(
      'a',
      'Queue',
      '[0]',
      '(x)',
      '{y}',
      '<3',
      'a|b',
      '&amp;',
      '-->',
      '*b*',
      '**c**',
      '~~d~~',
      "'",
      'é',
      '漢字',
      '🙂',
      '%%',
      'end',
      '#35;',
      '\\',
      '/',
      ':',
      ';',
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((parts) => parts.join(' '))
const id = fc.constantFrom('A', 'b-c', 'end1', 'é', 'constructor', '__proto__', 'n0', 'style', 'graph')

const anyFlow = fc
  .array(fc.tuple(id, words, fc.constantFrom('-->', '---', '-.->', '==>', '<-->'), fc.option(words), id), {
    minLength: 1,
    maxLength: 6,
  })
  .map((rows) => {
    const labels = new Map(rows.map(([from, label]) => [from, label]))
    for (const [, , , , to] of rows) if (!labels.has(to)) labels.set(to, to)
    const nodes = [...labels].map(([key, label]) => `${key}["${label}"]`)
    const links = rows.map(
      ([from, , sign, label, to]) => `${from} ${sign}${label ? `|"${label.replaceAll('|', '!')}"|` : ''} ${to}`,
    )
    const said = rows.flatMap(([, , , label]) => (label ? [label.replaceAll('|', '!')] : []))
    return { source: flow(...nodes, ...links), said: [...labels.values(), ...said] }
  })

const anySequence = fc
  .array(fc.tuple(id, fc.constantFrom('->>', '-->>', '-)', '--)'), id, words), { minLength: 1, maxLength: 6 })
  .map((rows) => ({
    source: sequence(...rows.map(([from, sign, to, label]) => `${from}${sign}${to}: ${label}`)),
    said: rows.flatMap(([from, , to, label]) => [from, to, label]),
  }))

const anyStates = fc.array(fc.tuple(id, id, words), { minLength: 1, maxLength: 6 }).map((rows) => ({
  source: states(...rows.map(([from, to, label]) => `${from} --> ${to}: ${label}`)),
  said: rows.flat(),
}))

describe('random diagrams', () => {
  it('say every word, and are made of the allow-list alone', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(fc.oneof(anyFlow, anySequence, anyStates), ({ source, said }) => {
        // Two in a thousand cannot be laid out, and say so.
        fc.pre(!diagramProblem(source)?.message.includes('laid out'))
        const svg = drawing(source)
        const html = toHtml(svg)
        expect(faultsIn(html)).toEqual([])
        expect(html).not.toMatch(/NaN|Infinity|undefined/)
        const labels = new Set(labelsIn(svg))
        for (const label of said) expect(labels).toContain(label)
      }),
      { numRuns: Math.min(propertyRuns, 500) },
    )
  })

  it('are drawn or refused, whatever stands in them', { timeout: 600_000 }, () => {
    const piece = fc.constantFrom(
      ...'A B --> --- -.- | [ ] ( ) { } " ; : & end subgraph x state note loop alt else ->> - . = < > % \\ / @ #'.split(
        ' ',
      ),
      '\n',
      ' ',
    )
    const source = fc
      .tuple(
        fc.constantFrom('flowchart LR\n', 'sequenceDiagram\n', 'stateDiagram-v2\n', ''),
        fc.array(piece, { maxLength: 30 }),
      )
      .map(([head, pieces]) => head + pieces.join(''))
    fc.assert(
      fc.property(source, (text) => {
        const problem = diagramProblem(text)
        if (problem === null) expect(faultsIn(toHtml(drawing(text)))).toEqual([])
        else expect(problem.message).not.toMatch(/undefined/)
      }),
      { numRuns: propertyRuns * 5 },
    )
  })
})
