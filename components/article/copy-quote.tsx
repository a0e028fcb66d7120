import { CopyKey } from '../copy-button.tsx'

/** What the reader's script puts beside a selection, with an address that leads to the selected words. */
export function CopyQuote() {
  return (
    <p className="copy-quote" data-copy-quote hidden>
      <button className="button" type="button" hidden>
        <CopyKey />
        Copy link to this sentence
      </button>
      <span className="note" role="status" />
    </p>
  )
}
