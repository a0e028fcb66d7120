import type { Metadata } from 'next'
import { cache } from 'react'
import { ArticlePage } from '#components/article/article-page.tsx'
import { GonePage, goneTitle, MovedPage } from '#components/error-page.tsx'
import { siteName } from '#components/site-words.ts'
import { highlighter } from '#publication/article/index.ts'
import { articleAt, articlePath, authorAt, historyOf, nextInLine, siteSettings } from '#publication/edition/index.ts'
import { articleGraph } from '#publication/graph/index.ts'
import { Facts, thisSite } from '../../facts.tsx'
import { checked, settle } from '../../found.ts'
import { absolute, articleMetadata, goneMetadata, movedMetadata, unknownMetadata } from '../../page-metadata.ts'

export const revalidate = 300
export const generateStaticParams = (): { slug: string }[] => []

/** One read for head and body. The revision is the oldest of the reads, so that a page never claims to be newer. */
const read = cache(async (slug: string) => {
  const found = await articleAt(slug)
  if (found.kind !== 'current') return { found, beside: null, revision: found.revision }
  const [history, next, site, ...authors] = await Promise.all([
    historyOf(found.value),
    nextInLine(found.value),
    siteSettings(),
    ...found.value.authors.map((author) => authorAt(author.slug)),
  ])
  const records = authors.flatMap((author) => (author.kind === 'current' ? [author.value] : []))
  return {
    found,
    beside: { history, next: next.items, authors: records, fediverse: site.settings.fediverse },
    revision: Math.min(...[found, history, next, site, ...authors].map((each) => each.revision)),
  }
})

/** Where the scripts are served that make links to quotes; the build puts it in (next.config.ts). */
declare const quoteScriptPaths: string

type Props = { params: Promise<{ slug: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { found, beside, revision } = await read(checked((await params).slug))
  if (found.kind === 'current') return articleMetadata(found.value, revision, beside ?? {})
  if (found.kind === 'moved') return movedMetadata(found.to, revision)
  return found.kind === 'gone' ? goneMetadata(goneTitle, revision) : unknownMetadata(revision)
}

export default async function Page({ params }: Props) {
  const slug = checked((await params).slug)
  const { found, beside } = await read(slug)
  const settled = await settle(articlePath(slug), found, (article) => [
    'site',
    `article:${article.id}`,
    ...article.topics.map((topic) => `topic:${topic.id}`),
    ...article.authors.map((author) => `author:${author.id}`),
    ...(beside?.next ?? []).map((next) => `article:${next.id}`),
  ])
  if (settled.kind === 'moved') return <MovedPage to={settled.to} />
  if (settled.kind === 'gone') return <GonePage reason={settled.reason} at={settled.at} />
  const { authors = [], history = { items: [], earlier: 0 }, next = [] } = beside ?? {}
  const url = absolute(settled.value.path)
  const shown = { article: settled.value, authors, history, next, url, publication: siteName }
  const graph = articleGraph({ article: settled.value, authors, site: thisSite() })
  return (
    <>
      <ArticlePage {...shown} highlight={await highlighter()} quoteScripts={quoteScriptPaths} />
      <Facts graph={graph} />
    </>
  )
}
