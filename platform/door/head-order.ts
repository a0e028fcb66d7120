import type { DefaultTreeAdapterTypes as Tree } from 'parse5'

const attribute = (element: Tree.Element, name: string) => element.attrs.find((each) => each.name === name)?.value

export const isPreload = (element: Tree.Element) =>
  element.tagName === 'link' && attribute(element, 'rel')?.toLowerCase() === 'preload'

function linkRank(link: Tree.Element): number {
  const rel = attribute(link, 'rel')?.toLowerCase() ?? ''
  if (rel === 'stylesheet') return 8
  if (/^(preload|preconnect|dns-prefetch)$/.test(rel)) return 6
  return /icon|manifest/.test(rel) ? 5 : 4
}

/**
 * Where an element of the head belongs. Link previews read the first kilobytes of a page, so what they look for comes
 * before the styles; the encoding comes first of all (HTML requires it within 1,024 bytes), and scripts last, but for
 * an inline line, which must run before the first style applies.
 */
export function headRank(element: Tree.Element): number {
  switch (element.tagName) {
    case 'meta':
      if (attribute(element, 'charset') !== undefined) return 0
      return attribute(element, 'name') === 'viewport' ? 1 : 3
    case 'title':
      return 2
    case 'link':
      return linkRank(element)
    case 'script':
      if (attribute(element, 'type') === 'application/ld+json') return 10
      return attribute(element, 'src') === undefined ? 7 : 9
    default:
      return 8
  }
}
