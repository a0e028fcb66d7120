import { BodyError } from './lexical-limits.ts'

/** A JSON object whose fields are still to be checked. */
export type Json = { readonly [key: string]: unknown }

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The nodes in a node's `children`; none if it has none. @throws BodyError if one of them is no node. */
export function nodesOf(node: Json, path: string): Json[] {
  const { children } = node
  if (children === undefined || children === null) return []
  if (!Array.isArray(children)) throw new BodyError(path, '“children” is not a list; save the article again')
  return children.map((child: unknown) => {
    if (!isObject(child) || typeof child.type !== 'string') {
      throw new BodyError(path, 'it holds something that is not an editor node; remove the block and write it again')
    }
    return child
  })
}

/** The nodes at the root of an editor state; none for an empty field. @throws BodyError if it is no editor state. */
export function rootNodesOf(state: unknown, path: string): Json[] {
  if (state === undefined || state === null) return []
  if (!isObject(state) || !isObject(state.root) || state.root.type !== 'root') {
    throw new BodyError(path, 'it is not an editor state; write it in the editor or import it as Markdown')
  }
  return nodesOf(state.root, path)
}

/** The `fields` of a block, link or upload. @throws BodyError if there are none. */
export function fieldsOf(node: Json, path: string): Json {
  if (!isObject(node.fields)) throw new BodyError(path, 'it has no fields; remove the block and add it again')
  return node.fields
}

/** Text without the characters that cannot be seen or printed; tabs and line ends are kept. */
export function cleanText(text: string): string {
  return text.replace(/[^\P{Cc}\t\n\v\f\r\u0085]|[\uFFFE\uFFFF]/gu, '')
}

/** A text field; `null` if it is empty or blank. @throws BodyError if it is no text. */
export function textOf(fields: Json, name: string, path: string): string | null {
  const value = fields[name]
  if (value === undefined || value === null) return null
  if (typeof value !== 'string') throw new BodyError(path, `“${name}” is not text; write it as text`)
  const text = cleanText(value)
  return text.trim() === '' ? null : text
}

/** What a lookup says; what it throws is said at the place. @throws BodyError */
export function said<T>(path: string, lookup: () => T): T {
  try {
    return lookup()
  } catch (error) {
    throw new BodyError(path, error instanceof Error ? error.message : String(error))
  }
}

/** Attributes that say something, in the order given. */
export function given(attributes: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== null))
}

/** A day, of which Payload keeps noon in UTC; `null` if it is empty. @throws BodyError if it is none. */
export function dayOf(fields: Json, name: string, path: string): string | null {
  const text = textOf(fields, name, path)?.trim() ?? null
  if (text === null) return null
  const day = text.slice(0, 10)
  const at = new Date(`${day}T12:00:00.000Z`)
  if (!/^\d{4}-\d{2}-\d{2}(?:T|$)/.test(text) || Number.isNaN(at.getTime()) || !at.toISOString().startsWith(day)) {
    throw new BodyError(path, `“${text.slice(0, 20)}” is not a day; choose one`)
  }
  return day
}

/** The rows of an array field; none if it is empty. @throws BodyError if they are no rows. */
export function rowsOf(fields: Json, name: string, path: string): Json[] {
  const rows = fields[name]
  if (rows === undefined || rows === null) return []
  if (!Array.isArray(rows) || !rows.every(isObject))
    throw new BodyError(path, `“${name}” is not a list; write it again`)
  return rows
}
