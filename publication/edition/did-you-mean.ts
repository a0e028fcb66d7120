import { sql } from 'drizzle-orm'
import { read } from './reads.ts'

/** Words that are looked up at most, and how like another word must be (shared trigrams of all, 0 to 1). */
const limits = { words: 6, likeness: 0.3 }

type Like = { place: number; word: string }

/**
 * A query that finds something, in which words that stand nowhere are replaced by the likest that do; null when there is none.
 * By trigrams of the words in titles, decks, calls, findings and headings; a word that is like none may be the beginning of one.
 * @param isFound whether a query finds something
 */
export async function didYouMean(asked: string, isFound: (words: string) => Promise<boolean>): Promise<string | null> {
  const given = [...asked.matchAll(/\p{L}{4,40}/gu)].slice(0, limits.words)
  if (given.length === 0) return null
  const words = given.map(([word]) => word.toLowerCase())
  const { rows } = await read<Like>(
    sql`given.place, likest.word`,
    sql`from unnest(${sql.param(words)}::text[]) with ordinality as given (word, place), lateral (
      select word from (
        select word, shared::float8 / (length(word) + length(given.word) + 2 - shared) as likeness from (
          select t.word, count(*) as shared from publication.trigrams(given.word) as asked (trigram)
            join publication.word_trigrams t using (trigram)
          where length(t.word) between length(given.word) - 2 and length(given.word) + 2
          group by t.word order by shared desc, t.word limit 20) as alike
        union all (
          select t.word, ${limits.likeness} from publication.word_trigrams t
          where t.trigram = '  ' || left(given.word, 1) and t.word > given.word and t.word < given.word || chr(1114111)
          order by t.word limit 5)
      ) as near
      where likeness >= ${limits.likeness} and exists (select 1 from publication.article_texts
        where words @@ plainto_tsquery('pg_catalog.english', near.word))
      order by likeness desc, abs(length(near.word) - length(given.word)), word
      limit 1
    ) as likest
    where not exists (select 1 from publication.article_texts
      where words @@ plainto_tsquery('pg_catalog.english', given.word))`,
  )
  if (rows.length === 0) return null
  const likest = new Map(rows.map(({ place, word }) => [Number(place) - 1, word]))
  let suggestion = asked
  for (const [index, match] of [...given.entries()].reverse()) {
    const word = likest.get(index)
    if (word) suggestion = suggestion.slice(0, match.index) + word + suggestion.slice(match.index + match[0].length)
  }
  return (await isFound(suggestion)) ? suggestion : null
}
