import {
  $getNearestNodeFromDOMNode,
  $getRoot,
  HISTORY_PUSH_TAG,
  type LexicalEditor,
  SKIP_DOM_SELECTION_TAG,
} from '@payloadcms/richtext-lexical/lexical'
import { useLexicalComposerContext } from '@payloadcms/richtext-lexical/lexical/react/LexicalComposerContext'
import { useEffect, useState } from 'react'

/** Moves the block in which `inside` stands one place up or down. @returns where it stands now, in words; null if it could not */
function moveBlock(editor: LexicalEditor, inside: Node, isUp: boolean): string | null {
  let said: string | null = null
  editor.update(
    () => {
      const block = $getNearestNodeFromDOMNode(inside)?.getTopLevelElement()
      const beside = isUp ? block?.getPreviousSibling() : block?.getNextSibling()
      if (!block || !beside) return
      if (isUp) beside.insertBefore(block)
      else beside.insertAfter(block)
      said = `Block moved to place ${block.getIndexWithinParent() + 1} of ${$getRoot().getChildrenSize()}.`
    },
    { discrete: true, tag: [HISTORY_PUSH_TAG, SKIP_DOM_SELECTION_TAG] },
  )
  return said
}

/** Alt+Shift with an arrow moves the block that has the cursor or the focus. It takes its id with it. */
export function MoveBlocks() {
  const [editor] = useLexicalComposerContext()
  const [said, setSaid] = useState('')
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isUp = event.key === 'ArrowUp'
      if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return
      if (!isUp && event.key !== 'ArrowDown') return
      const focused = document.activeElement
      const isInBody = focused === editor.getRootElement()
      const inside = isInBody ? (window.getSelection()?.anchorNode ?? null) : focused
      if (!inside) return
      // The editor inside a block has the same keys: the block moves, and nothing in it.
      event.preventDefault()
      event.stopPropagation()
      const words = moveBlock(editor, inside, isUp)
      if (words === null) return
      setSaid(words)
      // An element that is moved in the document loses the focus.
      if (!isInBody && focused instanceof HTMLElement && focused.isConnected) focused.focus()
      ;(isInBody ? inside.parentElement : focused)?.scrollIntoView({ block: 'nearest' })
    }
    return editor.registerRootListener((root, before) => {
      before?.removeEventListener('keydown', onKey, { capture: true })
      root?.addEventListener('keydown', onKey, { capture: true })
    })
  }, [editor])
  return (
    <p className="body-bar__said" role="status">
      {said}
    </p>
  )
}
