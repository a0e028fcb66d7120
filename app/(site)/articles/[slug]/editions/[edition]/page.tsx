import '../../../../../styles/edition.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { EditionPage } from '#components/article/edition-page.tsx'
import { GonePage, goneTitle, MovedPage } from '#components/error-page.tsx'
import { highlighter } from '#publication/article/index.ts'
import { articleAt, editionPath, historyOf, pinnedEdition } from '#publication/edition/index.ts'
import { checked } from '../../../../found.ts'
import { absolute, editionMetadata, goneMetadata, movedMetadata, unknownMetadata } from '../../../../page-metadata.ts'

// What stands at the address of an edition depends on the current one as well, so it is made for each who asks.
export const dynamic = 'force-dynamic'

/** One read for head and body. The revision is the oldest of the reads, so that a page never claims to be newer. */
const read = cache(async (slug: string, number: number) => {
  const found = await articleAt(slug)
  if (found.kind !== 'current') return { found, beside: null, revision: found.revision }
  const [edition, history] = await Promise.all([pinnedEdition(found.value, number), historyOf(found.value)])
  const { pinned, since } = edition
  const revision = Math.min(...[found, edition, history].map((each) => each.revision))
  return { found, beside: pinned && { pinned, since, history }, revision }
})

type Props = { params: Promise<{ slug: string; edition: string }> }

/** @throws Next's 404 for what is no number of an edition */
async function asked(params: Props['params']) {
  const { slug, edition } = await params
  if (!/^[1-9]\d{0,5}$/.test(edition)) notFound()
  return { slug: checked(slug), number: Number(edition) }
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug, number } = await asked(params)
  const { found, beside, revision } = await read(slug, number)
  if (found.kind === 'moved') return movedMetadata(`${found.to}/editions/${number}`, revision)
  if (found.kind === 'gone') return goneMetadata(goneTitle, revision)
  if (found.kind === 'unknown' || !beside) return unknownMetadata(revision)
  return editionMetadata(found.value, { ...beside.pinned, number }, revision)
}

export default async function Page({ params }: Props) {
  const { slug, number } = await asked(params)
  const { found, beside } = await read(slug, number)
  if (found.kind === 'moved') return <MovedPage to={`${found.to}/editions/${number}`} />
  if (found.kind === 'gone') return <GonePage reason={found.reason} at={found.at} />
  if (found.kind === 'unknown' || !beside) notFound()
  const current = found.value
  const url = absolute(editionPath(current.slug, number))
  const json = `/api/v1/articles/${current.id}/editions/${number}`
  return <EditionPage {...beside} current={current} url={url} json={json} highlight={await highlighter()} />
}
