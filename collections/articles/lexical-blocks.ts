import type { BlockContent, Blockquote, Code, Paragraph } from 'mdast'
import type { ContainerDirective } from 'mdast-util-directive'
import { codeMeta, type LineRanges, linesIn } from '#publication/article/index.ts'
import { cleanText, fieldsOf, isObject, type Json, nodesOf, rootNodesOf, textOf } from './lexical-json.ts'
import { BodyError } from './lexical-limits.ts'
import { readList } from './lexical-lists.ts'
import { type Reading, readPhrasing } from './lexical-phrasing.ts'
import { readTable } from './lexical-tables.ts'

/** Where blocks stand: at the root of the article, or inside a break or hold (no headings, no further findings). */
type Place = 'article' | 'finding'

type Block = BlockContent | ContainerDirective

/** A Lexical block as mdast; `[]` for empty paragraphs, headings and quotes, which are editor noise. @throws BodyError */
export function readBlock(node: Json, path: string, reading: Reading, place: Place): Block[] {
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
      return [readTable(node, path, reading)]
    case 'upload':
      return [readUpload(node, path, reading)]
    case 'block':
      return [readFields(node, path, reading, place)]
    default:
      throw new BodyError(path, `“${String(node.type)}” is not something an article can hold; remove it`)
  }
}

/** A code block typed with ``` is left inside its paragraph by the editor's Markdown shortcut: it is lifted out. */
function readParagraph(node: Json, path: string, reading: Reading, place: Place): Block[] {
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

function readHeading(node: Json, path: string, reading: Reading, place: Place): Block[] {
  const depth = depths[String(node.tag)]
  if (depth === undefined) throw new BodyError(path, 'this heading has a level that is not offered; use 2, 3 or 4')
  const children = readPhrasing(nodesOf(node, path), path, reading)
  if (children.length === 0) return []
  if (place === 'finding') throw new BodyError(path, 'a heading stands inside a break or hold; make it a paragraph')
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
  let ref: string | null
  try {
    ref = reading.toRef(id)
  } catch (error) {
    throw new BodyError(path, error instanceof Error ? error.message : String(error))
  }
  if (ref === null) throw new BodyError(path, `the picture ${id} is not in the media library; choose another`)
  return ref
}

function readFields(node: Json, path: string, reading: Reading, place: Place): Code | ContainerDirective {
  const fields = fieldsOf(node, path)
  const kind = fields.blockType
  if (kind === 'code') return readCode(fields, `${path} (code)`)
  if (kind !== 'break' && kind !== 'hold') {
    throw new BodyError(path, `the block “${String(kind)}” is not something an article can hold; remove it`)
  }
  const here = `${path} (${kind})`
  if (place === 'finding') throw new BodyError(here, 'it stands inside a break or hold; move it out')
  const children = rootNodesOf(fields.body, here).flatMap((child, index) =>
    readBlock(child, `${here}, block ${index + 1}`, reading, 'finding'),
  ) as ContainerDirective['children']
  return { type: 'containerDirective', name: kind, attributes: readAttributes(kind, fields, here), children }
}

/** Attributes in canonical order; a break's `status` is derived by whoever has seen all holds. */
function readAttributes(kind: 'break' | 'hold', fields: Json, path: string): Record<string, string> {
  const id = fields.findingId
  if (typeof id !== 'string' || !(kind === 'break' ? /^b[1-9][0-9]{0,3}$/ : /^h[1-9][0-9]{0,3}$/).test(id)) {
    throw new BodyError(path, 'it has no id yet; save the article, which gives it one')
  }
  const title = textOf(fields, 'title', path)
  if (title === null) throw new BodyError(path, 'it has no title; say in one line what breaks or what holds')
  const rest =
    kind === 'break'
      ? { title, shows: textOf(fields, 'shows', path), scale: textOf(fields, 'scale', path) }
      : { answers: readAnswers(fields.answers, path), title, cost: textOf(fields, 'cost', path) }
  const given = Object.entries({ id, ...rest }).filter((entry): entry is [string, string] => entry[1] !== null)
  return Object.fromEntries(given)
}

function readAnswers(value: unknown, path: string): string | null {
  if (value === undefined || value === null) return null
  if (!Array.isArray(value)) throw new BodyError(path, '“answers” is not a list of ids such as b1')
  const ids = value.map((id: unknown) => {
    if (typeof id === 'string' && /^b[1-9][0-9]{0,3}$/.test(id.trim())) return id.trim()
    throw new BodyError(path, `“${String(id).slice(0, 20)}” is not the id of a break; use ids such as b1`)
  })
  return ids.length === 0 ? null : [...new Set(ids)].join(' ')
}

function readCode(fields: Json, path: string): Code {
  const value = fields.code ?? ''
  if (typeof value !== 'string') throw new BodyError(path, 'its code is not text; write it again')
  const meta = codeMeta({
    hold: readLines(fields, 'holdLines', path),
    break: readLines(fields, 'breakLines', path),
    unchecked: textOf(fields, 'unchecked', path),
    caption: textOf(fields, 'caption', path),
  })
  return { type: 'code', lang: textOf(fields, 'language', path), meta, value: cleanText(value) }
}

function readLines(fields: Json, name: string, path: string): LineRanges {
  const text = textOf(fields, name, path)
  if (text === null) return []
  const lines = linesIn(text.trim())
  if (lines === null) throw new BodyError(path, `“${text.slice(0, 40)}” are not lines; write them like 2,4-5`)
  return lines
}
