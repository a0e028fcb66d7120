import type { BlockContent, Paragraph, Table } from 'mdast'
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive'
import { attributesOf, isComplete } from './attributes.ts'
import { type BlockContext, blockOf, codeOf, isDefinition, tableOf } from './blocks.ts'
import { articleUrl, isArticlePath, isSafeUrl } from './grammar.ts'
import { childrenOf, type Place, placeOf, type RawNode } from './guard.ts'
import { type ContainerKind, kinds } from './kinds.ts'

/** How a block comes by the blocks inside it. */
export type Holding = { blocks: (node: RawNode, place: Place) => BlockContent[] }

type Writer = (
  node: RawNode,
  place: Place,
  context: BlockContext,
  holding: Holding,
) => BlockContent | ContainerDirective | null

const most = { figures: 8, steps: 30 }

const container = (
  name: ContainerKind,
  attributes: Record<string, string>,
  children: ContainerDirective['children'],
): ContainerDirective => ({ type: 'containerDirective', name, attributes, children })

/** The nodes inside that are no definitions, with their places. */
const inside = (node: RawNode, place: Place): [RawNode, Place][] =>
  childrenOf(node).flatMap((child, index): [RawNode, Place][] =>
    isDefinition(child) ? [] : [[child, placeOf(child, place, index)]],
  )

const callout: Writer = (node, place, context, holding) => {
  const attributes = attributesOf('callout', node, place, context)
  const { kind } = attributes
  if (kind && kind !== 'break' && kind !== 'hold') {
    context.report(place, `the kind of a callout is break or hold, or not written at all, not “${kind}”`)
    delete attributes['kind']
  }
  const children = holding.blocks(node, place)
  if (children.length === 0) context.report(place, 'a callout is empty; write into it or take it away')
  return children.length === 0 ? null : container('callout', attributes, children)
}

/** The one table in a block that is made of a table. */
function onlyTable(kind: 'decision' | 'table', node: RawNode, place: Place, context: BlockContext): Table | null {
  const [first, second] = inside(node, place)
  if (first?.[0].type !== 'table' || second) {
    context.report(second?.[1] ?? place, `a ${kind} holds one table and nothing else`)
  }
  return first?.[0].type === 'table' ? tableOf(first[0], first[1], context) : null
}

const isOneText = (cell: Table['children'][number]['children'][number]): boolean =>
  cell.children.length === 1 && cell.children[0]?.type === 'text'

const decision: Writer = (node, place, context) => {
  const attributes = attributesOf('decision', node, place, context)
  const table = onlyTable('decision', node, place, context)
  if (!table) return null
  const [head, ...rows] = table.children
  const say = (message: string) => context.report(place, message)
  let isSound = true
  const refuse = (message: string) => {
    isSound = false
    say(message)
  }
  if (head?.children.length !== 2) refuse('a decision has two columns: what is true, and what then')
  else if (!head.children.every(isOneText)) refuse('the headings of a decision are plain words')
  if (rows.length === 0) refuse('a decision has no rows; write what is true for whom, and what then')
  const empty = rows.findIndex((row) => row.children.some((cell) => cell.children.length === 0))
  if (empty >= 0) refuse(`row ${empty + 1} of a decision has an empty cell; fill it in or take the row away`)
  if (!isSound) return null
  const pick = attributes['pick']
  if (pick !== undefined && !(/^[1-9]\d*$/.test(pick) && Number(pick) <= rows.length)) {
    say(`“pick” of a decision is the number of one of its ${rows.length} rows`)
    delete attributes['pick']
  }
  return container('decision', attributes, [table])
}

const table: Writer = (node, place, context) => {
  const attributes = attributesOf('table', node, place, context)
  if (attributes['scope'] && attributes['scope'] !== 'row') {
    context.report(place, 'the scope of a table is row (its first column is headings), or not written at all')
    delete attributes['scope']
  }
  const only = onlyTable('table', node, place, context)
  // There is one way to write each thing: without a caption and without row headings it is a plain table.
  return only && Object.keys(attributes).length > 0 ? container('table', attributes, [only]) : only
}

function paragraphsOf(nodes: [RawNode, Place][], what: string, context: BlockContext): Paragraph[] {
  return nodes.flatMap(([child, at]): Paragraph[] => {
    const block = child.type === 'paragraph' ? blockOf(child, at, context) : null
    const isText = block?.type === 'paragraph' && block.children[0]?.type !== 'image'
    if (child.type !== 'paragraph' || (block && !isText))
      context.report(at, `${what}, not “${child.type.slice(0, 40)}”`)
    return isText ? [block as Paragraph] : []
  })
}

const pullquote: Writer = (node, place, context) => {
  const attributes = attributesOf('pullquote', node, place, context)
  const children = paragraphsOf(inside(node, place), 'a pullquote holds one paragraph', context)
  if (children.length !== 1) context.report(place, 'a pullquote holds one paragraph of text')
  return children[0] ? container('pullquote', attributes, [children[0]]) : null
}

const figures: Writer = (node, place, context) => {
  const attributes = attributesOf('figures', node, place, context)
  const children = inside(node, place).flatMap(([child, at]): LeafDirective[] => {
    if (child.type !== 'leafDirective' || child['name'] !== 'figure') {
      context.report(
        at,
        `figures hold only ${kinds.figure.example}, not “${String(child['name'] ?? child.type).slice(0, 40)}”`,
      )
      return []
    }
    const own = attributesOf('figure', child, at, context)
    return isComplete('figure', own) ? [{ type: 'leafDirective', name: 'figure', attributes: own, children: [] }] : []
  })
  if (children.length === 0) context.report(place, `figures are empty; write ${kinds.figure.example}`)
  if (children.length > most.figures) context.report(place, `more than ${most.figures} figures; keep the best`)
  return children.length > 0 ? container('figures', attributes, children.slice(0, most.figures)) : null
}

const steps: Writer = (node, place, context, holding) => {
  const attributes = attributesOf('steps', node, place, context)
  const children = inside(node, place).flatMap(([child, at]): ContainerDirective[] => {
    if (child.type !== 'containerDirective' || child['name'] !== 'step') {
      context.report(
        at,
        `steps hold only ${kinds.step.example}, not “${String(child['name'] ?? child.type).slice(0, 40)}”`,
      )
      return []
    }
    const own = attributesOf('step', child, at, context)
    return isComplete('step', own) ? [container('step', own, holding.blocks(child, at))] : []
  })
  if (children.length === 0) context.report(place, `steps are empty; write ${kinds.step.example}`)
  if (children.length > most.steps) context.report(place, `more than ${most.steps} steps; make two lists of them`)
  return children.length > 0 ? container('steps', attributes, children.slice(0, most.steps)) : null
}

const diagram: Writer = (node, place, context) => {
  const attributes = attributesOf('diagram', node, place, context)
  const [first, ...rest] = inside(node, place)
  const source = first?.[0].type === 'code' ? codeOf(first[0], first[1], context) : null
  if (source?.lang !== 'mermaid' || source.meta !== null || source.value.trim() === '') {
    context.report(first?.[1] ?? place, 'a diagram begins with its source: ```mermaid and nothing after the word')
  }
  const description = paragraphsOf(rest, 'after its source a diagram holds paragraphs that describe it', context)
  if (description.length === 0) {
    context.report(place, 'a diagram needs a description in words below its source, for those who cannot see it')
  }
  const isSound = isComplete('diagram', attributes) && source?.lang === 'mermaid' && description.length > 0
  if (!isSound || !source || source.value.trim() === '') return null
  return container('diagram', attributes, [{ ...source, meta: null }, ...description])
}

/** How each block inside its own rules becomes its normal form. Breaks, holds and cards are apart. */
export const blockWriters: Record<Exclude<ContainerKind, 'break' | 'hold' | 'step'>, Writer> = {
  callout,
  decision,
  table,
  pullquote,
  figures,
  steps,
  diagram,
}

/** A card in normal form: a reference to an article of ours and nothing else, or an address with its title. */
export function card(node: RawNode, place: Place, context: BlockContext): LeafDirective | null {
  const attributes = attributesOf('card', node, place, context)
  const { to, url, title } = attributes
  const leaf = (own: Record<string, string>): LeafDirective => ({
    type: 'leafDirective',
    name: 'card',
    attributes: own,
    children: [],
  })
  if (to !== undefined) {
    if (Object.keys(attributes).length > 1) {
      context.report(place, 'a card that leads to an article has nothing but “to”: the rest comes from that article')
    }
    if (articleUrl.test(to) || (context.images === 'file' && isArticlePath(to))) return leaf({ to })
    context.report(place, `“${to.slice(0, 60)}” is no article; write to="/articles/slug"`)
    return null
  }
  if (!url || !title) {
    context.report(place, `a card needs to="/articles/slug", or an address and a title, as in ${kinds.card.example}`)
    return null
  }
  if (!/^https?:/.test(url) || !isSafeUrl(url)) {
    context.report(place, `the address “${url.slice(0, 60)}” of a card is not allowed; use https:// or http://`)
    return null
  }
  return leaf(attributes)
}
