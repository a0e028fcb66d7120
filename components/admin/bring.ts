import type { LexicalEditor, SerializedLexicalNode } from '@payloadcms/richtext-lexical/lexical'
import { $getSelection } from '@payloadcms/richtext-lexical/lexical'
import { toast } from '@payloadcms/ui'
import { ask } from './ask.ts'
import { $findings } from './findings.ts'
import { insertState, insertWords } from './insert-nodes.ts'

/** What is brought into an editor, and where it stands. `text` is what is kept when nothing else can be. */
export type Bringing = {
  html?: string
  markdown?: string
  text: string
  place: 'root' | 'finding' | 'aside' | 'line' | 'note'
  api: string
  article: number | string | undefined
}

type Taken = { state: { root: { children: SerializedLexicalNode[] } }; notices: string[] }

/** Ids of the findings that stay when the selection is replaced. */
function idsThatStay(editor: LexicalEditor): string[] {
  return editor.getEditorState().read(() => {
    const replaced = new Set(
      $getSelection()
        ?.getNodes()
        .map((node) => node.getKey()),
    )
    return $findings().flatMap(({ key, id }) => (id !== null && !replaced.has(key) ? [id] : []))
  })
}

/** Has the server make nodes of what was brought along and puts them at the selection. Words are never lost. */
export async function bring(
  editor: LexicalEditor,
  { html, markdown, text, place, api, article }: Bringing,
): Promise<void> {
  const isLine = place === 'line' || place === 'note'
  const brought = { place, ...(html === undefined ? { markdown } : { html }) }
  const where = place === 'root' ? { article: Number(article), taken: idsThatStay(editor) } : {}
  let notices: string[]
  try {
    const taken = await ask<Taken>(`${api}/articles/from-paste`, { ...brought, ...where })
    insertState(editor, taken.state, isLine)
    notices = taken.notices
  } catch (error) {
    insertWords(editor, text, isLine)
    const reason = error instanceof Error ? error.message : String(error)
    toast.error(`It was inserted as plain words: ${reason}`)
    return
  }
  for (const notice of notices) toast.warning(notice)
}
