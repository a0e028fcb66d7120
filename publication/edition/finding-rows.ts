import type { Finding, LoadCase } from '../article/index.ts'
import { articlePath } from './paths.ts'

/**
 * A finding of a public article, with what leads to it. `path` is the article's, `load` the load case of its first topic;
 * times are ISO 8601 UTC.
 */
export type ListedFinding = Finding & {
  article: { id: string; slug: string; path: string; title: string; publishedAt: string; load: LoadCase }
}

/**
 * A keyset position among findings: the time and id of the article, and a number that names the finding in it and says
 * where it stood, from 0 to 2³¹. Only `findings()` makes and reads it.
 */
export type FindingPosition = { at: string; id: string; place: number }

/** A row of `findings` joined to its article, as the reading statements give it. */
export type FindingRow = {
  finding_id: string
  position: number
  kind: 'break' | 'hold'
  title: string
  shows: string | null
  scale: string | null
  cost: string | null
  status: 'held' | 'open' | null
  answers: string[]
  held_by: string[]
  verified_since: string | null
  article_id: string
  slug: string
  article_title: string
  published_at: string
  load_case: LoadCase | null
}

/** Builds a finding field by field. */
export function listedFindingOf(row: FindingRow): ListedFinding {
  const article = {
    id: row.article_id,
    slug: row.slug,
    path: articlePath(row.slug),
    title: row.article_title,
    publishedAt: new Date(row.published_at).toISOString(),
    load: row.load_case ?? 'column',
  }
  const { finding_id: id, title, cost } = row
  if (row.kind === 'hold')
    return { id, kind: 'hold', title, answers: row.answers, cost, verifiedSince: row.verified_since, article }
  return {
    id,
    kind: 'break',
    title,
    shows: row.shows,
    scale: row.scale,
    cost,
    status: row.status ?? 'open',
    heldBy: row.held_by,
    article,
  }
}

const holds = 2 ** 14
const finding = 2 ** 15

/**
 * The place of a finding in its article. Its position alone would not do: when a revision puts another finding before
 * it, its position is the other's.
 */
export function placeOf(findingId: string, position: number): number {
  return position * finding + (findingId.startsWith('h') ? holds : 0) + Number(findingId.slice(1))
}

/** The finding that a place names, and the position at which it stood. */
export function readPlace(place: number): { findingId: string; position: number } {
  const name = place % finding
  return { findingId: `${name >= holds ? 'h' : 'b'}${name % holds}`, position: Math.floor(place / finding) }
}
