import type { Note } from '#publication/article/index.ts'
import { Day } from '../day.tsx'
import { toReact } from './article-body.tsx'

/** A source by its parts: what it is called, who published it, and when it was last seen to say so. */
function SourceLine({ source }: { source: NonNullable<Note['source']> }) {
  return (
    <>
      <a href={source.url}>{source.title}</a>, {source.publisher},{' '}
      <span className="checked">
        checked <Day iso={source.checkedAt} />
      </span>
    </>
  )
}

/** What the notes are called: an article may name no source in them. */
export const notesTitleOf = (notes: readonly Note[]): string | null =>
  notes.length === 0 ? null : notes.some(({ source }) => source !== null) ? 'Notes and sources' : 'Notes'

/** All notes in the order of the text, each leading back to its place; nothing without any. */
export function Notes({ notes }: { notes: readonly Note[] }) {
  if (notes.length === 0) return null
  return (
    <section className="end-matter notes" id="page_notes" aria-labelledby="page_notes_title">
      <h2 id="page_notes_title">{notesTitleOf(notes)}</h2>
      <ol>
        {notes.map(({ number, words, source }) => (
          <li key={number} id={`f${number}`} value={Number(number)}>
            {source ? <SourceLine source={source} /> : toReact(words)}{' '}
            <a className="back" href={`#r${number}`} aria-label={`Back to reference ${number} in the text`}>
              ↩
            </a>
          </li>
        ))}
      </ol>
    </section>
  )
}
