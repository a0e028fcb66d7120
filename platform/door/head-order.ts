import type { DefaultTreeAdapterTypes as Tree } from 'parse5'

const attribute = (element: Tree.Element, name: string) => element.attrs.find((each) => each.name === name)?.value

export const isPreload = (element: Tree.Element) =>
  element.tagName === 'link' && attribute(element, 'rel')?.toLowerCase() === 'preload'

/** What an element of the head says, in a word or two: `meta og:title`, `link canonical`, `line` for an inline script. */
function saysWhat(element: Tree.Element): string {
  switch (element.tagName) {
    case 'meta':
      if (attribute(element, 'charset') !== undefined) return 'charset'
      return `meta ${(attribute(element, 'property') ?? attribute(element, 'name') ?? '').toLowerCase()}`
    case 'link':
      return `link ${attribute(element, 'rel')?.toLowerCase() ?? ''}`
    case 'script':
      if (attribute(element, 'type') === 'application/ld+json') return 'facts'
      return attribute(element, 'src') === undefined ? 'line' : 'script'
    default:
      return element.tagName
  }
}

/**
 * The order of a head. Link previews read the first kilobytes of a page, so what they look for comes before the styles; the
 * encoding comes first of all (HTML requires it within 1,024 bytes), and scripts last, but for an inline line, which must
 * run before the first style applies. A picture stays together with what is said of it.
 */
const order: readonly RegExp[] = [
  /^charset$/,
  /^meta viewport$/,
  /^title$/,
  /^meta description$/,
  /^link canonical$/,
  /^meta (robots|googlebot)$/,
  /^meta author$/,
  /^meta og:type$/,
  /^meta og:site_name$/,
  /^meta og:locale$/,
  /^meta og:url$/,
  /^meta og:title$/,
  /^meta og:description$/,
  /^meta og:image/,
  /^meta og:/,
  /^meta article:published_time$/,
  /^meta article:modified_time$/,
  /^meta article:section$/,
  /^meta article:/,
  /^meta twitter:card$/,
  /^meta twitter:(title|description|image)/,
  /^meta twitter:/,
  /^meta fediverse:creator$/,
  /^meta (?!theme-color$|color-scheme$)/,
  /^link alternate$/,
  /^link license$/,
  /^link author$/,
  /^link (?!stylesheet$|preload$|preconnect$|dns-prefetch$|.*icon|manifest$)/,
  /^meta /,
  /^link .*icon/,
  /^link manifest$/,
  /^link (preload|preconnect|dns-prefetch)$/,
  /^line$/,
  /^(?!script$|facts$)/,
  /^script$/,
  /^facts$/,
]

/** Where an element of the head belongs. */
export const headRank = (element: Tree.Element): number => {
  const what = saysWhat(element)
  return order.findIndex((pattern) => pattern.test(what))
}

/** What X takes from Open Graph when it is not said for X alone. The words on its picture it reads only under its own name. */
const taken = /^meta twitter:(title|description|image|image:type|image:width|image:height)$/

/** The elements of a head but those that say for X what Open Graph says already. */
export function withoutEchoes(elements: readonly Tree.Element[]): Tree.Element[] {
  const said = new Set(elements.map((element) => `${saysWhat(element)} ${attribute(element, 'content') ?? ''}`))
  return elements.filter((element) => {
    const what = saysWhat(element)
    return !(taken.test(what) && said.has(`${what.replace('twitter:', 'og:')} ${attribute(element, 'content') ?? ''}`))
  })
}
