import type { Metadata } from 'next'
import { type ErrorCode, errorTitles, FailurePage, referenceWords } from '#components/error-page.tsx'

// Made by the build, without a database: the door keeps them at hand for when nothing else can be rendered.
export const dynamicParams = false
export const generateStaticParams = (): { code: ErrorCode }[] => [{ code: '404' }, { code: '500' }, { code: '503' }]

type Props = { params: Promise<{ code: ErrorCode }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { code } = await params
  const reference: Record<string, string> = code === '404' ? {} : { reference: referenceWords }
  return { title: errorTitles[code], robots: { index: false, follow: true }, other: { status: code, ...reference } }
}

export default async function Page({ params }: Props) {
  return <FailurePage code={(await params).code} />
}
