import type { ImageSource } from './grammar.ts'
import type { Body } from './schema.ts'

/** Bodies known to be in normal form, by which images they may name. They are frozen, so they stay in it. */
const known: Record<ImageSource, WeakSet<object>> = { stored: new WeakSet(), file: new WeakSet() }

/** Whether a body was brought to its normal form before: then there is nothing left to do. */
export const isSound = (body: unknown, images: ImageSource): body is Body =>
  typeof body === 'object' && body !== null && known[images].has(body)

/** Freezes a body in normal form with all that is in it, and remembers it. @returns it */
export function keepSound(body: Body, images: ImageSource): Body {
  const open: object[] = [body]
  for (let one = open.pop(); one; one = open.pop()) {
    Object.freeze(one)
    for (const part of Object.values(one)) if (typeof part === 'object' && part !== null) open.push(part)
  }
  known[images].add(body)
  // References to stored pictures are allowed in files as well.
  known.file.add(body)
  return body
}
