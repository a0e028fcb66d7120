import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type FileSystemCache from 'next/dist/server/lib/incremental-cache/file-system-cache.js'
import type { tagsManifest as manifest } from 'next/dist/server/lib/incremental-cache/tags-manifest.external.js'
import { env } from '../env.ts'
import { log } from '../log.ts'
import { countRender } from '../metrics/renders.ts'
import { connectSharedPages, type SharedPages } from './shared-pages.ts'

/*
 * Where Next keeps rendered pages: in the memory of this process, by Next's own cache, and with REDIS_URL in Redis
 * too, for all instances. Next takes one handler at build, so this one decides when it runs. Redis is an addition:
 * whatever happens to it, a page comes from memory or is rendered.
 */

// Next's modules are CommonJS with a default export, which ESM import syntax does not unwrap.
const require = createRequire(import.meta.url)
const folder = 'next/dist/server/lib/incremental-cache'
const LocalPages: typeof FileSystemCache = require(`${folder}/file-system-cache.js`).default
const { tagsManifest }: { tagsManifest: typeof manifest } = require(`${folder}/tags-manifest.external.js`)

/** Longer than any page stays fresh, shorter than Next serves a page at all. */
const longAgoMs = 30 * 24 * 60 * 60 * 1000

let connected: { pages: SharedPages | null } | undefined

/** Redis, connected on first use; null without REDIS_URL. Pages of another build were made by other code. */
function sharedBy(serverFolder: string): SharedPages | null {
  const { REDIS_URL } = env()
  connected ??= {
    pages: REDIS_URL ? connectSharedPages(REDIS_URL, buildIn(serverFolder), tagsManifest, log()) : null,
  }
  return connected.pages
}

function buildIn(serverFolder: string): string {
  try {
    return readFileSync(join(serverFolder, '..', 'BUILD_ID'), 'utf8').trim()
  } catch {
    return 'unfinished'
  }
}

export default class PageCache extends LocalPages {
  readonly #serverFolder: string

  constructor(context: ConstructorParameters<typeof FileSystemCache>[0]) {
    super(context)
    this.#serverFolder = context.serverDistDir
  }

  override async get(...[key, context]: Parameters<FileSystemCache['get']>) {
    const pages = context.kind === 'FETCH' ? null : sharedBy(this.#serverFolder)
    const entry = await pages?.get(key)
    if (entry) return entry
    const local = await super.get(key, context)
    // Redis does not have it: emptied, perhaps, after another instance had marked it.
    if (local) await pages?.learn(local)
    // Another instance has shown more already, and Redis has lost it since: good enough to show while it is made anew.
    return local && pages?.isSurpassed(key, local) ? { ...local, lastModified: Date.now() - longAgoMs } : local
  }

  override async set(...[key, value, context]: Parameters<FileSystemCache['set']>): Promise<void> {
    await super.set(key, value, context)
    if (value?.kind !== 'APP_PAGE' && value?.kind !== 'APP_ROUTE') return
    if (value.kind === 'APP_PAGE') countRender(key)
    const cacheControl = 'cacheControl' in context ? context.cacheControl : undefined
    await sharedBy(this.#serverFolder)?.set(key, {
      lastModified: Date.now(),
      value,
      ...(cacheControl && { cacheControl }),
    })
  }

  override async revalidateTag(tags: string | string[], durations?: { expire?: number }): Promise<void> {
    await super.revalidateTag(tags, durations)
    await sharedBy(this.#serverFolder)?.mark([tags].flat())
  }
}
