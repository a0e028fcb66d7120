/** Rows of COPY text end with it, and hold none. */
export const newline = 0x0a

/** How many rows end in this piece of COPY text. */
export function rowsIn(piece: Buffer): number {
  let rows = 0
  for (let at = piece.indexOf(newline); at !== -1; at = piece.indexOf(newline, at + 1)) rows++
  return rows
}
