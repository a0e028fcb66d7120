import type { Element, ElementContent, Root, RootContent } from 'hast'
import { element, hasClass, wordsIn } from './hast-blocks.ts'

const anchorTo = (id: string, what: string, words: string): Element =>
  element('a', { className: ['anchor'], href: `#${id}`, ariaLabel: `Link to this ${what}: ${words.trim()}` })

/** A finding with a link to itself in its label, which is no heading. */
function linkedFinding(finding: Element, id: string): Element {
  const isTitle = (node: ElementContent) => node.type === 'element' && hasClass(node, 'finding-title')
  const title = finding.children.filter(isTitle).map(wordsIn).join('')
  const anchor = anchorTo(id, hasClass(finding, 'hold') ? 'hold' : 'break', title)
  return {
    ...finding,
    children: finding.children.map((node) =>
      node.type === 'element' && hasClass(node, 'finding-label')
        ? { ...node, children: [...node.children, anchor] }
        : node,
    ),
  }
}

/**
 * A sanitised body with a link to itself beside each heading and each finding, for a page. The link of a heading stands
 * after it and not in it, so that whoever hears the headings of a page hears their words alone.
 */
export function withAnchors({ children }: Root): Root {
  return {
    type: 'root',
    children: children.flatMap((node): RootContent[] => {
      if (node.type !== 'element') return [node]
      const { id } = node.properties
      if (typeof id !== 'string') return [node]
      if (/^h[2-4]$/.test(node.tagName)) return [node, anchorTo(id, 'section', wordsIn(node))]
      return [hasClass(node, 'finding') ? linkedFinding(node, id) : node]
    }),
  }
}
