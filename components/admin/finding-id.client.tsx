'use client'

import { $isBlockNode, BlockNode, useBlockComponentContext } from '@payloadcms/richtext-lexical/client'
import { $getNodeByKey } from '@payloadcms/richtext-lexical/lexical'
import { useLexicalComposerContext } from '@payloadcms/richtext-lexical/lexical/react/LexicalComposerContext'
import { FieldDescription, FieldLabel, useField } from '@payloadcms/ui'
import type { TextFieldClientComponent } from 'payload'
import { useEffect } from 'react'

/** The id of a break or hold. It follows the block, which is told by the save, and cannot be typed. */
export const FindingId: TextFieldClientComponent = ({ path, field }) => {
  const [editor] = useLexicalComposerContext()
  const { nodeKey } = useBlockComponentContext()
  const { value, setValue } = useField<string>({ path })
  useEffect(() => {
    const follow = () => {
      const id = editor.getEditorState().read(() => {
        const node = $getNodeByKey(nodeKey)
        return $isBlockNode(node) ? (node.getFields() as { findingId?: string }).findingId : undefined
      })
      if (id !== undefined && id !== value) setValue(id, true)
    }
    follow()
    return editor.registerMutationListener(BlockNode, (nodes) => nodes.has(nodeKey) && follow(), {
      skipInitialization: true,
    })
  }, [editor, nodeKey, value, setValue])
  return (
    <div className="field-type text read-only">
      <FieldLabel label={field.label} path={path} />
      <output className="finding-id">{value || 'not saved yet'}</output>
      <FieldDescription description={field.admin?.description} path={path} />
    </div>
  )
}
