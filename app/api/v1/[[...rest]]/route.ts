import { notFound } from '#publication/contract/index.ts'
import { preflight, reply } from '../reply.ts'

export const dynamic = 'force-dynamic'

/** Everything below `/api/v1` that is not there: a problem that says where to start. */
export const GET = (request: Request): Promise<Response> =>
  reply(request, async () => {
    throw notFound()
  })
export const OPTIONS = preflight
export { GET as DELETE, GET as HEAD, GET as PATCH, GET as POST, GET as PUT }
