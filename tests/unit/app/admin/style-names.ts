/** Names in style sheets, for holding ours against Payload's. Strings and comments are no style. */
const bare = (css: string): string =>
  css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/"[^"\n]*"|'[^'\n]*'|url\([^)]*\)/g, '""')

const all = (text: string, pattern: RegExp): Set<string> =>
  new Set([...text.matchAll(pattern)].map(([, name = '']) => name))

/** Custom properties that are given a value. */
export const propertiesSet = (css: string): Set<string> => all(bare(css), /(?<![\w-])(--[\w-]+)\s*:/g)

/** Custom properties that something reads. */
export const propertiesRead = (css: string): Set<string> => all(bare(css), /var\(\s*(--[\w-]+)/g)

/** Classes in selectors: what stands before a brace, at-rules aside. */
export function classesIn(css: string): Set<string> {
  const selectors = [...bare(css).matchAll(/([^{}]*)\{/g)].map(([, selector = '']) => selector.split(';').at(-1) ?? '')
  return all(selectors.filter((selector) => !selector.includes('@')).join(' '), /\.(-?[A-Za-z_][\w-]*)/g)
}

/** What is in the first and not in the second, sorted. */
export const missing = (wanted: Iterable<string>, present: ReadonlySet<string>): string[] =>
  [...wanted].filter((name) => !present.has(name)).sort()
