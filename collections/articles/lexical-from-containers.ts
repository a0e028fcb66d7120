import type { Paragraph, PhrasingContent, RootContent, Table } from 'mdast'
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive'
import { articleLinkIn } from '#publication/article/index.ts'
import type { BlockKind } from './lexical-blocks.ts'
import { articleIdOf, type Writing, writePhrasing } from './lexical-from-phrasing.ts'
import { writeTable } from './lexical-from-tables.ts'
import { BodyError } from './lexical-limits.ts'
import { filled, type LexicalNode, nodeId, noonOf, paragraphNode, rootNode } from './lexical-nodes.ts'

type Directive = ContainerDirective | LeafDirective
type Fields = Record<string, unknown>

/** Everything but the id: what the fields of a block say. Empty ones are left out, as Payload does. */
type Writer = (node: Directive, place: string, writing: Writing) => Fields

const stateOf = (children: LexicalNode[]) => ({ root: rootNode(children) })

const lineOf = (children: readonly PhrasingContent[], place: string, writing: Writing) =>
  stateOf([paragraphNode(writePhrasing(children, place, writing))])

/** The blocks inside as an editor state; nothing if there are none. */
const bodyOf = ({ children }: Directive, place: string, writing: Writing) =>
  children.length === 0 ? undefined : writing.stateOf(children as RootContent[], `${place}.`)

const tableIn = (node: Directive): Table => node.children[0] as Table

const writeDecision: Writer = (node, place, writing) => {
  const [head, ...rows] = tableIn(node).children
  const heading = (index: number): string => {
    const [words] = head?.children[index]?.children ?? []
    return words?.type === 'text' ? words.value : ''
  }
  return {
    title: node.attributes?.title,
    headWhen: heading(0),
    headThen: heading(1),
    rows: rows.map((row, index) => {
      const at = `${place}.${index + 1}`
      const [when, then] = row.children.map((cell, column) => lineOf(cell.children, `${at}.${column}`, writing))
      const isPicked = node.attributes?.pick === String(index + 1)
      return filled({ when, then, pick: isPicked ? true : undefined, id: nodeId(at, row) })
    }),
  }
}

const writeDiagram: Writer = (node, place, writing) => {
  const [source, ...description] = node.children
  return {
    title: node.attributes?.title,
    source: source?.type === 'code' ? source.value : '',
    description: stateOf(
      (description as Paragraph[]).map((paragraph, index) =>
        paragraphNode(writePhrasing(paragraph.children, `${place}.${index + 1}`, writing)),
      ),
    ),
  }
}

const writeCard: Writer = ({ attributes }, place, writing) => {
  const { to, ...elsewhere } = attributes ?? {}
  if (!to) return elsewhere
  return { article: articleIdOf(to, `block ${place}`, writing), finding: articleLinkIn(to)?.finding }
}

const writers: Record<BlockKind, Writer> = {
  break: (node, place, writing) => {
    const { id, title, shows, scale, cost } = node.attributes ?? {}
    return { findingId: id, title, shows, scale, cost, body: bodyOf(node, place, writing) }
  },
  hold: (node, place, writing) => {
    const { id, answers, title, cost, verified } = node.attributes ?? {}
    const verifiedSince = verified ? noonOf(verified) : undefined
    return {
      findingId: id,
      title,
      answers: answers?.split(' '),
      cost,
      verifiedSince,
      body: bodyOf(node, place, writing),
    }
  },
  callout: (node, place, writing) => ({
    kind: node.attributes?.kind ?? 'neutral',
    title: node.attributes?.title,
    body: bodyOf(node, place, writing),
  }),
  decision: writeDecision,
  table: (node, place, writing) => ({
    caption: node.attributes?.caption,
    rowHeads: node.attributes?.scope === 'row' ? true : undefined,
    table: stateOf([writeTable(tableIn(node), place, writing)]),
  }),
  pullquote: (node, place, writing) => ({
    text: lineOf((node.children[0] as Paragraph).children, place, writing),
  }),
  figures: (node, place) => ({
    title: node.attributes?.title,
    figures: (node.children as unknown as LeafDirective[]).map((figure, index) => ({
      ...figure.attributes,
      id: nodeId(`${place}.${index}`, figure),
    })),
  }),
  steps: (node, place, writing) => ({
    title: node.attributes?.title,
    steps: (node.children as ContainerDirective[]).map((step, index) => {
      const at = `${place}.${index}`
      return filled({ title: step.attributes?.title, body: bodyOf(step, at, writing), id: nodeId(at, step) })
    }),
  }),
  diagram: writeDiagram,
  card: writeCard,
}

/** The fields of the block that a directive of the body is. @throws BodyError if it is none */
export function writeDirective(node: Directive, place: string, writing: Writing): Fields {
  const { name } = node
  if (!Object.hasOwn(writers, name)) {
    throw new BodyError(`block ${place}`, `“${name}” is not something an article can hold here; remove it`)
  }
  return filled(writers[name as BlockKind](node, place, writing))
}
