import type { Metadata } from 'next'
import { cache } from 'react'
import { GonePage, goneTitle, MovedPage } from '#components/error-page.tsx'
import { TopicPage } from '#components/listing/topic-page.tsx'
import { articles, topicAt, topicPath } from '#publication/edition/index.ts'
import { topicGraph } from '#publication/graph/index.ts'
import { Facts, thisSite } from '../../facts.tsx'
import { checked, settle } from '../../found.ts'
import { goneMetadata, movedMetadata, topicMetadata, unknownMetadata } from '../../page-metadata.ts'

export const revalidate = 300
export const generateStaticParams = (): { slug: string }[] => []

/** Articles on the page; the list of a topic has no second page yet. */
const limit = 100

/** One read for head and body. The revision is the oldest of the reads, so that a page never claims to be newer. */
const read = cache(async (slug: string) => {
  const found = await topicAt(slug)
  if (found.kind !== 'current') return { found, items: [], revision: found.revision }
  const list = await articles({ limit, topic: slug })
  return { found, items: list.items, revision: Math.min(found.revision, list.revision) }
})

type Props = { params: Promise<{ slug: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { found, revision } = await read(checked((await params).slug))
  if (found.kind === 'current') return topicMetadata(found.value, revision)
  if (found.kind === 'moved') return movedMetadata(found.to, revision)
  return found.kind === 'gone' ? goneMetadata(goneTitle, revision) : unknownMetadata(revision)
}

export default async function Page({ params }: Props) {
  const slug = checked((await params).slug)
  const { found, items } = await read(slug)
  const settled = await settle(topicPath(slug), found, (topic) => [
    `topic:${topic.id}`,
    // Each teaser names its topics.
    ...items.flatMap((article) => article.topics.map((topic) => `topic:${topic.id}`)),
  ])
  if (settled.kind === 'moved') return <MovedPage to={settled.to} />
  if (settled.kind === 'gone') return <GonePage reason={settled.reason} at={settled.at} />
  return (
    <>
      <TopicPage topic={settled.value} articles={items} />
      <Facts graph={topicGraph(settled.value, items, thisSite())} />
    </>
  )
}
