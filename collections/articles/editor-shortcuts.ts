import type { ElementNode, Klass, LexicalNode } from '@payloadcms/richtext-lexical/lexical'
import { $createParagraphNode } from '@payloadcms/richtext-lexical/lexical'
import { $isListItemNode, $isListNode, ListItemNode, ListNode } from '@payloadcms/richtext-lexical/lexical/list'
import type { Transformer } from '@payloadcms/richtext-lexical/lexical/markdown'

/** How one side makes a block: the server's node class has no view, the browser's has. */
type BlockClass = {
  node: Klass<LexicalNode>
  create: (fields: { blockName: string; blockType: string }) => LexicalNode
}

/** Puts a block where its Markdown was typed, and the words that followed into the line below it. */
function place(line: ElementNode, rest: LexicalNode[], block: LexicalNode): void {
  line.replace(block)
  const words = rest.length > 0 ? $createParagraphNode().append(...rest) : null
  const below = words ?? block.getNextSibling() ?? $createParagraphNode()
  if (!below.isAttached()) block.insertAfter(below)
  below.selectStart()
}

/** `:::name ` at the start of a line. */
const directive = (kinds: readonly string[], { node, create }: BlockClass): Transformer => ({
  type: 'element',
  dependencies: [node],
  export: () => null,
  regExp: new RegExp(`^:{2,4}(${kinds.filter((kind) => kind !== 'code').join('|')}) `),
  replace: (line, rest, match, isImport) => {
    if (isImport) return false
    place(line, rest, create({ blockName: '', blockType: match[1] ?? '' }))
    return true
  },
})

/** Three backticks, a language or none, and a space. */
const fence = ({ node, create }: BlockClass): Transformer => ({
  type: 'element',
  dependencies: [node],
  export: () => null,
  regExp: /^[ \t]*```([\w+#.-]+)? /,
  replace: (line, rest, match, isImport) => {
    if (isImport) return false
    const fields = { blockName: '', blockType: 'code', ...(match[1] ? { language: match[1] } : {}) }
    place(line, rest, create(fields))
    return true
  },
})

/**
 * `[ ] ` or `[x] ` at the start of an item makes a list of points a checklist. `- ` alone makes the list before the
 * box is typed, and Payload's own shortcut asks for both at once.
 */
const box: Transformer = {
  type: 'text-match',
  dependencies: [ListNode, ListItemNode],
  regExp: /^\[( |x)\] $/i,
  trigger: ' ',
  replace: (node, match) => {
    const item = node.getParent()
    const list = item?.getParent()
    if (!$isListItemNode(item) || !$isListNode(list) || list.getListType() !== 'bullet') return
    if (item.getFirstChild() !== node) return
    list.setListType('check')
    item.setChecked(match[1] !== ' ')
    node.remove()
    item.selectStart()
  },
}

/** What typing gives at a place: `kinds` are the blocks that may stand there. Read on the server and in the browser. */
export const shortcutsFor = (kinds: readonly string[], made: BlockClass): Transformer[] => [
  ...(kinds.some((kind) => kind !== 'code') ? [directive(kinds, made)] : []),
  fence(made),
  box,
]
