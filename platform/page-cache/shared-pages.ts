import { LRUCache } from 'lru-cache'
import type { CacheHandlerValue } from 'next/dist/server/lib/incremental-cache/index.js'
import type { TagManifestEntry as Mark } from 'next/dist/server/lib/incremental-cache/tags-manifest.external.js'
import { RESP_TYPES } from 'redis'
import { connectRedis } from '../redis/connect-redis.ts'
import { openPatience } from '../redis/patience.ts'
import { decodeEntry, encodeEntry, revisionOf, tagsOf } from './entry.ts'

/** Rendered pages that all instances see. Nothing here rejects: a failure is a miss, and logged once. */
export type SharedPages = {
  get(key: string): Promise<CacheHandlerValue | null>
  set(key: string, entry: CacheHandlerValue): Promise<void>
  /** Shares what this process knows about tags: since when they are stale or expired. */
  mark(tags: string[]): Promise<void>
  /** Learns what others know about the tags of a page that only this process has. */
  learn(entry: CacheHandlerValue): Promise<void>
  /** Whether a page of a newer revision than this one was seen here. */
  isSurpassed(key: string, entry: CacheHandlerValue): boolean
}

/** What is asked of Redis. */
export type Store = {
  read(key: string): Promise<Buffer | null>
  /** Stores a page unless one of a newer revision is there. */
  write(key: string, revision: string, bytes: Buffer, seconds: number): Promise<void>
  readMarks(tags: string[]): Promise<(string | null)[]>
  writeMark(tag: string, mark: string): Promise<void>
}

type Log = { warn(facts: object, message: string): void; info(facts: object, message: string): void }

const pageSeconds = 24 * 60 * 60
/** Addresses that somebody made up must not fill the memory of Redis. */
const missingSeconds = 60
/** Longer than any page is kept, so that no page outlives the word that it is old. */
const markSeconds = 7 * pageSeconds
const patienceMs = 250
/** A mark that could not be shared is tried again so much later. */
const retryMs = 1500

const isMissing = ({ value }: CacheHandlerValue) => value !== null && 'status' in value && value.status === 404

const timeOf = (mark: Mark | undefined) => mark?.stale ?? mark?.expired ?? 0

function parseMark(text: string | null): Mark | null {
  try {
    const mark: unknown = text === null ? null : JSON.parse(text)
    return typeof mark === 'object' ? (mark as Mark | null) : null
  } catch {
    return null
  }
}

/**
 * Shares pages through a store. Staleness is not decided here: marks are merged into `manifest`, where Next looks, so
 * stale pages are served while they are made anew, on every instance. (A library that deletes pages instead would
 * leave readers with an error when the database is down at that moment.)
 * @param manifest Next's own record of stale and expired tags in this process
 */
export function sharePages(store: Store, manifest: Map<string, Mark>, log: Log, now = () => Date.now()): SharedPages {
  const owed = new Set<string>()
  const newest = new LRUCache<string, number>({ max: 10_000 })
  const see = (key: string, entry: CacheHandlerValue) =>
    newest.set(key, Math.max(newest.get(key) ?? 0, Number(revisionOf(entry))))
  const patience = openPatience({
    patienceMs,
    now,
    onFailure: (error) => log.warn({ err: error }, 'the shared page cache fails; pages come from memory meanwhile'),
    onReturn: () => log.info({}, 'the shared page cache answers again'),
  })
  const attempt = <T>(work: () => Promise<T>): Promise<T | null> => patience.ask(work).catch(() => null)

  let retry: NodeJS.Timeout | undefined

  /** Writes the marks that Redis missed; true when it has them all. Tries again by itself: perhaps nobody asks here. */
  async function settle(): Promise<boolean> {
    for (const tag of owed) {
      const written = await attempt(() =>
        store.writeMark(tag, JSON.stringify(manifest.get(tag) ?? {})).then(() => true),
      )
      if (!written) {
        retry ??= setTimeout(() => {
          retry = undefined
          void settle()
        }, retryMs)
        retry.unref()
        return false
      }
      owed.delete(tag)
    }
    return true
  }

  /** Merges the marks of a page's tags into the manifest. */
  async function merge(entry: CacheHandlerValue): Promise<void> {
    const tags = tagsOf(entry)
    const marks = tags.length > 0 ? await store.readMarks(tags) : []
    for (const [at, tag] of tags.entries()) {
      const mark = parseMark(marks[at] ?? null)
      if (mark && timeOf(mark) > timeOf(manifest.get(tag))) manifest.set(tag, mark)
    }
  }

  return {
    async get(key) {
      if (!(await settle())) return null
      const entry = await attempt(async () => {
        const bytes = await store.read(key)
        const found = bytes && decodeEntry(bytes)
        if (!found) return null
        await merge(found)
        return found
      })
      if (entry) see(key, entry)
      return entry
    },
    async set(key, entry) {
      see(key, entry)
      await attempt(() =>
        store.write(key, revisionOf(entry), encodeEntry(entry), isMissing(entry) ? missingSeconds : pageSeconds),
      )
    },
    async mark(tags) {
      for (const tag of tags) owed.add(tag)
      await settle()
    },
    async learn(entry) {
      await attempt(() => merge(entry))
    },
    isSurpassed: (key, entry) => Number(revisionOf(entry)) < (newest.get(key) ?? 0),
  }
}

/** Two instances may finish out of order: the page that knows more stays. */
const writeUnlessNewer = `
local kept = redis.call('HGET', KEYS[1], 'revision')
if kept and ARGV[1] ~= '' and (tonumber(kept) or -1) > tonumber(ARGV[1]) then return 0 end
redis.call('HSET', KEYS[1], 'revision', ARGV[1], 'page', ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[3])
return 1`

/**
 * Connects to Redis, and again whenever it is lost. Never rejects and never keeps the process alive.
 * @param build names the build that makes the pages; each build has its own
 */
export function connectSharedPages(url: string, build: string, manifest: Map<string, Mark>, log: Log): SharedPages {
  const client = connectRedis(url)
  const raw = client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer })
  const pages = `wbwh:pages:${build}:`
  const store: Store = {
    read: (key) => raw.hGet(pages + key, 'page') as Promise<Buffer | null>,
    write: async (key, revision, bytes, seconds) => {
      await client.sendCommand(['EVAL', writeUnlessNewer, '1', pages + key, revision, bytes, String(seconds)])
    },
    readMarks: (tags) => client.mGet(tags.map((tag) => `wbwh:tag:${tag}`)),
    writeMark: async (tag, mark) => void (await client.set(`wbwh:tag:${tag}`, mark, { EX: markSeconds })),
  }
  return sharePages(store, manifest, log)
}
