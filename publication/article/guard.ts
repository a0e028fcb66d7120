import { type Issue, limits } from './grammar.ts'

/** A node of unknown kind whose `type` is a string and whose `children`, if any, are such nodes. */
export type RawNode = { type: string; [key: string]: unknown }

/** Where a node stands: its path in the tree and, if it was parsed from a file, its line there. */
export type Place = { path: string; line: number | null }

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The children of a guarded node. */
export const childrenOf = (node: RawNode): RawNode[] => (Array.isArray(node['children']) ? node['children'] : [])

/** 1-based line of a node in the text it was parsed from. */
export function lineIn(node: RawNode): number | null {
  const position = node['position']
  const start = isObject(position) ? position['start'] : undefined
  const line = isObject(start) ? start['line'] : undefined
  return typeof line === 'number' && Number.isSafeInteger(line) ? line : null
}

/** The place of a child. */
export const placeOf = (child: RawNode, parent: Place, index: number): Place => ({
  path: `${parent.path}${parent.path ? '.' : ''}children[${index}]`,
  line: lineIn(child) ?? parent.line,
})

/**
 * Refuses what is not a tree of nodes under a root, is too deep or too large. Iterative, so that no input can overflow
 * the stack; a cycle counts as depth without end. Null means that the rest of the module may walk the tree.
 */
export function guard(tree: unknown): Issue | null {
  if (!isObject(tree) || tree['type'] !== 'root' || !Array.isArray(tree['children'])) {
    return { path: '', line: null, message: 'this is not a body; give an mdast root with children' }
  }
  const waiting: { node: unknown; depth: number; path: string }[] = [{ node: tree, depth: 0, path: '' }]
  let seen = 0
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, depth, path } = next
    if (depth > limits.depth) {
      const message = `nested more than ${limits.depth} levels deep; flatten its lists and quotes`
      return { path: '', line: null, message }
    }
    if (!isObject(node) || typeof node['type'] !== 'string') {
      return { path, line: null, message: 'not a node; every node is an object with a type' }
    }
    const children = node['children']
    if (children === undefined) continue
    if (!Array.isArray(children)) return { path, line: null, message: 'its children are not a list of nodes' }
    seen += children.length
    if (seen > limits.nodes) {
      const message = `more than ${limits.nodes} nodes; split the article in two`
      return { path: '', line: null, message }
    }
    for (const [index, child] of children.entries()) {
      waiting.push({ node: child, depth: depth + 1, path: `${path}${path ? '.' : ''}children[${index}]` })
    }
  }
  return null
}
