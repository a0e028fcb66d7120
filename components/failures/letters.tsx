import { type IndexFilters, indexHref } from './hrefs.ts'

const alphabet = '#abcdefghijklmnopqrstuvwxyz'.split('')

type Props = {
  filters: IndexFilters
  /** letters that any break stands under */
  letters: readonly { letter: string; count: number }[]
  /** those on this page; each has its anchor there */
  here: ReadonlySet<string>
}

export const letterId = (letter: string): string => `page_letter_${letter === '#' ? 'other' : letter}`

/** The letters of the index: within the page where they stand on it, else to the page on which they begin. */
export function Letters({ filters, letters, here }: Props) {
  const counts = new Map(letters.map(({ letter, count }) => [letter, count]))
  return (
    <nav className="letters" aria-label="Letters of the index">
      <ul>
        {alphabet.map((letter) => {
          const name = letter.toUpperCase()
          const count = counts.get(letter) ?? 0
          if (count === 0 && letter === '#') return null
          const href = here.has(letter) ? `#${letterId(letter)}` : indexHref(filters, letter === '#' ? {} : { letter })
          return (
            <li key={letter}>{count === 0 ? <span aria-hidden="true">{name}</span> : <a href={href}>{name}</a>}</li>
          )
        })}
      </ul>
    </nav>
  )
}
