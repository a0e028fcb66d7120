import { env } from '../env.ts'

/** How often one client may ask: `quota` times in a window that begins with the first request. */
export type Quota = {
  /** Known to clients, who see it in `RateLimit-Policy`; letters, digits and dashes. */
  name: string
  quota: number
  windowSeconds: number
}

/** For everybody without a key, by address. */
export const anonymous = (): Quota => ({ name: 'anon', quota: env().API_REQUESTS_PER_MINUTE, windowSeconds: 60 })
/** For searches on top of it, as each of them costs the database more. */
export const searching = (): Quota => ({ name: 'search', quota: env().API_SEARCHES_PER_MINUTE, windowSeconds: 60 })

/** For what is suggested while a reader types: one for each few letters of a question. */
export const suggesting = (): Quota => ({
  name: 'suggest',
  quota: env().API_SEARCHES_PER_MINUTE * 4,
  windowSeconds: 60,
})
