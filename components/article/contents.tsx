import { BreakMark, HoldMark } from '../marks.tsx'

/** One line of the contents; `kind` gives a finding its mark. */
export type Entry = { id: string; text: string; kind: 'heading' | 'break' | 'hold' }

function Entries({ entries }: { entries: readonly Entry[] }) {
  return (
    <ol>
      {entries.map((entry) => (
        <li key={entry.id}>
          <a href={`#${entry.id}`}>
            {entry.kind === 'break' && <BreakMark />}
            {entry.kind === 'hold' && <HoldMark />}
            {entry.text}
          </a>
        </li>
      ))}
    </ol>
  )
}

/** The contents in the left rail. Narrow screens leave it out of sight for `FoldedContents`, which follows the call. */
export function Contents({ entries }: { entries: readonly Entry[] }) {
  if (entries.length === 0) return null
  return (
    <nav className="toc" aria-labelledby="page_contents">
      <h2 id="page_contents">In this teardown</h2>
      <Entries entries={entries} />
    </nav>
  )
}

/** The same contents where there is no rail: folded away, opened without a script. */
export function FoldedContents({ entries }: { entries: readonly Entry[] }) {
  if (entries.length === 0) return null
  return (
    <nav className="toc-folded" aria-label="In this teardown">
      <details>
        <summary>In this teardown</summary>
        <Entries entries={entries} />
      </details>
    </nav>
  )
}
