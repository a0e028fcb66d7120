import { createHash } from 'node:crypto'
import type { Nodes } from 'mdast'

/**
 * Serialised Lexical nodes with every field that the editor's own `exportJSON` writes (lexical 0.50, richtext-lexical
 * 3.90), so that opening and saving an article changes nothing. The headless round trip in the tests holds this true.
 */
export type LexicalNode = { type: string; version: number; [field: string]: unknown }

const element = (type: string, children: LexicalNode[]) =>
  ({ type, version: 1, children, direction: null, format: '', indent: 0 }) as const

export const rootNode = (children: LexicalNode[]) => element('root', children)

/** A paragraph repeats the format of its first text. */
export function paragraphNode(children: LexicalNode[]): LexicalNode {
  const textFormat = children.find((child) => child.type === 'text')?.format ?? 0
  return { ...element('paragraph', children), textFormat, textStyle: '' }
}

export const headingNode = (depth: number, children: LexicalNode[]): LexicalNode => ({
  ...element('heading', children),
  tag: `h${depth}`,
})

/** A quote of one line, or of paragraphs (what Lexical calls a shadow root). */
export const quoteNode = (children: LexicalNode[], shadowRoot: boolean): LexicalNode => ({
  ...element('quote', children),
  ...(shadowRoot ? { shadowRoot } : {}),
})

export const listNode = (listType: 'bullet' | 'number' | 'check', children: LexicalNode[]): LexicalNode => ({
  ...element('list', children),
  listType,
  start: 1,
  tag: listType === 'number' ? 'ol' : 'ul',
})

/** Every item of a checklist is checked or not, also one that only holds a nested list. */
export const listItemNode = (
  indent: number,
  value: number,
  checked: boolean | null,
  children: LexicalNode[],
): LexicalNode => ({
  ...element('listitem', children),
  indent,
  value,
  ...(checked === null ? {} : { checked }),
})

export const tableNode = (rows: LexicalNode[]): LexicalNode => element('table', rows)
export const rowNode = (cells: LexicalNode[]): LexicalNode => element('tablerow', cells)

/** `headerState` 1 marks a cell of the header row (TableCellHeaderStates.ROW). */
export const cellNode = (isHeader: boolean, children: LexicalNode[]): LexicalNode => ({
  ...element('tablecell', children),
  backgroundColor: null,
  colSpan: 1,
  headerState: isHeader ? 1 : 0,
  rowSpan: 1,
})

export const textNode = (text: string, format: number): LexicalNode => ({
  type: 'text',
  version: 1,
  detail: 0,
  format,
  mode: 'normal',
  style: '',
  text,
})

export const lineBreakNode = (): LexicalNode => ({ type: 'linebreak', version: 1 })

/** `target` is an address, or an article and one of its findings. */
export const linkNode = (id: string, target: object, children: LexicalNode[]): LexicalNode => ({
  ...element('link', children),
  version: 3,
  id,
  fields: { newTab: false, ...target },
})

export const uploadNode = (id: string, value: number | string, fields: object): LexicalNode => ({
  type: 'upload',
  version: 3,
  format: '',
  id,
  relationTo: 'media',
  value,
  fields,
})

export const blockNode = (id: string, blockType: string, fields: object): LexicalNode => ({
  type: 'block',
  version: 2,
  format: '',
  fields: { ...fields, id, blockName: '', blockType },
})

export const inlineBlockNode = (id: string, blockType: string, fields: object): LexicalNode => ({
  type: 'inlineBlock',
  version: 1,
  fields: { ...fields, id, blockType },
})

/** The fields that say something; Payload leaves the others out. */
export const filled = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  )

/** A day as Payload's date field keeps it. */
export const noonOf = (day: string): string => `${day}T12:00:00.000Z`

/**
 * The id of a node that Payload keeps apart by id: 24 hexadecimal digits like an ObjectId, made from what stands where.
 * The same text imported twice gets the same ids.
 */
export function nodeId(place: string, node: Nodes): string {
  return createHash('sha256')
    .update(`${place}\n${JSON.stringify(node)}`)
    .digest('hex')
    .slice(0, 24)
}

/** What a new table block begins with: a row of headings and a row of values. */
export const tableStart = {
  root: rootNode([
    tableNode([true, false].map((isHeader) => rowNode([0, 1].map(() => cellNode(isHeader, [paragraphNode([])]))))),
  ]),
}
