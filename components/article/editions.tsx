import type { History } from '#publication/edition/index.ts'
import { Day } from '../day.tsx'
import { counted } from '../wording.ts'

/** Every edition, the newest first: its number, its day, and in a sentence what it changed. */
export function Editions({ history }: { history: History }) {
  return (
    <section className="end-matter" id="page_editions" aria-labelledby="page_editions_title">
      <h2 id="page_editions_title">Editions and corrections</h2>
      <ol className="editions">
        {history.items.map(({ number, at, changes }) => (
          <li key={number}>
            <b>Edition {number}</b>
            <Day iso={at} />
            <p>{changes}</p>
          </li>
        ))}
      </ol>
      {history.earlier > 0 && <p className="note">And {counted(history.earlier, 'earlier edition')}.</p>}
    </section>
  )
}
