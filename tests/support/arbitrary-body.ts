import fc from 'fast-check'
import type { PhrasingContent } from 'mdast'
import { type Body, codeMeta, normalise } from '#publication/article/index.ts'
import { arbitraryLine } from './arbitrary-line.ts'

// A note stands where its reference will stand; numbering and definitions follow when the body is put together.
type Note = { type: 'note'; children: Phrasing[] }
type Phrasing = PhrasingContent | Note
type Loose = { type: string; children?: Loose[]; [key: string]: unknown }

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

const arbitraryMedia = (): fc.Arbitrary<string> =>
  fc
    .string({ unit: fc.constantFrom(...'0123456789abcdefghjkmnpqrstvwxyz'), minLength: 26, maxLength: 26 })
    .map((ulid) => `media:m_${ulid}`)

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

const some = <T>(item: fc.Arbitrary<T>, maxLength = 3) => fc.array(item, { minLength: 1, maxLength })

const words = (): fc.Arbitrary<PhrasingContent> => {
  const plain = fc.oneof({ weight: 3, arbitrary: text() }, inlineCode())
  const once = fc.oneof({ weight: 3, arbitrary: plain }, marked(some(plain)))
  return fc.oneof({ weight: 3, arbitrary: plain }, marked(some(once)))
}

const hardBreak = fc.constant<PhrasingContent>({ type: 'break' })

const link = (): fc.Arbitrary<PhrasingContent> =>
  fc
    .tuple(arbitraryUrl(), text(), fc.array(fc.oneof({ weight: 5, arbitrary: words() }, hardBreak), { maxLength: 2 }))
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

const phrasing = (): fc.Arbitrary<Loose[]> =>
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

const paragraph = (): fc.Arbitrary<Loose> => phrasing().map((children) => ({ type: 'paragraph', children }))

const image = (): fc.Arbitrary<Loose> =>
  fc
    .tuple(arbitraryMedia(), fc.option(arbitraryLine(), { nil: '' }), fc.option(arbitraryLine()))
    .map(([url, alt, title]) => ({ type: 'paragraph', children: [{ type: 'image', url, alt, title }] }))

const listOf = (levels: number): fc.Arbitrary<Loose> =>
  fc
    .tuple(
      fc.boolean(),
      some(fc.tuple(paragraph(), levels > 0 ? fc.option(listOf(levels - 1), { freq: 3 }) : fc.constant(null))),
    )
    .map(([ordered, items]) => ({
      type: 'list',
      ordered,
      start: ordered ? 1 : null,
      spread: false,
      children: items.map(([first, nested]) => ({
        type: 'listItem',
        spread: false,
        checked: null,
        children: nested ? [first, nested] : [first],
      })),
    }))

const ranges = () =>
  fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 3 }).map((starts) => {
    const sorted = [...starts].sort((a, b) => a - b)
    return sorted
      .filter((line, index) => index === 0 || line > (sorted[index - 1] ?? 0) + 1)
      .map((line) => [line, line] as [number, number])
  })

const code = (): fc.Arbitrary<Loose> =>
  fc
    .record({
      lang: fc.option(fc.constantFrom('sql', 'typescript', 'c++', 'http')),
      lines: fc.array(
        fc.oneof(arbitraryLine(), fc.constantFrom('', '  indented', '\ttab', '```', '````', ':::', '    ::::', 'a  ')),
        {
          maxLength: 4,
        },
      ),
      hold: ranges(),
      broken: ranges(),
      caption: fc.option(arbitraryLine()),
      unchecked: fc.option(arbitraryLine().map((reason) => reason.slice(0, 60).replace(/[\uD800-\uDBFF]$/, ''))),
    })
    .map(({ lang, lines, hold, broken, caption, unchecked }) => ({
      type: 'code',
      lang,
      meta: codeMeta({ hold, break: broken, unchecked, caption }),
      value: lines.join('\n'),
    }))

const table = (): fc.Arbitrary<Loose> =>
  fc.integer({ min: 1, max: 3 }).chain((columns) =>
    fc
      .array(
        fc.array(fc.oneof({ weight: 5, arbitrary: phrasing() }, fc.constant<Loose[]>([])), {
          minLength: columns,
          maxLength: columns,
        }),
        { minLength: 1, maxLength: 3 },
      )
      .map((rows) => ({
        type: 'table',
        align: Array.from({ length: columns }, () => null),
        children: rows.map((cells) => ({
          type: 'tableRow',
          children: cells.map((children) => ({ type: 'tableCell', children: children.map(cellSafe) })),
        })),
      })),
  )

/** The one thing that Markdown tables cannot hold: code with a backslash before a vertical bar. */
function cellSafe(node: Loose): Loose {
  const value = typeof node['value'] === 'string' ? node['value'] : null
  if (value !== null && node.type === 'inlineCode') return { ...node, value: value.replaceAll('\\', '/') }
  return node.children ? { ...node, children: node.children.map(cellSafe) } : node
}

const quote = (): fc.Arbitrary<Loose> => some(paragraph(), 2).map((children) => ({ type: 'blockquote', children }))

const block = (): fc.Arbitrary<Loose> =>
  fc.oneof({ weight: 3, arbitrary: paragraph() }, listOf(2), code(), table(), quote(), image())

const heading = (): fc.Arbitrary<Loose> =>
  fc.tuple(fc.constantFrom(2, 3, 4), phrasing()).map(([depth, children]) => ({ type: 'heading', depth, children }))

const line = (most: number) =>
  arbitraryLine().map(
    (value) =>
      value
        .slice(0, most)
        .replace(/[\uD800-\uDBFF]$/, '')
        .trim() || 'title',
  )

const finding = (): fc.Arbitrary<Loose> =>
  fc
    .record({
      kind: fc.constantFrom('break', 'hold'),
      title: line(200),
      first: fc.option(line(400)),
      second: fc.option(line(200)),
      third: fc.option(line(400)),
      picks: fc.array(fc.nat(20), { maxLength: 3 }),
      children: fc.array(block(), { maxLength: 2 }),
    })
    .map((parts) => ({ type: 'finding', ...parts }))

/** Gives findings their ids and answers, and notes their numbers and definitions. */
function assembled(blocks: Loose[]): Loose {
  const notes: Loose[] = []
  const breaks = blocks.filter((node) => node.type === 'finding' && node['kind'] === 'break').length
  const count = { break: 0, hold: 0 }
  const place = (node: Loose): Loose => {
    if (node.type === 'note') {
      const identifier = `note-${notes.length + 1}`
      notes.push({
        type: 'footnoteDefinition',
        identifier,
        label: identifier,
        children: [{ ...node, type: 'paragraph' }],
      })
      return { type: 'footnoteReference', identifier, label: identifier }
    }
    if (node.type !== 'finding') return node.children ? { ...node, children: node.children.map(place) } : node
    const kind = node['kind'] as 'break' | 'hold'
    count[kind] += 1
    const picks = breaks > 0 ? (node['picks'] as number[]).map((pick) => `b${(pick % breaks) + 1}`) : []
    const attributes =
      kind === 'break'
        ? {
            id: `b${count.break}`,
            title: node['title'],
            shows: node['first'] ?? '',
            scale: node['second'] ?? '',
            cost: node['third'] ?? '',
          }
        : {
            id: `h${count.hold}`,
            answers: picks.join(' '),
            title: node['title'],
            cost: node['first'] ?? '',
            verified: node['third'] ? '2026-02-28' : '',
          }
    return { type: 'containerDirective', name: kind, attributes, children: (node.children ?? []).map(place) }
  }
  const children = blocks.map(place)
  return { type: 'root', children: [...children, ...notes] }
}

/** Bodies in normal form with every node of the grammar and text made to break things. */
export const arbitraryBody = (): fc.Arbitrary<Body> =>
  fc
    .array(
      fc.oneof(
        { weight: 4, arbitrary: block() },
        { weight: 1, arbitrary: heading() },
        { weight: 2, arbitrary: finding() },
      ),
      { maxLength: 6 },
    )
    .map((blocks) => normalise(assembled(blocks)))
