import { reply } from '#app/api/v1/reply.ts'
import { PublicError } from '#publication/errors/index.ts'
import { checkpointText, newestCheckpoint } from '#publication/journal/index.ts'

export const dynamic = 'force-dynamic'

/** `/.well-known/journal-checkpoint`: the newest signed checkpoint of the journal, as it is kept. */
export const GET = (request: Request): Promise<Response> =>
  reply(request, async () => {
    // Without a revision: a checkpoint comes after the entry that it signs, and `reply` keeps answers by entry.
    const checkpoint = await newestCheckpoint()
    if (!checkpoint) throw new PublicError('not-found', 'No checkpoint of the journal has been signed yet.')
    const headers = { 'Cache-Control': 'public, max-age=10' }
    return { type: 'application/json', body: checkpointText(checkpoint), headers }
  })
export { GET as DELETE, GET as HEAD, GET as OPTIONS, GET as PATCH, GET as POST, GET as PUT }
