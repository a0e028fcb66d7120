import { type Asking, answer, type Sent } from '#app/api/v1/answer.ts'
import { answerApi, isApiPath } from '#app/api/v1/router.ts'
import { feeds } from './feeds.ts'
import { markdown } from './markdown.ts'
import type { MachineRoute } from './route.ts'
import { sitemaps } from './sitemaps.ts'
import { texts } from './texts.ts'

const routes: readonly MachineRoute[] = [feeds, markdown, sitemaps, texts]

/** Whether machines read at this address: the public API, a feed, a sitemap, `robots.txt` … @param path percent-decoded */
export const isMachinePath = (path: string): boolean => isApiPath(path) || routes.some(({ isPath }) => isPath(path))

/** Answers a request at such an address. Never rejects. */
export function answerMachine(asking: Asking): Promise<Sent> {
  const { path } = asking
  const route = routes.find(({ isPath }) => isPath(decodeURIComponent(path)))
  if (!route) return answerApi(asking)
  // Whatever stands in a query and is not looked at must not make another answer of the same one.
  const search = route.queryOf?.(asking.search) ?? ''
  return answer({ ...asking, search }, ({ origin }) => route.answer({ path, search, origin }))
}
