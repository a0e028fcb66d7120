import canonicalize from 'canonicalize'
import type { Tx } from '#platform/db.ts'
import { addJob } from '#platform/queue/index.ts'
import type { ArticleRef } from '../article/index.ts'
import { addressesOf } from './addresses.ts'
import { announce } from './announce.ts'
import { type Dependent, dependents, rederive } from './dependents.ts'
import { findingPagesOf, type KnownRecords, pagesOf } from './pages.ts'
import { pagesOfList } from './paths.ts'
import { type Footprint, tagsOf } from './tags.ts'

/**
 * Derives anew those who link to an article when what they show of it, its address, title, deck or findings, has changed.
 * @returns them
 */
export async function tellLinkers(tx: Tx, id: string, before: ArticleRef | null, after: ArticleRef | null) {
  if (canonicalize(before) === canonicalize(after)) return []
  const linkers = await dependents(tx, 'article', id)
  await rederive(tx, linkers)
  return linkers
}

type Owed = {
  seq: number
  before: Footprint | null
  after: Footprint | null
  linkers: Dependent[]
  /** ids of the findings that it had, and that it has */
  findings: { had: readonly string[]; has: readonly string[] }
  known?: KnownRecords
}

/** The purges that a change of an article owes: its own pages, those that list it and those that link to it. */
export async function owe(tx: Tx, { seq, before, after, linkers, findings, known }: Owed): Promise<void> {
  const sides = [before, after].filter((side) => side !== null)
  const id = sides[0]?.id ?? ''
  // When its address changes, or ends, every address that it had before leads elsewhere too.
  const had = before?.path === after?.path ? [] : await addressesOf(tx, id)
  const ids = [...new Set([...findings.had, ...findings.has])]
  const tags = [
    ...new Set([
      ...tagsOf(before, after),
      ...had.map((path) => `address:${path}`),
      // Pages of findings show nothing of what else changes `article:…`, such as a topic's name.
      ...(ids.length > 0 ? [`findings:${id}`] : []),
    ]),
  ]
  const paths = [...new Set([...(await pagesOf(tx, sides, known)), ...had])]
  // A withdrawn or moved page must not be served once more as stale, and a 404 must not be made into a page behind its
  // own answer: Next would take that answer's status and forbid the new page to search engines. All else may be stale.
  const isHard = had.length > 0
  const isOwn = (tag: string) => tag.startsWith('address:') || tag === `article:${id}` || tag === `findings:${id}`
  const own = isHard ? tags.filter(isOwn) : []
  const ofFindings = findingPagesOf(sides, ids)
  // The page of a finding that comes or goes begins or ends, too.
  const areOthers = ids.length !== findings.had.length || ids.length !== findings.has.length
  const dropped = isHard ? own : areOthers ? [`findings:${id}`] : []
  if (isHard) await addJob(tx, 'purge', { seq, tags: own, paths: had, expire: true })
  await addJob(tx, 'purge', {
    seq,
    tags: [
      ...tags.filter((tag) => !own.includes(tag) && !dropped.includes(tag)),
      ...linkers.map((linker) => `article:${linker.articleId}`),
    ],
    paths: [
      ...new Set([
        ...paths.filter((path) => !had.includes(path)),
        ...pagesOfList,
        ...linkers.map((linker) => linker.path),
        ...(dropped.length > 0 ? [] : ofFindings),
      ]),
    ],
    expire: false,
  })
  await announce(tx, seq, { pages: paths, shown: linkers, articleId: id })
  // Behind all others: they are many, and few of them are looked at.
  if (dropped.length > 0 && ofFindings.length > 0)
    await addJob(tx, 'purge', { seq, tags: dropped, paths: ofFindings, expire: true })
}
