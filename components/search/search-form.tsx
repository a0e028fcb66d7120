type Props = {
  /** What stands in the field. */
  q?: string
  /** Where the script lies that suggests while one types; without it, the field is a field. */
  suggestScript?: string | undefined
  /** Id of what says why the words were refused. */
  refusedBy?: string | undefined
}

/** The search field: a plain form, which works wherever HTML does. Once on a page, as its ids are its own. */
export function SearchForm({ q = '', suggestScript, refusedBy }: Props) {
  return (
    <search>
      <form className="search-form" action="/search" method="get">
        <label className="note" htmlFor="page_q">
          A symptom, an error message, a word from a complaint
        </label>
        <div className="search-field">
          <input
            id="page_q"
            name="q"
            type="search"
            defaultValue={q}
            maxLength={200}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            enterKeyHint="search"
            data-suggest={suggestScript}
            aria-invalid={refusedBy === undefined ? undefined : true}
            aria-describedby={refusedBy}
          />
          <button className="button" type="submit">
            Search
          </button>
        </div>
      </form>
    </search>
  )
}
