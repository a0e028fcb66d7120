import type { List, ListItem } from 'mdast'
import { type Json, nodesOf } from './lexical-json.ts'
import { BodyError } from './lexical-limits.ts'
import { type Reading, readPhrasing } from './lexical-phrasing.ts'

/**
 * A Lexical list as an mdast list; `[]` if it is empty.
 * Lexical keeps a nested list in an item of its own that follows the item it belongs to; mdast keeps it inside that
 * item. A nested list that follows no item (an editor indented the first line) moves up a level.
 * @throws BodyError
 */
export function readList(node: Json, path: string, reading: Reading): List[] {
  const { listType } = node
  if (!isListType(listType)) throw new BodyError(path, 'it is a list of an unknown kind; make it a plain list')
  const children: ListItem[] = []
  for (const [index, item] of nodesOf(node, path).entries()) {
    if (item.type !== 'listitem') throw new BodyError(path, 'its list holds something that is not an item; remove it')
    readItem(item, `${path}, item ${index + 1}`, reading, children, listType)
  }
  if (children.length === 0) return []
  const ordered = listType === 'number'
  return [{ type: 'list', ordered, start: ordered ? 1 : null, spread: false, children }]
}

type ListType = 'bullet' | 'number' | 'check'

const isListType = (value: unknown): value is ListType => value === 'bullet' || value === 'number' || value === 'check'

/** The kind that an mdast list has in the editor: one whose items have boxes is a checklist. */
export const listTypeOf = ({ ordered, children }: List): ListType => {
  if (ordered === true) return 'number'
  return typeof children[0]?.checked === 'boolean' ? 'check' : 'bullet'
}

function readItem(item: Json, path: string, reading: Reading, items: ListItem[], listType: ListType): void {
  const nodes = nodesOf(item, path)
  const children = readPhrasing(
    nodes.filter((node) => node.type !== 'list'),
    path,
    reading,
  )
  if (children.length > 0) {
    const checked = listType === 'check' ? item.checked === true : null
    items.push({ type: 'listItem', spread: false, checked, children: [{ type: 'paragraph', children }] })
  }
  for (const node of nodes) {
    if (node.type !== 'list') continue
    for (const list of readList(node, path, reading)) attach(list, items, path, listType)
  }
}

function attach(list: List, items: ListItem[], path: string, listType: ListType): void {
  const owner = items.at(-1)
  const present = owner?.children[1]
  const nestedType = listTypeOf(list)
  if (owner === undefined) {
    // A box that is not drawn any more, or one that nobody set, would say something else than the editor showed.
    if ((nestedType === 'check') !== (listType === 'check')) {
      throw new BodyError(path, 'a list begins with a nested list of another kind; move that one level out')
    }
    items.push(...list.children)
  } else if (present === undefined) owner.children.push(list)
  else if (present.type === 'list' && listTypeOf(present) === nestedType) present.children.push(...list.children)
  else throw new BodyError(path, 'an item has two nested lists of different kinds; make them one list')
}
