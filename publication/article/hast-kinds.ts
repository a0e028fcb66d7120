import type { Element, ElementContent } from 'hast'
import type { Nodes, Table } from 'mdast'
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive'
import type { State } from 'mdast-util-to-hast'
import { articleLinkIn } from './grammar.ts'
import { element, findingName, labelled, textNode } from './hast-blocks.ts'
import { diagramFigure } from './hast-figures.ts'
import { findingSection } from './hast-findings.ts'
import type { ContainerKind } from './kinds.ts'
import { articlePathOf } from './links.ts'
import type { Finding, References } from './schema.ts'

/** What the blocks of one body need to know: its findings, what it refers to, and how many there were before. */
export type Shown = {
  findings: ReadonlyMap<string, Finding>
  articles: References['articles']
  counts: { table: number; diagram: number }
}

type Writer = (state: State, node: ContainerDirective, shown: Shown) => Element

const inside = (state: State, node: Nodes): ElementContent[] => state.all(node) as ElementContent[]

type TableForm = { caption?: ElementContent[]; rowHeads?: boolean; className?: string; pick?: number }

/** A table in a region that scrolls by itself. `pick` is the row, from 1, that is marked, in words as well. */
export function tableRegion(state: State, node: Table, { counts }: Shown, form: TableForm = {}): Element {
  counts.table += 1
  const [head, ...rows] = node.children
  const columns = (head?.children ?? []).map((cell) => element('th', { scope: 'col' }, inside(state, cell)))
  const body = rows.map((row, index) => {
    const isPick = index + 1 === form.pick
    const cells = row.children.map((cell, column) => {
      const isHead = form.rowHeads === true && column === 0
      const mark = isPick && column === 1 ? [element('span', { className: ['pick-mark'] }, [textNode('Our pick')])] : []
      const space = mark.length > 0 ? [textNode(' ')] : []
      return element(isHead ? 'th' : 'td', isHead ? { scope: 'row' } : {}, [...inside(state, cell), ...space, ...mark])
    })
    return element('tr', isPick ? { className: ['pick'] } : {}, cells)
  })
  const table = element('table', form.className ? { className: [form.className] } : {}, [
    ...(form.caption ? [element('caption', {}, form.caption)] : []),
    element('thead', {}, [element('tr', {}, columns)]),
    ...(body.length > 0 ? [element('tbody', {}, body)] : []),
  ])
  const name = { role: 'region', ariaLabel: `Table ${counts.table}` }
  return element('div', { className: ['table-scroll'], tabIndex: 0, ...name }, [table])
}

const onlyTable = (node: ContainerDirective): Table | undefined => node.children.find((child) => child.type === 'table')

const nothing = (): Element => element('div', {})

const finding: Writer = (state, node, { findings }) => {
  const found = findings.get(node.attributes?.['id'] ?? '')
  return found ? findingSection(found, inside(state, node)) : element('section', {}, inside(state, node))
}

const calloutLabels: Record<string, string> = { break: 'What breaks', hold: 'What holds' }

/** Every block that Markdown itself does not have, as elements. */
export const containerWriters: Record<ContainerKind, Writer> = {
  break: finding,
  hold: finding,
  callout: (state, node) => {
    const { kind, title } = node.attributes ?? {}
    return element('aside', { className: ['callout', ...(kind ? [kind] : [])] }, [
      ...labelled('callout-label', calloutLabels[kind ?? ''] ?? 'Note'),
      ...labelled('callout-title', title),
      ...inside(state, node),
    ])
  },
  decision: (state, node, shown) => {
    const table = onlyTable(node)
    const { title, pick } = node.attributes ?? {}
    const name = title ? [element('strong', {}, [textNode(title)]), textNode(' ')] : []
    const caption = [...name, textNode('Read down to the first line that is true for you.')]
    const form = { caption, rowHeads: true, className: 'decision', ...(pick && { pick: Number(pick) }) }
    return table ? tableRegion(state, table, shown, form) : nothing()
  },
  table: (state, node, shown) => {
    const table = onlyTable(node)
    const { caption, scope } = node.attributes ?? {}
    const form = { ...(caption && { caption: [textNode(caption)] }), rowHeads: scope === 'row' }
    return table ? tableRegion(state, table, shown, form) : nothing()
  },
  // A paragraph and no blockquote: these are words of the article itself.
  pullquote: (state, node) => element('figure', { className: ['pullquote'] }, inside(state, node)),
  figures: (_, node) => {
    const title = node.attributes?.['title']
    const figures = node.children.flatMap((child) => {
      if (child.type !== 'leafDirective') return []
      const { value, label, basis } = child.attributes ?? {}
      return [
        element('div', {}, [
          element('dt', {}, [textNode(label ?? '')]),
          element('dd', {}, [textNode(value ?? '')]),
          ...(basis ? [element('dd', { className: ['basis'] }, [textNode(basis)])] : []),
        ]),
      ]
    })
    const name = title ? [element('figcaption', {}, labelled('block-title', title))] : []
    return element('figure', { className: ['figures'] }, [...name, element('dl', {}, figures)])
  },
  steps: (state, node, shown) => {
    const steps = node.children.flatMap((child) =>
      child.type === 'containerDirective' ? [containerWriters.step(state, child, shown)] : [],
    )
    const title = node.attributes?.['title']
    return element('div', { className: ['steps'] }, [...labelled('block-title', title), element('ol', {}, steps)])
  },
  step: (state, node) =>
    element('li', {}, [...labelled('step-title', node.attributes?.['title']), ...inside(state, node)]),
  diagram: (state, node, { counts }) => {
    counts.diagram += 1
    const [source, ...description] = node.children
    const words = description.flatMap((child) => state.one(child, node) ?? []) as ElementContent[]
    const text = source?.type === 'code' ? source.value : ''
    return diagramFigure(text, node.attributes?.['title'] ?? '', words, counts.diagram)
  },
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : url)

const cardOf = (href: string, title: string, rest: Element[]): Element =>
  element('div', { className: ['card'] }, [
    element('p', { className: ['card-title'] }, [element('a', { href }, [textNode(title)])]),
    ...rest,
  ])

/** A plain link card. One to an article that is not public is nothing. */
export function card({ attributes }: LeafDirective, { articles }: Shown): Element | undefined {
  const { to, url, title, description, publisher } = attributes ?? {}
  if (!to) {
    const host = hostOf(url ?? '')
    const from = publisher ? `${publisher}, ${host}` : host
    return cardOf(url ?? '', title ?? '', [...labelled('card-words', description), ...labelled('card-from', from)])
  }
  const link = articleLinkIn(to)
  const target = articles.get(link?.id ?? '')
  const path = articlePathOf(to, articles)
  if (!target || path === null) return undefined
  const found = target.findings.find(({ id }) => id === link?.finding)
  const words = found ? `${findingName(found.id)}: ${found.title}` : target.deck
  return cardOf(path, target.title, [...labelled('card-words', words), ...labelled('card-from', 'On this site')])
}
