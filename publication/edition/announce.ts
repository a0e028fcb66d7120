import { eq } from 'drizzle-orm'
import type { Tx } from '#platform/db.ts'
import { env } from '#platform/env.ts'
import { addJob } from '#platform/queue/index.ts'
import { corrections } from '../tables/index.ts'
import { pagesOf } from './pages.ts'
import type { Footprint } from './tags.ts'

/** The feed of what a page lists, without the ending of a format; nothing for a page that has none. */
function feedOf(page: string): string[] {
  if (page === '/') return ['/feeds/all']
  return /^\/(topics|authors)\/[a-z0-9-]+$/.test(page) ? [`/feeds${page}`] : []
}

type Changed = {
  /** pages that changed */
  pages: readonly string[]
  /** public articles that are shown anew */
  shown: Omit<Footprint, 'id'>[]
  /** the article that changed by itself, if one did */
  articleId?: string
}

/**
 * Owes the WebSub hub a word of each feed that a change shows in, where a hub is configured. The job is a row of the
 * change's own transaction; the worker tells nobody before the feed shows it.
 */
export async function announce(tx: Tx, seq: number, { pages, shown, articleId }: Changed): Promise<void> {
  if (env().WEBSUB_HUB_URL === undefined) return
  const all = [...pages, ...(shown.length > 0 ? await pagesOf(tx, shown) : [])]
  const isCorrected =
    articleId !== undefined &&
    (await tx.select({ seq: corrections.seq }).from(corrections).where(eq(corrections.articleId, articleId)).limit(1))
      .length > 0
  const feeds = new Set([...all.flatMap(feedOf), ...(isCorrected ? ['/feeds/corrections'] : [])])
  if (feeds.size > 0) await addJob(tx, 'announce', { seq, feeds: [...feeds] })
}
