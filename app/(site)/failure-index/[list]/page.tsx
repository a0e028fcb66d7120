import '../../../styles/failure-index.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FailureIndexPage } from '#components/failures/failure-index-page.tsx'
import { failuresPath } from '#publication/edition/index.ts'
import { declare } from '../../caching.ts'
import { failureIndexMetadata } from '../../failure-metadata.ts'
import { readIndex } from '../read-index.ts'

// `/failures` is rewritten to `/failure-index/all`, with a parameter for the same reason as the home page.
export const revalidate = 300
export const generateStaticParams = (): { list: string }[] => []

type Props = { params: Promise<{ list: string }> }

async function read() {
  const index = await readIndex('')
  if (!('shown' in index)) throw new Error('The index could not be asked for without parameters.')
  return index
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  if ((await params).list !== 'all') return {}
  const { shown, isWhole, revision } = await read()
  return failureIndexMetadata({ ...shown, topic: null, isWhole }, revision)
}

export default async function Page({ params }: Props) {
  if ((await params).list !== 'all') notFound()
  await declare(['site', 'list', `address:${failuresPath}`])
  return <FailureIndexPage {...(await read()).shown} />
}
