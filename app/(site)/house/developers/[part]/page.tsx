import '../../../../styles/developers.css'
import '../../../../styles/reference.css'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { DevelopersPage, developers } from '#components/developers/developers-page.tsx'
import { referenceOf } from '#components/developers/reference.ts'
import { env } from '#platform/env.ts'
import { highlighter } from '#publication/article/index.ts'
import { openApiDocument } from '#publication/contract/index.ts'
import { developersPath } from '#publication/edition/index.ts'
import { declare, forAWhile } from '../../../caching.ts'
import { houseMetadata } from '../../../page-metadata.ts'
import { liveExamples } from '../live-examples.ts'

// `/developers` is rewritten to `/house/developers/reference`, so that the build does not make it: see the home page.
export const revalidate = 300
export const generateStaticParams = (): { part: string }[] => []

const read = cache(liveExamples)

type Props = { params: Promise<{ part: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return (await params).part === 'reference' ? houseMetadata(developers, (await read()).revision) : {}
}

export default async function Page({ params }: Props) {
  if ((await params).part !== 'reference') notFound()
  await declare(['site', 'list', `address:${developersPath}`])
  const { isWhole, standIns, examples } = await read()
  // While the database is away the reference can be read all the same; its examples come back soon after it.
  if (!isWhole) await forAWhile(10)
  const { SITE_URL: origin, API_REQUESTS_PER_MINUTE: requests, API_SEARCHES_PER_MINUTE: searches } = env()
  return (
    <DevelopersPage
      origin={origin}
      reference={referenceOf(openApiDocument(origin))}
      quotas={{ requests, searches }}
      standIns={standIns}
      examples={examples}
      highlight={await highlighter()}
    />
  )
}
