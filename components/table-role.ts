// Roles are said although the elements have them: on phones the rows are set as grids, and Safari then forgets them.
export const tableRole = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  column: { role: 'columnheader' },
  line: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const
