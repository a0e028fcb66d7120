import type { Answer } from '#app/api/v1/prepared.ts'
import { siteDeck, siteName } from '#components/site-words.ts'
import { env } from '#platform/env.ts'
import { presentMarkdown } from '#publication/contract/index.ts'
import {
  apiCatalog,
  apiCatalogType,
  humansText,
  llmsFullText,
  llmsText,
  openSearch,
  robotsText,
  securityText,
} from '#publication/discovery/index.ts'
import { authorsPage, everyArticle, newestMarkdown, siteSettings, topics } from '#publication/edition/index.ts'
import { PublicError } from '#publication/errors/index.ts'
import type { MachineRoute } from './route.ts'

/** Also what is written in Markdown: it is asked for as the plain file that it is called. */
const text = 'text/plain; charset=utf-8'
const site = { name: siteName, deck: siteDeck }
const named = 100
/** Articles in the file of whole articles, and where it ends, in characters. */
const whole = { articles: 100, characters: 4_000_000 }

const securityPath = '/.well-known/security.txt'
const catalogPath = '/.well-known/api-catalog'

/** The contact that editors named, else the one that the server was set up with. */
async function security(origin: string): Promise<Answer> {
  const { settings, revision } = await siteSettings()
  const body = securityText(settings.contact.security ?? env().CONTACT_URL ?? '', origin, new Date())
  if (body === null) throw new PublicError('not-found', 'Nobody is named here for reports of weaknesses.', { revision })
  // Not kept by its revision: the day on which it expires moves by itself.
  return { type: text, body, headers: { 'Cache-Control': 'public, max-age=3600', 'X-Revision': String(revision) } }
}

/** What stands at one address each. */
const files: Record<string, (origin: string) => Promise<Answer>> = {
  '/robots.txt': async (origin) => {
    const { settings, revision, revisedAt } = await siteSettings()
    return { type: text, body: robotsText(settings, origin), revision, changedAt: revisedAt }
  },
  '/llms.txt': async (origin) => {
    const [articles, listed] = await Promise.all([everyArticle(), topics()])
    const oldest = articles.revision < listed.revision ? articles : listed
    const body = llmsText({ ...site, origin }, articles.items, listed.items)
    return { type: text, body, revision: oldest.revision, changedAt: oldest.revisedAt }
  },
  '/llms-full.txt': async (origin) => {
    const { items, count, revision, revisedAt } = await newestMarkdown(whole.articles)
    const articles = items.map((article) => ({ ...article, markdown: presentMarkdown(article, origin) }))
    const body = llmsFullText({ ...site, origin }, articles, count, whole.characters)
    return { type: text, body, revision, changedAt: revisedAt }
  },
  '/humans.txt': async (origin) => {
    const { items, revision, revisedAt } = await authorsPage({ limit: named })
    const body = humansText(items, { contact: env().CONTACT_URL ?? null, origin })
    return { type: text, body, revision, changedAt: revisedAt }
  },
  '/opensearch.xml': async (origin) => ({
    type: 'application/opensearchdescription+xml',
    body: openSearch('What breaks', siteDeck, origin),
    headers: { 'Cache-Control': 'public, max-age=86400' },
  }),
  '/security.txt': async (origin) => ({ status: 308, location: origin + securityPath }),
  [securityPath]: security,
  [catalogPath]: async (origin) => ({
    type: apiCatalogType,
    body: apiCatalog(origin),
    headers: { Link: `<${origin}${catalogPath}>; rel="api-catalog"`, 'Cache-Control': 'public, max-age=3600' },
  }),
}

const fileAt = (path: string) => (Object.hasOwn(files, path) ? files[path] : undefined)

export const texts: MachineRoute = {
  isPath: (path) => fileAt(path) !== undefined,
  answer: async ({ path, origin }) => {
    const file = fileAt(path)
    if (!file) throw new PublicError('not-found', 'There is no such file.')
    return file(origin)
  },
}
