import type { FootnoteDefinition, RootContent } from 'mdast'
import type { ContainerDirective } from 'mdast-util-directive'
import type { BlockContext } from './blocks.ts'
import { blockIn, checkFindings, settleStatus } from './directives.ts'
import { BodyError, type ImageSource, type Issue, limits } from './grammar.ts'
import { childrenOf, guard, type Place, placeOf, type RawNode } from './guard.ts'
import { phrasingIn, textIn } from './phrasing.ts'
import type { Body } from './schema.ts'
import { isSound, keepSound } from './sound.ts'

type Names = { definitions: Map<string, RawNode>; notes: Map<string, { node: RawNode; place: Place }> }
type Report = (place: Place, message: string) => void

/** Addresses and notes by name, wherever they are defined; the first of a name counts, as in Markdown. */
function namesIn(tree: RawNode, report: Report): Names {
  const names: Names = { definitions: new Map(), notes: new Map() }
  const walk = (node: RawNode, place: Place): void => {
    const name = textIn(node, 'identifier')
    if (node.type === 'definition' && !names.definitions.has(name)) names.definitions.set(name, node)
    if (node.type === 'footnoteDefinition') {
      if (names.notes.has(name)) report(place, `the footnote “${name}” is written twice; give one another name`)
      else names.notes.set(name, { node, place })
    }
    for (const [index, child] of childrenOf(node).entries()) walk(child, placeOf(child, place, index))
  }
  walk(tree, { path: '', line: null })
  return names
}

const tooLarge = `more than ${limits.nodes} nodes; split the article in two`

const sizeOf = (node: RawNode): number => childrenOf(node).reduce((sum, child) => sum + sizeOf(child), 1)

/** Numbers notes in order of reference; each reference has its own copy, so that each has one way back. */
function noteBook(names: Names, context: () => BlockContext, report: Report) {
  const written: FootnoteDefinition[] = []
  const used = new Set<string>()
  const sizes = new Map<string, number>()
  let size = 0
  let isFull = false
  const noteFor = (reference: RawNode, place: Place): string | null => {
    const name = textIn(reference, 'identifier')
    const note = names.notes.get(name)
    if (!note) {
      report(place, `there is no footnote “${name.slice(0, 40)}”; write it as [^name]: text`)
      return null
    }
    used.add(name)
    const noteSize = sizes.get(name) ?? sizeOf(note.node)
    sizes.set(name, noteSize)
    size += noteSize
    // Ten references to a note of a thousand nodes are ten thousand nodes.
    if (size > limits.nodes) {
      if (!isFull) report(place, `its footnotes have more than ${limits.nodes} nodes; refer to each note once`)
      isFull = true
      return null
    }
    const identifier = String(written.length + 1)
    const children = childrenOf(note.node).flatMap((child, index): FootnoteDefinition['children'] => {
      const at = placeOf(child, note.place, index)
      if (child.type === 'definition' || child.type === 'footnoteDefinition') return []
      if (child.type !== 'paragraph') report(at, `a footnote is one paragraph, not “${child.type.slice(0, 40)}”`)
      if (child.type !== 'paragraph') return []
      const phrasing = phrasingIn(child, at, context(), true)
      return phrasing.length > 0 ? [{ type: 'paragraph', children: phrasing }] : []
    })
    if (children.length !== 1) {
      const what = children.length === 0 ? 'is empty; write its text' : 'has several paragraphs; make one of them'
      report(note.place, `the footnote “${name}” ${what}`)
    }
    if (children.length === 0) return null
    written.push({ type: 'footnoteDefinition', identifier, label: identifier, children: children.slice(0, 1) })
    return identifier
  }
  const finish = (): FootnoteDefinition[] => {
    for (const [name, note] of names.notes) {
      if (!used.has(name)) report(note.place, `nothing refers to the footnote “${name}”; write [^${name}] or delete it`)
    }
    return written
  }
  return { noteFor, finish }
}

const mostDiagrams = 20

/** Each takes up to half a second to draw, and all are drawn at once. */
function refuseDiagrams(blocks: RootContent[], report: Report): void {
  const isDiagram = (node: RootContent) => node.type === 'containerDirective' && node.name === 'diagram'
  const count = blocks.reduce((sum, node) => {
    const inside = node.type === 'containerDirective' ? node.children.filter(isDiagram).length : 0
    return sum + inside + (isDiagram(node) ? 1 : 0)
  }, 0)
  if (count > mostDiagrams) {
    report({ path: '', line: null }, `more than ${mostDiagrams} diagrams; split the article in two`)
  }
}

/**
 * Brings an mdast tree (as parsed from GFM with directives, or from any other source) to the normal form.
 * Never throws. `issues` says everything that the grammar cannot express or does not allow; the body then still
 * stands inside the grammar, with what could be kept, but says less than the tree did.
 * @param options.images which images may be named; `stored` (the default) knows `media:` references only
 */
export function bodyOf(tree: unknown, options: { images?: ImageSource } = {}): { body: Body; issues: Issue[] } {
  const refused = guard(tree)
  if (refused) return { body: { type: 'root', children: [] }, issues: [refused] }
  const root = tree as RawNode
  const issues: Issue[] = []
  const report: Report = ({ path, line }, message) => {
    issues.push({ path, line, message })
  }
  const names = namesIn(root, report)
  const notes = noteBook(names, () => context, report)
  const context: BlockContext = {
    report,
    definitions: names.definitions,
    note: notes.noteFor,
    images: options.images ?? 'stored',
  }
  const findings: { node: ContainerDirective; place: Place }[] = []
  const blocks = childrenOf(root).flatMap((node, index): RootContent[] => {
    const place = placeOf(node, { path: '', line: null }, index)
    const block = blockIn(node, place, context, 'root')
    const isFinding = block?.type === 'containerDirective' && (block.name === 'break' || block.name === 'hold')
    if (isFinding) findings.push({ node: block, place })
    return block ? [block] : []
  })
  refuseDiagrams(blocks, report)
  settleStatus(findings.map((finding) => finding.node))
  checkFindings(findings, report)
  const body: Body = { type: 'root', children: [...blocks, ...notes.finish()] }
  // A space at the edge of a mark and a cell that was left out are nodes of their own in the normal form.
  if (sizeOf(body as Body & RawNode) - 1 <= limits.nodes) return { body, issues }
  const whole = { path: '', line: null }
  return { body: { type: 'root', children: [] }, issues: [...issues, { ...whole, message: tooLarge }] }
}

/**
 * The normal form of a tree that is free of issues; idempotent. It is frozen, and known as such from then on: clone it to
 * change it.
 * @throws BodyError with every issue
 */
export function normalise(tree: unknown, options: { images?: ImageSource } = {}): Body {
  const images = options.images ?? 'stored'
  if (isSound(tree, images)) return tree
  const { body, issues } = bodyOf(tree, { images })
  if (issues.length > 0) throw new BodyError(issues)
  return keepSound(body, images)
}
