import type { PhrasingContent } from 'mdast'

/** What surrounds a run: the address of a link, and the two marks. */
export type Marks = { link: string | null; strong: boolean; emphasis: boolean }

/** Phrasing laid flat. Breaks and notes carry no strong or emphasis; a break may stand inside a link. */
export type Run = Marks &
  (
    | { kind: 'text'; value: string }
    | { kind: 'code'; value: string }
    | { kind: 'break' }
    | { kind: 'note'; identifier: string }
  )

const isSpace = (run: Run | undefined): boolean => run?.kind === 'text' && run.value === ' '

const sameMarks = (a: Marks, b: Marks): boolean =>
  a.link === b.link && a.strong === b.strong && a.emphasis === b.emphasis

/** Splits off the outer spaces of each text, and keeps one where several meet. */
function spacesApart(runs: Run[]): Run[] {
  const apart: Run[] = []
  const add = (run: Run): void => {
    if (!(isSpace(run) && isSpace(apart.at(-1)))) apart.push(run)
  }
  for (const run of runs) {
    if (run.kind !== 'text') {
      apart.push(run)
      continue
    }
    const words = run.value.replace(/ +/g, ' ').replace(/^ | $/g, '')
    if (words === '') {
      if (run.value !== '') add({ ...run, value: ' ' })
      continue
    }
    if (run.value.startsWith(' ')) add({ ...run, value: ' ' })
    apart.push({ ...run, value: words })
    if (run.value.endsWith(' ')) add({ ...run, value: ' ' })
  }
  return apart
}

/** Drops spaces at the edges and around breaks, then breaks at the edges. */
function trimmed(runs: Run[]): Run[] {
  const isBreak = (run: Run | undefined): boolean => run === undefined || run.kind === 'break'
  const inner = runs.filter((run, index) => !isSpace(run) || !(isBreak(runs[index - 1]) || isBreak(runs[index + 1])))
  const first = inner.findIndex((run) => run.kind !== 'break')
  const last = inner.findLastIndex((run) => run.kind !== 'break')
  return first < 0 ? [] : inner.slice(first, last + 1)
}

/** A space or break at the edge of a mark moves out of it: marks begin and end with something to see. */
function edgesOut(runs: Run[]): Run[] {
  const solid = (run: Run): boolean => run.kind !== 'break' && !isSpace(run)
  const nextSolid: (Run | undefined)[] = []
  let following: Run | undefined
  for (let index = runs.length - 1; index >= 0; index -= 1) {
    nextSolid[index] = following
    const run = runs[index]
    if (run && solid(run)) following = run
  }
  let before: Run | undefined
  return runs.map((run, index) => {
    if (solid(run)) {
      before = run
      return run
    }
    const after = nextSolid[index]
    // An inner mark goes on only where the marks around it do: link, then strong, then emphasis.
    const link = before?.link === run.link && after?.link === run.link ? run.link : null
    const inLink = before?.link === link && after?.link === link
    const strong = inLink && run.strong && before?.strong === true && after?.strong === true
    const inStrong = inLink && before?.strong === strong && after?.strong === strong
    const emphasis = inStrong && run.emphasis && before?.emphasis === true && after?.emphasis === true
    return { ...run, link, strong, emphasis }
  })
}

function merged(runs: Run[]): Run[] {
  const result: Run[] = []
  for (const run of runs) {
    const previous = result.at(-1)
    if (!previous || previous.kind !== run.kind || !sameMarks(previous, run)) result.push({ ...run })
    else if ('value' in previous && 'value' in run) previous.value += run.value
    else result.push({ ...run })
  }
  return result
}

/** Groups neighbours by a key and wraps each group. */
function grouped<T>(runs: Run[], keyOf: (run: Run) => T, wrap: (key: T, group: Run[]) => PhrasingContent[]) {
  const nodes: PhrasingContent[] = []
  let start = 0
  runs.forEach((run, index) => {
    const next = runs[index + 1]
    if (next && keyOf(next) === keyOf(run)) return
    nodes.push(...wrap(keyOf(run), runs.slice(start, index + 1)))
    start = index + 1
  })
  return nodes
}

const leaf = (run: Run): PhrasingContent => {
  if (run.kind === 'text') return { type: 'text', value: run.value }
  if (run.kind === 'code') return { type: 'inlineCode', value: run.value }
  if (run.kind === 'break') return { type: 'break' }
  return { type: 'footnoteReference', identifier: run.identifier, label: run.identifier }
}

/** One canonical tree for the runs of a block: link outside strong outside emphasis outside text and code. */
export function phrasingOf(runs: Run[]): PhrasingContent[] {
  const canonical = merged(edgesOut(trimmed(spacesApart(merged(runs)))))
  const emphasised = (group: Run[]) =>
    grouped(
      group,
      (run) => run.emphasis,
      (on, inner) => (on ? [{ type: 'emphasis', children: inner.map(leaf) }] : inner.map(leaf)),
    )
  const strong = (group: Run[]) =>
    grouped(
      group,
      (run) => run.strong,
      (on, inner) => (on ? [{ type: 'strong', children: emphasised(inner) }] : emphasised(inner)),
    )
  return grouped(
    canonical,
    (run) => run.link,
    (url, inner) => (url === null ? strong(inner) : [{ type: 'link', url, title: null, children: strong(inner) }]),
  )
}
