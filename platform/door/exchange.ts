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
}

export type ErrorCode = 404 | 500 | 503

/** A page that is kept as it leaves: its bytes and what was found in it. */
export type KeptPage = Omit<Finished, 'html'> & { bytes: Uint8Array }

/** What all exchanges share. */
export type House = {
  https: boolean
  compression: Compression
  finished(page: Body): KeptPage
  documents: ReadonlyMap<ErrorCode, KeptPage>
  isDatabaseUp(): Promise<boolean>
}
