import {
  $createLineBreakNode,
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isNodeSelection,
  $isParagraphNode,
  $isRangeSelection,
  $parseSerializedNode,
  HISTORY_PUSH_TAG,
  type LexicalEditor,
  type LexicalNode,
  PASTE_TAG,
  type RangeSelection,
  type SerializedLexicalNode,
} from '@payloadcms/richtext-lexical/lexical'

type State = { root: { children: SerializedLexicalNode[] } }

/** Where words go now: in place of what is selected, after a selected block, or at the end. */
function $place(): RangeSelection {
  const selection = $getSelection()
  if ($isRangeSelection(selection)) return selection
  if ($isNodeSelection(selection)) {
    const top = selection.getNodes().at(-1)?.getTopLevelElement()
    const line = $createParagraphNode()
    if (top) top.insertAfter(line)
    else $getRoot().append(line)
    return line.select()
  }
  return $getRoot().selectEnd()
}

/** Only a paragraph runs on in the line of the cursor, and a list in a list; a heading would become words of it. */
function $beginBlock(place: RangeSelection, first: LexicalNode | undefined): void {
  const top = place.anchor.getNode().getTopLevelElement()
  if (!$isElementNode(top) || top.isEmpty()) return
  if (top.getType() === 'paragraph' || top.getType() === 'heading') place.insertParagraph()
  else if (first?.getType() !== top.getType()) {
    const line = $createParagraphNode()
    top.insertAfter(line)
    line.select()
  }
}

/** One step that a single undo takes back. */
const inOneStep = { tag: [PASTE_TAG, HISTORY_PUSH_TAG], discrete: true as const }

/** Puts nodes at the selection. @param isLine when only text may stand there: what the first paragraph holds */
export function insertState(editor: LexicalEditor, state: State, isLine: boolean): void {
  editor.update(() => {
    const parsed = state.root.children.map((node) => $parseSerializedNode(node))
    const [first] = parsed
    const nodes: LexicalNode[] = isLine && $isElementNode(first) ? first.getChildren() : parsed
    if (nodes.length === 0) return
    const place = $place()
    if (!isLine && !$isParagraphNode(first)) $beginBlock(place, first)
    $place().insertNodes(nodes)
  }, inOneStep)
}

/** Puts words at the selection as they are, each line a paragraph or, in a line, after a line break. */
export function insertWords(editor: LexicalEditor, text: string, isLine: boolean): void {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  editor.update(() => {
    const nodes: LexicalNode[] =
      isLine || lines.length === 1
        ? lines.flatMap((line, index) => [...(index > 0 ? [$createLineBreakNode()] : []), $createTextNode(line)])
        : lines.filter((line) => line.trim() !== '').map((line) => $createParagraphNode().append($createTextNode(line)))
    $place().insertNodes(nodes)
  }, inOneStep)
}
