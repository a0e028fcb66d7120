import type { BlockContent as Block, Blockquote, Paragraph } from 'mdast'
import { type KindName, kindsIn, type Where } from '#publication/article/index.ts'
import { readCode } from './lexical-code.ts'
import {
  readCallout,
  readCaptioned,
  readCard,
  readDecision,
  readDiagram,
  readFigures,
  readPullquote,
  readSteps,
} from './lexical-containers.ts'
import { readFinding } from './lexical-findings.ts'
import { fieldsOf, isObject, type Json, nodesOf, said, textOf } from './lexical-json.ts'
import { BodyError } from './lexical-limits.ts'
import { readList } from './lexical-lists.ts'
import { type Reading, readPhrasing } from './lexical-phrasing.ts'
import { readTable } from './lexical-tables.ts'

/** A Lexical block as mdast; `[]` for empty paragraphs, headings and quotes, which are editor noise. @throws BodyError */
export function readBlock(node: Json, path: string, reading: Reading, place: Where): Block[] {
  switch (node.type) {
    case 'paragraph':
      return readParagraph(node, path, reading, place)
    case 'heading':
      return readHeading(node, path, reading, place)
    case 'list':
      return readList(node, path, reading)
    case 'quote':
      return readQuote(node, path, reading)
    case 'table':
      return [readTable(node, `${path} (table)`, reading)]
    case 'upload':
      return [readUpload(node, path, reading)]
    case 'block':
      return [readFields(node, path, reading, place)]
    default:
      throw new BodyError(path, `“${String(node.type)}” is not something an article can hold; remove it`)
  }
}

/** A code block typed with ``` is left inside its paragraph by the editor's Markdown shortcut: it is lifted out. */
function readParagraph(node: Json, path: string, reading: Reading, place: Where): Block[] {
  const blocks: Block[] = []
  let line: Json[] = []
  const endLine = () => {
    const children = readPhrasing(line, path, reading)
    if (children.length > 0) blocks.push({ type: 'paragraph', children })
    line = []
  }
  for (const child of nodesOf(node, path)) {
    if (child.type === 'block') {
      endLine()
      blocks.push(readFields(child, path, reading, place))
    } else line.push(child)
  }
  endLine()
  return blocks
}

const depths: Record<string, 2 | 3 | 4> = { h2: 2, h3: 3, h4: 4 }

function readHeading(node: Json, path: string, reading: Reading, place: Where): Block[] {
  const depth = depths[String(node.tag)]
  if (depth === undefined) throw new BodyError(path, 'this heading has a level that is not offered; use 2, 3 or 4')
  const children = readPhrasing(nodesOf(node, path), path, reading)
  if (children.length === 0) return []
  if (place !== 'root') throw new BodyError(path, `a heading stands inside ${insides[place]}; make it a paragraph`)
  return [{ type: 'heading', depth, children }]
}

/** A quote holds one line of text, or, as a “shadow root”, paragraphs. */
function readQuote(node: Json, path: string, reading: Reading): Blockquote[] {
  const nodes = nodesOf(node, path)
  const lines = nodes.some((child) => child.type === 'paragraph')
    ? nodes.map((child) => {
        if (child.type === 'paragraph') return nodesOf(child, path)
        throw new BodyError(path, `“${String(child.type)}” stands inside a quote, which holds paragraphs; move it out`)
      })
    : [nodes]
  const children = lines
    .map((line): Paragraph => ({ type: 'paragraph', children: readPhrasing(line, path, reading) }))
    .filter((paragraph) => paragraph.children.length > 0)
  return children.length === 0 ? [] : [{ type: 'blockquote', children }]
}

function readUpload(node: Json, path: string, reading: Reading): Paragraph {
  const { value, relationTo } = node
  const id = isObject(value) ? value.id : value
  if (relationTo !== 'media' || (typeof id !== 'number' && typeof id !== 'string')) {
    throw new BodyError(path, 'the picture is not in the media library yet; upload it and choose it again')
  }
  const ref = refOf(id, path, reading)
  const fields = isObject(node.fields) ? node.fields : {}
  const alt = textOf(fields, 'alt', path) ?? ''
  return {
    type: 'paragraph',
    children: [{ type: 'image', url: `media:${ref}`, alt, title: textOf(fields, 'caption', path) }],
  }
}

function refOf(id: number | string, path: string, reading: Reading): string {
  const ref = said(path, () => reading.toRef(id))
  if (ref === null) throw new BodyError(path, `the picture ${id} is not in the media library; choose another`)
  return ref
}

const insides = { root: 'the article', finding: 'a break or hold', aside: 'a callout or step' } as const

/** The kinds that are blocks of the editor: a step is a row of its block, a figure too. */
export type BlockKind = Exclude<KindName, 'step' | 'figure'>

/** How the fields of each block are read. */
const readers: Record<BlockKind, (fields: Json, path: string, reading: Reading) => Block> = {
  break: (fields, path, reading) => readFinding('break', fields, path, reading),
  hold: (fields, path, reading) => readFinding('hold', fields, path, reading),
  callout: readCallout,
  decision: readDecision,
  table: readCaptioned,
  pullquote: readPullquote,
  figures: readFigures,
  steps: readSteps,
  diagram: readDiagram,
  card: readCard,
}

const isBlockKind = (kind: string): kind is BlockKind => Object.hasOwn(readers, kind)

function readFields(node: Json, path: string, reading: Reading, place: Where): Block {
  const fields = fieldsOf(node, path)
  const kind = String(fields.blockType)
  const here = `${path} (${kind.slice(0, 20)})`
  if (kind === 'code') return readCode(fields, here)
  if (!isBlockKind(kind)) {
    throw new BodyError(path, `the block “${kind.slice(0, 40)}” is not something an article can hold; remove it`)
  }
  if (!kindsIn(place).includes(kind)) throw new BodyError(here, `it stands inside ${insides[place]}; move it out`)
  return readers[kind](fields, here, reading)
}
