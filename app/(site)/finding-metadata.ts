import type { Metadata } from 'next'
import { siteName } from '#components/site-words.ts'
import { clipped, findingName } from '#publication/article/index.ts'
import { findingCard } from '#publication/card/index.ts'
import type { ListedFinding } from '#publication/edition/index.ts'
import { absolute, forTheDoor, sharedImage } from './page-metadata.ts'

/** What a preview says of a finding in two fields beside its picture. */
function fieldsOf(finding: ListedFinding): [label: string, value: string][] {
  const from: [string, string] = ['From', finding.article.title]
  if (finding.kind === 'hold') return [['Answers', finding.answers.map(findingName).join(', ') || 'No break yet'], from]
  return [['Status', finding.status === 'open' ? 'Open: no hold that we trust yet' : 'Held'], from]
}

/** `Shows two captures. …`: what is known of a finding, in sentences, and where it stands. */
function describe(finding: ListedFinding): string {
  const known =
    finding.kind === 'break'
      ? [
          finding.shows,
          finding.scale && `From ${finding.scale}`,
          finding.status === 'open' && 'No hold that we trust yet',
        ]
      : [finding.cost && `Costs ${finding.cost}`]
  const sentences = known.filter((each): each is string => Boolean(each)).map((each) => each.replace(/[.\s]+$/, ''))
  return [...sentences, `From the teardown “${finding.article.title}”`].map((each) => `${each}.`).join(' ')
}

/**
 * Head of the page of one finding. Search engines are led to the article, which has the same words around it; whoever
 * shares the page gets a card of its own.
 */
export function findingMetadata(finding: ListedFinding, revision: number): Metadata {
  const title = `${findingName(finding.id)}: ${finding.title}`
  const description = clipped(describe(finding), 200)
  const fields = fieldsOf(finding).flatMap(([label, value], at): [string, string][] => [
    [`twitter:label${at + 1}`, label],
    [`twitter:data${at + 1}`, clipped(value, 70)],
  ])
  return {
    title,
    description: clipped(description, 160),
    alternates: { canonical: absolute(finding.article.path) },
    robots: { index: false, follow: true },
    openGraph: {
      type: 'article',
      siteName,
      locale: 'en_GB',
      url: absolute(`/failures/${finding.article.slug}.${finding.id}`),
      title,
      description,
      publishedTime: finding.article.publishedAt,
      images: [sharedImage(findingCard(finding))],
    },
    twitter: { card: 'summary_large_image' },
    other: { ...Object.fromEntries(fields), ...forTheDoor(revision) },
  }
}
