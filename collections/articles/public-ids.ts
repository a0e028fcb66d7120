import type { PayloadRequest } from 'payload'
import type { ArticleDocument, PublicIds } from './to-article.ts'

const idOf = (value: unknown): number =>
  Number(typeof value === 'object' && value !== null ? (value as { id: unknown }).id : value)

/** Payload ids of the pictures in an editor state. */
function mediaIdsIn(state: unknown): number[] {
  const ids = new Set<number>()
  const open: unknown[] = [state]
  while (open.length > 0) {
    const value = open.pop()
    if (typeof value !== 'object' || value === null) continue
    const node = value as Record<string, unknown>
    if (node.type === 'upload' && node.value !== undefined && node.value !== null) {
      const id = idOf(node.value)
      if (Number.isInteger(id)) ids.add(id)
    } else open.push(...Object.values(node))
  }
  return [...ids]
}

/** Looks up the public ids of everything that a document refers to, in the request's transaction. */
export async function publicIdsOf(document: ArticleDocument, req: PayloadRequest): Promise<PublicIds> {
  const find = async (collection: 'topics' | 'authors' | 'media', ids: number[]): Promise<Map<number, string>> => {
    if (ids.length === 0) return new Map()
    const { docs } = await req.payload.find({
      collection,
      where: { id: { in: ids } },
      depth: 0,
      pagination: false,
      showHiddenFields: true,
      overrideAccess: true,
      req,
    })
    return new Map(docs.map((doc) => [Number(doc.id), String((doc as { publicId?: unknown }).publicId)]))
  }
  return {
    topics: await find('topics', (document.topics ?? []).map(idOf)),
    authors: await find('authors', (document.authors ?? []).map(idOf)),
    media: await find('media', mediaIdsIn(document.body)),
  }
}
