import type { Table } from 'mdast'
import { type Writing, writePhrasing } from './lexical-from-phrasing.ts'
import { cellNode, type LexicalNode, paragraphNode, rowNode, tableNode } from './lexical-nodes.ts'

/** A table of the body as the editor keeps it: its first row is the header. */
export function writeTable(table: Table, place: string, writing: Writing): LexicalNode {
  const rows = table.children.map((row, y) =>
    rowNode(
      row.children.map((cell, x) =>
        cellNode(y === 0, [paragraphNode(writePhrasing(cell.children, `${place}.${y}.${x}`, writing))]),
      ),
    ),
  )
  return tableNode(rows)
}
