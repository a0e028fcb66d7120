import { answer } from '#app/api/v1/answer.ts'
import { type Answer, askingOf, responseOf } from '#app/api/v1/reply.ts'
import { siteName } from '#components/site-words.ts'
import { nothingToEmbed, parseEmbed, presentEmbed } from '#publication/contract/index.ts'
import { articleAt } from '#publication/edition/index.ts'

export const dynamic = 'force-dynamic'

async function embed(search: string, origin: string): Promise<Answer> {
  const asked = parseEmbed(search, origin)
  let found = await articleAt(asked.slug)
  // Who embeds an old address is told of what stands at the new one.
  if (found.kind === 'moved') found = await articleAt(found.to.slice(found.to.lastIndexOf('/') + 1))
  if (found.kind !== 'current') throw Object.assign(nothingToEmbed(), { revision: found.revision })
  return {
    type: 'application/json; charset=utf-8',
    body: JSON.stringify(presentEmbed(found.value, asked, origin, siteName)),
    headers: {},
    revision: found.revision,
    changedAt: found.value.changedAt,
  }
}

/** `/oembed?url=&format=json&maxwidth=&maxheight=`: an article or a finding as a link (oembed.com). */
export async function GET(request: Request): Promise<Response> {
  const asking = askingOf(request)
  if (new URLSearchParams(asking.search).get('format') === 'xml')
    return new Response('Only format=json is offered.\n', {
      status: 501,
      headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Access-Control-Allow-Origin': '*' },
    })
  return responseOf(request, await answer(asking, ({ origin, search }) => embed(search, origin)))
}
export { GET as DELETE, GET as HEAD, GET as OPTIONS, GET as PATCH, GET as POST, GET as PUT }
