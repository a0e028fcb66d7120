import type { BlockContent, Break, FootnoteDefinition, FootnoteReference, PhrasingContent } from 'mdast'
import type { Where } from '#publication/article/index.ts'
import { cleanText, fieldsOf, type Json, nodesOf, rootNodesOf } from './lexical-json.ts'
import { BodyError } from './lexical-limits.ts'
import { readTarget, type ToRef } from './lexical-links.ts'
import { readSource } from './lexical-sources.ts'

/** What one conversion carries along: the records it may name, and the footnotes met so far. */
export type Reading = {
  toRef: ToRef
  articleRef: ToRef
  notes: FootnoteDefinition[]
  /** Reads the editor inside a block, whose text stands at `place`. */
  blocksIn: (state: unknown, path: string, place: Where) => BlockContent[]
}

type Inside = { link: boolean; note: boolean }

/** Bits of a Lexical text node's `format` (IS_BOLD … in lexical/src/LexicalConstants.ts). */
export const textFormat = { bold: 1, italic: 2, strikethrough: 4, code: 16, subscript: 32, superscript: 64 } as const

/**
 * Formats that change what a text says are refused. Underline, highlight and letter case (bits 8, 128 and up) are
 * looks: the editor has no button for them, but Ctrl+U and paste bring them in, so they are dropped.
 */
const refusedFormats = ['strikethrough', 'subscript', 'superscript'] as const

/** White space that collapses; a no-break space is text. */
export const onlySpace = /^[\t\n\v\f\r \u0085\u2028\u2029\uFEFF]*$/

/** Whether phrasing has nothing to read or see. */
function isBlank(nodes: readonly PhrasingContent[]): boolean {
  return nodes.every((node) => {
    if ('children' in node) return isBlank(node.children)
    return node.type === 'break' || (node.type === 'text' && onlySpace.test(node.value))
  })
}

/**
 * The inline children of a Lexical block as mdast phrasing, one leaf after the other; `normalise` joins them. `[]` if
 * they are blank. Footnotes are numbered as they are met, and their definitions added to `reading.notes`.
 * @throws BodyError
 */
export function readPhrasing(nodes: readonly Json[], path: string, reading: Reading): PhrasingContent[] {
  const phrasing = readNodes(nodes, path, reading, { link: false, note: false })
  return isBlank(phrasing) ? [] : phrasing
}

function readNodes(nodes: readonly Json[], path: string, reading: Reading, inside: Inside): PhrasingContent[] {
  return nodes.flatMap((node): PhrasingContent[] => {
    switch (node.type) {
      case 'text':
        return [readText(node, path)]
      case 'tab':
        return [{ type: 'text', value: ' ' }]
      case 'linebreak':
        return [{ type: 'break' }]
      case 'link':
        return readLink(node, path, reading, inside)
      case 'inlineBlock':
        return [readNote(node, path, reading, inside)]
      default:
        throw new BodyError(path, `“${String(node.type)}” cannot stand in a line of text; remove it`)
    }
  })
}

function readText(node: Json, path: string): PhrasingContent {
  const { text, format } = node
  if (typeof text !== 'string') throw new BodyError(path, 'a piece of text holds no text; write it again')
  const bits = typeof format === 'number' && Number.isInteger(format) ? format : 0
  for (const name of refusedFormats) {
    if ((bits & textFormat[name]) !== 0) {
      throw new BodyError(path, `“${text.slice(0, 40)}” is set in ${name}, which is not offered; clear its format`)
    }
  }
  let result: PhrasingContent = {
    type: (bits & textFormat.code) === 0 ? 'text' : 'inlineCode',
    value: cleanText(text),
  }
  if ((bits & textFormat.italic) !== 0) result = { type: 'emphasis', children: [result] }
  if ((bits & textFormat.bold) !== 0) result = { type: 'strong', children: [result] }
  return result
}

/** A link without words cannot be seen in the editor either: it is left out, and what it held stays. */
function readLink(node: Json, path: string, reading: Reading, inside: Inside): PhrasingContent[] {
  if (inside.link) throw new BodyError(path, 'a link stands inside a link; remove one of them')
  const children = readNodes(nodesOf(node, path), path, reading, { ...inside, link: true })
  if (isBlank(children)) return children
  const url = readTarget(fieldsOf(node, path), path, reading.articleRef)
  return [{ type: 'link', title: null, url, children }]
}

const noteNames: Record<string, string> = { footnote: 'footnote', source: 'source' }

function readNote(node: Json, path: string, reading: Reading, inside: Inside): FootnoteReference {
  const fields = fieldsOf(node, path)
  const kind = String(fields.blockType)
  const name = Object.hasOwn(noteNames, kind) ? noteNames[kind] : undefined
  if (name === undefined) throw new BodyError(path, `“${kind}” cannot stand in a line; remove it`)
  if (inside.note) throw new BodyError(path, `a ${name} stands inside a footnote; make it one note`)
  if (inside.link) throw new BodyError(path, `a ${name} stands inside a link; put it after the link`)
  const number = String(reading.notes.length + 1)
  const here = `${path}, footnote ${number}`
  const children: PhrasingContent[] =
    name === 'source'
      ? [{ type: 'text', value: readSource(fields, here) }]
      : readLines(fields.note, here, reading, { link: false, note: true }, 'a footnote')
  if (isBlank(children)) throw new BodyError(path, `footnote ${number} is empty; write it or remove it`)
  reading.notes.push({
    type: 'footnoteDefinition',
    identifier: number,
    label: number,
    children: [{ type: 'paragraph', children }],
  })
  return { type: 'footnoteReference', identifier: number, label: number }
}

/** An editor that holds one paragraph; where an editor pressed Enter, the lines are kept apart by hard breaks. */
function readLines(state: unknown, path: string, reading: Reading, inside: Inside, what: string): PhrasingContent[] {
  return rootNodesOf(state, path).flatMap((block, index): PhrasingContent[] => {
    if (block.type !== 'paragraph') throw new BodyError(path, `${what} holds text only; make it one paragraph`)
    const line = readNodes(nodesOf(block, path), path, reading, inside)
    const between: Break[] = index === 0 ? [] : [{ type: 'break' }]
    return [...between, ...line]
  })
}

/** The one paragraph of an editor inside a block, which `what` names; `[]` if it is blank. @throws BodyError */
export function readLine(state: unknown, path: string, reading: Reading, what: string): PhrasingContent[] {
  const children = readLines(state, path, reading, { link: false, note: false }, what)
  return isBlank(children) ? [] : children
}
