import type { Element, ElementContent, Nodes as HastNodes, Root, RootContent } from 'hast'
import { fromParse5 } from 'hast-util-from-parse5'
import { toHtml } from 'hast-util-to-html'
import type {
  Code,
  FootnoteDefinition,
  FootnoteReference,
  Heading,
  List,
  ListItem,
  Paragraph,
  Parents,
  Table,
} from 'mdast'
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive'
import { defaultHandlers, type Handlers, type State, toHast } from 'mdast-util-to-hast'
import { parseFragment } from 'parse5'
import { visit } from 'unist-util-visit'
import { findingsOf, sourceForm } from './findings.ts'
import { element, textNode } from './hast-blocks.ts'
import { codeFigure, imageFigure } from './hast-figures.ts'
import { card, containerWriters, type Shown, tableRegion } from './hast-kinds.ts'
import type { Highlight } from './highlight.ts'
import { type ContainerKind, isKind } from './kinds.ts'
import { resolveLinks } from './links.ts'
import { anchorsOf, plainText } from './reading.ts'
import { sanitise } from './sanitise.ts'
import type { Body, References } from './schema.ts'

type Referred = Pick<References, 'media' | 'articles'>

/** `highlight` colours code, for pages. */
type Options = { highlight?: Highlight }

/** The address that a source names becomes a link, so that a reader can go and look. */
function linkSource(note: FootnoteDefinition, children: ElementContent[]): ElementContent[] {
  const url = sourceForm.exec(plainText(note))?.[3]
  if (!url) return children
  return children.flatMap((child) => {
    const at = child.type === 'text' ? child.value.lastIndexOf(url) : -1
    if (child.type !== 'text' || at < 0) return [child]
    const link = element('a', { href: url }, [textNode(url)])
    return [textNode(child.value.slice(0, at)), link, textNode(child.value.slice(at + url.length))]
  })
}

/** The first note that says the same as a later one, by the number of the later one. */
function saidBefore(body: Body): Map<string, string> {
  const first = new Map<string, string>()
  const before = new Map<string, string>()
  for (const node of body.children) {
    if (node.type !== 'footnoteDefinition') continue
    const words = plainText(node)
    const earlier = first.get(words)
    if (earlier) before.set(node.identifier, earlier)
    else first.set(words, node.identifier)
  }
  return before
}

const asNote = (number: string): ElementContent[] => [
  textNode('As note '),
  element('a', { href: `#f${number}` }, [textNode(number)]),
  textNode('.'),
]

/** `f1`, and the way back to `r1`. */
function noteItem(note: FootnoteDefinition, children: ElementContent[]): Element {
  const back = element('a', { href: `#r${note.identifier}`, ariaLabel: 'Back to text' }, [textNode('↩')])
  return element('li', { id: `f${note.identifier}` }, [...linkSource(note, children), textNode(' '), back])
}

/** A point of a list; one that is done says so in words, because the box beside it is drawn by the style sheet. */
function listItem(state: State, node: ListItem, parent: Parents | undefined): Element {
  const item = defaultHandlers.listItem(state, { ...node, checked: null }, parent)
  if (typeof node.checked !== 'boolean') return item
  const done = node.checked ? [element('span', { className: ['unseen'] }, [textNode('Done: ')])] : []
  return element('li', { className: [node.checked ? 'done' : 'undone'] }, [...done, ...item.children])
}

function handlersFor(body: Body, references: Referred, highlight: Highlight | undefined): Handlers {
  const anchors = anchorsOf(body)
  const findings = new Map(findingsOf(body).map((finding) => [finding.id, finding]))
  const earlier = saidBefore(body)
  const shown: Shown = { findings, articles: references.articles, counts: { table: 0, diagram: 0 } }
  return {
    heading: (state, node: Heading) => element(`h${node.depth}`, { id: anchors.get(node) }, state.all(node)),
    paragraph: (state, node: Paragraph) => {
      const [first] = node.children
      return first?.type === 'image' ? imageFigure(first, references.media) : defaultHandlers.paragraph(state, node)
    },
    code: (_, node: Code) => codeFigure(node, highlight),
    containerDirective: (state, node: ContainerDirective) =>
      isKind(node.name) && Object.hasOwn(containerWriters, node.name)
        ? containerWriters[node.name as ContainerKind](state, node, shown)
        : element('section', {}, state.all(node) as ElementContent[]),
    leafDirective: (_, node: LeafDirective) => (node.name === 'card' ? card(node, shown) : undefined),
    list: (state, node: List) => {
      const list = defaultHandlers.list(state, node)
      const isChecklist = node.children.some(({ checked }) => typeof checked === 'boolean')
      return isChecklist ? { ...list, properties: { className: ['checklist'] } } : list
    },
    listItem: (state, node: ListItem, parent: Parents | undefined) => listItem(state, node, parent),
    table: (state, node: Table) => tableRegion(state, node, shown),
    footnoteReference: (_, { identifier }: FootnoteReference) => {
      const name = { className: ['fnref'], ariaLabel: `Footnote ${identifier}` }
      return element('sup', {}, [
        element('a', { id: `r${identifier}`, href: `#f${identifier}`, ...name }, [textNode(identifier)]),
      ])
    },
    footnoteDefinition: (state, note: FootnoteDefinition) => {
      const [words] = note.children
      const before = earlier.get(note.identifier)
      if (before) return noteItem(note, asNote(before))
      return noteItem(note, words?.type === 'paragraph' ? state.all(words) : [])
    },
  }
}

/** Gathers the footnotes at the end of the tree in a section of their own. */
function withNotes(tree: HastNodes): HastNodes {
  if (tree.type !== 'root') return tree
  const isNote = (node: RootContent): node is Element => node.type === 'element' && node.tagName === 'li'
  const notes = tree.children.filter(isNote)
  if (notes.length === 0) return tree
  const section = element('section', { className: ['footnotes'], ariaLabel: 'Footnotes' }, [element('ol', {}, notes)])
  return { ...tree, children: [...tree.children.filter((node) => !isNote(node)), section] }
}

/** Addresses on this site, with the site's origin before them. */
function madeAbsolute(tree: HastNodes, origin: string): void {
  const site = origin.replace(/\/$/, '')
  visit(tree, 'element', ({ properties }) => {
    for (const name of ['href', 'src'] as const) {
      const url = properties[name]
      if (typeof url === 'string' && url.startsWith('/')) properties[name] = site + url
    }
    const { srcSet } = properties
    if (typeof srcSet === 'string') properties['srcSet'] = srcSet.replace(/(^|, )(?=\/)/g, `$1${site}`)
  })
}

/** Places in this text as addresses: whatever shows several articles has but one `#f1`. */
function placedOn(tree: HastNodes, page: string): void {
  visit(tree, { tagName: 'a' }, ({ properties }: Element) => {
    const { href } = properties
    if (typeof href === 'string' && href.startsWith('#')) properties['href'] = page + href
  })
}

/**
 * A body as a sanitised hast tree, for pages. Headings have anchors, findings `#b1` and `#h1`, footnotes `#f1` and
 * `#r1`; classes are those of the allow-list alone, and there is no inline style.
 * @throws BodyError for what is no body, or is too deep or too large
 */
export function bodyToHast(body: Body, references: Referred, options: Options = {}): Root {
  const copy = resolveLinks(body, references.articles, { cards: 'keep' })
  const handlers = handlersFor(copy, references, options.highlight)
  return sanitise(withNotes(toHast(copy, { handlers })))
}

/** A body as a sanitised piece of HTML; otherwise as `bodyToHast`. */
export function bodyToHtml(body: Body, references: Referred, options: Options = {}): string {
  return toHtml(bodyToHast(body, references, options))
}

/**
 * HTML that `bodyToHtml` made, for somebody who is not on this site. Nothing is rendered again, for that takes a tenth of
 * a second where the text has a diagram.
 * @param origin makes addresses on this site absolute
 * @param page the absolute address of the article makes those within it so too, for a text that is shown among others
 */
export function absoluteHtml(html: string, origin: string, page?: string): string {
  const tree = fromParse5(parseFragment(html))
  madeAbsolute(tree, origin)
  if (page !== undefined) placedOn(tree, page)
  return toHtml(tree)
}
