import type { Element, ElementContent, Root as HastRoot } from 'hast'
import { fromParse5 } from 'hast-util-from-parse5'
import { defaultTreeAdapter, type DefaultTreeAdapterTypes as Parsed, parseFragment } from 'parse5'

/**
 * What is pasted is at most this long, in characters, and its elements at most this deep. Elements are counted while
 * they are made: a parser makes a thousand of them of one, for each paragraph that marks were left open before.
 */
const most = { characters: 2_000_000, depth: 200, elements: 60_000, nodes: 20_000 }

/** Elements whose content is no text of the page. */
const silent = new Set([
  ...['head', 'title', 'script', 'style', 'template', 'noscript', 'iframe', 'object', 'embed', 'svg', 'math', 'canvas'],
  ...['audio', 'video', 'select', 'button', 'input', 'textarea', 'form', 'dialog', 'meta', 'link', 'base', 'xml'],
])
const talking = new Set(['form', 'button', 'dialog', 'noscript'])

/** The style of an element, in small letters and without spaces. */
export const styleOf = (node: Element): string => {
  const { style } = node.properties
  return typeof style === 'string' ? style.toLowerCase().replaceAll(' ', '') : ''
}

/** Word writes its own namespace (`o:p`) and hides what only Word may see. */
const isHidden = (node: Element): boolean =>
  (silent.has(node.tagName) && !talking.has(node.tagName)) ||
  /display:none|mso-hide:all/.test(styleOf(node)) ||
  node.properties['hidden'] !== undefined

/** Elements in a line of text. */
const lines = new Set('a b strong i em span code u s del ins sub sup font mark q cite kbd'.split(' '))

type Tally = { nodes: number; pictures: number }

/**
 * Only what a reader would have seen. An element in a line that shows nothing is a space, or nothing, and texts beside
 * each other are one: thousands of either in a row keep the converter for minutes.
 */
function seen(children: readonly ElementContent[], tally: Tally): ElementContent[] {
  const result: ElementContent[] = []
  const addText = (value: string) => {
    const last = result.at(-1)
    if (last?.type === 'text') last.value += value
    else if (value !== '') result.push({ type: 'text', value })
  }
  for (const child of children) {
    if (child.type === 'text') addText(child.value)
    if (child.type !== 'element' || isHidden(child)) continue
    if (child.tagName === 'img' || child.tagName === 'picture') {
      tally.pictures += 1
      continue
    }
    child.children = seen(child.children, tally)
    const isBare = child.children.every((inner) => inner.type === 'text' && inner.value.trim() === '')
    if (lines.has(child.tagName) && isBare) addText(child.children.length > 0 ? ' ' : '')
    else result.push(child)
  }
  tally.nodes += result.length
  return result
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

class TooMuch extends Error {}

/** @throws TooMuch */
function parsed(html: string): Parsed.DocumentFragment {
  let elements = 0
  return parseFragment(html, {
    treeAdapter: {
      ...defaultTreeAdapter,
      createElement: (...of) => {
        elements += 1
        if (elements > most.elements) throw new TooMuch()
        return defaultTreeAdapter.createElement(...of)
      },
    },
  })
}

/** HTML as a tree of what is seen of it, the pictures in it counted and left out; null for more than can be taken. */
export function readHtml(html: string): { tree: HastRoot; pictures: number; isCut: boolean } | null {
  if (html.length > most.characters) return null
  try {
    const fragment = parsed(html)
    const isCut = flattened(fragment)
    const tree = fromParse5(fragment)
    const tally: Tally = { nodes: 0, pictures: 0 }
    const children = tree.type === 'root' ? seen(tree.children as ElementContent[], tally) : []
    return tally.nodes > most.nodes ? null : { tree: { type: 'root', children }, pictures: tally.pictures, isCut }
  } catch (error) {
    if (error instanceof TooMuch) return null
    throw error
  }
}
