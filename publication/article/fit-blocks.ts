import type {
  FootnoteDefinition,
  List,
  ListItem,
  Nodes,
  PhrasingContent,
  Root,
  RootContent,
  Table,
  TableCell,
  TableRow,
} from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { visit } from 'unist-util-visit'
import { isUnwritable } from './blocks.ts'
import { codeMetaOf } from './code-meta.ts'
import { codeLanguage, isSafeUrl } from './grammar.ts'
import { wordsIn } from './kinds.ts'

const text = (value: string): PhrasingContent => ({ type: 'text', value })

const inLine = new Set([
  'text',
  'inlineCode',
  'strong',
  'emphasis',
  'break',
  'link',
  'linkReference',
  'footnoteReference',
])

const isText = (text: string): boolean => text.trim() !== ''

/** The words of a block, a line for each of its paragraphs, points and rows, and of its code. */
export function linesOf(node: Nodes): PhrasingContent[][] {
  if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') {
    return node.children.some(({ type }) => type === 'image') ? [] : [node.children]
  }
  if (node.type === 'code') {
    return node.value.split('\n').flatMap((value) => (isText(value) ? [[{ type: 'inlineCode', value }]] : []))
  }
  if (node.type === 'tableRow') {
    return [node.children.flatMap((cell, at) => [...(at ? [text(', ')] : []), ...linesOf(cell).flat()])]
  }
  const isBlock = node.type === 'containerDirective' || node.type === 'leafDirective'
  const words = isBlock ? wordsIn(node.attributes).map((value) => [text(value)]) : []
  if ('children' in node) return [...words, ...node.children.flatMap(linesOf)]
  return 'value' in node ? [[text(node.value)]] : words
}

/** Blocks as one line of text: what stood in blocks of its own begins on a new line. */
function lineOfBlocks(blocks: readonly Nodes[]): PhrasingContent[] {
  const lines: PhrasingContent[][] = []
  let open: PhrasingContent[] | null = null
  for (const block of blocks) {
    if (inLine.has(block.type)) {
      if (open === null) {
        open = []
        lines.push(open)
      }
      open.push(block as PhrasingContent)
      continue
    }
    open = null
    const isSaid = (line: PhrasingContent[]) =>
      isText(textOf({ type: 'paragraph', children: line })) || line.some(({ type }) => type === 'footnoteReference')
    lines.push(...linesOf(block).filter(isSaid))
  }
  return lines.flatMap((line, index): PhrasingContent[] => (index === 0 ? line : [{ type: 'break' }, ...line]))
}

/** A point is one line, then at most one list; a list has boxes at each point or at none. */
function fitList(list: List): void {
  list.start = list.ordered ? 1 : null
  list.children = list.children.map(
    (item: Nodes): ListItem =>
      item.type === 'listItem'
        ? item
        : { type: 'listItem', children: [{ type: 'paragraph', children: lineOfBlocks([item]) }] },
  )
  const boxes = list.children.filter((item) => typeof item.checked === 'boolean').length
  const isChecklist = !list.ordered && boxes === list.children.length
  for (const item of list.children) {
    if (!isChecklist) item.checked = null
    const [first, ...others] = item.children.filter((child) => child.type === 'list')
    if (first) for (const other of others) first.children.push(...other.children)
    const line = lineOfBlocks(item.children.filter((child) => child.type !== 'list'))
    const isEmpty = textOf({ type: 'paragraph', children: line }).trim() === ''
    item.children = [{ type: 'paragraph', children: isEmpty ? [text('–'), ...line] : line }, ...(first ? [first] : [])]
  }
}

/** As wide as its widest row, with a heading row; a table without one was given an empty one. */
function fitTable(table: Table): void {
  table.align = null
  // HTML has tables in tables and links around rows: what is no row or no cell becomes one.
  const cellOf = (node: Nodes): TableCell =>
    node.type === 'tableCell' ? node : { type: 'tableCell', children: lineOfBlocks([node]) }
  table.children = table.children.map((row: Nodes): TableRow => {
    const cells: Nodes[] = row.type === 'tableRow' ? row.children : [row]
    return { type: 'tableRow', children: cells.map(cellOf) }
  })
  for (const row of table.children) {
    for (const cell of row.children) {
      cell.children = lineOfBlocks(cell.children)
      // Markdown cannot write these as code; as text it can.
      visit(cell, 'inlineCode', ({ value }, index, parent) => {
        if (parent && index !== undefined && isUnwritable(value)) parent.children[index] = text(value)
      })
    }
  }
  const [head, second] = table.children
  if (head && second && textOf(head).trim() === '') table.children.shift()
  const widest = Math.max(1, ...table.children.map((row) => row.children.length))
  const first = table.children[0]
  while (first && first.children.length < widest) first.children.push({ type: 'tableCell', children: [] })
}

function fitCode(node: { lang?: string | null | undefined; meta?: string | null | undefined; value: string }): void {
  if (node.meta && !codeMetaOf(node.meta)) node.meta = null
  const lang = node.lang?.toLowerCase() ?? ''
  node.lang = codeLanguage.test(lang) ? lang : null
}

/** A note is one line; one that nothing refers to stands as a paragraph. */
function fitNote(note: FootnoteDefinition, isUsed: boolean): RootContent | null {
  const children = lineOfBlocks(note.children)
  const isEmpty = textOf({ type: 'paragraph', children }).trim() === ''
  if (isUsed) {
    note.children = [{ type: 'paragraph', children: isEmpty ? [text('–')] : children }]
    return null
  }
  return { type: 'paragraph', children }
}

/** The reference (`media:m_…`) of a picture at an address; null for one that is not ours. */
export type PictureOf = (url: string) => string | null

/** Brings blocks and lines to what the grammar has. Counts what loses more than its looks. */
export function fitBlocks(tree: Root, pictureOf: PictureOf): { links: number; pictures: number } {
  const lost = { links: 0, pictures: 0 }
  const used = new Set<string>()
  visit(tree, 'footnoteReference', ({ identifier }) => {
    used.add(identifier)
  })
  visit(tree, (node: Nodes, index, parent) => {
    if (!parent || index === undefined) return undefined
    const isBlock =
      !inLine.has(node.type) && ['root', 'blockquote', 'listItem', 'containerDirective'].includes(parent.type)
    const replace = (...nodes: Nodes[]): number => {
      ;(parent.children as Nodes[]).splice(index, 1, ...nodes)
      return index
    }
    switch (node.type) {
      case 'heading':
        // The title of a page is the article's own.
        node.depth = node.depth < 2 ? 2 : node.depth > 4 ? 4 : node.depth
        return undefined
      case 'delete':
        return replace(...node.children)
      case 'strong':
      case 'emphasis':
        if (!node.children.every((child) => inLine.has(child.type))) node.children = lineOfBlocks(node.children)
        return undefined
      case 'thematicBreak':
      case 'yaml':
        return replace()
      case 'definition':
        node.title = null
        return undefined
      case 'image':
      case 'imageReference': {
        const known = node.type === 'image' ? pictureOf(node.url) : null
        if (known !== null && node.type === 'image' && parent.type === 'paragraph' && parent.children.length === 1) {
          node.url = known
          return undefined
        }
        lost.pictures += 1
        return replace()
      }
      case 'link':
        node.title = null
        if (!node.children.every((child) => inLine.has(child.type))) node.children = lineOfBlocks(node.children)
        if (textOf(node).trim() !== '' && isSafeUrl(node.url)) return undefined
        if (textOf(node).trim() !== '') lost.links += 1
        return replace(...node.children)
      case 'html': {
        if (/^<br ?\/?>$/i.test(node.value) && !isBlock) return replace({ type: 'break' })
        const words = text(node.value)
        return replace(isBlock ? { type: 'paragraph', children: [words] } : words)
      }
      case 'code':
        fitCode(node)
        return undefined
    }
    return undefined
  })
  // From the inside out: what a block holds fits before the block is made of it.
  const lists: List[] = []
  visit(tree, 'list', (list) => {
    lists.unshift(list)
  })
  lists.forEach(fitList)
  visit(tree, 'table', fitTable)
  visit(tree, 'blockquote', (quote) => {
    quote.children = quote.children.map((child) =>
      child.type === 'paragraph' ? child : { type: 'paragraph', children: lineOfBlocks([child]) },
    )
  })
  visit(tree, 'footnoteDefinition', (note, index, parent) => {
    const instead = fitNote(note, used.has(note.identifier))
    if (instead && parent && index !== undefined) (parent.children as RootContent[])[index] = instead
  })
  return lost
}
