import type { Metadata } from 'next'
import { AiPage, ai } from '#components/house/ai-page.tsx'
import { siteSettings } from '#publication/edition/index.ts'
import { declare } from '../caching.ts'
import { houseMetadata } from '../page-metadata.ts'
import { cache } from 'react'

// Made on its first request, like all pages, and again when editors change what machines are told.
export const revalidate = 300

const read = cache(siteSettings)

export async function generateMetadata(): Promise<Metadata> {
  return houseMetadata(ai, (await read()).revision)
}

export default async function Page() {
  await declare(['site'])
  const { settings } = await read()
  return <AiPage settings={settings} />
}
