/** A break or hold in the open editor. `key` is the editor's name for its block; `id` is null before the first save. */
export type Finding = {
  key: string
  kind: 'break' | 'hold'
  id: string | null
  title: string
  answers: readonly string[]
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

/** What a block's fields say, as a finding; null for a block of another kind. */
export function findingOf(fields: Record<string, unknown>, key: string): Finding | null {
  const { blockType, findingId, title, answers } = fields
  if (blockType !== 'break' && blockType !== 'hold') return null
  const ids = Array.isArray(answers) ? answers.filter((id): id is string => typeof id === 'string') : []
  return { key, kind: blockType, id: textOf(findingId) || null, title: textOf(title), answers: ids }
}

/** The breaks and holds of a body as the form keeps it: the editor's state as JSON. Only its top level is walked. */
export function findingsIn(state: unknown): Finding[] {
  const { children } = (state as { root?: { children?: unknown } } | null | undefined)?.root ?? {}
  if (!Array.isArray(children)) return []
  return children.flatMap((node: { type?: unknown; fields?: Record<string, unknown> } | null, index) => {
    const found = node?.type === 'block' && node.fields ? findingOf(node.fields, String(index)) : null
    return found ? [found] : []
  })
}

type Counts = { breaks: number; holds: number; open: Finding[] }

/** How many breaks and holds there are, and which breaks no hold answers. One without an id cannot be answered yet. */
export function countFindings(findings: readonly Finding[]): Counts {
  const answered = new Set(findings.flatMap(({ kind, answers }) => (kind === 'hold' ? answers : [])))
  const breaks = findings.filter(({ kind }) => kind === 'break')
  const open = breaks.filter(({ id }) => id === null || !answered.has(id))
  return { breaks: breaks.length, holds: findings.length - breaks.length, open }
}

/** What stands above the editor: how many breaks are held and open, how many holds there are, and which are open. */
export function countsOf(findings: readonly Finding[]): { words: string; open: Finding[] } {
  const { breaks, holds, open } = countFindings(findings)
  const many = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`
  const state = breaks === 0 ? '' : `: ${breaks - open.length} held, ${open.length} open`
  return { words: `${many(breaks, 'break')}${state} · ${many(holds, 'hold')}`, open }
}
