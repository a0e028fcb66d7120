import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findings, search } from '#publication/edition/index.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { breaks, writtenIn } from './written.ts'

let publication: TestPublication
beforeAll(async () => {
  publication = await openPublication()
  await writtenIn(publication.payload).write(breaks(2), { title: 'What the queue holds' })
}, 120_000)
afterAll(() => publication?.close())

const hostile: [string, string][] = [
  ['nothing', ''],
  ['white space', ' \t\u00a0 '],
  ['NUL', 'que\0ue'],
  ['NUL alone', '\0'],
  ['half a surrogate pair', 'queue \ud800'],
  ['stop words', 'the of and'],
  ['unwanted words', '-queue -break'],
  ['an unwanted word, or a word', 'zzzz or -queue'],
  ['100 KB', 'queue '.repeat(17_000)],
  ['a backtracking pattern', '(a+)+$'],
  ['operators', '& | ! <-> :* !!'],
  ['quotes', `"""'''\\\\'`],
  ['an injection', "'; drop table publication.current; --"],
  ['marks', '\u0001\u0002\u0003\u0004'],
  ['many words that are not there', 'zq '.repeat(60)],
]

it.each(hostile)('%s: finds nothing and throws nothing', async (_name, q) => {
  expect(await search({ q, limit: 50 })).toMatchObject({ items: [], next: null, didYouMean: null })
  expect(await findings({ q, limit: 100 })).toMatchObject({ items: [], next: null, previous: null })
  expect(await findings({ scale: q, limit: 100 })).toMatchObject({ items: [], next: null, previous: null })
})

it('whatever is asked is answered', async () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'queue',
      'break',
      '-',
      '"',
      ' or ',
      '&',
      '|',
      '!',
      '<->',
      ':*',
      '(',
      ')',
      '\\',
      "'",
      '<b>',
      '/',
      '%',
      '10k',
    ),
    fc.string({ unit: 'binary', maxLength: 8 }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 25 }), async (pieces) => {
      const q = pieces.join('')
      const { items } = await search({ q, limit: 50 })
      for (const { excerpt } of items) for (const { text } of excerpt) expect(text).not.toMatch(/\p{Cc}/u)
      await findings({ q, scale: q, limit: 100 })
    }),
    { numRuns: 150 },
  )
})
