import type { Current, EditionNote, History } from '#publication/edition/index.ts'
import { Day } from '../day.tsx'
import { counted } from '../wording.ts'

type Props = {
  history: History
  /** path of the article */
  path: string
  corrections: Current['corrections']
  /** number of the edition whose page this is; none on the article's own */
  shown?: number
}

function Name({ note: { number, isShown }, path, shown }: Pick<Props, 'path' | 'shown'> & { note: EditionNote }) {
  if (!isShown) return <b>Edition {number}</b>
  return (
    <a href={`${path}/editions/${number}`} aria-current={number === shown ? 'page' : undefined}>
      Edition {number}
    </a>
  )
}

/** Every edition, the newest first: its number, its day, what was wrong before, and in a sentence what it changed. */
export function Editions({ history, path, corrections, shown }: Props) {
  return (
    <section className="end-matter" id="page_editions" aria-labelledby="page_editions_title">
      <h2 id="page_editions_title">Editions and corrections</h2>
      <ol className="editions">
        {history.items.map((note) => (
          <li key={note.number}>
            <Name note={note} path={path} {...(shown === undefined ? {} : { shown })} />
            <Day iso={note.at} />
            <div>
              {corrections
                .filter(({ edition }) => edition === note.number)
                .map(({ at, text }) => (
                  <p key={at}>
                    <strong>Correction:</strong> {text}
                  </p>
                ))}
              <p>{note.changes}</p>
            </div>
          </li>
        ))}
      </ol>
      {history.earlier > 0 && <p className="note">And {counted(history.earlier, 'earlier edition')}.</p>}
    </section>
  )
}
