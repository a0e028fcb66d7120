import type { FootnoteDefinition, FootnoteReference, PhrasingContent } from 'mdast'
import { BodyError } from './lexical-limits.ts'
import {
  inlineBlockNode,
  type LexicalNode,
  lineBreakNode,
  linkNode,
  nodeId,
  paragraphNode,
  rootNode,
  textNode,
} from './lexical-nodes.ts'
import { textFormat } from './lexical-phrasing.ts'

/** What one conversion carries along: the media records it may name, and the footnotes of the body by identifier. */
export type Writing = {
  toId: (ref: string) => number | string | null
  notes: ReadonlyMap<string, FootnoteDefinition>
}

/** mdast phrasing as the inline nodes of a Lexical block. `place` makes ids of links and footnotes unique. @throws BodyError */
export function writePhrasing(
  nodes: readonly PhrasingContent[],
  place: string,
  writing: Writing,
  format = 0,
): LexicalNode[] {
  return nodes.flatMap((node, index) => writeNode(node, `${place}.${index}`, writing, format))
}

function writeNode(node: PhrasingContent, place: string, writing: Writing, format: number): LexicalNode[] {
  switch (node.type) {
    case 'text':
      return [textNode(node.value, format)]
    case 'inlineCode':
      return [textNode(node.value, format | textFormat.code)]
    case 'strong':
      return writePhrasing(node.children, place, writing, format | textFormat.bold)
    case 'emphasis':
      return writePhrasing(node.children, place, writing, format | textFormat.italic)
    case 'break':
      return [lineBreakNode()]
    case 'link':
      return [linkNode(nodeId(place, node), node.url, writePhrasing(node.children, place, writing, format))]
    case 'footnoteReference':
      return [writeNote(node, place, writing)]
    default:
      throw new BodyError(place, `“${node.type}” cannot stand in a line of text; remove it`)
  }
}

function writeNote(node: FootnoteReference, place: string, writing: Writing): LexicalNode {
  const definition = writing.notes.get(node.identifier)
  const [paragraph] = definition?.children ?? []
  if (definition === undefined || paragraph?.type !== 'paragraph') {
    throw new BodyError(place, `footnote ${node.identifier} has no text; add “[^${node.identifier}]: …” at the end`)
  }
  const children = writePhrasing(paragraph.children, place, writing)
  return inlineBlockNode(nodeId(place, definition), 'footnote', { note: { root: rootNode([paragraphNode(children)]) } })
}
