import type { Body, MediaRef, References } from '../article/index.ts'

type Node = { type: string; url?: unknown; alt?: unknown; children?: unknown }

const isSitePath = (url: string): boolean => url.startsWith('/') && !url.startsWith('//')

/**
 * The same body for somebody who is not on this site: pictures are addresses with their description instead of
 * references to media records, and paths are whole addresses. Fragments stay: they mean a place in this very text.
 * @param pictures `reference` leaves the addresses of pictures to a rendering that looks them up itself
 */
export function absoluteBody(
  body: Body,
  media: readonly MediaRef[],
  origin: string,
  pictures: 'address' | 'reference' = 'address',
): Body {
  const records = new Map(media.map((record) => [`media:${record.id}`, record]))

  const addressOf = (url: string): string => (isSitePath(url) ? origin + url : url)
  const resolve = (node: Node): Node => {
    const copy: Node = { ...node }
    if (typeof node.url === 'string') {
      const record = node.type === 'image' ? records.get(node.url) : undefined
      if (!record) copy.url = addressOf(node.url)
      else if (pictures === 'address') copy.url = addressOf(record.path)
      if (record && !node.alt) copy.alt = record.alt
    }
    if (Array.isArray(node.children)) copy.children = node.children.map((child) => resolve(child as Node))
    return copy
  }
  return resolve(body) as Body
}

/** Media records whose paths are whole addresses. */
export const absoluteMedia = (media: readonly MediaRef[], origin: string): References['media'] =>
  new Map(media.map((record) => [record.id, { ...record, path: origin + record.path }]))
