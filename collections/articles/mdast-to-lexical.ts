import type { Code, FootnoteDefinition, List, ListItem, Nodes, Paragraph, RootContent } from 'mdast'
import { type Body, checkBody, codeMetaOf, type LineRanges } from '#publication/article/index.ts'
import { writeDirective } from './lexical-from-containers.ts'
import { type ToId, type Writing, writePhrasing } from './lexical-from-phrasing.ts'
import { writeTable } from './lexical-from-tables.ts'
import { said } from './lexical-json.ts'
import { BodyError } from './lexical-limits.ts'
import { listTypeOf } from './lexical-lists.ts'
import {
  blockNode,
  filled,
  headingNode,
  type LexicalNode,
  listItemNode,
  listNode,
  nodeId,
  paragraphNode,
  quoteNode,
  rootNode,
  uploadNode,
} from './lexical-nodes.ts'

/**
 * How stored records are found: `toId` gives Payload's id of the media record `m_…`, `articleId` that of the article
 * `a_…`; `null` or a throw if it is unknown.
 */
export type ToIds = { toId: ToId; articleId: ToId }

/** An editor state as Payload stores it. */
export type EditorState = { root: LexicalNode & { children: LexicalNode[] } }

/**
 * A body in normal form as Payload's editor stores it: the exact inverse of `lexicalToMdast`.
 * Every node is complete and ids are made from place and content, so that importing twice gives the same bytes.
 * @throws BodyError for a node outside the grammar, a picture or an article that is not there
 */
export function mdastToLexical(body: Body, ids: ToIds): EditorState {
  const [issue] = checkBody(body)
  if (issue !== undefined) throw new BodyError(issue.path || 'body', issue.message)
  const notes = new Map<string, FootnoteDefinition>()
  for (const node of body.children) if (node.type === 'footnoteDefinition') notes.set(node.identifier, node)
  const blocks = body.children.filter((node) => node.type !== 'footnoteDefinition')
  const writing: Writing = {
    ...ids,
    notes,
    stateOf: (children, place) => stateOf(writeBlocks(children, place, writing)),
  }
  return stateOf(writeBlocks(blocks, '', writing))
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
    const joins = block.type === 'list' && before?.type === 'list' && listTypeOf(before) === listTypeOf(block)
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
    case 'leafDirective':
      return blockNode(nodeId(place, block), block.name, writeDirective(block, place, writing))
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
  const id = ref === undefined ? null : said(`block ${place}`, () => writing.toId(ref))
  if (id === null) {
    throw new BodyError(`block ${place}`, `the picture “${image.url}” is not in the media library; upload it first`)
  }
  return uploadNode(nodeId(place, image), id, filled({ alt: image.alt, caption: image.title }))
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
  const type = listTypeOf(list)
  const items = list.children.flatMap((item, index) =>
    writeItem(item, `${place}.${index}`, writing, { indent, value: index + 1, isCheck: type === 'check' }),
  )
  return listNode(type, items)
}

function writeItem(
  item: ListItem,
  place: string,
  writing: Writing,
  at: { indent: number; value: number; isCheck: boolean },
): LexicalNode[] {
  const [text, nested, more] = item.children
  if (text?.type !== 'paragraph') throw unknown(text ?? item, place)
  const checked = (value: boolean) => (at.isCheck ? value : null)
  const own = listItemNode(
    at.indent,
    at.value,
    checked(item.checked === true),
    writePhrasing(text.children, place, writing),
  )
  if (nested === undefined) return [own]
  if (nested.type !== 'list' || more !== undefined) throw unknown(more ?? nested, place)
  const list = writeList(nested, `${place}.list`, writing, at.indent + 1)
  return [own, listItemNode(at.indent, at.value + 1, checked(false), [list])]
}

function writeCode(code: Code, place: string): LexicalNode {
  const meta = codeMetaOf(code.meta)
  const lines = (ranges: LineRanges = []) => ranges.map(([a, b]) => (a === b ? `${a}` : `${a}-${b}`)).join(',')
  const fields = filled({
    language: code.lang,
    caption: meta?.caption,
    holdLines: lines(meta?.hold),
    breakLines: lines(meta?.break),
    unchecked: meta?.unchecked,
  })
  return blockNode(nodeId(place, code), 'code', { ...fields, code: code.value })
}
