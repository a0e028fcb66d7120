import { isSafeUrl } from '#publication/article/index.ts'

/**
 * Why a link may not be stored, in words; `null` if it may. Allowed are http, https, mailto, paths of this site (`/x`,
 * never `//host`) and fragments (`#x`), without spaces and backslashes.
 */
export function linkProblem(url: unknown): string | null {
  if (typeof url === 'string' && isSafeUrl(url)) return null
  const given =
    typeof url === 'string' && url !== '' ? `the link to “${url.slice(0, 60)}” is not allowed` : 'a link has no address'
  return `${given}; use https://, http://, mailto:, a path of this site such as /articles/x, or #an-anchor`
}

/** Why a page elsewhere (card, source) may not be stored, in words; `null` if it may. */
export function webAddressProblem(url: unknown): string | null {
  if (typeof url === 'string' && /^https?:/.test(url) && isSafeUrl(url)) return null
  const given =
    typeof url === 'string' && url !== '' ? `“${url.slice(0, 60)}” is not the address of a page` : 'it has no address'
  return `${given}; use https://…`
}
