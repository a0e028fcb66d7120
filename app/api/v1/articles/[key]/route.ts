import { parseArticleKey, parseArticleParameters, presentArticle } from '#publication/contract/index.ts'
import { articleBySlugOrId } from '#publication/edition/index.ts'
import { answerArticle } from '../../article-answer.ts'
import { preflight, refuseMethod, reply } from '../../reply.ts'

export const dynamic = 'force-dynamic'

type Context = { params: Promise<{ key: string }> }

export const GET = (request: Request, { params }: Context): Promise<Response> =>
  reply(request, async ({ origin, search }) => {
    const key = parseArticleKey((await params).key)
    const view = parseArticleParameters(search)
    return answerArticle(
      await articleBySlugOrId(key),
      origin,
      (path) => `/api/v1${path}${search}`,
      (current) => ({ type: 'application/json', body: JSON.stringify(presentArticle(current, view, origin)) }),
    )
  })
export const HEAD = GET
export const OPTIONS = preflight
export { refuseMethod as DELETE, refuseMethod as PATCH, refuseMethod as POST, refuseMethod as PUT }
