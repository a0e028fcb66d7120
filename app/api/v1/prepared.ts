import { hash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { newestRevision } from '#publication/edition/index.ts'

/**
 * A representation to send, or another address to go to. `revision` is the journal entry that it was read at;
 * `changedAt` (ISO 8601, whole seconds) is when it last became another.
 */
export type Answer = Representation | Move
export type Representation = {
  type: string
  body: string
  revision?: number
  changedAt?: string
  headers?: Record<string, string>
}
export type Move = { status: 302 | 308; location: string; revision?: number }

/** An answer as it is sent. */
export type Prepared = {
  headers: Record<string, string>
  type: string
  /** strong, of the bytes before encoding: equal bytes have equal tags, on every instance */
  etag: string
  body: Buffer
  revision: number | undefined
  /** milliseconds since 1970; null when it is not known when it last became another */
  changedMs: number | null
}

const fresh = 'public, max-age=60, stale-while-revalidate=600, stale-if-error=86400'

/** Hexadecimal, so that it never ends like the suffix that tells encodings apart further out. */
const etagOf = (body: Buffer): string => `"${hash('sha256', body, 'hex').slice(0, 40)}"`

export function prepare(answer: Representation): Prepared {
  const body = Buffer.from(answer.body)
  return {
    headers: { 'Cache-Control': fresh, ...answer.headers },
    type: answer.type,
    etag: etagOf(body),
    body,
    revision: answer.revision,
    changedMs: answer.changedAt === undefined ? null : Date.parse(answer.changedAt),
  }
}

/** Answers given before, by address. They are good while nothing public has changed since. */
const given = new LRUCache<string, Prepared>({
  maxSize: 64 * 1024 * 1024,
  // A feed of long articles has some megabytes.
  maxEntrySize: 8 * 1024 * 1024,
  sizeCalculation: ({ body }, address) => body.byteLength + 2 * address.length + 1024,
})

/** The answer to this address if it was given at this revision already. @throws the driver's error when Postgres is away */
export async function givenBefore(address: string): Promise<Prepared | undefined> {
  const known = given.get(address)
  return known && known.revision === (await newestRevision()) ? known : undefined
}

/** Keeps an answer for whoever asks the same at the same revision. One without a revision is not kept. */
export function keep(address: string, prepared: Prepared): void {
  if (prepared.revision !== undefined) given.set(address, prepared)
}
