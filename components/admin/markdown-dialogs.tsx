import type { LexicalEditor } from '@payloadcms/richtext-lexical/lexical'
import { $getSelection, $setSelection } from '@payloadcms/richtext-lexical/lexical'
import { toast } from '@payloadcms/ui'
import {
  type ChangeEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'
import { bring } from './bring.ts'

const mostBytes = 2_000_000

/** A modal dialog of the browser's own: it keeps the focus inside, and Escape closes it. */
function Dialog({ title, close, children }: { title: string; close: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const name = useId()
  useEffect(() => dialog.current?.showModal(), [])
  // It stands inside the article's form, whose shortcuts and submission are not meant here.
  const keepIn = (event: KeyboardEvent) => event.key !== 'Escape' && event.stopPropagation()
  return (
    <dialog ref={dialog} className="markdown-dialog" aria-labelledby={name} onClose={close} onKeyDown={keepIn}>
      <h2 id={name}>{title}</h2>
      {children}
    </dialog>
  )
}

/** The browser gives the focus back to what opened it. */
const closeDialog = ({ currentTarget }: MouseEvent<HTMLElement>) => currentTarget.closest('dialog')?.close()

type Inserting = { editor: LexicalEditor; api: string; article: number | string | undefined; close: () => void }

export function InsertDialog({ editor, api, article, close }: Inserting) {
  const [text, setText] = useState('')
  const [isBusy, setBusy] = useState(false)
  // The cursor as it was: the editor forgets it while the dialog has the focus.
  const [selection] = useState(() => editor.getEditorState().read(() => $getSelection()?.clone() ?? null))
  const field = useId()
  const area = useRef<HTMLTextAreaElement>(null)

  async function read({ target }: ChangeEvent<HTMLInputElement>): Promise<void> {
    const file = target.files?.[0]
    if (!file) return
    if (file.size > mostBytes) toast.error('The file is larger than 2 MB; insert parts of it.')
    else setText(await file.text())
  }

  async function insert(): Promise<void> {
    setBusy(true)
    if (selection) editor.update(() => $setSelection(selection.clone()), { discrete: true, tag: 'history-merge' })
    await bring(editor, { markdown: text, text, place: 'root', api, article })
    // The browser gives the focus back to the button first.
    area.current?.closest('dialog')?.close()
    editor.focus()
  }

  return (
    <Dialog title="Insert Markdown" close={close}>
      <label htmlFor={field}>Markdown, or choose a file</label>
      <textarea ref={area} id={field} rows={14} value={text} onChange={({ target }) => setText(target.value)} />
      <input
        type="file"
        accept=".md,.markdown,.txt,text/markdown,text/plain"
        aria-label="Markdown file"
        onChange={(event) => void read(event)}
      />
      <div className="markdown-dialog__actions">
        <button
          type="button"
          className="body-bar__button"
          disabled={isBusy || text.trim() === ''}
          onClick={() => void insert()}
        >
          Insert
        </button>
        <button type="button" className="body-bar__button" onClick={closeDialog}>
          Cancel
        </button>
      </div>
    </Dialog>
  )
}

/** Where the clipboard may not be written to, the text is there to be copied by hand. */
export function CopyDialog({ text, close }: { text: string; close: () => void }) {
  const field = useId()
  return (
    <Dialog title="Copy as Markdown" close={close}>
      <label htmlFor={field}>The browser does not let this page write to the clipboard. Copy the text from here.</label>
      <textarea id={field} rows={18} readOnly value={text} onFocus={({ target }) => target.select()} />
      <div className="markdown-dialog__actions">
        <button type="button" className="body-bar__button" onClick={closeDialog}>
          Close
        </button>
      </div>
    </Dialog>
  )
}
