import { reply } from '#app/api/v1/reply.ts'
import { parsePathPart } from '#publication/contract/index.ts'
import { findingAddress } from '#publication/edition/index.ts'
import { PublicError } from '#publication/errors/index.ts'

export const dynamic = 'force-dynamic'

type Context = { params: Promise<{ id: string }> }

/** `/failures/{slug}.{b1}` leads to the finding within its article. Not permanent: the address is its own. */
export const GET = (request: Request, { params }: Context): Promise<Response> =>
  reply(request, async ({ origin }) => {
    const found = await findingAddress(parsePathPart((await params).id, 'id'))
    if (!found) throw new PublicError('not-found', 'No break or hold is published at this address.')
    return { status: 302, location: origin + found.path }
  })
export { GET as DELETE, GET as HEAD, GET as OPTIONS, GET as PATCH, GET as POST, GET as PUT }
