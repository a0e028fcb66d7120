/** A break or hold in the open editor. `key` is the editor's name for its block; `id` is null before the first save. */
export type Finding = {
  key: string
  kind: 'break' | 'hold'
  id: string | null
  title: string
  answers: readonly string[]
}

/** What stands above the editor: how many breaks are held and open, how many holds there are, and which are open. */
export function countsOf(findings: readonly Finding[]): { words: string; open: Finding[] } {
  const answered = new Set(findings.flatMap(({ kind, answers }) => (kind === 'hold' ? answers : [])))
  const breaks = findings.filter(({ kind }) => kind === 'break')
  const open = breaks.filter(({ id }) => id === null || !answered.has(id))
  const holds = findings.length - breaks.length
  const many = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`
  const state = breaks.length === 0 ? '' : `: ${breaks.length - open.length} held, ${open.length} open`
  return { words: `${many(breaks.length, 'break')}${state} · ${many(holds, 'hold')}`, open }
}
