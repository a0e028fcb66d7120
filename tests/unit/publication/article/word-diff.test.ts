import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Article, wordDiff } from '#publication/article/index.ts'
import { articleOf } from './article-of.ts'

const nothing = { media: new Map(), articles: new Map() }

/** Passages as text: `[-taken out-]`, `{+put in+}`. */
const shownOf = (before: Article, after: Article): string[] =>
  wordDiff(before, after, nothing).map(({ place, parts }) => {
    const words = parts.map(({ text, change }) =>
      change === 'kept' ? text : change === 'added' ? `{+${text}+}` : `[-${text}-]`,
    )
    return `${place}: ${words.join('')}`
  })

const call = {
  decision: 'Wait a week.',
  holdsWhen: 'It is quiet.',
  skipWhen: 'It is not.',
  costOfWrong: 'A day.',
  undo: 'Yes.',
}

describe('what became of a text', () => {
  it('is nothing for one that says the same, also when it is formatted otherwise', () => {
    expect(shownOf(articleOf('One *two* three.'), articleOf('One **two** [three](https://example.org/).'))).toEqual([])
  })

  it('is told word by word, passage by passage, under its heading', () => {
    const before = articleOf('Opening.\n\n## Load\n\nIt fails at ten users.\n\nStays.\n\n## End\n\nGoes.')
    const after = articleOf(
      'Opening.\n\n## Load\n\nIt fails at eleven users.\n\nStays.\n\n## End\n\nStays as well.\n\nNew.',
    )
    expect(shownOf(before, after)).toEqual([
      'Load: It fails at [-ten-]{+eleven+} users.',
      'End: [-Goes.-]{+Stays as well.+}',
      'End: {+New.+}',
    ])
  })

  it('names title, deck, call and takeaways', () => {
    const before = articleOf('Same.', { title: 'Old title', call, takeaways: ['One.'] })
    const after = articleOf('Same.', { title: 'New title', deck: 'Otherwise', call: { ...call, undo: 'No.' } })
    expect(shownOf(before, after)).toEqual([
      'Title: [-Old-]{+New+} title',
      'Deck: [-Where jobs go-]{+Otherwise+}',
      'The call, can it be undone: [-Yes-]{+No+}.',
      'If you read nothing else: [-One.-]',
    ])
    expect(shownOf(before, { ...before, call: null })).toHaveLength(5)
  })

  it('tells what a finding says under its number, and a note under the notes', () => {
    const finding = (title: string, note: string) =>
      articleOf(`See.[^1]\n\n:::break{#b1 title="${title}" scale="10k users"}\nSo it goes.\n:::\n\n[^1]: ${note}`)
    expect(shownOf(finding('It breaks at night', 'A note.'), finding('It breaks at noon', 'Another note.'))).toEqual([
      expect.stringMatching(/^Break 1: Break b1: It breaks at \[-night-\]\{\+noon\+\}/),
      expect.stringMatching(/^Notes: .*note/),
    ])
  })

  it('shows what shares nearly nothing as taken out and put in', () => {
    const [passage] = wordDiff(articleOf('One two three four five.'), articleOf('Everything else, and more.'), nothing)
    expect(passage?.parts.map(({ change }) => change)).toEqual(['removed', 'added'])
  })

  it('is done in bounded time for texts that share nothing', () => {
    const words = (from: string, count: number) =>
      Array.from({ length: count }, (_, index) => `${from}${index}`).join(' ')
    const passages = wordDiff(articleOf(words('a', 30_000)), articleOf(words('b', 30_000)), nothing)
    expect(passages).toHaveLength(1)
  })

  it('holds every word of the later text that is new, and every one that went', () => {
    const paragraph = fc.array(fc.constantFrom('load', 'key', 'seam', 'crack', 'beam', 'ten'), {
      minLength: 1,
      maxLength: 9,
    })
    const text = fc.array(paragraph, { minLength: 1, maxLength: 6 }).map((all) => all.map((each) => each.join(' ')))
    fc.assert(
      fc.property(text, text, (before, after) => {
        const count = (texts: string[]) => texts.join(' ').split(/\s+/).filter(Boolean).length
        const passages = wordDiff(articleOf(before.join('\n\n')), articleOf(after.join('\n\n')), nothing)
        const of = (wanted: string) =>
          passages.flatMap(({ parts }) => parts.filter(({ change }) => change === wanted).map(({ text }) => text))
        expect(count(before) - count(of('removed'))).toBe(count(after) - count(of('added')))
      }),
    )
  })
})
