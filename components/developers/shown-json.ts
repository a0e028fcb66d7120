const most = { characters: 56, items: 1, depth: 5, line: 56 }

/** Where something was left out, so that a reader sees it: the answer itself has no comments and no ellipses. */
const cut = '…'

function shortText(value: string): string {
  return value.length <= most.characters
    ? value
    : `${value.slice(0, most.characters).replace(/[\uD800-\uDBFF]$/, '')}${cut}`
}

function list(values: readonly unknown[], depth: number, indent: string): string {
  if (values.length === 0) return '[]'
  const line = JSON.stringify(values).replaceAll('","', '", "')
  if (values.every((value) => typeof value === 'string') && line.length <= most.line) return line
  if (depth >= most.depth) return `[${cut}]`
  const inner = `${indent}  `
  const shown = values.slice(0, most.items).map((value) => inner + shownJson(value, depth + 1, inner))
  const more = values.length - most.items
  return `[\n${shown.join(',\n')}${more > 0 ? `,\n${inner}// ${more} more` : ''}\n${indent}]`
}

function object(value: object, depth: number, indent: string): string {
  const entries = Object.entries(value)
  if (entries.length === 0) return '{}'
  if (depth >= most.depth) return `{${cut}}`
  const inner = `${indent}  `
  const lines = entries.map(([name, field]) => `${JSON.stringify(name)}: ${shownJson(field, depth + 1, inner)}`)
  const line = `{ ${lines.join(', ')} }`
  if (line.length <= most.line && !line.includes('\n')) return line
  return `{\n${lines.map((each) => inner + each).join(',\n')}\n${indent}}`
}

/** An answer to look at: indented, long texts and lists cut where it is said. */
export function shownJson(value: unknown, depth = 0, indent = ''): string {
  if (typeof value === 'string') return JSON.stringify(shortText(value))
  if (Array.isArray(value)) return list(value, depth, indent)
  if (typeof value === 'object' && value !== null) return object(value, depth, indent)
  return JSON.stringify(value)
}
