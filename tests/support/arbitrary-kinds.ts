import fc from 'fast-check'
import type { BlockContent, List, PhrasingContent, RootContent, Table } from 'mdast'
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive'
import { type Body, kindsIn, normalise } from '#publication/article/index.ts'
import { arbitraryBody } from './arbitrary-body.ts'
import { arbitraryLine } from './arbitrary-line.ts'

type Choice = { kind: string; words: string[]; number: number; isInside: boolean }

const container = (name: string, attributes: Record<string, string>, children: BlockContent[]) =>
  ({ type: 'containerDirective', name, attributes, children }) as ContainerDirective

/** In a table cell, code has no backslash before a vertical bar. */
const inCell = (node: PhrasingContent): PhrasingContent => {
  if (node.type === 'inlineCode') return { ...node, value: node.value.replaceAll('\\', '/') }
  return 'children' in node ? ({ ...node, children: node.children.map((n) => inCell(n)) } as PhrasingContent) : node
}

function checklist(list: List, number: number): List {
  const children = list.children.map((item, index) => ({
    ...item,
    checked: (number >> index) % 2 === 0,
    children: item.children.map((child) => (child.type === 'list' ? checklist(child, number + 1) : child)),
  }))
  return { ...list, ordered: false, start: null, children }
}

/** The block in a block of the kind, or beside it if that cannot hold it. */
function wrapped(block: RootContent, { kind, words, number }: Choice): BlockContent[] {
  const [one = 'a', two = 'b', three = 'c'] = words
  const own = block as BlockContent
  const line = block.type === 'paragraph' && block.children[0]?.type !== 'image' ? block : null
  const phrasing: PhrasingContent[] = line?.children ?? [{ type: 'text', value: three }]
  const beside = line ? [] : [own]
  const isFlow = block.type !== 'heading' && block.type !== 'containerDirective'
  const reference = `article:a_${String(number).padStart(26, '0')}${number % 2 ? '' : '#h3'}`
  switch (isFlow ? kind : 'leave') {
    case 'checklist':
      return block.type === 'list' ? [checklist(block, number)] : [own]
    case 'callout':
      return [
        container('callout', { kind: ['', 'break', 'hold'][number % 3] ?? '', title: number % 2 ? one : '' }, [own]),
      ]
    case 'steps': {
      const steps = [container('step', { title: one }, [own]), container('step', { title: two }, [])]
      return [container('steps', { title: number % 2 ? three : '' }, steps)]
    }
    case 'table':
      return block.type === 'table'
        ? [container('table', { caption: number % 3 ? one : '', scope: number % 2 ? 'row' : '' }, [block])]
        : [own]
    case 'decision': {
      const row = (cells: PhrasingContent[][]) =>
        ({ type: 'tableRow', children: cells.map((children) => ({ type: 'tableCell', children })) }) as const
      const head = row([one, two].map((value) => [{ type: 'text', value }]))
      const cells = row([phrasing.map(inCell), [{ type: 'text', value: three }]])
      const pick = number % 3 ? String((number % 2) + 1) : ''
      const table = {
        type: 'table' as const,
        align: [null, null],
        children: [head, cells, structuredClone(cells)],
      } as Table
      return [container('decision', { title: number % 2 ? one : '', pick }, [table]), ...beside]
    }
    case 'pullquote':
      return line ? [container('pullquote', {}, [line])] : [own]
    case 'diagram': {
      const source = { type: 'code', lang: 'mermaid', meta: null, value: `flowchart LR\n  A --> B\n%% ${two}` } as const
      const second = { type: 'paragraph', children: [{ type: 'text', value: three }] } as const
      return [
        container('diagram', { title: one }, [source, { type: 'paragraph', children: phrasing }, second as never]),
        ...beside,
      ]
    }
    case 'figures': {
      const basis = number % 2 ? three : ''
      const figure = {
        type: 'leafDirective',
        name: 'figure',
        attributes: { value: one, label: two, basis },
        children: [],
      }
      return [container('figures', { title: number % 3 ? one : '' }, [figure as LeafDirective]), own]
    }
    case 'card': {
      const elsewhere = { url: 'https://example.org/a?b', title: one, description: two, publisher: three }
      const attributes = number % 2 ? { to: reference } : elsewhere
      return [{ type: 'leafDirective', name: 'card', attributes, children: [] } as LeafDirective, own]
    }
    case 'link':
      return line
        ? [
            {
              ...line,
              children: [{ type: 'link', url: reference, children: [{ type: 'text', value: one }] }, ...phrasing],
            },
          ]
        : [own]
  }
  return [own]
}

const choices = ['checklist', 'link', 'leave', ...kindsIn('root').filter((kind) => kind !== 'break' && kind !== 'hold')]

const word = () =>
  arbitraryLine().map(
    (line) =>
      line
        .slice(0, 30)
        .replace(/[\uD800-\uDBFF]$/, '')
        .trim() || 'x',
  )

const choice = (): fc.Arbitrary<Choice> =>
  fc.record({
    kind: fc.constantFrom(...choices),
    words: fc.array(word(), { minLength: 3, maxLength: 3 }),
    number: fc.nat(30),
    isInside: fc.boolean(),
  })

/** Bodies in normal form whose blocks stand in blocks of every kind, at the root and inside findings. */
export const arbitraryKinds = (): fc.Arbitrary<Body> =>
  fc.tuple(arbitraryBody(), fc.array(choice(), { minLength: 12, maxLength: 12 })).map(([body, picks]) => {
    let index = 0
    const next = () => picks[index++ % picks.length] as Choice
    const inFinding = (block: RootContent): BlockContent[] => {
      const pick = next()
      const isKept = kindsIn('finding').some((kind) => kind === pick.kind) || pick.kind === 'checklist'
      return isKept && pick.isInside ? wrapped(block, pick) : [block as BlockContent]
    }
    const children = body.children.flatMap((block): RootContent[] => {
      if (block.type === 'footnoteDefinition') return [block]
      if (block.type !== 'containerDirective') return wrapped(block, next())
      return [{ ...block, children: block.children.flatMap(inFinding) as ContainerDirective['children'] }]
    })
    return normalise({ type: 'root', children })
  })
