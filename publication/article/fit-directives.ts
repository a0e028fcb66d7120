import type { Nodes, Paragraph, Parents, Root } from 'mdast'
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive'
import { toString as textOf } from 'mdast-util-to-string'
import { visit } from 'unist-util-visit'
import { idsIn } from './directives.ts'
import { findingIdOf } from './grammar.ts'
import { isKind, kinds, type Where, wordsIn } from './kinds.ts'
import { bodyOf } from './normalise.ts'

type Directive = ContainerDirective | LeafDirective

const isDirective = (node: Nodes): node is Directive =>
  node.type === 'containerDirective' || node.type === 'leafDirective'

/** Attributes that the kind has. One that is too long is cut, and stands whole in the text; the others are named. */
function knownOf(node: ContainerDirective, say: (notice: string) => void): Record<string, string> {
  const known: Record<string, number> = isKind(node.name) ? kinds[node.name].attributes : {}
  const result: Record<string, string> = {}
  const whole: Paragraph[] = []
  for (const [name, value] of Object.entries(node.attributes ?? {})) {
    if (typeof value !== 'string' || value.trim() === '') continue
    const most = Object.hasOwn(known, name) ? known[name] : undefined
    if (most === undefined) {
      say(`a ${node.name} has no “${name.slice(0, 40)}”; “${value.slice(0, 80)}” was left out`)
    } else if (value.length > most) {
      say(`“${name}” of a ${node.name} has more than ${most} characters; it was cut, and stands whole in the text`)
      whole.push({ type: 'paragraph', children: [{ type: 'text', value }] })
      result[name] = value.slice(0, most).replace(/\p{Cs}$/u, '')
    } else result[name] = value
  }
  node.children.unshift(...whole)
  return result
}

/** Ids that are missing or taken get the next number; a title that is missing is taken from the text. */
function fitFindings(tree: Root, say: (notice: string) => void): void {
  const findings = tree.children.filter(
    (node): node is ContainerDirective => node.type === 'containerDirective' && /^(?:break|hold)$/.test(node.name),
  )
  const taken = new Set<string>()
  const free = { break: 0, hold: 0 }
  for (const { name, attributes } of findings) {
    const kind = name as 'break' | 'hold'
    const id = attributes?.['id'] ?? ''
    if (findingIdOf[kind].test(id)) free[kind] = Math.max(free[kind], Number(id.slice(1)))
  }
  for (const node of findings) {
    const kind = node.name as 'break' | 'hold'
    const { status: _, ...attributes } = knownOf(node, say)
    const own = attributes['id'] ?? ''
    const isOwn = findingIdOf[kind].test(own) && !taken.has(own)
    if (!isOwn) free[kind] += 1
    const id = isOwn ? own : `${kind[0]}${free[kind]}`
    taken.add(id)
    const title =
      attributes['title'] ||
      textOf(node)
        .trim()
        .slice(0, 80)
        .replace(/\p{Cs}$/u, '') ||
      'Untitled'
    node.attributes = { ...attributes, id, title }
  }
  const breaks = new Set([...taken].filter((id) => id.startsWith('b')))
  for (const node of findings) {
    const answers = idsIn(node.attributes?.['answers']).filter((id) => breaks.has(id))
    if (node.attributes?.['answers']) node.attributes['answers'] = answers.join(' ')
  }
}

/** Blocks that stand only inside another. */
const holders = new Map([
  ['step', 'steps'],
  ['figure', 'figures'],
])

/** Whether a block can stand as it is; its links to notes are not looked at here. */
function isSound(node: Directive): boolean {
  const copy = structuredClone(node)
  visit(copy, 'footnoteReference', (_, index, parent) => {
    if (parent && index !== undefined) parent.children[index] = { type: 'text', value: 'note' }
  })
  if (copy.attributes) delete copy.attributes['answers']
  return bodyOf({ type: 'root', children: [copy] }).issues.length === 0
}

/** What stands in place of a block that cannot: what it holds, and the words of its attributes. */
function remainsOf(node: Directive): Nodes[] {
  const words = [...wordsIn(node.attributes), ...(node.attributes?.['url'] ? [node.attributes['url']] : [])].join(': ')
  const line: Nodes[] = words === '' ? [] : [{ type: 'paragraph', children: [{ type: 'text', value: words }] }]
  return [...line, ...(node.type === 'containerDirective' ? node.children : [])]
}

/**
 * Keeps blocks that can stand where they are, and puts what the others hold in their place.
 * @returns what was done, in words
 */
export function fitDirectives(tree: Root): string[] {
  const said = new Set<string>()
  fitFindings(tree, (notice) => said.add(notice))
  const walk = (parent: Parents, where: Where): void => {
    const children = parent.children as Nodes[]
    for (let index = 0; index < children.length; index += 1) {
      const node = children[index] as Nodes
      if (node.type === 'paragraph' && 'data' in node && node.data && 'directiveLabel' in node.data) delete node.data
      if (node.type === 'heading' && where !== 'root') {
        children[index] = { type: 'paragraph', children: node.children }
        continue
      }
      if (!isDirective(node)) continue
      const holder = holders.get(node.name)
      const isPart = holder !== undefined && parent.type === 'containerDirective' && parent.name === holder
      const isHere = isKind(node.name) && ((kinds[node.name].where as readonly Where[]).includes(where) || isPart)
      const inner = node.name === 'break' || node.name === 'hold' ? 'finding' : 'aside'
      if (node.type === 'containerDirective' && isHere && node.name !== 'steps') walk(node, inner)
      if (node.type === 'containerDirective' && node.name === 'steps')
        for (const step of node.children) if (step.type === 'containerDirective') walk(step, 'aside')
      if (isHere && (isPart || isSound(node))) continue
      said.add(`“${node.name.slice(0, 40)}” could not be kept as a block here; what it says was`)
      children.splice(index, 1, ...remainsOf(node))
      index -= 1
    }
  }
  walk(tree, 'root')
  return [...said]
}
