import type { LexicalEditor } from '@payloadcms/richtext-lexical/lexical'

/** Shows a block and puts the focus into its first field; into its own button if it is folded. */
export function goToBlock(editor: LexicalEditor, key: string): void {
  const block = editor.getElementByKey(key)
  if (!block) return
  block.scrollIntoView({ block: 'center' })
  const isFolded = block.querySelector('.collapsible--collapsed') !== null
  const target = block.querySelector<HTMLElement>(isFolded ? 'button' : 'input:not([readonly]), textarea, button')
  target?.focus({ preventScroll: true })
}
