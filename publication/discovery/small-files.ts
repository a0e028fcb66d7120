import { toXml } from 'xast-util-to-xml'
import { x } from 'xastscript'
import { inOneLine } from '../article/index.ts'

/** How browsers search this site (https://github.com/dewitt/opensearch, 1.1). `shortName` has at most 16 characters. */
export function openSearch(shortName: string, description: string, origin: string): string {
  const root = x('OpenSearchDescription', { xmlns: 'http://a9.com/-/spec/opensearch/1.1/' }, [
    x('ShortName', shortName),
    x('Description', description),
    x('InputEncoding', 'UTF-8'),
    x('Image', { height: '32', width: '32', type: 'image/x-icon' }, `${origin}/favicon.ico`),
    x('Url', { type: 'text/html', template: `${origin}/search?q={searchTerms}` }),
    x('Url', { rel: 'self', type: 'application/opensearchdescription+xml', template: `${origin}/opensearch.xml` }),
  ])
  return `<?xml version="1.0" encoding="UTF-8"?>\n${toXml(root)}`
}

/** Who writes, and what the site is made with (https://humanstxt.org/). */
export function humansText(
  authors: readonly { name: string; path: string }[],
  { contact, origin }: { contact: string | null; origin: string },
): string {
  const team = authors.map(({ name, path }) => `${inOneLine(name)}: ${origin}${path}`)
  const lines = [
    '/* TEAM */',
    ...team,
    ...(contact === null ? [] : [`Contact: ${contact}`]),
    '',
    '/* SITE */',
    'Language: English',
    'Standards: HTML, CSS, RSS 2.0, Atom, JSON Feed 1.1, OpenAPI 3.1',
    'Software: Payload, Next.js, PostgreSQL',
    'Typefaces: Besley, STIX Two Text, Archivo Narrow',
    '',
  ]
  return lines.join('\n')
}
