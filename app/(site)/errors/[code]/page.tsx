import type { Metadata } from 'next'
import { type ErrorCode, errorTitles, FailurePage, referenceWords } from '#components/error-page.tsx'
import { SearchPage } from '#components/search/search-page.tsx'
import type { SearchState } from '#components/search/search-state.ts'
import { searchMetadata } from '../../search/search-metadata.ts'

// Made by the build, without a database: the door keeps them at hand for when nothing else can be rendered.
export const dynamicParams = false

/** Searches that never come as far as the page: the door refuses their address, and keeps the form. */
const searches: Partial<Record<string, SearchState>> = {
  '400': { is: 'unreadable', q: '' },
  '414': { is: 'too-long', q: '', longest: 200 },
}

export const generateStaticParams = () =>
  [...Object.keys(searches), ...Object.keys(errorTitles)].map((code) => ({ code }))

type Props = { params: Promise<{ code: string }> }

const isFailure = (code: string): code is ErrorCode => code in errorTitles

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { code } = await params
  const search = searches[code]
  if (search) return searchMetadata(search)
  if (!isFailure(code)) return {}
  const reference: Record<string, string> = code === '404' ? {} : { reference: referenceWords }
  return { title: errorTitles[code], robots: { index: false, follow: true }, other: { status: code, ...reference } }
}

export default async function Page({ params }: Props) {
  const { code } = await params
  const search = searches[code]
  if (search) return <SearchPage state={search} />
  return isFailure(code) ? <FailurePage code={code} /> : null
}
