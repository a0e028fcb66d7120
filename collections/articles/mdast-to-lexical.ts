import type { Code, FootnoteDefinition, List, ListItem, Nodes, Paragraph, RootContent, Table } from 'mdast'
import type { ContainerDirective } from 'mdast-util-directive'
import { type Body, checkBody, codeMetaOf, type LineRanges } from '#publication/article/index.ts'
import { type Writing, writePhrasing } from './lexical-from-phrasing.ts'
import { BodyError } from './lexical-limits.ts'
import {
  blockNode,
  cellNode,
  headingNode,
  type LexicalNode,
  listItemNode,
  listNode,
  nodeId,
  paragraphNode,
  quoteNode,
  rootNode,
  rowNode,
  tableNode,
  uploadNode,
} from './lexical-nodes.ts'

/** How a stored picture is found: `toId` gives the Payload id of the media record `m_…`, `null` or a throw if it is unknown. */
export type MediaToId = { toId: (ref: string) => number | string | null }

/** An editor state as Payload stores it. */
export type EditorState = { root: LexicalNode & { children: LexicalNode[] } }

/**
 * A body in normal form as Payload's editor stores it: the exact inverse of `lexicalToMdast`.
 * Every node is complete and ids are made from place and content, so that importing twice gives the same bytes.
 * @throws BodyError for a node outside the grammar, a picture that is not in the media library, a missing footnote
 */
export function mdastToLexical(body: Body, media: MediaToId): EditorState {
  const [issue] = checkBody(body)
  if (issue !== undefined) throw new BodyError(issue.path || 'body', issue.message)
  const notes = new Map<string, FootnoteDefinition>()
  for (const node of body.children) if (node.type === 'footnoteDefinition') notes.set(node.identifier, node)
  const blocks = body.children.filter((node) => node.type !== 'footnoteDefinition')
  return stateOf(writeBlocks(blocks, '', { toId: media.toId, notes }))
}

/** Lexical refuses a root without children: an empty body is one empty paragraph. */
function stateOf(children: LexicalNode[]): EditorState {
  return { root: rootNode(children.length === 0 ? [paragraphNode([])] : children) }
}

/**
 * An empty paragraph keeps two lists of one kind apart, which the editor would otherwise join on the first change near
 * them; `lexicalToMdast` leaves it out again.
 */
function writeBlocks(blocks: readonly RootContent[], place: string, writing: Writing): LexicalNode[] {
  return blocks.flatMap((block, index) => {
    const before = blocks[index - 1]
    const joins = block.type === 'list' && before?.type === 'list' && before.ordered === block.ordered
    const written = writeBlock(block, `${place}${index + 1}`, writing)
    return joins ? [paragraphNode([]), written] : [written]
  })
}

function writeBlock(block: RootContent, place: string, writing: Writing): LexicalNode {
  switch (block.type) {
    case 'paragraph':
      return writeParagraph(block, place, writing)
    case 'heading':
      return headingNode(block.depth, writePhrasing(block.children, place, writing))
    case 'list':
      return writeList(block, place, writing, 0)
    case 'blockquote':
      return writeQuote(block.children, place, writing)
    case 'table':
      return writeTable(block, place, writing)
    case 'code':
      return writeCode(block, place)
    case 'containerDirective':
      return writeFinding(block, place, writing)
    default:
      throw unknown(block, place)
  }
}

const unknown = (node: Nodes, place: string) =>
  new BodyError(`block ${place}`, `“${node.type}” is not something an article can hold here; remove it`)

function writeParagraph(paragraph: Paragraph, place: string, writing: Writing): LexicalNode {
  const [image] = paragraph.children
  if (image?.type !== 'image') return paragraphNode(writePhrasing(paragraph.children, place, writing))
  const ref = /^media:(m_[0-9a-z]+)$/.exec(image.url)?.[1]
  const id = ref === undefined ? null : idOf(ref, place, writing)
  if (id === null) {
    throw new BodyError(`block ${place}`, `the picture “${image.url}” is not in the media library; upload it first`)
  }
  return uploadNode(nodeId(place, image), id, given({ alt: image.alt, caption: image.title }))
}

function idOf(ref: string, place: string, writing: Writing): number | string | null {
  try {
    return writing.toId(ref)
  } catch (error) {
    throw new BodyError(`block ${place}`, error instanceof Error ? error.message : String(error))
  }
}

/** The fields that say something; Payload leaves the others out. */
function given(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  )
}

function writeQuote(children: readonly RootContent[], place: string, writing: Writing): LexicalNode {
  const lines = children.map((child, index) => {
    if (child.type !== 'paragraph') throw unknown(child, place)
    return writePhrasing(child.children, `${place}.${index}`, writing)
  })
  const [only] = lines
  return lines.length === 1 && only !== undefined ? quoteNode(only, false) : quoteNode(lines.map(paragraphNode), true)
}

/** A nested list stands in an item of its own after the item it belongs to, and takes no number. */
function writeList(list: List, place: string, writing: Writing, indent: number): LexicalNode {
  const items = list.children.flatMap((item, index) =>
    writeItem(item, `${place}.${index}`, writing, { indent, value: index + 1 }),
  )
  return listNode(list.ordered === true, items)
}

function writeItem(
  item: ListItem,
  place: string,
  writing: Writing,
  at: { indent: number; value: number },
): LexicalNode[] {
  const [text, nested, more] = item.children
  if (text?.type !== 'paragraph') throw unknown(text ?? item, place)
  const own = listItemNode(at.indent, at.value, writePhrasing(text.children, place, writing))
  if (nested === undefined) return [own]
  if (nested.type !== 'list' || more !== undefined) throw unknown(more ?? nested, place)
  const list = writeList(nested, `${place}.list`, writing, at.indent + 1)
  return [own, listItemNode(at.indent, at.value + 1, [list])]
}

function writeTable(table: Table, place: string, writing: Writing): LexicalNode {
  const rows = table.children.map((row, y) =>
    rowNode(
      row.children.map((cell, x) =>
        cellNode(y === 0, [paragraphNode(writePhrasing(cell.children, `${place}.${y}.${x}`, writing))]),
      ),
    ),
  )
  return tableNode(rows)
}

function writeCode(code: Code, place: string): LexicalNode {
  const meta = codeMetaOf(code.meta)
  const lines = (ranges: LineRanges = []) => ranges.map(([a, b]) => (a === b ? `${a}` : `${a}-${b}`)).join(',')
  const fields = given({
    language: code.lang,
    caption: meta?.caption,
    holdLines: lines(meta?.hold),
    breakLines: lines(meta?.break),
  })
  return blockNode(nodeId(place, code), 'code', { ...fields, code: code.value })
}

function writeFinding(finding: ContainerDirective, place: string, writing: Writing): LexicalNode {
  const { name, attributes } = finding
  if (name !== 'break' && name !== 'hold') throw unknown(finding, place)
  const { id, title, shows, scale, answers, cost } = attributes ?? {}
  const children = writeBlocks(finding.children, `${place}.`, writing)
  const own = name === 'break' ? { shows, scale } : { answers: answers?.split(' '), cost }
  const body = children.length === 0 ? undefined : stateOf(children)
  return blockNode(nodeId(place, finding), name, given({ findingId: id, title, ...own, body }))
}
