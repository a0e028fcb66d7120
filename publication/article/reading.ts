import type { Heading, Nodes } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { visit } from 'unist-util-visit'
import { codeMetaOf } from './code-meta.ts'
import { mediaIdIn } from './grammar.ts'
import { wordsIn } from './kinds.ts'
import { safeBody } from './safe-body.ts'
import type { Body } from './schema.ts'

/** One line of a table of contents. `depth` is the level of its heading in HTML; findings stand at 3. */
export type OutlineEntry = { id: string; text: string; depth: number; kind: 'heading' | 'break' | 'hold' }

/** Anchors that belong to findings (b1, h1), footnotes (f1) and references to them (r1). */
const reserved = /^[bhfr]\d+$/

function slugOf(text: string): string {
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
  const slug = (words ?? ['section']).join('-')
  return reserved.test(slug) ? `section-${slug}` : slug
}

/**
 * The anchor of each heading, made from its text alone, and so the same in every edition that has the text. A second
 * heading of the same text gets `-2`; it takes no anchor that the text of another one makes, wherever that stands.
 */
export function anchorsOf(body: Body): Map<Heading, string> {
  const headings = body.children.filter((node) => node.type === 'heading')
  const slugs = new Map(headings.map((heading) => [heading, slugOf(textOf(heading))]))
  const own = new Set(slugs.values())
  const taken = new Set<string>()
  const counts = new Map<string, number>()
  for (const [heading, slug] of slugs) {
    let anchor = slug
    let count = counts.get(slug) ?? 1
    while (taken.has(anchor) || (anchor !== slug && own.has(anchor))) {
      count += 1
      anchor = `${slug}-${count}`
    }
    counts.set(slug, count)
    taken.add(anchor)
    slugs.set(heading, anchor)
  }
  return slugs
}

/** What a table of contents lists, in order: headings of depth 2, breaks and holds. */
export function outlineOf(body: Body): OutlineEntry[] {
  const safe = safeBody(body)
  const anchors = anchorsOf(safe)
  return safe.children.flatMap((node): OutlineEntry[] => {
    if (node.type === 'heading' && node.depth === 2) {
      return [{ id: anchors.get(node) ?? '', text: plainText(node), depth: 2, kind: 'heading' }]
    }
    if (node.type !== 'containerDirective' || (node.name !== 'break' && node.name !== 'hold')) return []
    const { id, title } = node.attributes ?? {}
    return id && title ? [{ id, text: title, depth: 3, kind: node.name }] : []
  })
}

/** The words of a node; a line break counts as a space. */
export function plainText(node: Nodes): string {
  if ('value' in node) return node.value
  if (node.type === 'break') return ' '
  return 'children' in node ? node.children.map(plainText).join('') : ''
}

/** What stands between spaces and dashes and has a letter or a digit. Split first: one pattern for both is quadratic. */
const countIn = (text: string): number =>
  text.split(/[\s\u2013\u2014]+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length

/** Words that a reader reads: text, the words of every block, captions. Not code, not diagrams' source, not footnotes. */
export function wordsOf(body: Body): number {
  let words = 0
  visit(safeBody(body), (node: Nodes) => {
    if (node.type === 'footnoteDefinition') return 'skip'
    if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell')
      words += countIn(plainText(node))
    else if (node.type === 'code') words += countIn(codeMetaOf(node.meta)?.caption ?? '')
    else if (node.type === 'image') words += countIn(node.title ?? '')
    else if (node.type === 'containerDirective' || node.type === 'leafDirective') {
      words += countIn(wordsIn(node.attributes).join(' '))
    }
    return undefined
  })
  return words
}

const wordsPerMinute = 220

/** Minutes, at 220 words each; at least one. */
export const readingMinutesOf = (words: number): number => Math.max(1, Math.round(words / wordsPerMinute))

/** Ids of the media records that a body shows, each once, in order. */
export function mediaIdsOf(body: Body): string[] {
  const ids = new Set<string>()
  visit(safeBody(body), 'image', ({ url }) => {
    const id = mediaIdIn(url)
    if (id) ids.add(id)
  })
  return [...ids]
}

/** Ids of the media records that a body shows without saying what is to be seen in them. */
export function undescribedIn(body: Body): string[] {
  const ids = new Set<string>()
  visit(safeBody(body), 'image', ({ url, alt }) => {
    const id = mediaIdIn(url)
    if (id && !alt?.trim()) ids.add(id)
  })
  return [...ids]
}
