import type { BlockContent, Heading } from 'mdast'
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive'
import { attributesOf } from './attributes.ts'
import { type BlockContext, blockOf } from './blocks.ts'
import { blockWriters, card, type Holding } from './directive-blocks.ts'
import { findingIdOf } from './grammar.ts'
import { childrenOf, type Place, placeOf, type RawNode } from './guard.ts'
import { isKind, kinds, kindsIn, type Where } from './kinds.ts'
import { phrasingIn } from './phrasing.ts'

type Finding = 'break' | 'hold'

/** The ids in an `answers` attribute. */
export const idsIn = (answers: string | null | undefined): string[] => (answers ?? '').split(' ').filter(Boolean)

/** A day such as `2026-11-01` that the calendar has. */
const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text

/** A break or a hold in normal form. */
function finding(kind: Finding, node: RawNode, place: Place, context: BlockContext): ContainerDirective {
  const { example } = kinds[kind]
  const attributes = attributesOf(kind, node, place, context)
  if (!findingIdOf[kind].test(attributes['id'] ?? '')) {
    context.report(place, `a ${kind} needs an id of its own, such as ${example}`)
    delete attributes['id']
  }
  if (attributes['status'] && !/^(?:open|held)$/.test(attributes['status'])) {
    context.report(place, 'the status of a break is open, or not written at all')
  }
  if (attributes['verified'] && !isDay(attributes['verified'])) {
    context.report(place, `“verified” of a hold is not a day; write verified="2026-11-01"`)
    delete attributes['verified']
  }
  if (attributes['answers']) {
    const answers = [...new Set(idsIn(attributes['answers']))]
    const bad = answers.find((id) => !findingIdOf.break.test(id))
    if (bad) context.report(place, `“${bad.slice(0, 40)}” is not the id of a break; write answers="b1 b2"`)
    attributes['answers'] = answers.filter((id) => findingIdOf.break.test(id)).join(' ')
    if (!attributes['answers']) delete attributes['answers']
  }
  const children = blocksIn(node, place, context, 'finding')
  return { type: 'containerDirective', name: kind, attributes, children: children as BlockContent[] }
}

const places: Record<Where, string> = {
  root: 'here',
  finding: 'inside a break or hold',
  aside: 'inside a callout or step',
}

/** The kinds that may stand there, as one would write them. */
const offered = (where: Where): string =>
  kindsIn(where)
    .map((name) => (kinds[name].form === 'leaf' ? `::${name}` : `:::${name}`))
    .join(', ')

function directive(node: RawNode, place: Place, context: BlockContext, where: Where): Block | null {
  const name = node['name']
  const colons = node.type === 'leafDirective' ? '::' : ':::'
  if (!isKind(name)) {
    const advice = where === 'aside' ? `write \\${colons} for plain colons` : `there are ${offered(where)}`
    context.report(place, `“${colons}${String(name).slice(0, 40)}” is not known; ${advice}`)
    return null
  }
  const { form, example } = kinds[name]
  if (form !== (node.type === 'leafDirective' ? 'leaf' : 'container')) {
    context.report(
      place,
      `a ${name} is written ${example}${form === 'container' ? ' … :::' : ', on a line of its own'}`,
    )
    return null
  }
  if (!(kinds[name].where as readonly Where[]).includes(where)) {
    const inside = name === 'step' ? 'only inside ::::steps' : name === 'figure' ? 'only inside :::figures' : null
    context.report(place, `a ${name} ${inside ? `stands ${inside}` : `cannot stand ${places[where]}; move it out`}`)
    return null
  }
  if (name === 'break' || name === 'hold') return finding(name, node, place, context)
  if (name === 'card') return card(node, place, context)
  if (name === 'step' || name === 'figure') return null
  const holding: Holding = { blocks: (inner, at) => blocksIn(inner, at, context, 'aside') as BlockContent[] }
  return blockWriters[name](node, place, context, holding)
}

type Block = BlockContent | ContainerDirective | LeafDirective | Heading

function heading(node: RawNode, place: Place, context: BlockContext): Heading | null {
  const depth = node['depth']
  const isDepth = depth === 2 || depth === 3 || depth === 4
  if (!isDepth) context.report(place, 'headings are ##, ### or ####; the title stands in the front matter')
  const children = phrasingIn(node, place, context)
  return children.length > 0 ? { type: 'heading', depth: isDepth ? depth : 2, children } : null
}

/** The block that a node is, where it stands; null for none, and for what may not stand there, which is reported. */
export function blockIn(node: RawNode, place: Place, context: BlockContext, where: Where): Block | null {
  if (node.type === 'containerDirective' || node.type === 'leafDirective') return directive(node, place, context, where)
  if (node.type !== 'heading') return blockOf(node, place, context)
  if (where === 'root') return heading(node, place, context)
  context.report(place, `a heading cannot stand ${places[where]}; its title is its heading`)
  return null
}

function blocksIn(node: RawNode, place: Place, context: BlockContext, where: Where): Block[] {
  return childrenOf(node).flatMap((child, index) => blockIn(child, placeOf(child, place, index), context, where) ?? [])
}

/** Writes `status="open"` on exactly the breaks that no hold answers. */
export function settleStatus(findings: ContainerDirective[]): void {
  const answered = new Set(findings.filter(isHold).flatMap((node) => idsIn(node.attributes?.['answers'])))
  for (const node of findings) {
    if (isHold(node)) continue
    const { status: _, ...attributes } = node.attributes ?? {}
    node.attributes = answered.has(attributes['id'] ?? '') ? attributes : { ...attributes, status: 'open' }
  }
}

const isHold = (node: ContainerDirective): boolean => node.name === 'hold'

/** Reports ids that are used twice and answers to breaks that are not there. */
export function checkFindings(
  findings: { node: ContainerDirective; place: Place }[],
  report: (place: Place, message: string) => void,
): void {
  const seen = new Set<string>()
  for (const { node, place } of findings) {
    const id = node.attributes?.['id']
    if (id && seen.has(id)) report(place, `the id “${id}” is used twice; give this ${node.name} the next free number`)
    if (id) seen.add(id)
  }
  for (const { node, place } of findings) {
    for (const id of idsIn(node.attributes?.['answers'])) {
      if (!seen.has(id)) report(place, `no break here has the id “${id}”; name one that is in this article`)
    }
  }
}
