'use client'

import { createClientFeature } from '@payloadcms/richtext-lexical/client'
import {
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_NORMAL,
  KEY_TAB_COMMAND,
} from '@payloadcms/richtext-lexical/lexical'
import { useLexicalComposerContext } from '@payloadcms/richtext-lexical/lexical/react/LexicalComposerContext'
import { useEffect } from 'react'

/** Whether the cursor stands in a list, where Tab nests the item. */
function isInList(): boolean {
  const selection = $getSelection()
  if (!$isRangeSelection(selection)) return false
  const { anchor } = selection
  return [anchor.getNode(), ...anchor.getNode().getParents()].some((node) => node.getType() === 'listitem')
}

/**
 * Outside lists, Tab and Shift+Tab leave the editor (WCAG 2.1.2): the command counts as handled, and because the key's
 * default is not prevented, the browser moves on. Payload's indent feature would swallow the key everywhere.
 */
function LeaveByTab(): null {
  const [editor] = useLexicalComposerContext()
  useEffect(() => editor.registerCommand(KEY_TAB_COMMAND, () => !isInList(), COMMAND_PRIORITY_NORMAL), [editor])
  return null
}

export const LeaveByTabFeature = createClientFeature({ plugins: [{ Component: LeaveByTab, position: 'normal' }] })
