import fc from 'fast-check'
import type { PhrasingContent } from 'mdast'
import { arbitraryLine } from './arbitrary-line.ts'

// A note stands where its reference will stand; numbering and definitions follow when the body is put together.
type Note = { type: 'note'; children: Phrasing[] }
type Phrasing = PhrasingContent | Note
/** A node before it is brought to the normal form. */
export type Loose = { type: string; children?: Loose[]; [key: string]: unknown }

const arbitraryUrl = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(
      'https://example.org/',
      'http://example.org/a(b)c',
      'mailto:desk@example.org',
      '/articles/x',
      '#b1',
    ),
    fc.constantFrom('https://example.org/?a=1&copy=2#x', '/a_b*c', '/x?y=<b>"\'', '/é', 'https://example.org/[a]|!`b`'),
    fc.string({ unit: fc.constantFrom(...'ab/?#&=%()*_[]|:~!"\'<>'), maxLength: 12 }).map((path) => `/x${path}`),
  )

const ulid = () =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdefghjkmnpqrstvwxyz'), minLength: 26, maxLength: 26 })

/** The address of a picture. */
export const arbitraryMedia = (): fc.Arbitrary<string> => ulid().map((id) => `media:m_${id}`)

/** A reference to an article, often to the same, or to a finding in it. */
export const arbitraryReference = (): fc.Arbitrary<string> =>
  fc
    .tuple(fc.oneof(fc.constantFrom('0'.repeat(26), '1'.repeat(26)), ulid()), fc.constantFrom('', '', '#b1', '#h20'))
    .map(([id, finding]) => `article:a_${id}${finding}`)

const text = (): fc.Arbitrary<PhrasingContent> =>
  fc
    .tuple(arbitraryLine(), fc.constantFrom('', '', ' '), fc.constantFrom('', '', ' '))
    .map(([line, before, after]) => ({ type: 'text', value: before + line + after }))

const inlineCode = (): fc.Arbitrary<PhrasingContent> =>
  fc
    .oneof(arbitraryLine(), fc.string({ unit: fc.constantFrom(...'` |\\a'), minLength: 1, maxLength: 5 }))
    .map((value) => ({ type: 'inlineCode', value }))

const marked = (inner: fc.Arbitrary<PhrasingContent[]>): fc.Arbitrary<PhrasingContent> =>
  fc
    .tuple(fc.constantFrom('strong' as const, 'emphasis' as const), inner)
    .map(([type, children]) => ({ type, children }))

export const some = <T>(item: fc.Arbitrary<T>, maxLength = 3) => fc.array(item, { minLength: 1, maxLength })

const words = (): fc.Arbitrary<PhrasingContent> => {
  const plain = fc.oneof({ weight: 3, arbitrary: text() }, inlineCode())
  const once = fc.oneof({ weight: 3, arbitrary: plain }, marked(some(plain)))
  return fc.oneof({ weight: 3, arbitrary: plain }, marked(some(once)))
}

const hardBreak = fc.constant<PhrasingContent>({ type: 'break' })

const link = (): fc.Arbitrary<PhrasingContent> =>
  fc
    .tuple(
      fc.oneof({ weight: 3, arbitrary: arbitraryUrl() }, arbitraryReference()),
      text(),
      fc.array(fc.oneof({ weight: 5, arbitrary: words() }, hardBreak), { maxLength: 2 }),
    )
    .map(([url, first, rest]) => ({ type: 'link', url, title: null, children: [first, ...rest] }))

const inNote = () => fc.oneof({ weight: 6, arbitrary: words() }, link(), hardBreak)

/** A footnote, often one that names a source. */
const note = (): fc.Arbitrary<Note> =>
  fc
    .oneof(
      fc.tuple(text(), fc.array(inNote(), { maxLength: 3 })).map(([first, rest]) => [first, ...rest]),
      fc
        .tuple(arbitraryLine(), fc.constantFrom('RFC Editor', 'PostgreSQL'))
        .map(([title, publisher]): Phrasing[] => [
          { type: 'text', value: `${title}, ${publisher}, https://example.org/a?b=1&c, checked 2026-11-01.` },
        ]),
    )
    .map((children) => ({ type: 'note', children }))

/** What a paragraph, a heading or a cell holds. */
export const phrasing = (): fc.Arbitrary<Loose[]> =>
  fc
    .tuple(
      text(),
      fc.array(
        fc.oneof(
          { weight: 8, arbitrary: words() },
          { weight: 2, arbitrary: link() },
          { weight: 1, arbitrary: hardBreak },
          { weight: 1, arbitrary: note() },
        ),
        { maxLength: 4 },
      ),
    )
    .map(([first, rest]) => [first, ...rest] as Phrasing[] as Loose[])
