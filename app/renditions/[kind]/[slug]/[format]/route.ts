import { articleLinks } from '#app/api/v1/links.ts'
import { type Answer, askingOf, reply, responseOf } from '#app/api/v1/reply.ts'
import { answerApi } from '#app/api/v1/router.ts'
import { settled } from '#app/api/v1/settled.ts'
import { notFound, parseArticleKey } from '#publication/contract/index.ts'
import { articleAt } from '#publication/edition/index.ts'

export const dynamic = 'force-dynamic'

type Context = { params: Promise<{ kind: string; slug: string; format: string }> }

/** `/articles/{slug}.md`: the page in another form, without parameters. */
async function markdown(slug: string, origin: string): Promise<Answer> {
  const found = await articleAt(parseArticleKey(slug))
  const reached = settled(found, (path) => `${origin}${path}.md`, notFound)
  if ('answer' in reached) return reached.answer
  const { value } = reached
  return {
    type: 'text/markdown; charset=utf-8',
    body: value.markdown,
    headers: { Link: articleLinks(origin, value.path) },
    revision: found.revision,
    changedAt: value.changedAt,
  }
}

/** Pages in other forms. Those as JSON and all of the failure index are the API's; the door answers them before Next. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { kind, slug, format } = await params
  if (kind === 'failures')
    return responseOf(request, await answerApi({ ...askingOf(request), path: `/failures.${format}` }))
  if (format === 'json')
    return responseOf(request, await answerApi({ ...askingOf(request), path: `/${kind}/${slug}.json` }))
  return reply(request, ({ origin }) => {
    if (kind !== 'articles' || format !== 'markdown') throw notFound()
    return markdown(slug, origin)
  })
}
export { GET as DELETE, GET as HEAD, GET as OPTIONS, GET as PATCH, GET as POST, GET as PUT }
