import { BodyError } from './grammar.ts'
import { guard } from './guard.ts'
import { bodyOf } from './normalise.ts'
import type { Body } from './schema.ts'
import { isSound, keepSound } from './sound.ts'

/** The normal form, frozen; what is not in the grammar is left out. @throws BodyError for what is no body at all */
export function safeBody(body: Body): Body {
  if (isSound(body, 'file')) return body
  const refused = guard(body)
  if (refused) throw new BodyError([refused])
  return keepSound(bodyOf(body, { images: 'file' }).body, 'file')
}
