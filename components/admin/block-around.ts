import { $isBlockNode, type BlockNode } from '@payloadcms/richtext-lexical/client'
import { $getNearestNodeFromDOMNode } from '@payloadcms/richtext-lexical/lexical'

/** The block that an element stands in. A field of a block's form is not told which block it belongs to; the page knows. */
export function $blockAround(element: Element | null): BlockNode | null {
  const node = element && $getNearestNodeFromDOMNode(element)
  return $isBlockNode(node) ? node : null
}
