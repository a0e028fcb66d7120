import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ArchivePage } from '#components/listing/archive-page.tsx'
import { archivePath } from '#publication/edition/index.ts'
import { declare } from '../../caching.ts'
import { archiveMetadata } from '../../page-metadata.ts'
import { readArchive } from '../read-archive.ts'

// `/articles` is rewritten to `/archive/newest`, with a parameter for the same reason as the home page.
export const revalidate = 300
export const generateStaticParams = (): { list: string }[] => []

type Props = { params: Promise<{ list: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return (await params).list === 'newest' ? archiveMetadata((await readArchive()).revision) : {}
}

export default async function Page({ params }: Props) {
  if ((await params).list !== 'newest') notFound()
  await declare(['site', 'list', `address:${archivePath}`])
  const { items, count, older } = await readArchive()
  return <ArchivePage articles={items} count={count} older={older} isNewest />
}
