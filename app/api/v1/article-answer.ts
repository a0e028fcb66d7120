import { notFound } from '#publication/contract/index.ts'
import type { Current, Found } from '#publication/edition/index.ts'
import { PublicError } from '#publication/errors/index.ts'
import type { Answer } from './reply.ts'

type Representation = { type: string; body: string }

/** Addresses of the same article in other forms (RFC 8288), canonical first. */
const linksOf = (url: string): string =>
  `<${url}>; rel="canonical", <${url}.md>; rel="alternate"; type="text/markdown", <${url}.json>; rel="alternate"; type="application/json"`

/**
 * What an address of an article answers.
 * @param movedTo the address of the same form under the article's new path
 * @throws PublicError `gone` or `not-found`
 */
export function answerArticle(
  found: Found<Current> & { revision: number },
  origin: string,
  movedTo: (path: string) => string,
  represent: (current: Current) => Representation,
): Answer {
  switch (found.kind) {
    case 'moved':
      return { status: 308, location: origin + movedTo(found.to), revision: found.revision }
    case 'gone':
      throw new PublicError('gone', [`Withdrawn on ${found.at.slice(0, 10)}.`, found.reason].filter(Boolean).join(' '))
    case 'unknown':
      throw notFound()
    case 'current': {
      const headers = {
        Link: linksOf(origin + found.value.path),
        'Last-Modified': new Date(found.value.modifiedAt).toUTCString(),
      }
      return { ...represent(found.value), headers, revision: found.revision }
    }
  }
}
