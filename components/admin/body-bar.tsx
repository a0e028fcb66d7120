import type { LexicalEditor } from '@payloadcms/richtext-lexical/lexical'
import { useLexicalComposerContext } from '@payloadcms/richtext-lexical/lexical/react/LexicalComposerContext'
import { toast, useConfig, useDocumentInfo, useForm } from '@payloadcms/ui'
import { useState } from 'react'
import { ask } from './ask.ts'
import { countsOf, type Finding } from './finding-counts.ts'
import { useFindings } from './findings.ts'
import { goToBlock } from './go-to-block.ts'
import { CopyDialog, InsertDialog } from './markdown-dialogs.tsx'
import './admin.css'

function Counts({ editor, findings }: { editor: LexicalEditor; findings: Finding[] }) {
  const { words, open } = countsOf(findings)
  return (
    <div className="body-bar__counts">
      <span role="status" aria-live="polite">
        {words}
      </span>
      {open.length > 0 && (
        <ul className="body-bar__open" aria-label="Open breaks">
          {open.map(({ key, id, title }) => (
            <li key={key}>
              <button type="button" className="body-bar__jump" onClick={() => goToBlock(editor, key)}>
                Open: {id === null ? '' : `${id} `}
                {title || 'a break without a title'}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Above the editor of an article's body: what breaks and holds in it now, and the ways in and out as Markdown. */
export function BodyBar() {
  const [editor] = useLexicalComposerContext()
  const { id } = useDocumentInfo()
  const { getData } = useForm()
  const { api } = useConfig().config.routes
  const findings = useFindings(editor)
  const [isInserting, setInserting] = useState(false)
  const [copied, setCopied] = useState<string | null>(null)

  async function copy(): Promise<void> {
    try {
      const article = { ...getData(), ...(id === undefined ? {} : { id: Number(id) }), body: editor.getEditorState() }
      const { markdown, notices } = await ask<{ markdown: string; notices: string[] }>(
        `${api}/articles/to-markdown`,
        article,
      )
      for (const notice of notices) toast.warning(notice)
      try {
        await navigator.clipboard.writeText(markdown)
        toast.success('The article is in the clipboard as Markdown.')
      } catch {
        setCopied(markdown)
      }
    } catch (error) {
      toast.error(`It could not be written as Markdown: ${error instanceof Error ? error.message : error}`)
    }
  }

  return (
    <div className="body-bar">
      <Counts editor={editor} findings={findings} />
      <div className="body-bar__actions">
        <button type="button" className="body-bar__button" onClick={() => setInserting(true)}>
          Insert Markdown
        </button>
        <button type="button" className="body-bar__button" onClick={() => void copy()}>
          Copy as Markdown
        </button>
      </div>
      {isInserting && <InsertDialog editor={editor} api={api} article={id} close={() => setInserting(false)} />}
      {copied !== null && <CopyDialog text={copied} close={() => setCopied(null)} />}
    </div>
  )
}
