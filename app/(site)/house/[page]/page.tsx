import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { housePages } from '#components/house/house-pages.tsx'
import { env } from '#platform/env.ts'
import { houseMetadata } from '../../page-metadata.ts'

// `/about` and its like are rewritten to here. Made on the first request, like all pages, because the build knows neither
// the site's address nor its operator's.
export const revalidate = 300
export const generateStaticParams = (): { page: string }[] => []

type Props = { params: Promise<{ page: string }> }

const pageOf = async ({ params }: Props) => {
  const path = `/${(await params).page}`
  return housePages.find((page) => page.path === path)
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const page = await pageOf(props)
  return page ? houseMetadata(page) : {}
}

export default async function Page(props: Props) {
  const page = await pageOf(props)
  if (!page) notFound()
  const { View } = page
  return <View contact={env().CONTACT_URL ?? null} />
}
