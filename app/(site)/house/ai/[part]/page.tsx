import type { Metadata } from 'next'
import { cache } from 'react'
import { AiPage, ai } from '#components/house/ai-page.tsx'
import { siteSettings } from '#publication/edition/index.ts'
import { declare } from '../../../caching.ts'
import { houseMetadata } from '../../../page-metadata.ts'

// `/ai` is rewritten to here. Made on the first request, as the build has no database, and again when editors change what
// machines are told.
export const revalidate = 300
export const generateStaticParams = (): { part: string }[] => []

const read = cache(siteSettings)

export const generateMetadata = async (): Promise<Metadata> => houseMetadata(ai, (await read()).revision)

export default async function Page() {
  await declare(['site'])
  const { settings } = await read()
  return <AiPage settings={settings} />
}
