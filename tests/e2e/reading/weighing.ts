import { hash } from 'node:crypto'
import { request } from 'node:http'
import { brotliCompressSync, constants } from 'node:zlib'
import type { Page } from '@playwright/test'

/** Bytes of a text or of bytes, compressed alone and as far as Brotli goes. */
export const brotliBytes = (content: string | Uint8Array): number =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).byteLength

/** Bytes of an answer as they are sent to a browser, Brotli not undone. */
export function bytesSent(address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request(address, { headers: { 'accept-encoding': 'br', accept: 'text/html' } }, async (answer) => {
      resolve(Buffer.concat(await answer.toArray()).byteLength)
    })
      .once('error', reject)
      .end()
  })
}

/** A document taken apart: the text of its styles, and all the rest. */
export function partsOf(html: string): { css: string; rest: string; inlineScripts: string[]; scriptTags: string[] } {
  const style = /<style[^>]*>([\s\S]*?)<\/style>/g
  const scripts = [...html.matchAll(/(<script[^>]*>)([\s\S]*?)<\/script>/g)]
  const isData = (tag: string) => /type="application\/ld\+json"/.test(tag)
  return {
    css: [...html.matchAll(style)].map(([, text]) => text).join(''),
    rest: html.replace(style, ''),
    inlineScripts: scripts.filter(([, tag = '']) => !isData(tag) && !/\ssrc=/.test(tag)).map(([, , text = '']) => text),
    scriptTags: scripts.filter(([, tag = '']) => /\ssrc=/.test(tag)).map(([, tag = '']) => tag),
  }
}

/** The name that a policy gives to an inline script. */
export const policyName = (script: string): string => `'sha256-${hash('sha256', script, 'base64')}'`

/** Directives of a Content-Security-Policy, by name. */
export function directivesOf(policy: string): Map<string, string[]> {
  return new Map(
    policy.split(';').map((each) => {
      const [name = '', ...sources] = each.trim().split(/\s+/)
      return [name, sources]
    }),
  )
}

/**
 * What a first view fetched, by kind of resource; bytes on the wire, heads included. `italic` is the part of `font` that
 * only slanted words need, so that upright text is final without it.
 */
export type Fetched = Record<'document' | 'font' | 'italic' | 'image' | 'script' | 'other' | 'total', number>

/**
 * Opens an address without a cache and counts what is fetched for its first view: until it has loaded, its fonts are
 * there, and nothing is under way any more. Nobody scrolls.
 */
export async function firstView(page: Page, address: string): Promise<Fetched> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  const fetched: Fetched = { document: 0, font: 0, italic: 0, image: 0, script: 0, other: 0, total: 0 }
  const open = new Map<string, (keyof Fetched)[]>()
  session.on('Network.requestWillBeSent', ({ requestId, type = '', request }) => {
    if (request.url.startsWith('data:')) return
    const kind = type.toLowerCase()
    const kinds = [kind in fetched ? (kind as keyof Fetched) : 'other', 'total' as const]
    open.set(requestId, request.url.endsWith('-italic.woff2') ? [...kinds, 'italic'] : kinds)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    for (const kind of open.get(requestId) ?? []) fetched[kind] += encodedDataLength
    open.delete(requestId)
  })
  session.on('Network.loadingFailed', ({ requestId }) => open.delete(requestId))
  await page.goto(address)
  // Two frames: in the first, pictures near the view are noticed; before the second, they are asked for.
  const frames = () =>
    document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  do await page.evaluate(frames)
  while (open.size > 0)
  await session.detach()
  return fetched
}
