import type { Metadata } from 'next'
import { cache } from 'react'
import { AiPage, ai } from '#components/house/ai-page.tsx'
import { siteSettings } from '#publication/edition/index.ts'
import { declare } from '../caching.ts'
import { houseMetadata } from '../page-metadata.ts'

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
