type Props = {
  /** Id of the element whose text is copied. */
  of: string
  /** What the button says, and what it copies with it. */
  children: string
  /** The same in full, where several buttons say the same; it begins with what the button says. */
  label?: string
  /** Whether it stands in a row that holds it together already. */
  isBare?: boolean
}

/** The key of the house, in two halves that close when something was copied. */
export const CopyKey = () => (
  <svg className="copy-key" viewBox="0 0 22 14" width="22" height="14" aria-hidden="true">
    <path d="M0 1 7 5v4L0 13z" />
    <path d="M22 1l-7 4v4l7 4z" />
  </svg>
)

/**
 * Copies text and says so; the key on it closes meanwhile. Without the reader's script, which takes `hidden` away,
 * there is no button, and the text is there to be selected.
 */
export function CopyButton({ of, children, label, isBare = false }: Props) {
  const parts = (
    <>
      <button className="button" type="button" data-copy={of} aria-label={label} hidden>
        <CopyKey />
        {children}
      </button>
      <span className="note" role="status" />
    </>
  )
  return isBare ? parts : <span className="copy">{parts}</span>
}
