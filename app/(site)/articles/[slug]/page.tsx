import type { Metadata } from 'next'
import { cache } from 'react'
import { ArticlePage } from '#components/article/article-page.tsx'
import { GonePage, goneTitle, MovedPage } from '#components/error-page.tsx'
import { highlighter } from '#publication/article/index.ts'
import { articleAt, articlePath, authorAt } from '#publication/edition/index.ts'
import { checked, settle } from '../../found.ts'
import { articleMetadata, goneMetadata, movedMetadata, unknownMetadata } from '../../page-metadata.ts'

export const revalidate = 300
export const generateStaticParams = (): { slug: string }[] => []

/** One read for head and body. The revision is the oldest of the reads, so that a page never claims to be newer. */
const read = cache(async (slug: string) => {
  const found = await articleAt(slug)
  if (found.kind !== 'current') return { found, authors: [], revision: found.revision }
  const authors = await Promise.all(found.value.authors.map((author) => authorAt(author.slug)))
  return {
    found,
    authors: authors.flatMap((author) => (author.kind === 'current' ? [author.value] : [])),
    revision: Math.min(found.revision, ...authors.map((author) => author.revision)),
  }
})

type Props = { params: Promise<{ slug: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { found, revision } = await read(checked((await params).slug))
  if (found.kind === 'current') return articleMetadata(found.value, revision)
  if (found.kind === 'moved') return movedMetadata(found.to, revision)
  return found.kind === 'gone' ? goneMetadata(goneTitle, revision) : unknownMetadata(revision)
}

export default async function Page({ params }: Props) {
  const slug = checked((await params).slug)
  const { found, authors } = await read(slug)
  const settled = await settle(articlePath(slug), found, (article) => [
    `article:${article.id}`,
    ...article.topics.map((topic) => `topic:${topic.id}`),
    ...article.authors.map((author) => `author:${author.id}`),
  ])
  if (settled.kind === 'moved') return <MovedPage to={settled.to} />
  if (settled.kind === 'gone') return <GonePage reason={settled.reason} at={settled.at} />
  return <ArticlePage article={settled.value} authors={authors} highlight={await highlighter()} />
}
