import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { HomePage } from '#components/home/home-page.tsx'
import { articles, beamOver, topics } from '#publication/edition/index.ts'
import { homeGraph } from '#publication/graph/index.ts'
import { declare } from '../../caching.ts'
import { Facts, thisSite } from '../../facts.tsx'
import { homeMetadata } from '../../page-metadata.ts'

// `/` is rewritten to `/home/newest`: a path without a parameter would be rendered by the build, which has no database,
// while a parameter that the build is not told of is rendered on the first request and kept like every other page.
export const revalidate = 300
export const generateStaticParams = (): { list: string }[] => []

/** Teardowns on the home page; older ones are reached through their topics. */
const limit = 24

const read = cache(async () => {
  const [list, named] = await Promise.all([articles({ limit }), topics()])
  // Drawn in the transaction that made the list what it is, and never taken away: what it reads is there.
  const beam = await beamOver(list.items)
  return { list, topics: named.items, beam, revision: Math.min(list.revision, named.revision) }
})

type Props = { params: Promise<{ list: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return (await params).list === 'newest' ? homeMetadata((await read()).revision) : {}
}

export default async function Page({ params }: Props) {
  if ((await params).list !== 'newest') notFound()
  await declare(['site', 'list', 'address:/'])
  const { list, topics, beam } = await read()
  return (
    <>
      <HomePage articles={list.items} hasOlder={list.next !== null} topics={topics} beam={beam} />
      <Facts graph={homeGraph(list.items, thisSite())} />
    </>
  )
}
