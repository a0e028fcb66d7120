import type { Metadata } from 'next'
import { LostPlacePage, lostPlaceTitle } from '#components/error-page.tsx'
import { ArchivePage } from '#components/listing/archive-page.tsx'
import { PublicError } from '#publication/errors/index.ts'
import { archiveMetadata, lostPlaceMetadata } from '../../page-metadata.ts'
import { readArchive } from '../read-archive.ts'

// `/articles?after=…` is rewritten to here. A cursor is anybody's to make up, so nothing of this is kept.
export const dynamic = 'force-dynamic'

type Props = { searchParams: Promise<{ after?: string | string[] }> }

/** The page at a cursor; null when the cursor is not one of ours. */
async function pageAt(searchParams: Props['searchParams']) {
  const { after } = await searchParams
  if (typeof after !== 'string') return null
  try {
    return { cursor: after, ...(await readArchive(after)) }
  } catch (error) {
    if (error instanceof PublicError && error.status === 400) return null
    throw error
  }
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const page = await pageAt(searchParams)
  return page ? archiveMetadata(page.revision, page.cursor) : lostPlaceMetadata(lostPlaceTitle)
}

export default async function Page({ searchParams }: Props) {
  const page = await pageAt(searchParams)
  return page ? <ArchivePage articles={page.items} count={page.count} older={page.older} /> : <LostPlacePage />
}
