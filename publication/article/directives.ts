import type { BlockContent } from 'mdast'
import type { ContainerDirective } from 'mdast-util-directive'
import { type BlockContext, blockOf } from './blocks.ts'
import { findingAttributes, findingIdOf } from './grammar.ts'
import { childrenOf, type Place, placeOf, type RawNode } from './guard.ts'
import { lineFrom } from './phrasing.ts'

type Kind = 'break' | 'hold'

const example = { break: ':::break{#b1 title="…"}', hold: ':::hold{#h1 answers="b1" title="…"}' }

/** The ids in an `answers` attribute. */
export const idsIn = (answers: string | null | undefined): string[] => (answers ?? '').split(' ').filter(Boolean)

function attributesOf(kind: Kind, node: RawNode, place: Place, context: BlockContext): Record<string, string> {
  const known: Record<string, number> = findingAttributes[kind]
  const raw = node['attributes']
  const given = new Map(typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? Object.entries(raw) : [])
  const attributes: Record<string, string> = {}
  for (const name of given.keys()) {
    if (Object.hasOwn(known, name)) continue
    const names = Object.keys(known).join(', ')
    context.report(place, `a ${kind} has no attribute “${name.slice(0, 40)}”; it has ${names}`)
  }
  for (const [name, most] of Object.entries(known)) {
    const value = given.get(name) ?? ''
    if (typeof value !== 'string') {
      context.report(place, `the attribute “${name}” of a ${kind} is not text`)
      continue
    }
    const text = lineFrom(value, place, context).trim()
    if (text.length > most) {
      context.report(place, `“${name}” of a ${kind} has more than ${most} characters; shorten it`)
    } else if (text !== '') attributes[name] = text
  }
  return attributes
}

/** A break or a hold in normal form; null for any other block, which is reported. */
export function directive(node: RawNode, place: Place, context: BlockContext): ContainerDirective | null {
  const kind = node['name']
  if (kind !== 'break' && kind !== 'hold') {
    context.report(place, `“:::${String(kind).slice(0, 40)}” is not known; use ${example.break} or ${example.hold}`)
    return null
  }
  const attributes = attributesOf(kind, node, place, context)
  if (!findingIdOf[kind].test(attributes['id'] ?? '')) {
    context.report(place, `a ${kind} needs an id of its own, such as ${example[kind]}`)
    delete attributes['id']
  }
  if (!attributes['title']) context.report(place, `a ${kind} needs a title, as in ${example[kind]}`)
  if (attributes['status'] && !/^(?:open|held)$/.test(attributes['status'])) {
    context.report(place, 'the status of a break is open, or not written at all')
  }
  if (attributes['answers']) {
    const answers = [...new Set(idsIn(attributes['answers']))]
    const bad = answers.find((id) => !findingIdOf.break.test(id))
    if (bad) context.report(place, `“${bad.slice(0, 40)}” is not the id of a break; write answers="b1 b2"`)
    attributes['answers'] = answers.filter((id) => findingIdOf.break.test(id)).join(' ')
    if (!attributes['answers']) delete attributes['answers']
  }
  const children = childrenOf(node).flatMap((child, index): BlockContent[] => {
    const at = placeOf(child, place, index)
    const data = child['data']
    if (typeof data === 'object' && data !== null && 'directiveLabel' in data && data.directiveLabel) {
      context.report(at, `a ${kind} has no label in brackets; write title="…"`)
    }
    if (child.type === 'heading') context.report(at, `a ${kind} holds no headings; its title is its heading`)
    else if (child.type === 'containerDirective') context.report(at, `a ${kind} holds no other break or hold`)
    else return [blockOf(child, at, context) ?? []].flat()
    return []
  })
  return { type: 'containerDirective', name: kind, attributes, children }
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
