import type { Body } from '#publication/article/index.ts'

type Counters = { b: number; h: number }
type Finding = { attributes?: Record<string, string | null | undefined> | null }

const pattern = /^[bh][1-9][0-9]{0,3}$/
const kindOf = (id: string): 'break' | 'hold' => (id.startsWith('b') ? 'break' : 'hold')

/** Ids that Markdown itself gives to its breaks and holds. */
const writtenIn = (markdown: string): Set<string> =>
  new Set(
    [...markdown.matchAll(/^[ \t]*:{3,}(?:break|hold)\{[^}\n]*#([bh][1-9][0-9]{0,3})\b/gm)].map(([, id]) => id ?? ''),
  )

/**
 * The findings that an article has already, as Markdown to stand before what is pasted into it: holds that are pasted
 * may answer them, and breaks without an id are numbered after them. `taken` are the ids in the editor, `counters` the
 * highest numbers ever given.
 * @returns `count` blocks of `text`, which are not part of what was pasted
 */
export function standIns(
  markdown: string,
  taken: readonly string[],
  counters: Counters,
): { text: string; count: number } {
  const written = writtenIn(markdown)
  const highest = (['b', 'h'] as const).flatMap((letter) =>
    counters[letter] > 0 ? [`${letter}${counters[letter]}`] : [],
  )
  const ids = [...new Set([...taken, ...highest])].filter((id) => pattern.test(id) && !written.has(id))
  return { text: ids.map((id) => `:::${kindOf(id)}{#${id} title="${id}"}\n:::\n\n`).join(''), count: ids.length }
}

const findingsIn = (body: Body): Finding[] =>
  body.children.flatMap((node) =>
    node.type === 'containerDirective' && (node.name === 'break' || node.name === 'hold') ? [node] : [],
  )

/**
 * Gives pasted findings whose id the article has already the next number, here and in the holds that answer them.
 * Alters `body`.
 */
export function renumber(body: Body, taken: readonly string[], counters: Counters): void {
  const own = findingsIn(body)
  const next = { ...counters }
  for (const id of [...taken, ...own.map(({ attributes }) => attributes?.['id'] ?? '')]) {
    if (pattern.test(id)) next[id[0] as 'b' | 'h'] = Math.max(next[id[0] as 'b' | 'h'], Number(id.slice(1)))
  }
  const given = new Map<string, string>()
  for (const { attributes } of own) {
    const id = attributes?.['id'] ?? ''
    if (!attributes || !taken.includes(id)) continue
    const letter = id[0] as 'b' | 'h'
    next[letter] += 1
    given.set(id, `${letter}${next[letter]}`)
    attributes['id'] = `${letter}${next[letter]}`
  }
  for (const { attributes } of own) {
    const answers = attributes?.['answers']
    if (attributes && answers)
      attributes['answers'] = answers
        .split(' ')
        .map((id) => given.get(id) ?? id)
        .join(' ')
  }
}
