import { toXml } from 'xast-util-to-xml'
import { x } from 'xastscript'

/** A page in a sitemap. Addresses are absolute; `lastmod` is ISO 8601, null when it is not known. */
export type SitemapPage = { loc: string; lastmod: string | null; images?: readonly string[] }

const space = 'http://www.sitemaps.org/schemas/sitemap/0.9'
const imageSpace = 'http://www.google.com/schemas/sitemap-image/1.1'
const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'

const dated = ({ loc, lastmod }: SitemapPage) => [x('loc', loc), ...(lastmod === null ? [] : [x('lastmod', lastmod)])]

/** Pages as a sitemap (https://www.sitemaps.org/protocol.html) with their pictures. At most 50,000. */
export function sitemap(pages: readonly SitemapPage[]): string {
  const urls = pages.map((page) =>
    x('url', [...dated(page), ...(page.images ?? []).map((image) => x('image:image', [x('image:loc', image)]))]),
  )
  return declaration + toXml(x('urlset', { xmlns: space, 'xmlns:image': imageSpace }, urls))
}

/** Sitemaps as an index of them. At most 50,000. */
export const sitemapIndex = (sitemaps: readonly SitemapPage[]): string =>
  declaration +
  toXml(
    x(
      'sitemapindex',
      { xmlns: space },
      sitemaps.map((each) => x('sitemap', dated(each))),
    ),
  )
