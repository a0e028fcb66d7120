import type { ImageSource, Issue } from './grammar.ts'
import { childrenOf, lineIn, type Place, placeOf, type RawNode } from './guard.ts'
import { bodyOf } from './normalise.ts'
import type { Body } from './schema.ts'
import { isSound, keepSound } from './sound.ts'

const ignored = new Set(['position', 'data', 'children'])

const isFlat = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Equal as JSON that is at most one level deep; absent and null are the same. */
function sameValue(given: unknown, normal: unknown): boolean {
  if (!isFlat(given) || !isFlat(normal)) return (given ?? null) === (normal ?? null)
  const keys = new Set([...Object.keys(given), ...Object.keys(normal)])
  return (
    Array.isArray(given) === Array.isArray(normal) &&
    [...keys].every((key) => Object.hasOwn(given, key) && Object.hasOwn(normal, key) && given[key] === normal[key])
  )
}

/** Where a tree first differs from its normal form. Positions and `data` are not part of a body. */
function difference(given: RawNode, normal: RawNode, place: Place): Issue | null {
  const keys = new Set([...Object.keys(given), ...Object.keys(normal)])
  for (const key of keys) {
    const own = Object.hasOwn(normal, key) ? normal[key] : null
    if (ignored.has(key) || sameValue(given[key], own)) continue
    const message = `“${key.slice(0, 40)}” of this ${given.type.slice(0, 40)} is not in normal form; normalise the body first`
    return { ...place, message }
  }
  const [left, right] = [childrenOf(given), childrenOf(normal)]
  for (const [index, child] of left.entries()) {
    const at = placeOf(child, place, index)
    const twin = right[index]
    const found = twin ? difference(child, twin, at) : null
    if (found) return found
    if (!twin)
      return { ...at, message: `this ${child.type.slice(0, 40)} is not in normal form; normalise the body first` }
  }
  return right.length === left.length
    ? null
    : { ...place, message: 'the body is not in normal form; normalise it first' }
}

/**
 * Everything that keeps a tree from being a stored body: the closed grammar, the allow-lists of addresses and
 * attributes, the rules of findings, the limits, and the normal form. Safe for any JSON; empty means sound.
 */
export const checkBody = (tree: unknown, options: { images?: ImageSource } = {}): Issue[] =>
  checkedBody(tree, options).issues

/** The same, with the body that the tree is when it is sound, without positions and `data`: frozen, as from `normalise`. */
export function checkedBody(
  tree: unknown,
  { images = 'stored' }: { images?: ImageSource } = {},
): { body: Body; issues: Issue[] } {
  if (isSound(tree, images)) return { body: tree, issues: [] }
  const { body, issues } = bodyOf(tree, { images })
  if (issues.length > 0) return { body, issues }
  const given = tree as RawNode
  const found = difference(given, body as Body & RawNode, { path: '', line: lineIn(given) })
  return found ? { body, issues: [found] } : { body: keepSound(body, images), issues: [] }
}
