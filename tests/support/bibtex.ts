/** The fields of an entry, read as BibTeX reads them: braces are counted, a backslash before one does not hide it. */
export function bibtexFields(entry: string): Record<string, string> {
  const [, rest] = /^@misc\{[^,{}]+,\n([\s\S]*)\n\}$/.exec(entry) ?? []
  const fields: Record<string, string> = {}
  let left = rest ?? ''
  while (left.trim() !== '') {
    const head = /^\s*(\w+) = /.exec(left)
    if (!head?.[1]) throw new Error(`no field in ${left}`)
    left = left.slice(head[0].length)
    let depth = 0
    let end = 0
    for (; end < left.length; end += 1) {
      if (left[end] === '{') depth += 1
      if (left[end] === '}') depth -= 1
      if (depth < 0) throw new Error(`a brace closes nothing in ${left}`)
      if (depth === 0 && left[end] === ',') break
    }
    fields[head[1]] = left.slice(0, end)
    left = left.slice(end + 1)
  }
  return fields
}
