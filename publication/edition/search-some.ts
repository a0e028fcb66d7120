import { sql } from 'drizzle-orm'
import { read } from './reads.ts'

/** So many words are weighed at most, the longest: of more there are too many ways to leave some out. */
const mostWords = 6

const quoted = (lexeme: string): string => `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`

/** Every choice of `count` of them, in order. */
function choices<T>(all: readonly T[], count: number): T[][] {
  if (count === 0) return [[]]
  return all.flatMap((one, at) => choices(all.slice(at + 1), count - 1).map((rest) => [one, ...rest]))
}

/** A tsquery for texts that hold at least `count` of the words. */
function atLeast(words: readonly string[], count: number): string {
  return choices(words, count)
    .map((chosen) => `(${chosen.map(quoted).join(' & ')})`)
    .join(' | ')
}

/** A tsquery for fewer of the words, and the words that count in it, each as a tsquery. `isHalf`: it asks for half or fewer. */
type Fewer = { some: string; each: string[]; isHalf: boolean }

/**
 * Queries to try one after the other when nothing has all the words: the words that stand anywhere, then all but one of
 * them, half of them, any of them. Empty when there is no fewer to ask for, and when something was asked not to be found.
 */
export async function fewerWords(words: string): Promise<Fewer[]> {
  const { rows } = await read<{ lexeme: string; stands: boolean; is_phrase: boolean }>(
    sql`one.lexeme, q::text <> publication.asked_all(q)::text as is_phrase, exists (select 1 from publication.article_texts
      where words @@ plainto_tsquery('pg_catalog.simple', one.lexeme)) as stands`,
    sql`from (select publication.asked(${words}) as q offset 0) as given,
      lateral unnest(case when numnode(q) > 0 and strpos(q::text, '!') = 0
        then tsvector_to_array(replace(publication.asked_any(q)::text, ' | ', ' ')::tsvector) end) as one (lexeme)
      order by length(one.lexeme) desc, one.lexeme limit ${mostWords}`,
  )
  const standing = rows.filter(({ stands }) => stands).map(({ lexeme }) => lexeme)
  const all = standing.length
  const each = standing.map(quoted)
  // All that stand are known to be nowhere together, unless they were asked for as a phrase, or with others.
  const known = rows.some(({ stands, is_phrase }) => !stands || is_phrase) || rows.length === mostWords ? 0 : all
  const half = Math.max(1, Math.floor(all / 2))
  const counts = [all, all - 1, Math.ceil(all / 2), half, 1].filter((count) => count > 0 && count !== known)
  return [...new Set(counts)].map((count) => ({ some: atLeast(standing, count), each, isHalf: count <= half }))
}
