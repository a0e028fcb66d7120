import '../../../styles/finding-page.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { GonePage, goneTitle, MissingFindingPage, MovedPage } from '#components/error-page.tsx'
import { FindingPage } from '#components/failures/finding-page.tsx'
import { articlePath, findingAt, findingPath } from '#publication/edition/index.ts'
import { findingGraph } from '#publication/graph/index.ts'
import { declare } from '../../caching.ts'
import { Facts, thisSite } from '../../facts.tsx'
import { missingFindingMetadata } from '../../failure-metadata.ts'
import { findingMetadata } from '../../finding-metadata.ts'
import { absolute, goneMetadata, movedMetadata, unknownMetadata } from '../../page-metadata.ts'

export const revalidate = 300
export const generateStaticParams = (): { id: string }[] => []

/** `{slug}.{b1}`. @throws Next's 404 for what no finding can be called */
function partsOf(id: string): { slug: string; finding: string } {
  const [, slug, finding] = /^([a-z0-9]+(?:-[a-z0-9]+)*)\.([bh][1-9]\d{0,3})$/.exec(id) ?? []
  return slug !== undefined && slug.length <= 120 && finding !== undefined ? { slug, finding } : notFound()
}

const read = cache(async (id: string) => {
  const { slug, finding } = partsOf(id)
  return { slug, found: await findingAt(slug, finding) }
})

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { found } = await read((await params).id)
  switch (found.kind) {
    case 'current':
      return findingMetadata(found.value.finding, found.revision)
    case 'moved':
      return movedMetadata(found.to, found.revision)
    case 'gone':
      return goneMetadata(goneTitle, found.revision)
    case 'missing':
      return missingFindingMetadata(found.revision)
    case 'unknown':
      return unknownMetadata(found.revision)
  }
}

export default async function Page({ params }: Props) {
  const { slug, found } = await read((await params).id)
  const article =
    found.kind === 'current' ? found.value.finding.article : found.kind === 'missing' ? found.article : null
  // An article at its address, and what was at it before: the finding goes with both.
  await declare([`address:${articlePath(slug)}`, ...(article ? [`findings:${article.id}`] : [])])
  switch (found.kind) {
    case 'current': {
      const { finding } = found.value
      return (
        <>
          <FindingPage {...found.value} url={absolute(findingPath(finding.article.slug, finding.id))} />
          <Facts graph={findingGraph(finding, thisSite())} />
        </>
      )
    }
    case 'moved':
      return <MovedPage to={found.to} />
    case 'gone':
      return <GonePage reason={found.reason} at={found.at} />
    case 'missing':
      return <MissingFindingPage article={found.article} />
    case 'unknown':
      return notFound()
  }
}
