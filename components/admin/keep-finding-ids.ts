import { $isBlockNode } from '@payloadcms/richtext-lexical/client'
import {
  $getNodeByKey,
  $getRoot,
  HISTORY_MERGE_TAG,
  type LexicalEditor,
  SKIP_DOM_SELECTION_TAG,
} from '@payloadcms/richtext-lexical/lexical'
import { useLexicalComposerContext } from '@payloadcms/richtext-lexical/lexical/react/LexicalComposerContext'
import { useConfig, useDocumentInfo } from '@payloadcms/ui'
import { useEffect } from 'react'
import { ask } from './ask.ts'
import type { Finding } from './finding-counts.ts'
import { $findings } from './findings.ts'

/** Whether a block has no id yet, or a copy has that of the block it was made from. */
const lacksIds = (findings: Finding[]): boolean =>
  findings.some(({ id }) => id === null) || new Set(findings.map(({ id }) => id)).size < findings.length

/** Writes the ids that a save gave into the blocks that do not show them; none of it is a step of its own to undo. */
function putIds(editor: LexicalEditor, ids: Record<string, string>): void {
  const changed = editor.getEditorState().read(() =>
    $getRoot()
      .getChildren()
      .flatMap((node): [string, string][] => {
        if (!$isBlockNode(node)) return []
        const { id, findingId } = node.getFields() as { id: string; findingId?: string }
        const given = ids[id]
        return given === undefined || given === findingId ? [] : [[node.getKey(), given]]
      }),
  )
  if (changed.length === 0) return
  editor.update(
    () => {
      for (const [key, findingId] of changed) {
        const node = $getNodeByKey(key)
        // Without a new form: the one that is open keeps its focus, and its field of the id takes it over.
        if ($isBlockNode(node)) node.setFields({ ...node.getFields(), findingId } as never, true)
      }
    },
    { tag: [HISTORY_MERGE_TAG, SKIP_DOM_SELECTION_TAG] },
  )
}

/** After a save, breaks and holds show the ids that it gave, without the page being loaded again. */
export function KeepFindingIds(): null {
  const [editor] = useLexicalComposerContext()
  const { id, lastUpdateTime } = useDocumentInfo()
  const { api } = useConfig().config.routes
  useEffect(() => {
    // Asked once for each save, and only when something is missing: what it changes is saved once more, and then known.
    if (id === undefined || lastUpdateTime === undefined || !lacksIds(editor.getEditorState().read($findings))) return
    const asked = new AbortController()
    ask<{ ids: Record<string, string> }>(`${api}/articles/${id}/finding-ids`, undefined, asked.signal)
      .then(({ ids }) => putIds(editor, ids))
      // The next save asks again.
      .catch(() => undefined)
    return () => asked.abort()
  }, [editor, api, id, lastUpdateTime])
  return null
}
