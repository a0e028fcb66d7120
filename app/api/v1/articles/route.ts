import {
  articlesPath,
  neighbours,
  parseListParameters,
  presentArticle,
  presentList,
} from '#publication/contract/index.ts'
import { articles } from '#publication/edition/index.ts'
import { preflight, refuseMethod, reply } from '../reply.ts'
import { wholeArticles } from './whole-articles.ts'

export const dynamic = 'force-dynamic'

export const GET = (request: Request): Promise<Response> =>
  reply(request, async ({ origin, search }) => {
    const asked = parseListParameters(search)
    const page = await articles(asked.query)
    const items = asked.whole ? await wholeArticles(page.items) : page.items
    const list = presentList(
      items.map((item) => presentArticle(item, asked.view, origin)),
      page,
      asked,
    )
    const { next, previous } = neighbours(list, search)
    const links = [
      ...(next ? [`<${origin}${articlesPath}?${next}>; rel="next"`] : []),
      ...(previous ? [`<${origin}${articlesPath}?${previous}>; rel="prev"`] : []),
    ]
    const headers: Record<string, string> = links.length > 0 ? { Link: links.join(', ') } : {}
    return { type: 'application/json', body: JSON.stringify(list), revision: page.revision, headers }
  })
export const HEAD = GET
export const OPTIONS = preflight
export { refuseMethod as DELETE, refuseMethod as PATCH, refuseMethod as POST, refuseMethod as PUT }
