import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Highlight, highlighter } from '#publication/article/index.ts'
import { arbitraryLine, propertyRuns } from '#tests/support/arbitrary-line.ts'
import { coloursIn, contrast } from '#tests/support/contrast.ts'

let highlight: Highlight

beforeAll(async () => {
  highlight = await highlighter()
})

/** Kinds in brackets, as in `[keyword select] a`. */
const shown = (code: string, language: string) =>
  highlight(code, language)?.map((line) =>
    line.map(({ text, kind }) => (kind ? `[${kind} ${text.trim()}]` : text.trim())).join(' '),
  )

describe('highlighting', () => {
  it.each([
    [
      'sql',
      "select count(*) from t where a = 'x'",
      "[keyword select] [function count] (*) [keyword from] t [keyword where] a = [string 'x']",
    ],
    ['json', '{ "a": ["x", 1, true] }', '{ [type "a"] : [ [string "x"] , [number 1] , [number true] ] }'],
    ['yaml', 'a: 1 # c', '[type a] : [number 1] [comment # c]'],
    ['ts', 'return f(1) // c', '[keyword return] [function f] ( [number 1] ) [comment // c]'],
    ['diff', '- a', '[deleted - a]'],
  ])('knows %s', (language, code, expected) => {
    expect(shown(code, language)).toEqual([expected])
  })

  it.each('text sql typescript javascript json yaml bash http nginx python solidity go rust diff'.split(' '))(
    'knows %s, which the editor offers, or leaves it plain',
    (language) => {
      expect(highlight('a', language) === null).toBe(language === 'text')
    },
  )

  it('leaves what it does not know, and what is very long, as it is', () => {
    expect(highlight('a', 'klingon')).toBeNull()
    expect(highlight('a'.repeat(40_001), 'sql')).toBeNull()
    expect(highlight('a', '__proto__')).toBeNull()
  })

  it('keeps every character, line by line', { timeout: 600_000 }, () => {
    const language = fc.constantFrom('sql', 'typescript', 'json', 'yaml', 'bash', 'http', 'python', 'diff', 'go')
    const line = fc.oneof(
      arbitraryLine(),
      fc.constantFrom('', '  ', '\t"', "'''", '/*', '`${', '<<EOF', '--', '\u2028'),
    )
    fc.assert(
      fc.property(language, fc.array(line, { maxLength: 5 }), (name, lines) => {
        const tokens = highlight(lines.join('\n'), name)
        const text = tokens?.map((pieces) => pieces.map((piece) => piece.text).join(''))
        expect(text).toEqual(lines.length === 0 ? [''] : lines)
      }),
      { numRuns: propertyRuns },
    )
  })

  it('is the same when it is asked again', () => {
    expect(highlight('select 1', 'sql')).toBe(highlight('select 1', 'sql'))
  })
})

describe('colours of code', () => {
  const colours = coloursIn(readFileSync('app/styles/tokens.css', 'utf8'))
  const texts = [
    'ink',
    'ink-3',
    'hold-text',
    'brk-text',
    ...[...colours.keys()].filter((name) => name.startsWith('tk-')),
  ]

  it('are those of the style sheet', () => {
    expect(texts.filter((name) => name.startsWith('tk-'))).toEqual([
      'tk-keyword',
      'tk-string',
      'tk-number',
      'tk-function',
      'tk-type',
    ])
  })

  it('is measured as the design measured it', () => {
    expect(contrast(colours.get('ink')?.light, colours.get('paper-lo')?.light)).toBeCloseTo(13.65, 0)
  })

  it.each(['light', 'dark'] as const)('can be read on every ground that code has: %s', (scheme) => {
    for (const ground of ['paper-lo', 'hold-wash', 'brk-wash']) {
      for (const text of texts) {
        const ratio = contrast(colours.get(text)?.[scheme], colours.get(ground)?.[scheme])
        expect(ratio, `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5)
      }
    }
  })
})

it.each([
  ['typescript', '{'],
  ['tsx', '<a<'],
  ['tsx', '<a>'],
  ['javascript', '<a>{b}'],
  ['bash', '<'],
  ['sql', '('],
])('%s that opens without end (%s) is plain, in time', (language, sign) => {
  for (const each of [80, 399]) {
    const line = sign.repeat(Math.floor(each / sign.length))
    const code = Array.from({ length: Math.floor(19_900 / each) }, () => line).join('\n')
    const started = process.cpuUsage()
    highlight(code, language)
    const { user, system } = process.cpuUsage(started)
    expect((user + system) / 1000).toBeLessThan(500)
  }
})
