import fc from 'fast-check'
import { codeMeta, type KindName, kinds, kindsIn, type Where } from '#publication/article/index.ts'
import { arbitraryLine } from './arbitrary-line.ts'
import { arbitraryMedia, arbitraryReference, type Loose, phrasing, some } from './arbitrary-phrasing.ts'

/** One line of at most so many characters, as an attribute has it. */
export const line = (most: number): fc.Arbitrary<string> =>
  arbitraryLine().map(
    (value) =>
      value
        .slice(0, most)
        .replace(/[\uD800-\uDBFF]$/, '')
        .trim() || 'title',
  )

const paragraph = (): fc.Arbitrary<Loose> => phrasing().map((children) => ({ type: 'paragraph', children }))

const image = (): fc.Arbitrary<Loose> =>
  fc
    .tuple(arbitraryMedia(), fc.option(arbitraryLine(), { nil: '' }), fc.option(arbitraryLine()))
    .map(([url, alt, title]) => ({ type: 'paragraph', children: [{ type: 'image', url, alt, title }] }))

const listOf = (levels: number): fc.Arbitrary<Loose> =>
  fc
    .tuple(
      fc.constantFrom('bullet', 'number', 'check'),
      some(
        fc.tuple(
          paragraph(),
          levels > 0 ? fc.option(listOf(levels - 1), { freq: 3 }) : fc.constant(null),
          fc.boolean(),
        ),
      ),
    )
    .map(([sort, items]) => ({
      type: 'list',
      ordered: sort === 'number',
      start: sort === 'number' ? 1 : null,
      spread: false,
      children: items.map(([first, nested, isDone]) => ({
        type: 'listItem',
        spread: false,
        checked: sort === 'check' ? isDone : null,
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
      unchecked: fc.option(line(200)),
      caption: fc.option(arbitraryLine()),
    })
    .map(({ lang, lines, hold, broken, unchecked, caption }) => ({
      type: 'code',
      lang,
      meta: codeMeta({ hold, break: broken, unchecked, caption }),
      value: lines.join('\n'),
    }))

const tableOf = (rows: Loose[][][]): Loose => ({
  type: 'table',
  align: (rows[0] ?? []).map(() => null),
  children: rows.map((cells) => ({
    type: 'tableRow',
    children: cells.map((children) => ({ type: 'tableCell', children: children.map(cellSafe) })),
  })),
})

const rowsOf = (columns: number, cell: fc.Arbitrary<Loose[]>, minLength: number): fc.Arbitrary<Loose[][][]> =>
  fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength, maxLength: 3 })

const table = (): fc.Arbitrary<Loose> => {
  const cell = fc.oneof({ weight: 5, arbitrary: phrasing() }, fc.constant<Loose[]>([]))
  return fc.oneof(...[1, 2, 3].map((columns) => rowsOf(columns, cell, 1))).map(tableOf)
}

/** The one thing that Markdown tables cannot hold: code with a backslash before a vertical bar. */
function cellSafe(node: Loose): Loose {
  const value = typeof node['value'] === 'string' ? node['value'] : null
  if (value !== null && node.type === 'inlineCode') return { ...node, value: value.replaceAll('\\', '/') }
  return node.children ? { ...node, children: node.children.map(cellSafe) } : node
}

const quote = (): fc.Arbitrary<Loose> => some(paragraph(), 2).map((children) => ({ type: 'blockquote', children }))

/** What may stand anywhere. */
const flow = (): fc.Arbitrary<Loose> =>
  fc.oneof({ weight: 3, arbitrary: paragraph() }, listOf(2), code(), table(), quote(), image())

export const heading = (): fc.Arbitrary<Loose> =>
  fc.tuple(fc.constantFrom(2, 3, 4), phrasing()).map(([depth, children]) => ({ type: 'heading', depth, children }))

const container = (name: KindName, attributes: Loose['attributes'], children: Loose[]): Loose => ({
  type: 'containerDirective',
  name,
  attributes,
  children,
})

const leaf = (name: KindName, attributes: Loose['attributes']): Loose => ({
  type: 'leafDirective',
  name,
  attributes,
  children: [],
})

/** The attributes of a kind that are lines of words: those that it needs always, the others sometimes. */
function wordsOf<Name extends string>(kind: KindName, ...names: Name[]): fc.Arbitrary<Record<Name, string>> {
  const { attributes, required }: { attributes: Readonly<Record<string, number>>; required: readonly string[] } =
    kinds[kind]
  const fields = names.map((name) => {
    const words = line(attributes[name] ?? 0)
    return [name, required.includes(name) ? words : fc.option(words, { nil: '' })] as const
  })
  return fc.record(Object.fromEntries(fields)) as fc.Arbitrary<Record<Name, string>>
}

const decision = (): fc.Arbitrary<Loose> => {
  const heading = arbitraryLine().map((value): Loose[] => [{ type: 'text', value }])
  return fc
    .tuple(wordsOf('decision', 'title'), fc.tuple(heading, heading), rowsOf(2, phrasing(), 1), fc.nat(3))
    .map(([words, head, rows, pick]) => {
      const picked = pick > 0 && pick <= rows.length ? String(pick) : ''
      return container('decision', { ...words, pick: picked }, [tableOf([head, ...rows])])
    })
}

const steps = (): fc.Arbitrary<Loose> => {
  const step = fc
    .tuple(wordsOf('step', 'title'), fc.array(flow(), { maxLength: 2 }))
    .map(([words, children]) => container('step', words, children))
  return fc.tuple(wordsOf('steps', 'title'), some(step)).map(([words, children]) => container('steps', words, children))
}

const diagram = (): fc.Arbitrary<Loose> =>
  fc
    .tuple(wordsOf('diagram', 'title'), fc.array(arbitraryLine(), { maxLength: 3 }), some(paragraph(), 2))
    .map(([words, lines, description]) => {
      const value = ['flowchart LR', '  A --> B', ...lines.map((comment) => `%% ${comment}`)].join('\n')
      return container('diagram', words, [{ type: 'code', lang: 'mermaid', meta: null, value }, ...description])
    })

const card = (): fc.Arbitrary<Loose> =>
  fc.oneof(
    arbitraryReference().map((to) => leaf('card', { to })),
    fc
      .tuple(
        fc.constantFrom('https://example.org/', 'http://example.org/?a=1&copy=2#"x"', 'https://example.org/[a]{b}(c)'),
        line(200),
        wordsOf('card', 'description', 'publisher'),
      )
      .map(([url, title, words]) => leaf('card', { url, title, ...words })),
  )

type Block = Exclude<KindName, 'break' | 'hold' | 'step' | 'figure'>

/** A block of each kind. Breaks and holds get their ids when the body is put together. */
const blocks: Record<Block, () => fc.Arbitrary<Loose>> = {
  callout: () =>
    fc
      .tuple(fc.constantFrom('', 'break', 'hold'), wordsOf('callout', 'title'), some(flow(), 2))
      .map(([kind, words, children]) => container('callout', { kind, ...words }, children)),
  decision,
  table: () =>
    fc
      .tuple(wordsOf('table', 'caption'), fc.constantFrom('', 'row'), table())
      .map(([words, scope, only]) => container('table', { ...words, scope }, [only])),
  pullquote: () => paragraph().map((words) => container('pullquote', {}, [words])),
  figures: () =>
    fc.tuple(wordsOf('figures', 'title'), some(wordsOf('figure', 'value', 'label', 'basis'), 8)).map(([words, all]) =>
      container(
        'figures',
        words,
        all.map((own) => leaf('figure', own)),
      ),
    ),
  steps,
  diagram,
  card,
}

const isBlock = (kind: KindName): kind is Block => Object.hasOwn(blocks, kind)

/** Any block that may stand there, but breaks, holds and headings. */
export function blockIn(where: Where): fc.Arbitrary<Loose> {
  const own = kindsIn(where).filter(isBlock)
  return fc.oneof({ weight: 8, arbitrary: flow() }, ...own.map((kind) => blocks[kind]()))
}
