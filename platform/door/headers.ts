import type { IncomingMessage, ServerResponse } from 'node:http'
import { limitKeyOf } from '../limits/client-address.ts'
import { adminPolicy, drawingPolicy, inertPolicy, standingHeaders, uploadPolicy } from './policy.ts'
import type { Zone } from './target.ts'

/** Headers by which a stranger could make Next answer with something else than the page, or name our host for us. */
const spoken = /^(rsc$|next-|x-next|x-middleware-|x-invoke-|x-prerender-|x-matched-path$|x-now-|x-action-|x-vercel-)/
const origins = ['forwarded', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port', 'x-forwarded-server']
/** Reader pages are the same for everyone; what could make them differ does not reach them. */
const personal = ['cookie', 'authorization', 'range', 'if-range', 'if-modified-since', 'x-forwarded-for']

/** Addresses at which a search is made: they hear whose quota it is charged to, and nothing else of who asks. */
const charged = /^\/search(\/suggestions)?$/

/** Takes out of a request what the handler behind must not see, and names the configured origin. @param path percent-encoded */
export function scrub(request: IncomingMessage, zone: Zone, site: URL, requestId: string, path: string): void {
  const { headers } = request
  // In place of whatever a stranger put there.
  if (zone === 'page' && charged.test(decodeURIComponent(path))) headers['x-limit-key'] = limitKeyOf(request)
  else delete headers['x-limit-key']
  for (const name of origins) delete headers[name]
  headers['x-forwarded-proto'] = site.protocol.slice(0, -1)
  headers['x-request-id'] = requestId
  if (zone === 'admin' || zone === 'preview') return
  for (const name of Object.keys(headers)) if (spoken.test(name)) delete headers[name]
  // A cookie could turn a public file into a private one, in a cache that all share.
  if (zone === 'media') delete headers.cookie
  if (zone !== 'page') return
  for (const name of personal) delete headers[name]
  headers.host = site.host
}

/** A header's first value; Next sets some as lists. */
export function headerOf(response: ServerResponse, name: string): string | undefined {
  const value = [response.getHeader(name)].flat()[0]
  return value === undefined ? undefined : String(value)
}

export const contentTypeOf = (response: ServerResponse) => headerOf(response, 'content-type') ?? ''
export const isHtml = (response: ServerResponse) => /^text\/html\b/i.test(contentTypeOf(response))

/** Adds names to `Vary`, each once. */
export function vary(response: ServerResponse, ...names: string[]): void {
  const given = String(response.getHeader('vary') ?? '')
    .split(',')
    .map((name) => name.trim())
  const all = new Map([...given, ...names].filter(Boolean).map((name) => [name.toLowerCase(), name]))
  response.setHeader('Vary', [...all.values()].join(', '))
}

/** Takes Next's router out of `Vary`: its headers do not reach public addresses, so nothing varies by them. */
function forgetRouter(response: ServerResponse): void {
  const names = String(response.getHeader('vary') ?? '')
    .split(',')
    .map((name) => name.trim())
  const kept = names.filter((name) => name && !/^(rsc$|next-)/i.test(name))
  if (kept.length > 0) response.setHeader('Vary', kept.join(', '))
  else response.removeHeader('vary')
}

function policyOf(response: ServerResponse, zone: Zone): string {
  if (zone === 'media' || zone === 'upload') return uploadPolicy
  if (isHtml(response) && (zone === 'admin' || zone === 'preview' || zone === 'api')) return adminPolicy
  return /^image\/svg/i.test(contentTypeOf(response)) ? drawingPolicy : inertPolicy
}

/** Next's own names for things, which mean nothing to a reader. The admin's router reads them. */
const internalNames = /^(x-nextjs-|x-next-|x-middleware-|x-edge-)/

/** The headers that every answer leaves with; `Content-Security-Policy` by zone unless it stands already. */
export function dress(response: ServerResponse, zone: Zone, https: boolean, requestId: string): void {
  const isPublic = zone !== 'admin' && zone !== 'preview'
  for (const name of response.getHeaderNames()) {
    if (name === 'x-powered-by' || name === 'server' || (isPublic && internalNames.test(name)))
      response.removeHeader(name)
  }
  if (isPublic) forgetRouter(response)
  for (const [name, value] of standingHeaders(https)) response.setHeader(name, value)
  response.setHeader('X-Frame-Options', isPublic ? 'DENY' : 'SAMEORIGIN')
  if (zone === 'media' && response.statusCode === 200) response.setHeader('Cache-Control', 'public, max-age=300')
  if (zone === 'upload') response.setHeader('Cache-Control', 'private, no-store')
  if (!response.hasHeader('content-security-policy') || zone === 'media' || zone === 'upload')
    response.setHeader('Content-Security-Policy', policyOf(response, zone))
  response.setHeader('X-Request-Id', requestId)
}
