import type { Encoding, Form } from './accept.ts'
import type { Compression } from './compression.ts'
import type { Finished } from './finish.ts'
import type { Body } from './held-response.ts'
import type { Zone } from './target.ts'

/** One request on its way through the door. */
export type Exchange = {
  id: string
  zone: Zone
  /** path of the request as it came, for the log */
  path: string
  encoding: Encoding
  ifNoneMatch: string | undefined
  /** whether the same address answers with Markdown too */
  negotiates: boolean
  /** in which form it is wanted; null when in none that there is */
  form: Form | null
  /** whether pages of other origins may read the answer: what machines read */
  isOpenToAll: boolean
}

/** Of 400 and 414 the documents are those of the search. */
export type ErrorCode = 400 | 404 | 414 | 500 | 503

/** A page that is kept as it leaves: its bytes and what was found in it. */
export type KeptPage = Omit<Finished, 'html'> & { bytes: Uint8Array }

/** A request for what machines read, as far as its answer depends on it. */
export type ApiRequest = {
  method: string
  /** as it came, percent-encoded, without the query */
  path: string
  /** with its question mark, or empty */
  search: string
  requestId: string
  /** tags without the encodings that the door adds */
  ifNoneMatch?: string | undefined
  ifModifiedSince?: string | undefined
  /** whose quota it is charged to */
  limitKey: string
}

/**
 * The public API, feeds and whatever else machines read. The door answers them before Next: what routing costs there is
 * many times what an answer costs, and a reader's `If-Modified-Since`, which pages never see, reaches them.
 */
export type Api = {
  /** @param path percent-decoded */
  isPath(path: string): boolean
  /** Never rejects. */
  answer(request: ApiRequest): Promise<{ status: number; headers: Record<string, string>; body: Buffer | null }>
}

/** What all exchanges share. */
export type House = {
  /** Address of the page that explains problems, without the fragment. */
  problems: string
  https: boolean
  compression: Compression
  finished(page: Body): KeptPage
  documents: ReadonlyMap<ErrorCode, KeptPage>
  isDatabaseUp(): Promise<boolean>
}
