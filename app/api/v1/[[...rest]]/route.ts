import { articlesPath } from '#publication/contract/index.ts'
import { PublicError } from '#publication/errors/index.ts'
import { preflight, reply } from '../reply.ts'

export const dynamic = 'force-dynamic'

/** Everything below `/api/v1` that is not there: a problem that says where to start. */
export const GET = (request: Request): Promise<Response> =>
  reply(request, async () => {
    throw new PublicError('not-found', `The API has nothing at this address. Start at ${articlesPath}.`)
  })
export const OPTIONS = preflight
export { GET as DELETE, GET as HEAD, GET as PATCH, GET as POST, GET as PUT }
