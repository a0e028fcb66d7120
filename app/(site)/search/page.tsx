import type { Metadata } from 'next'
import { SearchPage } from '#components/search/search-page.tsx'
import { type Parameters, readSearch } from './read-search.ts'
import { searchMetadata } from './search-metadata.ts'

// Anybody may ask anything, so nothing of it is kept.
export const dynamic = 'force-dynamic'

/** Where the script of the suggestions is served; the build puts it in (next.config.ts). */
declare const suggestScriptPath: string

type Props = { searchParams: Promise<Parameters> }

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  return searchMetadata(await readSearch(await searchParams))
}

export default async function Page({ searchParams }: Props) {
  return <SearchPage state={await readSearch(await searchParams)} suggestScript={suggestScriptPath} />
}
