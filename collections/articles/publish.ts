import {
  APIError,
  type CollectionAfterChangeHook,
  type CollectionAfterDeleteHook,
  type CollectionBeforeChangeHook,
  type CollectionBeforeDeleteHook,
  Forbidden,
  NotFound,
  type PayloadRequest,
  ValidationError,
} from 'payload'
import { txOf } from '#platform/db.ts'
import { log } from '#platform/log.ts'
import { setSchedule } from '#platform/queue/index.ts'
import { isCurrent, type Outcome, putEdition, withdraw } from '#publication/edition/index.ts'
import { can } from '#publication/policy/index.ts'
import { actorName, actorOf } from '../access.ts'
import { inWords } from '../in-words.ts'
import { refuseFaults } from './body-faults.ts'
import { assignFindingIds, type FindingCounters } from './finding-ids.ts'
import { publicIdsOf } from './public-ids.ts'
import { type ArticleDocument, IncompleteError, toArticle } from './to-article.ts'
import { refuseTrashed, withReferences } from './typed-links.ts'

type Dated = {
  publicId: string
  publishAt?: string | null
  unpublishAt?: string | null
  deletedAt?: string | null
}
type Stored = ArticleDocument & {
  _status?: 'draft' | 'published' | null
  deletedAt?: string | null
  withdrawalReason?: string | null
  withdrawThoughLinked?: boolean | null
  correction?: string | null
}

/** What needs no account: a command that runs on the server and names itself. */
const isCommand = (req: PayloadRequest): boolean => !req.user && typeof req.context.actor === 'string'

const mayPublish = (req: PayloadRequest): boolean => isCommand(req) || can(actorOf(req), 'article.publish')

/** Fields that say something of the article, whichever of its versions is shown. */
const ofArticle = [
  'publishedAt',
  'publishAt',
  'unpublishAt',
  'withdrawalReason',
  'withdrawThoughLinked',
  'correction',
] as const

/** Where a request keeps what is published with the article and not stored with it. */
const toldWith = (publicId: unknown): string => `correction ${publicId}`

/** A correction is said once, with the publication that it comes with. */
function takeCorrection(next: Record<string, unknown>, before: Stored | undefined, req: PayloadRequest): void {
  const given = next['correction'] === undefined ? before?.correction : next['correction']
  const text = typeof given === 'string' ? given.trim() : ''
  if (before?.publicId === undefined && text !== '')
    throw new APIError('“What was wrong” is about an edition before this one: empty it.', 409, undefined, true)
  req.context[toldWith(before?.publicId)] = text || null
  next['correction'] = null
}

/**
 * Finding ids are given once, by the first save that sees the block. The browser may send the block without its id
 * once more before it has heard of it, so what is stored already is asked first. The first publication sets its date.
 * Publishing is refused before anything is written.
 */
export const prepareArticle: CollectionBeforeChangeHook = ({ data, originalDoc, req }) => {
  if (data._status === 'published' && !mayPublish(req)) throw new Forbidden(req.t)
  const counters: FindingCounters = originalDoc?.findingCounters ?? { b: 0, h: 0 }
  const next: Record<string, unknown> = { ...data, findingCounters: counters }
  if (next.body) {
    const assigned = assignFindingIds(next.body, counters, originalDoc?.body)
    next.body = assigned.state
    next.findingCounters = assigned.counters
  }
  // Dates are the article's own: an old version brings back the text, and not a day that has passed since.
  if (req.context.isRestoringVersion === true) for (const field of ofArticle) next[field] = originalDoc?.[field] ?? null
  // What lies in the trash is not published by itself.
  if (next._status === 'published' || next.deletedAt) next.publishAt = null
  // Said of one withdrawal, not of the next.
  if (next._status === 'published') next.withdrawThoughLinked = false
  if (next._status === 'published') takeCorrection(next, originalDoc, req)
  if (next._status === 'published' && !next.publishedAt)
    next.publishedAt = originalDoc?.publishedAt ?? new Date().toISOString()
  return next
}

/** Dates for publishing and unpublishing by itself are kept, moved or dropped with the save that says so. */
async function keepDates(doc: Dated, before: Dated | undefined, req: PayloadRequest): Promise<void> {
  const tx = await txOf(req)
  for (const change of ['publish', 'unpublish'] as const) {
    const at = doc[`${change}At`] ?? null
    // A date that came while the article lay in the trash was let pass.
    const isRestored = Boolean(before?.deletedAt) && !doc.deletedAt
    if (at === (before?.[`${change}At`] ?? null) && !isRestored) continue
    await setSchedule(tx, { articleId: doc.publicId, change }, at === null ? null : new Date(at))
  }
}

/** A command, or a date that has come, cannot be asked again; whoever may not withdraw is refused for that instead. */
const mayUnlink = (isWanted: boolean | null | undefined, req: PayloadRequest) =>
  isWanted || isCommand(req) || !mayPublish(req) ? 'unlink' : 'refuse'

function logUnlinked(articleId: string, { unlinked = [] }: Outcome): void {
  if (unlinked.length > 0)
    log().warn({ articleId, unlinked }, 'an article was withdrawn that others link to: their links are plain words now')
}

async function applyTruth(main: Stored, isDraft: boolean, req: PayloadRequest): Promise<Outcome> {
  const tx = await txOf(req)
  const actor = actorName(req)
  const isPublic = main._status === 'published' && !main.deletedAt
  // Whoever may not publish leaves the reason that stands there as it is, and is not refused a draft because of it.
  const reason = mayPublish(req) ? main.withdrawalReason?.trim() || null : undefined
  if (!isPublic) {
    const outcome = await withdraw(tx, main.publicId, actor, reason, mayUnlink(main.withdrawThoughLinked, req))
    logUnlinked(main.publicId, outcome)
    return outcome
  }
  // A draft of a published article leaves the main row as it is, though this code may read it otherwise than the code
  // that published it, and what it links to may be gone since.
  if (isDraft && (await isCurrent(tx, main.publicId))) return { outcome: 'same', edition: null, seq: null }
  const ids = await publicIdsOf(main, tx)
  await refuseTrashed(ids.articles, tx)
  const article = await withReferences(toArticle(main, ids), tx)
  await refuseFaults(article.body)
  const correction = req.context[toldWith(main.publicId)]
  return putEdition(tx, article, actor, typeof correction === 'string' ? correction : null)
}

/**
 * Makes public what the main row says, in the transaction of the save. The main row is read anew: what the hook is
 * handed mixes drafts and published values.
 */
export const publishArticle: CollectionAfterChangeHook = async ({ doc, previousDoc, req }) => {
  // From the database itself: reading hooks are for answers, and walk the whole body once more.
  const main = await req.payload.db.findOne<Stored>({ collection: 'articles', where: { id: { equals: doc.id } }, req })
  if (!main) throw new NotFound(req.t)
  try {
    const { outcome } = await inWords(() => applyTruth(main, doc._status !== 'published', req))
    if (outcome !== 'same' && !mayPublish(req)) throw new Forbidden(req.t)
  } catch (error) {
    if (!(error instanceof IncompleteError)) throw error
    const refusal = new ValidationError({
      collection: 'articles',
      errors: error.problems.map(({ path, message }) => ({ path, message })),
      req,
    })
    // Of an article that fails among many the editor is shown the message alone; Payload's names fields and no reason.
    refusal.message = error.message
    throw refusal
  }
  await keepDates({ ...doc, publicId: main.publicId }, previousDoc as Dated | undefined, req)
  return doc
}

const toBeUnlinked = (id: number | string): string => `unlink ${id}`

/** What the newest version says of links to the article: it is deleted before the article is. */
export const rememberForDeletion: CollectionBeforeDeleteHook = async ({ id, req }) => {
  const where = { id: { equals: id } }
  const found = await req.payload.find({ collection: 'articles', where, draft: true, trash: true, depth: 0, req })
  req.context[toBeUnlinked(id)] = (found.docs[0] as Stored | undefined)?.withdrawThoughLinked === true
}

/** A deleted article leaves the public in the same transaction. */
export const withdrawDeleted: CollectionAfterDeleteHook = async ({ id, doc, req }) => {
  const tx = await txOf(req)
  const linked = mayUnlink(req.context[toBeUnlinked(id)] === true, req)
  logUnlinked(doc.publicId, await inWords(() => withdraw(tx, doc.publicId, actorName(req), undefined, linked)))
  for (const change of ['publish', 'unpublish'] as const)
    await setSchedule(tx, { articleId: doc.publicId, change }, null)
}
