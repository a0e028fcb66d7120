import { z } from 'zod'
import { cms } from '#payload/cms.ts'
import { keepSchedule } from '#payload/schedule.ts'
import { log } from '#platform/log.ts'
import { countFailure } from '#platform/metrics/failures.ts'
import { answer, signedOrder } from '../../../internal/signed-order.ts'

export const dynamic = 'force-dynamic'

const order = z.strictObject({ articleId: z.string().max(40), change: z.enum(['publish', 'unpublish']) })

/**
 * The queue's order to look at an article whose date may have come. 204 done, or nothing to do any more; 503 not now,
 * ask again; refusals as in `signedOrder`.
 */
export async function POST(request: Request): Promise<Response> {
  const given = await signedOrder(request, order)
  if ('refusal' in given) return given.refusal
  try {
    await keepSchedule(await cms(), given.order)
    return answer(204)
  } catch (error) {
    countFailure('schedule')
    log().error({ err: error, ...given.order }, 'a scheduled change could not be made')
    return answer(503)
  }
}
