import type { Element, ElementContent, Nodes as HastNodes, Root as HastRoot } from 'hast'
import { fromParse5 } from 'hast-util-from-parse5'
import { defaultHandlers, toMdast } from 'hast-util-to-mdast'
import type { Nodes, Root } from 'mdast'
import { type DefaultTreeAdapterTypes as Parsed, parseFragment } from 'parse5'
import { SKIP, visit } from 'unist-util-visit'
import { forgivingBody, type Taken } from './forgiving.ts'

/** What is pasted is at most this long, in characters, and its elements at most this deep. */
const most = { characters: 2_000_000, depth: 200 }

/** Elements whose content is no text of the page. */
const silent = new Set([
  ...['head', 'title', 'script', 'style', 'template', 'noscript', 'iframe', 'object', 'embed', 'svg', 'math', 'canvas'],
  ...['audio', 'video', 'select', 'button', 'input', 'textarea', 'form', 'dialog', 'meta', 'link', 'base', 'xml'],
])
const talking = new Set(['form', 'button', 'dialog', 'noscript'])

const styleOf = (node: Element): string => {
  const { style } = node.properties
  return typeof style === 'string' ? style.toLowerCase().replaceAll(' ', '') : ''
}

/** Word writes its own namespace (`o:p`) and hides what only Word may see. */
const isHidden = (node: Element): boolean =>
  (silent.has(node.tagName) && !talking.has(node.tagName)) ||
  /display:none|mso-hide:all/.test(styleOf(node)) ||
  node.properties['hidden'] !== undefined

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

const lines = new Set([
  'a',
  'b',
  'strong',
  'i',
  'em',
  'span',
  'code',
  'u',
  's',
  'del',
  'ins',
  'sub',
  'sup',
  'font',
  'mark',
  'q',
  'cite',
  'kbd',
])

/** An element in a line that shows nothing is a space, or nothing; thousands in a row keep the converter for minutes. */
function isBare(node: ElementContent): boolean {
  if (node.type === 'text') return node.value.trim() === ''
  return node.type === 'element' && lines.has(node.tagName) && node.children.every(isBare)
}

/** Only what a reader would have seen, in elements that mean what they look like. */
function cleaned(tree: HastRoot): HastRoot {
  visit(tree, (node, index, parent) => {
    if (!parent || index === undefined) return undefined
    const isGone = node.type === 'comment' || node.type === 'doctype' || (node.type === 'element' && isHidden(node))
    if (!isGone) return undefined
    parent.children.splice(index, 1)
    return [SKIP, index] as const
  })
  visit(tree, (node) => {
    if (!('children' in node)) return
    node.children = (node.children as ElementContent[]).map((child) =>
      child.type === 'element' && isBare(child) ? { type: 'text', value: textOf(child) === '' ? '' : ' ' } : child,
    )
  })
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

/** Cuts what is nested without end, and keeps its words. Iterative: nothing else may walk the tree before. */
function flattened(tree: Parsed.DocumentFragment): boolean {
  let isCut = false
  const waiting: { node: Parsed.ParentNode; depth: number }[] = [{ node: tree, depth: 0 }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, depth } = next
    if (depth >= most.depth) {
      const words: string[] = []
      const open: Parsed.ChildNode[] = [...node.childNodes].reverse()
      for (let child = open.pop(); child !== undefined; child = open.pop()) {
        if (child.nodeName === '#text' && 'value' in child) words.push(child.value)
        else if ('childNodes' in child && !silent.has(child.nodeName)) open.push(...[...child.childNodes].reverse())
      }
      node.childNodes = [{ nodeName: '#text', value: words.join(''), parentNode: node }]
      isCut = true
      continue
    }
    for (const child of node.childNodes) if ('childNodes' in child) waiting.push({ node: child, depth: depth + 1 })
  }
  return isCut
}

/**
 * What somebody copied from a word processor or a web page as a body: headings, lists, tables, quotes, code, links and
 * emphasis stay, everything else becomes its words. Markup never passes, nor does a picture: it is counted in a notice.
 * `notices` say in words what was left out.
 */
export function bodyFromHtml(html: string): Taken {
  if (html.length > most.characters) {
    return {
      body: { type: 'root', children: [] },
      notices: ['The text is too long to be taken at once; paste parts of it.'],
    }
  }
  const parsed = parseFragment(html)
  const isCut = flattened(parsed)
  const tree = fromParse5(parsed)
  const clean = cleaned(tree.type === 'root' ? tree : { type: 'root', children: [] })
  let pictures = 0
  visit(clean, 'element', (node, index, parent) => {
    if (node.tagName !== 'img' && node.tagName !== 'picture') return undefined
    if (!parent || index === undefined) return undefined
    pictures += 1
    parent.children.splice(index, 1)
    return [SKIP, index] as const
  })
  const mdast = toMdast(clean, {
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
