type Entry = { id: string; text: string; isAddress?: true }

/** What stands on the page: beside it where there is room, else above it in two columns. */
export function Contents({ entries }: { entries: readonly Entry[] }) {
  return (
    <nav className="reference-contents" aria-labelledby="page_contents">
      <h2 id="page_contents">On this page</h2>
      <ol>
        {entries.map(({ id, text, isAddress }) => (
          <li key={id} className={isAddress && 'contents-address'}>
            <a href={`#${id}`}>{text}</a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
