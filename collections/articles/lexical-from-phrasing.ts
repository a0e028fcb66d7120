import type { FootnoteDefinition, FootnoteReference, Link, PhrasingContent, RootContent } from 'mdast'
import { articleLinkIn } from '#publication/article/index.ts'
import { said } from './lexical-json.ts'
import { BodyError } from './lexical-limits.ts'
import {
  filled,
  inlineBlockNode,
  type LexicalNode,
  lineBreakNode,
  linkNode,
  nodeId,
  noonOf,
  paragraphNode,
  rootNode,
  textNode,
} from './lexical-nodes.ts'
import { textFormat } from './lexical-phrasing.ts'
import { sourceOf } from './lexical-sources.ts'

/** Payload's id of a record by its public id. */
export type ToId = (ref: string) => number | string | null

/** What one conversion carries along: the records it may name, and the footnotes of the body by identifier. */
export type Writing = {
  toId: ToId
  articleId: ToId
  notes: ReadonlyMap<string, FootnoteDefinition>
  /** The editor inside a block, with these blocks. */
  stateOf: (blocks: readonly RootContent[], place: string) => object
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
      return [writeLink(node, place, writing, format)]
    case 'footnoteReference':
      return [writeNote(node, place, writing)]
    default:
      throw new BodyError(place, `“${node.type}” cannot stand in a line of text; remove it`)
  }
}

/** Payload's id of the article that a reference such as `article:a_…#b1` names. @throws BodyError if it is not there */
export function articleIdOf(url: string, place: string, writing: Writing): number | string {
  const ref = articleLinkIn(url)?.id
  const id = ref === undefined ? null : said(place, () => writing.articleId(ref))
  if (id === null) throw new BodyError(place, `the article “${url.slice(0, 60)}” is not here; import it first`)
  return id
}

function writeLink(node: Link, place: string, writing: Writing, format: number): LexicalNode {
  const link = articleLinkIn(node.url)
  const target =
    link === null
      ? { linkType: 'custom', url: node.url }
      : filled({
          linkType: 'internal',
          doc: { relationTo: 'articles', value: articleIdOf(node.url, place, writing) },
          finding: link.finding,
        })
  return linkNode(nodeId(place, node), target, writePhrasing(node.children, place, writing, format))
}

/** A note that names a source and says nothing else is a source in the editor. */
function writeNote(node: FootnoteReference, place: string, writing: Writing): LexicalNode {
  const definition = writing.notes.get(node.identifier)
  const [paragraph] = definition?.children ?? []
  if (definition === undefined || paragraph?.type !== 'paragraph') {
    throw new BodyError(place, `footnote ${node.identifier} has no text; add “[^${node.identifier}]: …” at the end`)
  }
  const id = nodeId(place, definition)
  const source = sourceOf(paragraph.children)
  if (source !== null) return inlineBlockNode(id, 'source', { ...source, checkedAt: noonOf(source.checkedAt) })
  const children = writePhrasing(paragraph.children, place, writing)
  return inlineBlockNode(id, 'footnote', { note: { root: rootNode([paragraphNode(children)]) } })
}
