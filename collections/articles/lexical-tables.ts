import type { PhrasingContent, Table, TableCell, TableRow } from 'mdast'
import { type Json, nodesOf } from './lexical-json.ts'
import { BodyError } from './lexical-limits.ts'
import { type Reading, readPhrasing } from './lexical-phrasing.ts'

/**
 * A Lexical table as an mdast table whose first row is the header. Column widths, colours and header columns (which
 * the editor marks in every new table) are looks and left out; merged cells and uneven rows are refused.
 * @throws BodyError
 */
export function readTable(node: Json, path: string, reading: Reading): Table {
  const rows = nodesOf(node, path).map((row, index): TableRow => {
    const rowPath = `${path}, row ${index + 1}`
    if (row.type !== 'tablerow') throw new BodyError(rowPath, 'it is not a row of cells; remove it')
    const cells = nodesOf(row, rowPath)
    return {
      type: 'tableRow',
      children: cells.map((cell, at) => readCell(cell, `${rowPath}, cell ${at + 1}`, reading)),
    }
  })
  const width = rows[0]?.children.length ?? 0
  if (width === 0) throw new BodyError(path, 'it has no cells; remove the table')
  const uneven = rows.findIndex((row) => row.children.length !== width)
  if (uneven !== -1) {
    throw new BodyError(path, `row ${uneven + 1} has a different number of cells than the first; make them equal`)
  }
  return { type: 'table', align: Array.from({ length: width }, () => null), children: rows }
}

function readCell(cell: Json, path: string, reading: Reading): TableCell {
  if (cell.type !== 'tablecell') throw new BodyError(path, 'it is not a cell; remove it')
  for (const span of [cell.colSpan, cell.rowSpan]) {
    if (span !== undefined && span !== null && span !== 1) {
      throw new BodyError(path, 'it is merged with another cell, which Markdown cannot say; split it')
    }
  }
  const lines: PhrasingContent[][] = []
  for (const block of nodesOf(cell, path)) {
    if (block.type !== 'paragraph') {
      throw new BodyError(path, `“${String(block.type)}” cannot stand in a table cell; use plain text`)
    }
    lines.push(readPhrasing(nodesOf(block, path), path, reading))
  }
  const filled = lines.filter((line) => line.length > 0)
  return {
    type: 'tableCell',
    children: filled.flatMap((line, index) => (index === 0 ? line : [{ type: 'break' }, ...line])),
  }
}
