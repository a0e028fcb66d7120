import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findings, search, searchGroups, suggestions } from '#publication/edition/index.ts'
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
  ['an unwanted number', '-5'],
  ['an unwanted word, or a word', 'zzzz or -queue'],
  ['100 KB', 'queue '.repeat(17_000)],
  ['a backtracking pattern', '(a+)+$'],
  ['operators', '& | ! <-> :* !!'],
  ['quotes', `"""'''\\\\'`],
  ['an injection', "'; drop table publication.current; --"],
  ['marks', '\u0001\u0002\u0003\u0004'],
  ['many words that are not there', 'zq '.repeat(60)],
]

const harmless: [string, string][] = [
  ['every operator', 'queue & (hold | !break) <-> a <2> b:* !!c'],
  ['unbalanced quotes', '"queue'],
  ['200 spaces', ' '.repeat(200)],
  [
    '100 phrases',
    Array.from({ length: 100 }, (_, at) => `"a ${at}"`)
      .join(' ')
      .slice(0, 200),
  ],
  ['phrases of nothing', '"" '.repeat(60)],
  ['combining marks', 'z\u0300\u0301\u0302'.repeat(50)],
  ['emoji', '😀🔥👩‍🚀 queue'],
  ['right to left', '\u202eשלום مرحبا queue'],
  ['wildcards', '%_\\%'],
  ['a number that is none', '12e999999 99999999999999999999k 1.5.5M'],
  ['many words that are there', 'queue holds break '.repeat(11)],
]

it.each(hostile)('%s: finds nothing and throws nothing', async (_name, q) => {
  expect(await search({ q, limit: 50 })).toMatchObject({ items: [], next: null, didYouMean: null })
  expect(await findings({ q, limit: 100 })).toMatchObject({ items: [], next: null, previous: null })
  expect(await findings({ scale: q, limit: 100 })).toMatchObject({ items: [], next: null, previous: null })
  if (q !== '-queue -break') expect((await searchGroups({ q })).groups.every(({ has }) => has === 'some')).toBe(true)
  await suggestions(q)
})

it('words with signs in them are found where they stand, and marked', async () => {
  const signs = ['N+1', '1.2', 'a+b@example.org', 'https://example.org/a?b=(c)*[d]', '/usr/lib+x/y.z', 'C++', '$17']
  const text = `It is ${signs.join(' and ')} here.`
  const body = `:::break{#b1 title="What has signs" shows="It shows" scale="at once"}\n${text}\n:::`
  const { slug } = await writtenIn(publication.payload).write(body, { title: 'Of signs', deck: text })
  for (const sign of signs) {
    const { items } = await search({ q: sign, limit: 50 })
    const { groups } = await searchGroups({ q: sign })
    expect(
      items.flatMap((item) => (item.kind === 'article' ? [item.slug] : [])),
      sign,
    ).toEqual([slug])
    const found = groups.flatMap(({ items: hits }) => hits).find((hit) => hit.kind === 'article' && hit.slug === slug)
    const marked = found?.excerpt?.flatMap(({ text: words, isMatch }) => (isMatch ? [words.toLowerCase()] : [])) ?? []
    expect(marked.length, sign).toBeGreaterThan(0)
    for (const words of marked) expect(sign.toLowerCase()).toContain(words)
  }
})

it.each(harmless)('%s: is answered in little time', async (_name, q) => {
  const begun = performance.now()
  await search({ q, limit: 50 })
  await searchGroups({ q })
  await searchGroups({ q, only: { kind: 'finding', after: 999 } })
  await suggestions(q)
  expect(performance.now() - begun).toBeLessThan(5_000)
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
      const { groups } = await searchGroups({ q })
      const parts = groups.flatMap((group) => group.items).flatMap(({ titleParts }) => titleParts)
      for (const { text } of parts) expect(text).not.toMatch(/\p{Cc}/u)
      await suggestions(q)
    }),
    { numRuns: 150 },
  )
})
