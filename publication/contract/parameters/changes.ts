import { z } from 'zod'
import type { ChangePosition } from '../../edition/index.ts'
import { PublicError } from '../../errors/index.ts'
import { words } from '../schemas/parts.ts'
import { limit } from './kinds.ts'
import { parseQuery } from './parse.ts'

export const changesParameters = z.strictObject({
  after: z
    .string()
    .register(words, {
      description: 'The `id` of the last change that you have, or `page.next`. Without it: from the very first.',
      example: '412.0.9f3c21aa01b2c3d4',
      wire: { type: 'string', maxLength: 60 },
    })
    .optional(),
  limit: limit.optional(),
})

export type ChangesRequest = { after: ChangePosition | null; limit: number }

/** A position in the sequence of changes as text. It names the journal's hash there, so it needs no signature. */
export const writeChangePosition = ({ seq, place, hash }: ChangePosition): string => `${seq}.${place}.${hash}`

/** What is said of a position that is none of this history. */
export const unknownPosition = () =>
  new PublicError('invalid-cursor', 'There is no such change in this history. Start again without `after`.', {
    parameters: [
      {
        parameter: 'after',
        detail:
          'is not the id of a change that this publication knows; it may have been restored to an earlier state, so that your copy is of another history',
      },
    ],
  })

/**
 * Which changes are asked for.
 * @param search the raw query string
 * @throws PublicError `invalid-parameter`, or `invalid-cursor` for what no position looks like
 */
export function parseChangesParameters(search: string): ChangesRequest {
  const given = parseQuery(changesParameters, search)
  const size = given.limit ?? 20
  if (given.after === undefined) return { after: null, limit: size }
  const match = /^([1-9]\d{0,14})\.(0|[1-9]\d{0,8})\.([0-9a-f]{16})$/.exec(given.after)
  if (!match) throw unknownPosition()
  const [, seq, place, hash = ''] = match
  return { after: { seq: Number(seq), place: Number(place), hash }, limit: size }
}
