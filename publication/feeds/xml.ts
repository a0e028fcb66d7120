import { toXml } from 'xast-util-to-xml'
import { x } from 'xastscript'
import type { Entry, Feed } from './feed.ts'

const declaration = '<?xml version="1.0" encoding="utf-8"?>\n'

/** A document as text. The library leaves `]]>` as it is, which text may not hold (XML 1.0, 2.4); there is no CDATA. */
export const documentOf = (root: Parameters<typeof toXml>[0]): string =>
  declaration + toXml(root).replaceAll(']]>', ']]&gt;')

export const mediaSpace = 'http://search.yahoo.com/mrss/'

/** A picture as Media RSS has it; an enclosure would need its length in bytes, and readers would download it. */
export const mediaOf = ({ image }: Entry) => {
  if (image === null) return []
  const { alt, width, height, ...file } = image
  const content = { ...file, medium: 'image', width: String(width), height: String(height) }
  return [x('media:content', content, [x('media:description', { type: 'plain' }, alt)])]
}

/** Where this feed is, which hub tells of its changes (WebSub), and its other pages (RFC 5005): relations and addresses. */
export function linksOf({ self, hub, pages }: Feed): { rel: string; href: string }[] {
  const links = { self, hub, first: pages.first, previous: pages.previous, next: pages.next }
  return Object.entries(links).flatMap(([rel, href]) => (href === null ? [] : [{ rel, href }]))
}

/** Who has the rights, and where it is said what may be done. */
export const rightsOf = ({ publisher, origin }: Feed): string => `© ${publisher} ${licenceAt(origin)}`
export const licenceAt = (origin: string): string => `${origin}/licence`
