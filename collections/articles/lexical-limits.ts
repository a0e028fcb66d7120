/**
 * A body that stands outside the grammar.
 * `path` says where in an editor's words (“block 3, row 2”); `reason` says what is wrong and what to do.
 */
export class BodyError extends Error {
  readonly path: string
  readonly reason: string

  constructor(path: string, reason: string) {
    super(`${path}: ${reason}`)
    this.name = 'BodyError'
    this.path = path
    this.reason = reason
  }
}

/**
 * Limits of the JSON that holds a body. They only keep recursion and memory safe, so they are wider than the grammar's
 * (40 levels, 10,000 nodes of mdast): an editor state has two to five levels of JSON to one of mdast.
 */
const maxJsonLevels = 200
const maxJsonValues = 400_000

/**
 * Refuses JSON that is too deep or too large to be walked by recursion, or that carries a `__proto__` key.
 * Iterative, so that hostile input cannot overflow the stack; a cycle counts as depth without end.
 * @throws BodyError
 */
export function checkJson(value: unknown): void {
  const open: { value: unknown; level: number }[] = [{ value, level: 0 }]
  let seen = 0
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.value === null || typeof next.value !== 'object') continue
    if (next.level > maxJsonLevels) {
      throw new BodyError('body', 'it is nested too deep; flatten its lists')
    }
    for (const key of Object.keys(next.value)) {
      if (key === '__proto__') throw new BodyError('body', 'it holds the key “__proto__”, which is never accepted')
      seen += 1
      if (seen > maxJsonValues) throw new BodyError('body', 'it is too large; split the article in two')
      open.push({ value: (next.value as Record<string, unknown>)[key], level: next.level + 1 })
    }
  }
}
