import { childrenOf, type Place, type RawNode } from './guard.ts'
import { type KindName, kinds } from './kinds.ts'
import { type Context, lineFrom } from './phrasing.ts'

/** Whether words stand in brackets behind the name: in a leaf they are its children, in a container a paragraph. */
function hasLabel(node: RawNode): boolean {
  const [first] = childrenOf(node)
  if (node.type === 'leafDirective') return first !== undefined
  const data = first?.['data']
  return typeof data === 'object' && data !== null && 'directiveLabel' in data && Boolean(data.directiveLabel)
}

/**
 * The attributes of a directive that its kind has, in their order, as lines of text without the empty ones. What is
 * unknown, too long or missing is reported, and a label.
 */
export function attributesOf(kind: KindName, node: RawNode, place: Place, context: Context): Record<string, string> {
  const { attributes: known, required, example } = kinds[kind]
  if (hasLabel(node)) {
    context.report(place, `a ${kind} has no label in brackets; write ${example}`)
  }
  const raw = node['attributes']
  const given = new Map(typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? Object.entries(raw) : [])
  for (const name of given.keys()) {
    if (Object.hasOwn(known, name)) continue
    const names = Object.keys(known).join(', ')
    const has = names === '' ? 'it has none' : `it has ${names}`
    context.report(place, `a ${kind} has no attribute “${name.slice(0, 40)}”; ${has}`)
  }
  const attributes: Record<string, string> = {}
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
  for (const name of required as readonly string[]) {
    if (!attributes[name]) context.report(place, `a ${kind} needs a ${name}, as in ${example}`)
  }
  return attributes
}

/** Whether every attribute that the kind needs is there. */
export const isComplete = (kind: KindName, attributes: Record<string, string>): boolean =>
  (kinds[kind].required as readonly string[]).every((name) => Boolean(attributes[name]))
