import { type Failure, failuresPath, findingPath } from '../edition/index.ts'

/** Text of a data block: nothing in it can end the element that it stands in. */
const asDataBlock = (value: object): string =>
  JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')

/**
 * Breaks as a schema.org DefinedTermSet, for a `<script type="application/ld+json">`.
 * @param words name and description of the index
 * @param origin scheme and host of every address in it
 */
export function failureTerms(
  failures: readonly Failure[],
  words: { name: string; description: string },
  origin: string,
): string {
  const set = origin + failuresPath
  return asDataBlock({
    '@context': 'https://schema.org',
    '@type': 'DefinedTermSet',
    '@id': set,
    url: set,
    ...words,
    inLanguage: 'en',
    hasDefinedTerm: failures.map(({ finding: { id, title, shows, article } }) => {
      const url = origin + findingPath(article.slug, id)
      return {
        '@type': 'DefinedTerm',
        '@id': url,
        url,
        name: title,
        ...(shows ? { description: `Shows up as: ${shows}` } : {}),
        termCode: `${article.slug}.${id}`,
        inDefinedTermSet: set,
      }
    }),
  })
}
