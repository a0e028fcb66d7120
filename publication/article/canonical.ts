import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { z } from 'zod'
import { checkedBody } from './check.ts'
import { findingsOf, sourcesOf } from './findings.ts'
import { BodyError } from './grammar.ts'
import { normalise } from './normalise.ts'
import { type Article, articleSchema } from './schema.ts'

const version = 1

/**
 * The one text of an article: canonical JSON (RFC 8785) of its fields, its body in normal form without positions,
 * findings and sources as the body says them, and `"schema":1`. Equal articles give equal text.
 * @throws ZodError for a field outside the schema, BodyError for a body outside the grammar
 */
export function canonicalText(article: Article): string {
  const parsed = articleSchema.parse(article)
  const body = normalise(parsed.body)
  const text = canonicalize({
    ...parsed,
    body,
    findings: findingsOf(body),
    sources: sourcesOf(body),
    schema: version,
  })
  if (text === undefined) throw new TypeError('An article cannot be written as JSON; give a plain object.')
  return text
}

/** `sha256-` and the hash of the text's UTF-8 bytes in lower-case hex. */
export const digestOf = (text: string): string => `sha256-${createHash('sha256').update(text, 'utf8').digest('hex')}`

/**
 * Reads what `canonicalText` wrote.
 * @throws SyntaxError, ZodError or BodyError for anything else
 */
export function parseCanonical(text: string): Article {
  // An older edition's findings lack what findings have got since: the body says them as they are now.
  const { findings: _, ...shape } = articleSchema.shape
  const { schema: __, ...article } = z.object({ ...shape, schema: z.literal(version) }).parse(JSON.parse(text))
  const { body, issues } = checkedBody(article.body)
  if (issues.length > 0) throw new BodyError(issues)
  return { ...article, body, findings: findingsOf(body) }
}
