import type { Metadata } from 'next'
import { cache } from 'react'
import { GonePage, goneTitle, MovedPage } from '#components/error-page.tsx'
import { AuthorPage } from '#components/listing/author-page.tsx'
import { articles, authorAt, authorPath } from '#publication/edition/index.ts'
import { authorGraph } from '#publication/graph/index.ts'
import { Facts, thisSite } from '../../facts.tsx'
import { checked, settle } from '../../found.ts'
import { authorMetadata, goneMetadata, movedMetadata, unknownMetadata } from '../../page-metadata.ts'

export const revalidate = 300
export const generateStaticParams = (): { slug: string }[] => []

/** Articles on the page; the list of a author has no second page yet. */
const limit = 100

/** One read for head and body. The revision is the oldest of the reads, so that a page never claims to be newer. */
const read = cache(async (slug: string) => {
  const found = await authorAt(slug)
  if (found.kind !== 'current') return { found, items: [], revision: found.revision }
  const list = await articles({ limit, author: slug })
  return { found, items: list.items, revision: Math.min(found.revision, list.revision) }
})

type Props = { params: Promise<{ slug: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { found, revision } = await read(checked((await params).slug))
  if (found.kind === 'current') return authorMetadata(found.value, revision)
  if (found.kind === 'moved') return movedMetadata(found.to, revision)
  return found.kind === 'gone' ? goneMetadata(goneTitle, revision) : unknownMetadata(revision)
}

export default async function Page({ params }: Props) {
  const slug = checked((await params).slug)
  const { found, items } = await read(slug)
  const settled = await settle(authorPath(slug), found, (author) => [
    `author:${author.id}`,
    // Each teaser names its topics.
    ...items.flatMap((article) => article.topics.map((topic) => `topic:${topic.id}`)),
  ])
  if (settled.kind === 'moved') return <MovedPage to={settled.to} />
  if (settled.kind === 'gone') return <GonePage reason={settled.reason} at={settled.at} />
  return (
    <>
      <AuthorPage author={settled.value} articles={items} />
      <Facts graph={authorGraph(settled.value, items, thisSite())} />
    </>
  )
}
