import { $isBlockNode, BlockNode } from '@payloadcms/richtext-lexical/client'
import { $getRoot, type LexicalEditor } from '@payloadcms/richtext-lexical/lexical'
import { useEffect, useState } from 'react'
import { type Finding, findingOf } from './finding-counts.ts'

/** The breaks and holds of an editor, in order. Only its top level is walked: they stand nowhere else. */
export function $findings(): Finding[] {
  return $getRoot()
    .getChildren()
    .flatMap((node) => {
      const found = $isBlockNode(node) ? findingOf(node.getFields() as Record<string, unknown>, node.getKey()) : null
      return found ? [found] : []
    })
}

const same = (one: readonly Finding[], other: readonly Finding[]): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

/** The findings of an editor, live. Typing in paragraphs costs nothing: only changes of blocks are listened to. */
export function useFindings(editor: LexicalEditor): Finding[] {
  const [findings, setFindings] = useState<Finding[]>([])
  useEffect(() => {
    const read = () => {
      const next = editor.getEditorState().read($findings)
      setFindings((before) => (same(before, next) ? before : next))
    }
    read()
    return editor.registerMutationListener(BlockNode, read, { skipInitialization: true })
  }, [editor])
  return findings
}
