'use client'

import { createClientFeature } from '@payloadcms/richtext-lexical/client'
import {
  $getRoot,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  COMMAND_PRIORITY_CRITICAL,
  FOCUS_COMMAND,
} from '@payloadcms/richtext-lexical/lexical'
import { useLexicalComposerContext } from '@payloadcms/richtext-lexical/lexical/react/LexicalComposerContext'
import { useEffect } from 'react'

/** Puts the cursor into the first cell, unless it stands in a cell. */
function $beginInTable(): void {
  const selection = $getSelection()
  const around = $isRangeSelection(selection) ? selection.anchor.getNode().getParents() : []
  if (around.some((node) => node.getType() === 'tablecell')) return
  const table = $getRoot()
    .getChildren()
    .find((node) => node.getType() === 'table')
  const row = $isElementNode(table) ? table.getFirstChild() : null
  const cell = $isElementNode(row) ? row.getFirstChild() : null
  if ($isElementNode(cell)) cell.selectStart()
}

/** An editor that holds one table is entered at its first cell: what is typed beside the table would be refused. */
function BeginInTable(): null {
  const [editor] = useLexicalComposerContext()
  useEffect(
    () =>
      editor.registerCommand(
        FOCUS_COMMAND,
        () => {
          $beginInTable()
          return false
        },
        COMMAND_PRIORITY_CRITICAL,
      ),
    [editor],
  )
  return null
}

export const BeginInTableFeature = createClientFeature({ plugins: [{ Component: BeginInTable, position: 'normal' }] })
