import { describe, expect, it } from 'vitest'
import {
  type Body,
  bodyFromHtml,
  bodyFromMarkdown,
  bodyToText,
  findingsOf,
  normalise,
  outlineOf,
  wordsOf,
} from '#publication/article/index.ts'

const none = { media: new Map(), articles: new Map() }

/** Milliseconds of a core. */
function costOf(work: () => unknown): number {
  const started = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(started)
  return (user + system) / 1000
}

const bodyWith = (children: unknown[]): Body => normalise({ type: 'root', children })
const text = (value: string) => ({ type: 'text', value })

const block = (name: string, attributes: Record<string, string>) => ({
  type: 'containerDirective',
  name,
  attributes,
  children: [],
})

describe('what is huge costs no more than its size', () => {
  it('signs without a letter are counted as no words', () => {
    const body = bodyWith([{ type: 'paragraph', children: [text(`One ${'.'.repeat(50_000)} two–three`)] }])
    expect(costOf(() => expect(wordsOf(body)).toBe(3))).toBeLessThan(500)
  })

  it('thousands of headings of one name each have an anchor of their own', () => {
    const body = bodyWith(
      ['Same', 'Same 2', ...Array(3_000).fill('Same')].map((name) => ({
        type: 'heading',
        depth: 2,
        children: [text(name)],
      })),
    )
    const cost = costOf(() => {
      const ids = outlineOf(body).map(({ id }) => id)
      expect(new Set(ids).size).toBe(3_002)
      expect(ids.slice(0, 4)).toEqual(['same', 'same-2', 'same-3', 'same-4'])
    })
    expect(cost).toBeLessThan(500)
  })

  it('a thousand breaks and as many holds, each of which answers a hundred', () => {
    const count = 1_000
    const ids = (from: number) => Array.from({ length: 100 }, (_, at) => `b${((from + at) % count) + 1}`).join(' ')
    const body = bodyWith([
      ...Array.from({ length: count }, (_, at) => block('break', { id: `b${at + 1}`, title: 'x' })),
      ...Array.from({ length: count }, (_, at) => block('hold', { id: `h${at + 1}`, title: 'x', answers: ids(at) })),
    ])
    const cost = costOf(() => {
      const [first] = findingsOf(body)
      expect(first?.kind === 'break' && first.heldBy).toHaveLength(100)
    })
    expect(cost).toBeLessThan(1_000)
  })

  it.each([
    ['brackets', ']'.repeat(60_000)],
    ['stars', '**a*'.repeat(15_000)],
    ['brackets in lines', ']]]]\n'.repeat(9_000)],
    ['lines', '- a\n'.repeat(20_000)],
  ])('Markdown of nothing but %s is refused before it is parsed', (_, source) => {
    expect(costOf(() => expect(() => bodyFromMarkdown(source)).toThrow(/line \d+: /))).toBeLessThan(500)
  })

  it('a large table of links is parsed', () => {
    const row = '| [a](/a) | *b* | [c](/c) |\n'
    const source = `| a | b | c |\n| - | - | - |\n${row.repeat(300)}\n${'A *word* and [another](/x).\n\n'.repeat(500)}`
    expect(bodyFromMarkdown(source).notices).toEqual([])
  })

  const unclosed = Array.from({ length: 1_000 }, (_, at) => `<b id=x${at}>`).join('')
  it.each([
    ['elements that show nothing', '<i></i>'.repeat(40_000)],
    ['spaces in elements', '<span> </span>'.repeat(20_000)],
    ['links without words', '<a href=/x>'.repeat(30_000)],
    ['comments', '<!---->'.repeat(40_000)],
    ['pictures', '<img>'.repeat(40_000)],
    ['marks that every paragraph opens anew', `<p>${unclosed}</p>${'<p>x</p>'.repeat(10_000)}`],
  ])('HTML of nothing but %s is taken or refused in time', (_, html) => {
    expect(costOf(() => bodyFromHtml(`<p>words</p>${html}`))).toBeLessThan(500)
  })

  it('what stands among them stays', () => {
    const { body, notices } = bodyFromHtml(`<p>a${'<i></i>'.repeat(5_000)}b<!-- --><span> </span>c</p><img><img>`)
    expect(bodyToText(body, none)).toBe('ab c\n')
    expect(notices).toEqual(['2 pictures were left out; upload them.'])
  })
})
