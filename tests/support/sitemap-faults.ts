import { all, type Element, parsedXml } from '#tests/unit/publication/feeds/parsed-xml.ts'

/*
 * What the schemas of sitemaps.org (sitemap.xsd and siteindex.xsd, 0.9) and of the image extension (1.1) ask of a document,
 * and what the protocol says beside them.
 */

const space = 'http://www.sitemaps.org/schemas/sitemap/0.9'
const imageSpace = 'http://www.google.com/schemas/sitemap-image/1.1'
/** xsd:date or xsd:dateTime, which is what tLastmod is. */
const lastmod = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?$/
/** The order in which the schema has them; each at most once. */
const order: Record<string, readonly string[]> = {
  url: ['loc', 'lastmod', 'changefreq', 'priority'],
  sitemap: ['loc', 'lastmod'],
}

function faultsOfAddress(text: string, origin: string): string[] {
  if (!URL.canParse(text)) return [`${text} is no address`]
  const faults: string[] = []
  if (text.length < 12 || text.length > 2_048) faults.push(`${text.slice(0, 60)} has ${text.length} characters`)
  if (new URL(text).origin !== origin) faults.push(`${text} is on another host`)
  if (new URL(text).href !== text) faults.push(`${text} is not escaped as an address`)
  return faults
}

function faultsOfEntry(entry: Element, origin: string, now: Date): string[] {
  const faults: string[] = []
  const own = entry.children.filter(({ name }) => !name.includes(':')).map(({ name }) => name)
  const allowed = order[entry.name] ?? []
  if (own.join() !== allowed.filter((name) => own.includes(name)).join()) faults.push(`${entry.name} holds ${own}`)
  if (!own.includes('loc')) faults.push(`${entry.name} has no loc`)
  for (const { text } of all(entry, 'loc')) faults.push(...faultsOfAddress(text, origin))
  for (const { text } of all(entry, 'lastmod')) {
    if (!lastmod.test(text) || Number.isNaN(Date.parse(text))) faults.push(`${text} is no date`)
    // The time of an entry of the journal may be a little ahead.
    if (Date.parse(text) > now.getTime() + 60_000) faults.push(`${text} has not come yet`)
  }
  const images = all(entry, 'image:image')
  if (images.length > 1_000) faults.push('more than 1,000 images')
  for (const image of images) {
    if (image.children.map(({ name }) => name).join() !== 'image:loc') faults.push('an image holds not one address')
    for (const { text } of all(image, 'image:loc')) faults.push(...faultsOfAddress(text, origin))
  }
  return faults
}

/** What is wrong with a sitemap, or an index of sitemaps; nothing, when it is as it must be. @throws for what is no XML */
export function sitemapFaults(xml: string, origin: string, now = new Date()): string[] {
  const faults: string[] = []
  if (Buffer.byteLength(xml) > 50 * 1024 * 1024) faults.push('larger than 50 MB')
  const root = parsedXml(xml)
  const entryName = { urlset: 'url', sitemapindex: 'sitemap' }[root.name]
  if (entryName === undefined) return [`begins with ${root.name}`]
  if (root.attributes['xmlns'] !== space) faults.push('is of another namespace')
  const usesImages = xml.includes('<image:')
  if (usesImages && root.attributes['xmlns:image'] !== imageSpace) faults.push('has images of another namespace')
  const entries = all(root, entryName)
  if (entries.length !== root.children.length) faults.push('holds what it may not hold')
  if (entries.length === 0) faults.push('is empty')
  if (entries.length > 50_000) faults.push('holds more than 50,000')
  const addresses = entries.flatMap((entry) => all(entry, 'loc').map(({ text }) => text))
  if (new Set(addresses).size !== addresses.length) faults.push('says an address twice')
  return [...faults, ...entries.flatMap((entry) => faultsOfEntry(entry, origin, now))]
}

/** The addresses of its entries with their dates. */
export const entriesOf = (xml: string): { loc: string; lastmod: string | undefined }[] =>
  parsedXml(xml).children.map((entry) => ({
    loc: all(entry, 'loc')[0]?.text ?? '',
    lastmod: all(entry, 'lastmod')[0]?.text,
  }))
