import { type SQL, sql } from 'drizzle-orm'

/** Some words of a text, in order; `isMatch` marks those that were asked for. White space is single spaces. */
export type Excerpt = { text: string; isMatch: boolean }[]

/** Begin and end of a mark, and what stands for `<` and `/`, of which Postgres would make tags and paths. */
const [begin, end, less, slash] = ['\u0001', '\u0002', '\u0003', '\u0004'] as const
const options = `StartSel="${begin}", StopSel="${end}", MaxWords=36, MinWords=18, ShortWord=2`

const headline = (text: SQL, query: SQL, how: string): SQL =>
  sql`ts_headline('pg_catalog.english', translate(${text}, ${`</${begin}${end}${less}${slash}`}, ${less + slash}), ${query}, ${how})`

/**
 * The words of a text around those of a query, marked: read it with `excerptOf`. The marks are taken out of the text
 * first, so that none in it can be one of ours. Costs about 0.2 ms for a hundred words: give it no more than it needs.
 */
export const marked = (text: SQL, query: SQL): SQL => headline(text, query, options)

/** The same of a text that is short and shown whole. */
export const markedWhole = (text: SQL, query: SQL): SQL => headline(text, query, `${options}, HighlightAll=true`)

const plain = (text: string): string =>
  text.replaceAll(less, '<').replaceAll(slash, '/').replaceAll(begin, '').replaceAll(end, '').replace(/\s+/gu, ' ')

/** Parts a marked text at its marks. */
export function excerptOf(text: string): Excerpt {
  const parts = text.trim().split(begin)
  const pieces = parts.flatMap((part, index) => {
    const [inside = '', ...after] = part.split(end)
    return index === 0
      ? [{ text: plain(part), isMatch: false }]
      : [
          { text: plain(inside), isMatch: true },
          { text: plain(after.join('')), isMatch: false },
        ]
  })
  return pieces.filter((piece) => piece.text !== '')
}
