import type { Endpoint } from 'payload'
import { isObject, rootNodesOf } from '../lexical-json.ts'
import { answer, Refusal, rowIdIn, writerOf } from './request.ts'

/** Ids of breaks and holds at the root of an editor state, by the block's own id. */
function findingIdsIn(state: unknown): Record<string, string> {
  const ids: [string, string][] = []
  for (const { type, fields } of rootNodesOf(state, 'body')) {
    if (type !== 'block' || !isObject(fields)) continue
    const { id, findingId, blockType } = fields
    if (blockType !== 'break' && blockType !== 'hold') continue
    if (typeof id === 'string' && typeof findingId === 'string') ids.push([id, findingId])
  }
  return Object.fromEntries(ids)
}

/** `GET /api/articles/:id/finding-ids`: `{ ids }`, what the newest save gave to each block. */
export const findingIds: Omit<Endpoint, 'root'> = {
  path: '/:id/finding-ids',
  method: 'get',
  handler: (req) =>
    answer(async () => {
      writerOf(req)
      const id = rowIdIn(Number(req.routeParams?.id))
      if (id === null) throw new Refusal(404, 'There is no such article.')
      const shared = { collection: 'articles', id, draft: true, depth: 0, overrideAccess: false, req } as const
      const doc = await req.payload.findByID({ ...shared, disableErrors: true, select: { body: true } as never })
      if (!doc) throw new Refusal(404, 'There is no such article.')
      return { ids: findingIdsIn((doc as { body?: unknown }).body) }
    }),
}
