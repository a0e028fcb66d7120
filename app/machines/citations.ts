import { articleLinks } from '#app/api/v1/links.ts'
import type { Answer } from '#app/api/v1/prepared.ts'
import { settled } from '#app/api/v1/settled.ts'
import { siteName } from '#components/site-words.ts'
import { bibtexCitation, type Cited, cslCitation } from '#publication/article/index.ts'
import { notFound, parseArticleKey } from '#publication/contract/index.ts'
import { articleAt } from '#publication/edition/index.ts'
import type { MachineRoute } from './route.ts'

const citation = /^\/articles\/([^/]+)\/cite\.(bib|csl\.json)$/

const forms = {
  bib: { type: 'application/x-bibtex; charset=utf-8', textOf: (cited: Cited) => `${bibtexCitation(cited)}\n` },
  'csl.json': { type: 'application/vnd.citationstyles.csl+json', textOf: cslCitation },
}

/** How to cite the current edition of an article, as a file to be saved that is named after the edition. */
async function answerCitation(path: string, origin: string): Promise<Answer> {
  const [, slug = '', ending = 'bib'] = citation.exec(path) ?? []
  const found = await articleAt(parseArticleKey(slug))
  const reached = settled(found, (to) => `${origin}${to}/cite.${ending}`, notFound)
  if ('answer' in reached) return reached.answer
  const { value } = reached
  const { type, textOf } = forms[ending as keyof typeof forms]
  return {
    type,
    body: textOf({ ...value, publication: siteName, url: origin + value.path }),
    headers: {
      Link: articleLinks(origin, value.path),
      'Content-Disposition': `attachment; filename="${value.slug}-${value.edition}.${ending}"`,
    },
    revision: found.revision,
    changedAt: value.changedAt,
  }
}

export const citations: MachineRoute = {
  isPath: (path) => citation.test(path),
  answer: ({ path, origin }) => answerCitation(path, origin),
}
