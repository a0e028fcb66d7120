import { readFileSync } from 'node:fs'

export type RecordedPage = 'article' | 'gone' | 'not-found' | 'moved' | 'query' | 'error-document' | 'streamed'

const folder = new URL('../../../support/recorded-pages/', import.meta.url)

/** A page as Next made it, before the door. */
export const recorded = (name: RecordedPage) => readFileSync(new URL(`${name}.html`, folder), 'utf8')

export const recordedVersion = (JSON.parse(readFileSync(new URL('recorded.json', folder), 'utf8')) as { next: string })
  .next
