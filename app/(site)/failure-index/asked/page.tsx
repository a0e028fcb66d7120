import '../../../styles/failure-index.css'
import type { Metadata } from 'next'
import { FailureIndexPage } from '#components/failures/failure-index-page.tsx'
import { UnaskedPage } from '#components/failures/unasked-page.tsx'
import { failureIndexMetadata, unaskedMetadata } from '../../failure-metadata.ts'
import { readIndex } from '../read-index.ts'

// `/failures?…` is rewritten to here. What is asked is anybody's to make up, so nothing of this is kept.
export const dynamic = 'force-dynamic'

const names = ['topic', 'status', 'scale', 'q', 'users', 'by', 'letter', 'after'] as const

type Props = { searchParams: Promise<Partial<Record<string, string | string[]>>> }

/** The parameters that the index knows. An empty field of the form says nothing; others, as links carry them, neither. */
async function queryOf(searchParams: Props['searchParams']): Promise<string> {
  const given = await searchParams
  const values = names.flatMap((name) => [given[name] ?? []].flat().map((value) => [name, value] as const))
  return String(
    new URLSearchParams(values.filter(([, value]) => value.trim() !== '').map(([name, value]) => [name, value])),
  )
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const index = await readIndex(await queryOf(searchParams))
  if (!('shown' in index)) return unaskedMetadata(index.status, index.revision)
  const { shown, topics, isWhole, revision } = index
  const topic = topics.find(({ slug }) => slug === shown.filters.topic)?.name ?? null
  return failureIndexMetadata({ ...shown, topic, isWhole }, revision)
}

export default async function Page({ searchParams }: Props) {
  const index = await readIndex(await queryOf(searchParams))
  return 'shown' in index ? <FailureIndexPage {...index.shown} /> : <UnaskedPage {...index} />
}
