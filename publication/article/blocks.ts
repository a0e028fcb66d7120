import type { BlockContent, Code, Image, List, ListItem, Paragraph, Table, TableCell } from 'mdast'
import { visit } from 'unist-util-visit'
import { codeMeta, codeMetaOf } from './code-meta.ts'
import { codeLanguage, type ImageSource, isImageUrl, limits, linesOf } from './grammar.ts'
import { childrenOf, type Place, placeOf, type RawNode } from './guard.ts'
import { type Context, lineFrom, phrasingIn, textIn } from './phrasing.ts'

export type BlockContext = Context & { images: ImageSource }

const isBlank = (node: RawNode): boolean => node.type === 'text' && /^\s*$/.test(textIn(node, 'value'))

/** The image that a paragraph consists of, if it does. */
function loneImage(node: RawNode): RawNode | null {
  const [first, ...others] = childrenOf(node).filter((child) => !isBlank(child))
  return first && others.length === 0 && /^image(?:Reference)?$/.test(first.type) ? first : null
}

function imageBlock(node: RawNode, place: Place, context: BlockContext): Paragraph | null {
  const target = node.type === 'image' ? node : (context.definitions.get(textIn(node, 'identifier')) ?? node)
  const url = textIn(target, 'url')
  if (!isImageUrl(url, context.images)) {
    const advice =
      context.images === 'stored'
        ? 'choose one from the media library'
        : 'give a file beside this one (picture.png) or a path such as /media/picture.png'
    context.report(place, `the image “${url.slice(0, 60)}” cannot be used; ${advice}`)
    return null
  }
  const [alt, title] = [textIn(node, 'alt'), textIn(target, 'title')].map((text) =>
    lineFrom(text, place, context).trim(),
  )
  const image: Image = { type: 'image', url, title: title || null, alt: alt ?? '' }
  return { type: 'paragraph', children: [image] }
}

function paragraph(node: RawNode, place: Place, context: Context): Paragraph | null {
  const children = phrasingIn(node, place, context)
  return children.length > 0 ? { type: 'paragraph', children } : null
}

function listItem(node: RawNode, place: Place, context: BlockContext): ListItem | null {
  const checked = typeof node['checked'] === 'boolean' ? node['checked'] : null
  const paragraphs: Paragraph[] = []
  const lists: List[] = []
  for (const [index, child] of childrenOf(node).entries()) {
    const at = placeOf(child, place, index)
    if (child.type === 'list') {
      const nested = list(child, at, context)
      if (nested) lists.push(nested)
      if (paragraphs.length === 0 && nested) context.report(at, 'a point begins with words, then a nested list')
    } else if (child.type === 'paragraph') {
      const words = paragraph(child, at, context)
      if (words) paragraphs.push(words)
      if (words && (paragraphs.length > 1 || lists.length > 0)) {
        context.report(
          at,
          'a point is one paragraph, then at most one nested list; make a point of its own of the rest',
        )
      }
    } else if (!isDefinition(child)) context.report(at, `a list holds only words and lists, not “${child.type}”`)
  }
  if (lists.length > 1) context.report(place, 'a point has at most one nested list; make one list of them')
  const [words] = paragraphs
  if (!words) return null
  return { type: 'listItem', spread: false, checked, children: [words, ...lists.slice(0, 1)] }
}

function list(node: RawNode, place: Place, context: BlockContext): List | null {
  const ordered = node['ordered'] === true
  const start = node['start']
  if (ordered && typeof start === 'number' && start !== 1) context.report(place, 'a numbered list starts at 1')
  const children = childrenOf(node).flatMap((child, index) => {
    const at = placeOf(child, place, index)
    if (child.type === 'listItem') return listItem(child, at, context) ?? []
    context.report(at, `a list holds only points, not “${child.type}”`)
    return []
  })
  if (children.length === 0) return null
  const boxes = children.filter((item) => item.checked !== null).length
  if (ordered && boxes > 0) context.report(place, 'a numbered list has no boxes; write - [ ] for a checklist')
  else if (boxes > 0 && boxes < children.length) {
    context.report(place, 'some points have a box and some have none; give each point a box, or none')
  }
  if (ordered || boxes < children.length) for (const item of children) item.checked = null
  return { type: 'list', ordered, start: ordered ? 1 : null, spread: false, children }
}

/** Whether code in a table cell cannot be written as Markdown. */
export const isUnwritable = (code: string): boolean => /(?<!\\)\\(?:\\\\)*\|/.test(code)

function cell(node: RawNode, place: Place, context: BlockContext): TableCell {
  const result: TableCell = { type: 'tableCell', children: phrasingIn(node, place, context) }
  visit(result, 'inlineCode', ({ value }) => {
    if (isUnwritable(value)) {
      context.report(place, 'Markdown tables cannot hold code with a backslash before a |; put it outside the table')
    }
  })
  return result
}

/** A table in normal form: as wide as its first row, without alignment. */
export function tableOf(node: RawNode, place: Place, context: BlockContext): Table | null {
  const align: unknown[] = Array.isArray(node['align']) ? node['align'] : []
  if (align.some((side) => side === 'right' || side === 'center')) {
    context.report(place, 'tables have no alignment; write --- under each heading')
  }
  const rows = childrenOf(node).map((row, index) => {
    const at = placeOf(row, place, index)
    if (row.type !== 'tableRow') context.report(at, `a table holds only rows, not “${row.type}”`)
    return childrenOf(row).map((child, column) => {
      const inRow = placeOf(child, at, column)
      if (child.type !== 'tableCell') context.report(inRow, `a row holds only cells, not “${child.type}”`)
      return cell(child, inRow, context)
    })
  })
  const columns = rows[0]?.length ?? 0
  if (columns === 0) {
    context.report(place, 'a table begins with a row of headings')
    return null
  }
  // A few cells can be the corners of a table of millions.
  if (columns * rows.length > limits.nodes) {
    context.report(place, `a table has more than ${limits.nodes} cells; split it in two`)
    return null
  }
  const children = rows.map((cells, index) => {
    if (cells.length > columns) {
      context.report(place, `row ${index + 1} of a table has more cells than its first row; add a heading for them`)
    }
    while (cells.length < columns) cells.push({ type: 'tableCell', children: [] })
    return { type: 'tableRow' as const, children: cells.slice(0, columns) }
  })
  return { type: 'table', align: Array.from({ length: columns }, () => null), children }
}

/** A code block in normal form. */
export function codeOf(node: RawNode, place: Place, context: Context): Code {
  const { text: value, clean } = linesOf(textIn(node, 'value'))
  if (!clean) context.report(place, 'the code has control characters or broken characters; type that line again')
  const first = textIn(node, 'lang')
  // Without a language the meta string stands first in the fence, where Markdown reads its first word as the language.
  const bare = /^(?:\{|unchecked=|caption=)/.test(first)
  const lang = bare ? '' : first.toLowerCase()
  if (lang && !codeLanguage.test(lang)) {
    context.report(place, `“${lang.slice(0, 40)}” is not a language; write a word such as sql after the fence`)
  }
  const meta = codeMetaOf(bare ? `${first} ${textIn(node, 'meta')}` : textIn(node, 'meta'))
  if (!meta)
    context.report(
      place,
      'after the language write {hold=2,4-5 break=3} unchecked="…" caption="…", any of them or none',
    )
  if (meta?.caption) meta.caption = lineFrom(meta.caption, place, context) || null
  if (meta?.unchecked) meta.unchecked = lineFrom(meta.unchecked, place, context) || null
  return { type: 'code', lang: codeLanguage.test(lang) ? lang : null, meta: meta && codeMeta(meta), value }
}

function quote(node: RawNode, place: Place, context: BlockContext): BlockContent | null {
  const children = childrenOf(node).flatMap((child, index) => {
    const at = placeOf(child, place, index)
    if (child.type === 'paragraph') return paragraph(child, at, context) ?? []
    if (!isDefinition(child)) context.report(at, `a quote holds only paragraphs, not “${child.type}”`)
    return []
  })
  return children.length > 0 ? { type: 'blockquote', children } : null
}

export const isDefinition = (node: RawNode): boolean => node.type === 'definition' || node.type === 'footnoteDefinition'

/** The blocks that stand both in an article and in a finding; nothing for an empty one. */
export function blockOf(node: RawNode, place: Place, context: BlockContext): BlockContent | null {
  switch (node.type) {
    case 'paragraph': {
      const image = loneImage(node)
      return image ? imageBlock(image, place, context) : paragraph(node, place, context)
    }
    case 'list':
      return list(node, place, context)
    case 'blockquote':
      return quote(node, place, context)
    case 'code':
      return codeOf(node, place, context)
    case 'table':
      return tableOf(node, place, context)
    case 'definition':
    case 'footnoteDefinition':
      return null
  }
  context.report(place, refusalOf(node))
  return null
}

const refusals: Record<string, string> = {
  html: 'HTML is not accepted; use Markdown',
  thematicBreak: 'a rule (---) is not accepted; use a heading',
  yaml: 'front matter stands only at the start of the file',
}

const refusalOf = (node: RawNode): string =>
  (Object.hasOwn(refusals, node.type) ? refusals[node.type] : undefined) ??
  `“${node.type.slice(0, 40)}” is not accepted here; put text in a paragraph`
