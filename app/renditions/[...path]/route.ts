import { askingOf, responseOf } from '#app/api/v1/reply.ts'
import { answerMachine } from '#app/machines/router.ts'

export const dynamic = 'force-dynamic'

type Context = { params: Promise<{ path: string[] }> }

/** What machines read, where there is no door that answers it before Next: `next dev`. Rewrites lead here. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const path = (await params).path.map(encodeURIComponent).join('/')
  return responseOf(request, await answerMachine({ ...askingOf(request), path: `/${path}` }))
}
export { GET as DELETE, GET as HEAD, GET as OPTIONS, GET as PATCH, GET as POST, GET as PUT }
