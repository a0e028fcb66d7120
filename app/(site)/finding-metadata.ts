import type { Metadata } from 'next'
import { findingName } from '#components/failures/finding-page.tsx'
import { siteName } from '#components/site-words.ts'
import { clipped } from '#components/wording.ts'
import { findingPath, type ListedFinding } from '#publication/edition/index.ts'
import { absolute, forTheDoor } from './page-metadata.ts'

const descriptionOf = (finding: ListedFinding): string =>
  finding.kind === 'break'
    ? [
        finding.shows && `Shows up as: ${finding.shows}.`,
        finding.scale && `From: ${finding.scale}.`,
        finding.status === 'open' && 'No hold that we trust yet.',
        `In “${finding.article.title}”.`,
      ]
        .filter(Boolean)
        .join(' ')
    : [finding.cost && `Costs: ${finding.cost}.`, `In “${finding.article.title}”.`].filter(Boolean).join(' ')

/** Head of the page of one finding: its own card, while search engines keep the article. */
export function findingMetadata(finding: ListedFinding, revision: number): Metadata {
  const { id, article } = finding
  const title = `${findingName(finding)}: ${finding.title}`
  const description = clipped(descriptionOf(finding), 200)
  return {
    title,
    description: clipped(description, 160),
    alternates: { canonical: absolute(article.path) },
    robots: { index: false, follow: true },
    openGraph: {
      type: 'website',
      siteName,
      locale: 'en_GB',
      url: absolute(findingPath(article.slug, id)),
      title,
      description,
    },
    twitter: { card: 'summary', title, description },
    other: forTheDoor(revision),
  }
}
