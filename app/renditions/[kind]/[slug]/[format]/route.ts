import { articleLinks } from '#app/api/v1/links.ts'
import { type Answer, askingOf, reply, responseOf } from '#app/api/v1/reply.ts'
import { answerApi } from '#app/api/v1/router.ts'
import { settled } from '#app/api/v1/settled.ts'
import { siteName } from '#components/site-words.ts'
import { bibtexCitation, type Cited, cslCitation } from '#publication/article/index.ts'
import { notFound, parseArticleKey } from '#publication/contract/index.ts'
import { articleAt, type Current } from '#publication/edition/index.ts'

export const dynamic = 'force-dynamic'

type Context = { params: Promise<{ kind: string; slug: string; format: string }> }

/** How an article is written in a form: what stands behind its path, of which type it is, and its text. */
type Form = { ending: string; type: string; textOf(article: Current, origin: string): string; isFile?: boolean }

const cited = (article: Current, origin: string): Cited => ({
  ...article,
  publication: siteName,
  url: origin + article.path,
})

const forms: Record<string, Form> = {
  markdown: { ending: '.md', type: 'text/markdown; charset=utf-8', textOf: ({ markdown }) => markdown },
  bibtex: {
    ending: '/cite.bib',
    type: 'application/x-bibtex; charset=utf-8',
    textOf: (article, origin) => `${bibtexCitation(cited(article, origin))}\n`,
    isFile: true,
  },
  csl: {
    ending: '/cite.csl.json',
    type: 'application/vnd.citationstyles.csl+json',
    textOf: (article, origin) => cslCitation(cited(article, origin)),
    isFile: true,
  },
}

/** A file to be saved is named after the edition that it names. */
const asFile = ({ slug, edition }: Current, { ending }: Form): Record<string, string> => ({
  'Content-Disposition': `attachment; filename="${slug}-${edition}${ending.slice(ending.indexOf('.'))}"`,
})

/** `/articles/{slug}.md` and what else is written of an article: without parameters, whole, and found again when moved. */
async function written(slug: string, form: Form, origin: string): Promise<Answer> {
  const found = await articleAt(parseArticleKey(slug))
  const reached = settled(found, (path) => `${origin}${path}${form.ending}`, notFound)
  if ('answer' in reached) return reached.answer
  const { value } = reached
  return {
    type: form.type,
    body: form.textOf(value, origin),
    headers: { Link: articleLinks(origin, value.path), ...(form.isFile ? asFile(value, form) : {}) },
    revision: found.revision,
    changedAt: value.changedAt,
  }
}

/** Pages in other forms. Those as JSON are the API's; the door answers them before Next. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { kind, slug, format } = await params
  if (format === 'json')
    return responseOf(request, await answerApi({ ...askingOf(request), path: `/${kind}/${slug}.json` }))
  return reply(request, ({ origin }) => {
    const form = Object.hasOwn(forms, format) ? forms[format] : undefined
    if (kind !== 'articles' || !form) throw notFound()
    return written(slug, form, origin)
  })
}
export { GET as DELETE, GET as HEAD, GET as OPTIONS, GET as PATCH, GET as POST, GET as PUT }
