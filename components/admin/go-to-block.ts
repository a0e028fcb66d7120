import type { LexicalEditor } from '@payloadcms/richtext-lexical/lexical'

/** Shows a block and puts the focus into its first field; into its own button if it is folded. */
export function goToBlock(editor: LexicalEditor, key: string): void {
  const block = editor.getElementByKey(key)
  if (!block) return
  block.scrollIntoView({ block: 'center' })
  const isFolded = block.querySelector('.collapsible--collapsed') !== null
  const wanted = isFolded ? ['button'] : ['input:not([readonly])', 'textarea', 'button']
  const target = wanted
    .map((selector) => block.querySelector<HTMLElement>(selector))
    .find((element) => element !== null)
  target?.focus({ preventScroll: true })
}
