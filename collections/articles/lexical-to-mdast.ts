import type { RootContent } from 'mdast'
import { type Body, type Issue, normalise, BodyError as Refusal } from '#publication/article/index.ts'
import { readBlock } from './lexical-blocks.ts'
import { rootNodesOf } from './lexical-json.ts'
import { BodyError, checkJson } from './lexical-limits.ts'
import type { ToRef } from './lexical-links.ts'
import type { Reading } from './lexical-phrasing.ts'

export { BodyError } from './lexical-limits.ts'

/**
 * How stored records are named: `toRef` gives the public id (`m_…`) of a media record, `articleRef` that of an article
 * (`a_…`), by Payload's id; `null` or a throw if it is unknown.
 */
export type ToRefs = { toRef: ToRef; articleRef: ToRef }

/**
 * The body of an article as Payload's editor stores it, as mdast in normal form. An empty field is an empty body.
 *
 * Forgiving of what editors leave behind: empty paragraphs, empty optional texts inside blocks, indents, directions,
 * colours, underline. Strict with what readers would see differently from the editor: unknown nodes, blocks out of
 * their place, merged cells, struck-out text, addresses outside the allow-list, findings without an id (see
 * `assignFindingIds`), answers to breaks that are not there.
 * @throws BodyError with the place and the reason in words
 */
export function lexicalToMdast(state: unknown, refs: ToRefs): Body {
  checkJson(state)
  const reading: Reading = {
    ...refs,
    notes: [],
    blocksIn: (inner, path, place) =>
      rootNodesOf(inner, path).flatMap((node, index) => readBlock(node, `${path}, block ${index + 1}`, reading, place)),
  }
  const read = rootNodesOf(state, 'body').map((node, index) => readBlock(node, `block ${index + 1}`, reading, 'root'))
  const children: RootContent[] = [...read.flat(), ...reading.notes]
  try {
    return normalise({ type: 'root', children })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const [issue] = error.issues
    const origins = read.flatMap((blocks, index) => blocks.map(() => index + 1))
    throw new BodyError(placeOf(issue, children, origins), issue?.message ?? 'it cannot be read')
  }
}

type Tree = { type: string; name?: string; children?: Tree[] }

/** What an editor calls a node inside a block, by its number among its siblings; null for what has no name there. */
function wordsFor(node: Tree, parent: Tree, number: number): string | null {
  if (node.type === 'tableCell' && parent.type === 'tableRow') return `cell ${number}`
  if (node.type === 'listItem') return `item ${number}`
  return node.name === 'step' || node.name === 'figure' ? `${node.name} ${number}` : null
}

/** Where in the editor an issue of the normal form stands. */
function placeOf(issue: Issue | undefined, children: RootContent[], origins: number[]): string {
  const [first, ...steps] = [...(issue?.path ?? '').matchAll(/children\[(\d+)\]/g)].map((found) => Number(found[1]))
  if (first === undefined) return 'body'
  const block = children[first] as Tree | undefined
  if (block === undefined || origins[first] === undefined) return `footnote ${first - origins.length + 1}`
  const words = [`block ${origins[first]}${block.name === undefined ? '' : ` (${block.name})`}`]
  let node = block
  for (const index of steps) {
    const child: Tree | undefined = node.children?.[index]
    if (child === undefined) break
    // The rows of a decision are counted below its headings, as its editor does.
    const isLine = child.type === 'tableRow' && block.name === 'decision'
    const word = child.type === 'tableRow' ? `row ${index + (isLine ? 0 : 1)}` : wordsFor(child, node, index + 1)
    if (word !== null) words.push(word)
    node = child
  }
  return words.join(', ')
}
