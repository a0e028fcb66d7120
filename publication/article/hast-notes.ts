import type { Element, ElementContent, Root } from 'hast'
import { sourceIn } from './findings.ts'
import { element, hasClass, textNode, wordsIn } from './hast-blocks.ts'
import type { Source } from './schema.ts'

/** A note of a body: `number` as its reference says it, its words without the way back, and the source that it names. */
export type Note = { number: string; words: ElementContent[]; source: Source | null }

/**
 * Elements that a text may have with its copies, code and drawings aside: a page stays under 1,500 in all, and the
 * longest has some 620 around its text. Beyond it notes stand at the end alone.
 */
const mostElements = 880

/** A note from its `li#f3`, which ends in a space and the way back to the text. */
function noteOf(item: Element): Note {
  const words = item.children.slice(0, -2)
  return {
    number: String(item.properties.id).slice(1),
    words,
    source: sourceIn(words.map(wordsIn).join('')),
  }
}

/** The number of the note that a `sup` refers to. */
function referenceIn(node: Element): string | null {
  const [link] = node.children
  if (node.tagName !== 'sup' || link?.type !== 'element' || !hasClass(link, 'fnref')) return null
  return String(link.properties.href).slice(2)
}

/** The same words with nothing in them to be reached: a copy that is hidden from some must not hold what they can focus. */
function unlinked(nodes: ElementContent[]): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type !== 'element') return [node]
    const children = unlinked(node.children)
    return node.tagName === 'a' ? children : [{ ...node, children }]
  })
}

/** A source is named without its address and day, which stand at the end of the page. */
function sidenote({ number, words, source }: Note): Element {
  const text = source ? [textNode(`${source.title}, ${source.publisher}`)] : unlinked(words)
  return element('small', { className: ['sidenote'], ariaHidden: 'true' }, [
    element('b', {}, [textNode(number)]),
    textNode(' '),
    ...text,
  ])
}

/** How many elements a page gets from these; what is inside code and drawings does not count. */
function sizeOf(nodes: ElementContent[]): number {
  let size = 0
  for (const node of nodes) {
    if (node.type !== 'element') continue
    size += 1 + (node.tagName === 'pre' || node.tagName === 'svg' ? 0 : sizeOf(node.children))
  }
  return size
}

/** What cuts off its overflow, or is set to a measure of its own: a note of what is inside stands before it. */
const isBoxed = (node: Element): boolean =>
  hasClass(node, 'table-scroll') || hasClass(node, 'diagram') || node.tagName === 'figcaption'

type Notes = ReadonlyMap<string, Note>

/** `outside` collects the notes of a box; without a box each stands right after its reference. */
function withSidenotes(nodes: ElementContent[], notes: Notes, outside: Element[] | null): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type !== 'element') return [node]
    const note = notes.get(referenceIn(node) ?? '')
    if (note && outside) {
      outside.push(sidenote(note))
      return [node]
    }
    if (note) return [node, sidenote(note)]
    const before: Element[] = []
    const children = withSidenotes(node.children, notes, outside ?? (isBoxed(node) ? before : null))
    return [...before, { ...node, children }]
  })
}

/**
 * A sanitised body taken apart for a page: its text, in which every note stands beside its reference as well, and the
 * notes. The copy beside the text is for eyes alone (`aria-hidden`) and holds no link; the notes themselves, at the end of
 * the page, are for everybody.
 */
export function notesApart({ children }: Root): { text: Root; notes: Note[] } {
  const nodes = children.filter((node) => node.type !== 'doctype')
  const isNotes = (node: ElementContent): node is Element => node.type === 'element' && hasClass(node, 'footnotes')
  const items = nodes
    .filter(isNotes)
    .flatMap((section) => section.children.flatMap((list) => (list.type === 'element' ? list.children : [])))
  const notes = items.flatMap((item) => (item.type === 'element' ? [noteOf(item)] : []))
  const text = nodes.filter((node) => !isNotes(node))
  const hasRoom = sizeOf(text) + sizeOf(notes.map(sidenote)) <= mostElements
  const beside: Notes = new Map(hasRoom ? notes.map((note) => [note.number, note]) : [])
  return { text: { type: 'root', children: withSidenotes(text, beside, null) }, notes }
}
