import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { bibtexCitation, cslCitation, plainCitation } from '#publication/article/index.ts'
import { bibtexFields as fieldsOf } from '#tests/support/bibtex.ts'

const cited = {
  slug: 'queues',
  title: 'Queues: where jobs go',
  authors: [{ name: 'Editorial Desk' }],
  edition: 3,
  modifiedAt: '2026-11-18T23:59:59.999Z',
  publication: 'What breaks. What holds.',
  url: 'https://example.org/articles/queues',
}

describe('a citation in plain text', () => {
  it('names author, year, title, edition with its day by UTC, publication and address', () => {
    expect(plainCitation(cited)).toBe(
      'Editorial Desk (2026). Queues: where jobs go (Edition 3, 18 November 2026). What breaks. What holds. https://example.org/articles/queues/editions/3',
    )
  })

  it('names all authors, and is one line whatever the title holds', () => {
    const authors = [{ name: 'A. One' }, { name: 'B\tTwo' }]
    const text = plainCitation({ ...cited, title: ' Over\r\ntwo \u2028 lines\u0000 ', authors })
    expect(text).toMatch(/^A\. One, B Two \(2026\)\. Over two lines \(Edition/)
  })
})

const printed: Record<string, string> = {
  textbackslash: '\\',
  textbraceleft: '{',
  textbraceright: '}',
  textasciitilde: '~',
  textasciicircum: '^',
  textless: '<',
  textgreater: '>',
  textbar: '|',
  textquotedbl: '"',
}

/** What TeX prints of a value; fails on a character that would be a command, a group or a comment. */
function texOf(value: string): string {
  const inner = value.replace(/^\{\{/, '').replace(/\}\}$/, '')
  return inner.replace(/\\(text[a-z]+)\{\}|\\([$&#%_])|([\\{}$&#%_~^])/g, (found, command, sign, bare) => {
    if (bare) throw new Error(`${bare} is not printed but obeyed: ${value}`)
    return sign ?? printed[command] ?? found
  })
}

describe('a citation in BibTeX', () => {
  it('is one entry, its names and its title kept as they are', () => {
    expect(bibtexCitation(cited)).toBe(`@misc{queues-3,
  author = {{Editorial Desk}},
  title = {{Queues: where jobs go}},
  howpublished = {What breaks. What holds.},
  year = {2026},
  month = nov,
  note = {Edition 3, 18 November 2026},
  url = {https://example.org/articles/queues/editions/3},
}`)
  })

  it('keeps two authors two, even where a name holds “and”', () => {
    const authors = [{ name: 'Smith and Sons' }, { name: 'B. Two' }]
    expect(fieldsOf(bibtexCitation({ ...cited, authors }))['author']).toBe('{{Smith and Sons} and {B. Two}}')
  })

  it.each([
    String.raw`</script> & "é" 100% of $5_000 #1 ~ ^ \input{/etc/passwd} | <b>`,
    'An unbalanced { brace',
    'and } another },',
    '%',
    '\\',
  ])('prints %j as it was written', (title) => {
    expect(texOf(fieldsOf(bibtexCitation({ ...cited, title }))['title'] ?? '')).toBe(title)
  })

  it('prints every title, on one line', () => {
    const sign = fc.constantFrom(...'\\{}$&#%_~^<>|",=@ aé\n')
    fc.assert(
      fc.property(fc.array(sign, { minLength: 1, maxLength: 30 }), (signs) => {
        const title = signs.join('')
        const fields = fieldsOf(bibtexCitation({ ...cited, title, authors: [{ name: title }] }))
        expect(Object.keys(fields)).toEqual(['author', 'title', 'howpublished', 'year', 'month', 'note', 'url'])
        expect(texOf(fields['title'] ?? '')).toBe(title.replace(/\s+/g, ' ').trim())
      }),
    )
  })
})

/** The format's own schema (tests/support/csl), which knows every field and no other. */
const csl = z.fromJSONSchema(JSON.parse(readFileSync('tests/support/csl/csl-items.json', 'utf8')))

describe('a citation in CSL-JSON', () => {
  it('is a list of one item, with its edition, the day of that, and the address where it stays', () => {
    expect(JSON.parse(cslCitation(cited))).toEqual([
      {
        id: 'queues-3',
        type: 'webpage',
        title: 'Queues: where jobs go',
        author: [{ literal: 'Editorial Desk' }],
        'container-title': 'What breaks. What holds.',
        issued: { 'date-parts': [[2026, 11, 18]] },
        version: '3',
        note: 'Edition 3, 18 November 2026',
        URL: 'https://example.org/articles/queues/editions/3',
        language: 'en-GB',
      },
    ])
  })

  it('is what the schema of the format asks for, whatever is cited', () => {
    const words = fc.oneof(fc.string({ unit: 'grapheme', minLength: 1 }), fc.constant('</script> & "é" ]]>\n'))
    const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(
        words,
        fc.array(words, { minLength: 1 }),
        day,
        fc.integer({ min: 1 }),
        (title, names, at, edition) => {
          const authors = names.map((name) => ({ name }))
          const text = cslCitation({ ...cited, title, authors, edition, modifiedAt: at.toISOString() })
          expect(csl.safeParse(JSON.parse(text)).error?.issues).toBeUndefined()
        },
      ),
    )
  })

  it.each([[{ type: 'web-page', id: 'a' }], [{ type: 'webpage' }], [{ type: 'webpage', id: 'a', edited: '3' }]])(
    'would not pass as %j',
    (item) => {
      expect(csl.safeParse([item]).success).toBe(false)
    },
  )
})
