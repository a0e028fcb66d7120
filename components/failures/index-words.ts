import { capitalised, countedInWords, inWords } from '../wording.ts'
import type { IndexFilters } from './hrefs.ts'

export const indexTitle = 'The failure index'
export const indexDeck =
  'Every break that we have taken apart, and what holds against it. Look up a symptom, a topic or a size. Each row has an address of its own.'

/** `10,000 users` */
export const usersInWords = (users: number): string =>
  users === 1 ? 'one user' : `${users.toLocaleString('en')} users`

/** `Six breaks, one of them open`; `No breaks` */
export function tallyInWords(count: number, open: number): string {
  const breaks = capitalised(countedInWords(count, 'break'))
  if (count === 0 || open === 0) return breaks
  if (open === count) return count === 1 ? `${breaks}, and it is open` : `${breaks}, all of them open`
  return `${breaks}, ${inWords(open)} of them open`
}

/** What the index is narrowed to, each in words and with what is left without it. */
export function narrowings(filters: IndexFilters, topic: string | null): { words: string; without: IndexFilters }[] {
  const { topic: slug, status, scale, q, users } = filters
  const all: [string | false, keyof IndexFilters][] = [
    [slug !== undefined && `on ${topic ?? slug}`, 'topic'],
    [status !== undefined && (status === 'open' ? 'open' : 'held'), 'status'],
    [users !== undefined && `that can bite at ${usersInWords(users)}`, 'users'],
    [scale !== undefined && `with “${scale}” in their scale`, 'scale'],
    [q !== undefined && `with the words “${q}”`, 'q'],
  ]
  return all.flatMap(([words, name]) =>
    words === false ? [] : [{ words, without: { ...filters, [name]: undefined } }],
  )
}
