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
  if (listType !== 'bullet' && listType !== 'number') {
    throw new BodyError(path, 'it is a checklist, which is not offered; make it a plain list')
  }
  const children: ListItem[] = []
  for (const [index, item] of nodesOf(node, path).entries()) {
    if (item.type !== 'listitem') throw new BodyError(path, 'its list holds something that is not an item; remove it')
    readItem(item, `${path}, item ${index + 1}`, reading, children)
  }
  if (children.length === 0) return []
  const ordered = listType === 'number'
  return [{ type: 'list', ordered, start: ordered ? 1 : null, spread: false, children }]
}

function readItem(item: Json, path: string, reading: Reading, items: ListItem[]): void {
  const nodes = nodesOf(item, path)
  const children = readPhrasing(
    nodes.filter((node) => node.type !== 'list'),
    path,
    reading,
  )
  if (children.length > 0) {
    items.push({ type: 'listItem', spread: false, checked: null, children: [{ type: 'paragraph', children }] })
  }
  for (const node of nodes) {
    if (node.type !== 'list') continue
    for (const list of readList(node, path, reading)) attach(list, items, path)
  }
}

function attach(list: List, items: ListItem[], path: string): void {
  const owner = items.at(-1)
  const present = owner?.children[1]
  if (owner === undefined) items.push(...list.children)
  else if (present === undefined) owner.children.push(list)
  else if (present.type === 'list' && present.ordered === list.ordered) present.children.push(...list.children)
  else throw new BodyError(path, 'an item has two nested lists of different kinds; make them one list')
}
