import { answer } from '#app/api/v1/answer.ts'
import { askingOf, responseOf } from '#app/api/v1/reply.ts'
import { suggesting } from '#platform/limits/quota.ts'
import { suggestions } from '#publication/edition/index.ts'

export const dynamic = 'force-dynamic'

/**
 * `/search/suggestions?q=`: what a reader may mean who has typed so far, as `[{ kind, title, path }]`. For the site's own
 * search field and no promise to anybody else: the API is `/api/v1/search`.
 */
export async function GET(request: Request): Promise<Response> {
  const limitKey = request.headers.get('x-limit-key') ?? undefined
  const work = async ({ search }: { search: string }) => {
    const { items, revision } = await suggestions(new URLSearchParams(search).get('q') ?? '')
    return { type: 'application/json', body: JSON.stringify(items), revision }
  }
  return responseOf(request, await answer({ ...askingOf(request), limitKey }, work, [suggesting()]))
}
export { GET as DELETE, GET as HEAD, GET as OPTIONS, GET as PATCH, GET as POST, GET as PUT }
