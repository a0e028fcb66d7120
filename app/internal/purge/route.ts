import { revalidateTag } from 'next/cache'
import { z } from 'zod'
import { tagName } from '../../(site)/caching.ts'
import { answer, signedOrder } from '../signed-order.ts'

export const dynamic = 'force-dynamic'

const order = z.strictObject({
  tags: z.array(z.string().min(1).max(2048)).max(2000),
  mode: z.enum(['stale', 'expire']),
})

/**
 * The queue's order to forget pages. `stale`: the next reader gets the old page while the new one is made.
 * `expire`: the next reader waits for the new one. 204 done; refusals as in `signedOrder`.
 */
export async function POST(request: Request): Promise<Response> {
  const given = await signedOrder(request, order)
  if ('refusal' in given) return given.refusal
  const { tags, mode } = given.order
  for (const tag of tags) revalidateTag(tagName(tag), mode === 'expire' ? { expire: 0 } : 'max')
  return answer(204)
}
