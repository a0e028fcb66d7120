import type { Element, ElementContent, Nodes as HastNodes, Root, RootContent } from 'hast'
import { toHtml } from 'hast-util-to-html'
import type { Code, FootnoteDefinition, FootnoteReference, Heading, Paragraph, Table } from 'mdast'
import type { ContainerDirective } from 'mdast-util-directive'
import { defaultHandlers, type Handlers, toHast } from 'mdast-util-to-hast'
import { visit } from 'unist-util-visit'
import { findingsOf, sourceForm } from './findings.ts'
import { codeFigure, element, findingSection, imageFigure, textNode } from './hast-blocks.ts'
import { resolveLinks } from './links.ts'
import { anchorsOf, plainText } from './reading.ts'
import { sanitise } from './sanitise.ts'
import type { Body, References } from './schema.ts'

type Shown = Pick<References, 'media' | 'articles'>

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

/** `f1`, and the way back to `r1`. */
function noteItem(note: FootnoteDefinition, children: ElementContent[]): Element {
  const back = element('a', { href: `#r${note.identifier}`, ariaLabel: 'Back to text' }, [textNode('↩')])
  return element('li', { id: `f${note.identifier}` }, [...linkSource(note, children), textNode(' '), back])
}

function handlersFor(body: Body, references: Shown): Handlers {
  const anchors = anchorsOf(body)
  const findings = new Map(findingsOf(body).map((finding) => [finding.id, finding]))
  let tables = 0
  return {
    heading: (state, node: Heading) => element(`h${node.depth}`, { id: anchors.get(node) }, state.all(node)),
    paragraph: (state, node: Paragraph) => {
      const [first] = node.children
      return first?.type === 'image' ? imageFigure(first, references.media) : defaultHandlers.paragraph(state, node)
    },
    code: (_, node: Code) => codeFigure(node),
    containerDirective: (state, node: ContainerDirective) => {
      const finding = findings.get(node.attributes?.['id'] ?? '')
      const children = state.all(node) as ElementContent[]
      return finding ? findingSection(finding, children) : element('section', {}, children)
    },
    table: (state, node: Table) => {
      tables += 1
      const inner = defaultHandlers.table(state, node)
      visit(inner, { tagName: 'th' }, (cell) => {
        cell.properties = { scope: 'col' }
      })
      const name = { role: 'region', ariaLabel: `Table ${tables}` }
      return element('div', { className: ['table-scroll'], tabIndex: 0, ...name }, [inner])
    },
    footnoteReference: (_, { identifier }: FootnoteReference) => {
      const name = { className: ['fnref'], ariaLabel: `Footnote ${identifier}` }
      return element('sup', {}, [
        element('a', { id: `r${identifier}`, href: `#f${identifier}`, ...name }, [textNode(identifier)]),
      ])
    },
    footnoteDefinition: (state, note: FootnoteDefinition) => {
      const [words] = note.children
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

/**
 * A body as a sanitised hast tree, for pages. Headings have anchors, findings `#b1` and `#h1`, footnotes `#f1` and
 * `#r1`; classes are those of the allow-list alone, and there is no inline style.
 * @param options.origin when given, addresses on this site become absolute, as feeds need them
 * @throws BodyError for what is no body, or is too deep or too large
 */
export function bodyToHast(body: Body, references: Shown, options: { origin?: string } = {}): Root {
  const copy = resolveLinks(body, references.articles, { cards: 'keep' })
  const handlers = handlersFor(copy, references)
  const tree = withNotes(toHast(copy, { handlers }))
  const { origin } = options
  if (origin !== undefined) {
    visit(tree, 'element', ({ properties }) => {
      for (const name of ['href', 'src'] as const) {
        const url = properties[name]
        if (typeof url === 'string' && url.startsWith('/')) properties[name] = origin.replace(/\/$/, '') + url
      }
    })
  }
  return sanitise(tree)
}

/** A body as a sanitised piece of HTML; otherwise as `bodyToHast`. */
export function bodyToHtml(body: Body, references: Shown, options: { origin?: string } = {}): string {
  return toHtml(bodyToHast(body, references, options))
}
