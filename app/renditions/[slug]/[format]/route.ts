import { answerArticle } from '#app/api/v1/article-answer.ts'
import { preflight, refuseMethod, reply } from '#app/api/v1/reply.ts'
import { notFound, parseArticleKey, presentArticle, wholeView } from '#publication/contract/index.ts'
import { articleAt, type Current } from '#publication/edition/index.ts'

export const dynamic = 'force-dynamic'

type Context = { params: Promise<{ slug: string; format: string }> }

/** `/articles/{slug}.md` and `/articles/{slug}.json`: an article's page in another form. They take no parameters. */
const renditions = new Map([
  ['markdown', { ending: 'md', type: 'text/markdown; charset=utf-8', body: (current: Current) => current.markdown }],
  [
    'json',
    {
      ending: 'json',
      type: 'application/json',
      body: (current: Current, origin: string) => JSON.stringify(presentArticle(current, wholeView, origin)),
    },
  ],
])

export const GET = (request: Request, { params }: Context): Promise<Response> =>
  reply(request, async ({ origin }) => {
    const { slug, format } = await params
    const rendition = renditions.get(format)
    if (!rendition) throw notFound()
    return answerArticle(
      await articleAt(parseArticleKey(slug)),
      origin,
      (path) => `${path}.${rendition.ending}`,
      (current) => ({ type: rendition.type, body: rendition.body(current, origin) }),
    )
  })
export const HEAD = GET
export const OPTIONS = preflight
export { refuseMethod as DELETE, refuseMethod as PATCH, refuseMethod as POST, refuseMethod as PUT }
