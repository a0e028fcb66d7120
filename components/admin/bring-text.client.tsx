'use client'

import { createClientFeature } from '@payloadcms/richtext-lexical/client'
import {
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_HIGH,
  type LexicalEditor,
  PASTE_COMMAND,
} from '@payloadcms/richtext-lexical/lexical'
import { useLexicalComposerContext } from '@payloadcms/richtext-lexical/lexical/react/LexicalComposerContext'
import { useConfig, useDocumentInfo } from '@payloadcms/ui'
import { useEffect } from 'react'
import { mergeFirstStates } from './block-history.ts'
import { type Bringing, bring } from './bring.ts'
import { sortPasted } from './looks-like-markdown.ts'

type Place = { place: Bringing['place'] }

/** In a cell of a table only a line may stand, whatever may stand around the table. */
function placeNow(editor: LexicalEditor, place: Bringing['place']): Bringing['place'] {
  if (place === 'note') return place
  return editor.getEditorState().read(() => {
    const selection = $getSelection()
    if (!$isRangeSelection(selection)) return place
    const around = selection.anchor.getNode().getParents()
    return around.some((node) => node.getType() === 'tablecell') ? 'line' : place
  })
}

/** What another program copied is read by the server; what this editor copied, and pictures, are not. */
function BringText({ clientProps: { place } }: { clientProps: Place }): null {
  const [editor] = useLexicalComposerContext()
  const { id } = useDocumentInfo()
  const { api } = useConfig().config.routes
  useEffect(
    () =>
      editor.registerCommand(
        PASTE_COMMAND,
        (event) => {
          const data = event instanceof ClipboardEvent ? event.clipboardData : null
          if (!data || data.types.includes('application/x-lexical-editor')) return false
          const [html, text] = [data.getData('text/html'), data.getData('text/plain')]
          const sorted = sortPasted(html, text)
          if (sorted === null) return false
          event.preventDefault()
          void bring(editor, { ...sorted, text, place: placeNow(editor, place), api, article: id })
          return true
        },
        COMMAND_PRIORITY_HIGH,
      ),
    [editor, place, api, id],
  )
  useEffect(() => mergeFirstStates(editor), [editor])
  return null
}

export const BringTextFeature = createClientFeature<Place, Place>(({ props }) => ({
  plugins: [{ Component: BringText, position: 'normal' }],
  sanitizedClientFeatureProps: props,
}))
