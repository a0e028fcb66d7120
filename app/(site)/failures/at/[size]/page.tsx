import '../../../../styles/failure-index.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { FailuresAtPage, sizeSummary, sizeTitle } from '#components/failures/failures-at-page.tsx'
import { failuresAt, type Size, sizePath, sizes } from '#publication/edition/index.ts'
import { failuresAtGraph } from '#publication/graph/index.ts'
import { declare } from '../../../caching.ts'
import { Facts, thisSite } from '../../../facts.tsx'
import { failuresAtMetadata } from '../../../failure-metadata.ts'

export const revalidate = 300
export const generateStaticParams = (): { size: string }[] => []

/** Rows of each part: all three have room in a document of 1,500 elements. */
const most = { behind: 20, ahead: 4, anyhow: 24 }

/** @throws Next's 404 for a size that has no page */
const sizeOf = (text: string): Size => (Object.hasOwn(sizes, text) ? (text as Size) : notFound())

const read = cache((size: Size) => failuresAt(sizes[size], most))

type Props = { params: Promise<{ size: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const size = sizeOf((await params).size)
  const { counts, revision } = await read(size)
  return failuresAtMetadata(size, counts, revision)
}

export default async function Page({ params }: Props) {
  const size = sizeOf((await params).size)
  await declare(['site', 'list', `address:${sizePath(size)}`])
  const users = sizes[size]
  const found = await read(size)
  const page = { name: sizeTitle(users), path: sizePath(size), description: sizeSummary(users, found.counts) }
  return (
    <>
      <FailuresAtPage users={users} found={found} />
      <Facts graph={failuresAtGraph([...found.behind, ...found.ahead, ...found.anyhow], page, thisSite())} />
    </>
  )
}
