import { isObject, type Json } from './lexical-json.ts'
import { BodyError, checkJson } from './lexical-limits.ts'

/** The highest number ever given to a break and to a hold of an article; 0 before the first. They only grow. */
export type FindingCounters = { b: number; h: number }

type Letter = 'b' | 'h'

const letters: Record<string, Letter> = { break: 'b', hold: 'h' }
const highest = 9999

/**
 * Gives every break and hold in an editor state that has no id of its own the next number: `b1`, `b2`, `h1` …
 * An id is given once: a number that was ever seen is not used again, also after its finding is deleted, and the
 * second of two blocks with one id (a copy) gets a new one. Returns the same `state` object if nothing changed; the
 * given one is never altered.
 * @param previous The state as last stored. An editor that autosaves does not get to see the ids given on the way: a
 *   block that comes without one keeps the id it was stored with, known by the block's own `fields.id`.
 * @throws BodyError if a state is hostile (see `checkJson`) or an article has had 9,999 breaks or holds
 */
export function assignFindingIds<T>(
  state: T,
  counters: FindingCounters,
  previous?: unknown,
): { state: T; counters: FindingCounters } {
  checkJson(state)
  checkJson(previous)
  const next = { ...counters }
  const present = new Set<string>()
  const stored = storedIds(previous, next)
  visit(state, (fields, letter) => {
    const id = idIn(fields, letter)
    if (id !== null) present.add(id)
    if (id !== null) raise(next, id)
    return null
  })
  const taken = new Set<string>()
  const changed = visit(state, (fields, letter) => {
    const own = idIn(fields, letter)
    if (own !== null && !taken.has(own)) {
      taken.add(own)
      return null
    }
    const kept = stored.get(`${letter} ${fields.id}`)?.find((id) => !present.has(id) && !taken.has(id))
    const id = kept ?? nextId(next, letter)
    taken.add(id)
    return id
  })
  return { state: changed as T, counters: next }
}

/** Ids by letter and block, in reading order: a block that was copied has several. */
function storedIds(previous: unknown, counters: FindingCounters): Map<string, string[]> {
  const stored = new Map<string, string[]>()
  visit(previous, (fields, letter) => {
    const id = idIn(fields, letter)
    if (id === null) return null
    raise(counters, id)
    const key = `${letter} ${fields.id}`
    stored.set(key, [...(stored.get(key) ?? []), id])
    return null
  })
  return stored
}

function raise(counters: FindingCounters, id: string): void {
  const letter = id.startsWith('b') ? 'b' : 'h'
  counters[letter] = Math.max(counters[letter], Number(id.slice(1)))
}

function nextId(counters: FindingCounters, letter: Letter): string {
  if (counters[letter] >= highest) {
    const what = letter === 'b' ? 'breaks' : 'holds'
    throw new BodyError('body', `this article has used up its ${highest} numbers for ${what}; continue in a new one`)
  }
  counters[letter] += 1
  return `${letter}${counters[letter]}`
}

function idIn(fields: Json, letter: Letter): string | null {
  const id = fields.findingId
  return typeof id === 'string' && /^[bh][1-9][0-9]{0,3}$/.test(id) && id.startsWith(letter) ? id : null
}

/**
 * Walks an editor state in reading order, also through states inside block fields, and asks `give` for a new id at
 * each break and hold; `null` keeps what is there. Copies only what changes.
 */
function visit(value: unknown, give: (fields: Json, letter: Letter) => string | null): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => visit(item, give))
    return items.some((item, index) => item !== value[index]) ? items : value
  }
  if (!isObject(value)) return value
  const given = giveTo(value, give)
  let copy: Record<string, unknown> | null = given === value ? null : { ...given }
  for (const [key, child] of Object.entries(given)) {
    const visited = visit(child, give)
    if (visited === child) continue
    copy ??= { ...given }
    copy[key] = visited
  }
  return copy ?? value
}

function giveTo(node: Json, give: (fields: Json, letter: Letter) => string | null): Json {
  const { type, fields } = node
  if (type !== 'block' || !isObject(fields)) return node
  const kind = String(fields.blockType)
  const letter = Object.hasOwn(letters, kind) ? letters[kind] : undefined
  const findingId = letter === undefined ? null : give(fields, letter)
  return findingId === null ? node : { ...node, fields: { ...fields, findingId } }
}
