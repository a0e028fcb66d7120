import type { Encoding } from './accept.ts'
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
  /** whether pages of other origins may read the answer: the public API's */
  isOpenToAll: boolean
}

/** Of 400 and 414 the documents are those of the search. */
export type ErrorCode = 400 | 404 | 414 | 500 | 503

/** A page that is kept as it leaves: its bytes and what was found in it. */
export type KeptPage = Omit<Finished, 'html'> & { bytes: Uint8Array }

/** A request to the public API, as far as its answer depends on it. */
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

/** The public API, which the door answers before Next: what routing costs there is many times what an answer costs. */
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
