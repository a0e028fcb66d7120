'use client'

import { BlockNode } from '@payloadcms/richtext-lexical/client'
import { useLexicalComposerContext } from '@payloadcms/richtext-lexical/lexical/react/LexicalComposerContext'
import { FieldDescription, FieldLabel, useField } from '@payloadcms/ui'
import type { TextFieldClientComponent } from 'payload'
import { useEffect, useRef } from 'react'
import { $blockAround } from './block-around.ts'

/** The id of a break or hold. It follows the block, which is told by the save, and cannot be typed. */
export const FindingId: TextFieldClientComponent = ({ path, field }) => {
  const [editor] = useLexicalComposerContext()
  const { value, setValue } = useField<string>({ path })
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const follow = () => {
      const id = editor
        .getEditorState()
        .read(() => ($blockAround(place.current)?.getFields() as { findingId?: string } | undefined)?.findingId, {
          editor,
        })
      if (id && id !== value) setValue(id, true)
    }
    follow()
    return editor.registerMutationListener(BlockNode, follow, { skipInitialization: true })
  }, [editor, value, setValue])
  return (
    <div className="field-type text read-only" ref={place}>
      <FieldLabel label={field.label} path={path} />
      <output className="finding-id">{value || 'not saved yet'}</output>
      <FieldDescription description={field.admin?.description} path={path} />
    </div>
  )
}
