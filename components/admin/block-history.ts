import { BlockNode } from '@payloadcms/richtext-lexical/client'
import {
  $addUpdateTag,
  $getNodeByKey,
  HISTORIC_TAG,
  HISTORY_MERGE_TAG,
  type LexicalEditor,
  SKIP_DOM_SELECTION_TAG,
} from '@payloadcms/richtext-lexical/lexical'

/**
 * A new block asks the server for the state of its form and then writes it into itself: a step of its own in the
 * history, so that one undo would take back no more than that. Those writes join the step that made the block.
 * After an undo or redo that changed a block, its form is read anew: it would go on showing what was undone.
 */
export function mergeFirstStates(editor: LexicalEditor): () => void {
  // A note holds no blocks at all.
  if (!editor.hasNodes([BlockNode])) return () => {}
  const waiting = new Set<string>()
  const stopTransforms = editor.registerNodeTransform(BlockNode, (node) => {
    if (waiting.delete(node.getKey())) $addUpdateTag(HISTORY_MERGE_TAG)
  })
  const stopListening = editor.registerMutationListener(
    BlockNode,
    (mutations, { updateTags }) => {
      const isHistoric = updateTags.has(HISTORIC_TAG)
      const stale: string[] = []
      for (const [key, mutation] of mutations) {
        if (mutation === 'created') waiting.add(key)
        if (mutation === 'updated' && isHistoric) stale.push(key)
        if (mutation === 'destroyed') waiting.delete(key)
      }
      if (stale.length === 0) return
      const remember = () => {
        for (const key of stale) waiting.add(key)
      }
      editor.update(
        () => {
          for (const key of stale) {
            const node = $getNodeByKey(key)
            if (node instanceof BlockNode) node.setFields(node.getFields())
          }
        },
        { tag: [HISTORY_MERGE_TAG, SKIP_DOM_SELECTION_TAG], onUpdate: remember },
      )
    },
    { skipInitialization: true },
  )
  return () => {
    stopTransforms()
    stopListening()
  }
}
