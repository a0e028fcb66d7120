import { BodyError } from './grammar.ts'
import { guard } from './guard.ts'
import { bodyOf } from './normalise.ts'
import type { Body } from './schema.ts'

/** A copy in normal form; what is not in the grammar is left out. @throws BodyError for what is no body at all */
export function safeBody(body: Body): Body {
  const refused = guard(body)
  if (refused) throw new BodyError([refused])
  return bodyOf(body, { images: 'file' }).body
}
