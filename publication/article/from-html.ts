import type { Element, ElementContent, Nodes as HastNodes, Root as HastRoot } from 'hast'
import { defaultHandlers, toMdast } from 'hast-util-to-mdast'
import type { Nodes, Root } from 'mdast'
import { visit } from 'unist-util-visit'
import { forgivingBody, type Taken } from './forgiving.ts'
import { readHtml, styleOf } from './read-html.ts'

/** The children stand in place of the element. */
const unwrapped = (node: Element): Element => ({ ...node, tagName: 'span', properties: {} })

/** A list item of Word: a paragraph that says in its style that it is one, and begins with a bullet drawn by hand. */
function listLevel(node: Element): number | null {
  const found = /mso-list:l\d+level(\d+)/.exec(styleOf(node))
  return node.tagName === 'p' && found ? Number(found[1]) : null
}

const textOf = (node: HastNodes): string =>
  node.type === 'text' ? node.value : 'children' in node ? node.children.map(textOf).join('') : ''

/** Paragraphs of Word that are list items become lists, nested by their level. */
function wordLists(children: ElementContent[]): ElementContent[] {
  const result: ElementContent[] = []
  let open: { level: number; list: Element }[] = []
  for (const child of children) {
    const level = child.type === 'element' ? listLevel(child) : null
    if (child.type !== 'element' || level === null) {
      if (child.type !== 'text' || child.value.trim() !== '') open = []
      result.push(child)
      continue
    }
    const [mark, ...words] = child.children
    const isMark = mark !== undefined && /^[\s·•o§\-–\uf0b7\u00a0]*(?:\(?\w{1,4}[.)])?[\s\u00a0]*$/.test(textOf(mark))
    const ordered = isMark && /\w{1,4}[.)]/.test(textOf(mark))
    const item: Element = { type: 'element', tagName: 'li', properties: {}, children: isMark ? words : child.children }
    open = open.filter((entry) => entry.level <= level)
    const last = open.at(-1)
    if (last?.level === level) {
      last.list.children.push(item)
      continue
    }
    const list: Element = { type: 'element', tagName: ordered ? 'ol' : 'ul', properties: {}, children: [item] }
    const owner = last?.list.children.at(-1)
    if (owner?.type === 'element') owner.children.push(list)
    else result.push(list)
    open.push({ level, list })
  }
  return result
}

/** Elements that mean what they look like. */
function meant(tree: HastRoot): HastRoot {
  visit(tree, 'element', (node, index, parent) => {
    node.children = wordLists(node.children)
    if (!parent || index === undefined) return
    const style = styleOf(node)
    const { tagName } = node
    // Google Docs wraps all in <b style="font-weight:normal"> and sets bold by style; Word does both.
    const isPlain = (tagName === 'b' || tagName === 'strong') && /font-weight:(?:normal|400)/.test(style)
    const isStruck = ['s', 'del', 'strike', 'u', 'ins', 'sub', 'sup', 'mark', 'font', 'form', 'button'].includes(
      tagName,
    )
    const isBold = tagName === 'span' && /font-weight:(?:bold|[6-9]00)/.test(style)
    const isItalic = tagName === 'span' && /font-style:italic/.test(style)
    if (isPlain || isStruck || tagName.includes(':')) parent.children[index] = unwrapped(node)
    else if (isBold || isItalic) {
      const inner: Element = { ...node, tagName: isItalic ? 'em' : 'strong', properties: {} }
      parent.children[index] =
        isBold && isItalic ? { type: 'element', tagName: 'strong', properties: {}, children: [inner] } : inner
    }
  })
  tree.children = wordLists(tree.children as ElementContent[])
  return tree
}

/**
 * What somebody copied from a word processor or a web page as a body: headings, lists, tables, quotes, code, links and
 * emphasis stay, everything else becomes its words. Markup never passes, nor does a picture: it is counted in a notice.
 * `notices` say in words what was left out.
 */
export function bodyFromHtml(html: string): Taken {
  const read = readHtml(html)
  if (read === null) {
    return {
      body: { type: 'root', children: [] },
      notices: ['The text is too long to be taken at once; paste parts of it.'],
    }
  }
  const { pictures, isCut } = read
  const mdast = toMdast(meant(read.tree), {
    newlines: false,
    document: true,
    handlers: {
      // Boxes to tick are drawn by hand in most programs.
      input: () => undefined,
      code: defaultHandlers.code,
    },
  }) as Nodes
  const root: Root = mdast.type === 'root' ? mdast : { type: 'root', children: [] }
  const { body, notices } = forgivingBody(root)
  return {
    body,
    notices: [
      ...(pictures > 0
        ? [
            `${pictures === 1 ? 'One picture was' : `${pictures} pictures were`} left out; upload ${pictures === 1 ? 'it' : 'them'}.`,
          ]
        : []),
      ...(isCut ? ['Some of it was nested very deep; only its words were kept.'] : []),
      ...notices,
    ],
  }
}
