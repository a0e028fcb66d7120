/** Where a text directive leads, and whether that can be seen. `y` is its middle, in pixels of the window. */
export type Led = { text: string; y: number } | null

/**
 * Finds what a text directive means, as its report says (https://wicg.github.io/scroll-to-text-fragment/, 3.5): in the text
 * that is shown, block by block, whole words, no regard to case. Runs in the page; written apart from what makes them.
 */
export function followDirective(directive: string): Led {
  const parts = directive.replace(/^text=/, '').split(',')
  const plain = (text: string) => decodeURIComponent(text).toLowerCase()
  const prefix = parts[0]?.endsWith('-') ? plain((parts.shift() ?? '').slice(0, -1)) : ''
  const suffix = parts.at(-1)?.startsWith('-') ? plain((parts.pop() ?? '').slice(1)) : ''
  const [start = '', end = ''] = parts.map(plain)

  // Text of the page, a line feed where one block ends and another begins; each sign with its place.
  let text = ''
  const places: [Text, number][] = []
  let last: Element | null = null
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const node = walker.currentNode as Text
    if (!node.parentElement?.checkVisibility() || node.parentElement.closest('script, style')) continue
    let block: Element = node.parentElement
    while (getComputedStyle(block).display === 'inline' && block.parentElement) block = block.parentElement
    const isKept = getComputedStyle(block).whiteSpace.startsWith('pre')
    if (block !== last) {
      text += '\n'
      places.push([node, 0])
    }
    last = block
    for (const [index, sign] of [...node.data].entries()) {
      const isSpace = /\s/.test(sign)
      if (isSpace && !isKept && /\s$/.test(text)) continue
      text += isSpace && !isKept ? ' ' : sign.toLowerCase().slice(0, 1)
      places.push([node, index])
    }
  }
  const isWordAt = (at: number) => /[\p{L}\p{N}]/u.test(text[at] ?? '')
  const isEdge = (at: number) => !(isWordAt(at - 1) && isWordAt(at))
  const isFollowed = (at: number) => !suffix || text.slice(at).trimStart().startsWith(suffix)
  const found = (from: number, to: number): Led => {
    const range = document.createRange()
    const [first, final] = [places[from], places[to - 1]]
    if (!first || !final) return null
    range.setStart(...first)
    range.setEnd(final[0], final[1] + 1)
    const [box] = range.getClientRects()
    return { text: text.slice(from, to).replace(/\s+/g, ' '), y: box ? box.y + box.height / 2 : Number.NaN }
  }
  for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
    const after = at + start.length
    if (!isEdge(at) || !isEdge(after)) continue
    if (prefix && !text.slice(0, at).trimEnd().endsWith(prefix)) continue
    if (!end && isFollowed(after)) return found(at, after)
    if (!end) continue
    for (let stop = text.indexOf(end, after); stop >= 0; stop = text.indexOf(end, stop + 1)) {
      const over = stop + end.length
      if (isEdge(stop) && isEdge(over) && isFollowed(over)) return found(at, over)
    }
    return null
  }
  return null
}

/** Words to select in the article: the nth sentence-like piece of text, some words long, at times into the next block. */
export function selectWords([place, from, length]: [number, number, number]): string {
  const article = document.querySelector('.article-main')
  const apart = '[aria-hidden=true], sup, nav, svg, button, [role=status], details, .hand-on, [hidden]'
  const nodes: Text[] = []
  const walker = document.createTreeWalker(article ?? document, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const node = walker.currentNode as Text
    if (/\p{L}{2}/u.test(node.data) && !node.parentElement?.closest(apart)) nodes.push(node)
  }
  const wordsOf = (node: Text) => [...node.data.matchAll(/[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*/gu)]
  const first = nodes[Math.floor(place * nodes.length)]
  const next = length > 0.7 ? nodes[Math.floor(place * nodes.length) + 1] : first
  if (!first || !next) return ''
  const words = wordsOf(first)
  const start = words[Math.floor(from * words.length)]
  const rest = next === first ? words.slice(Math.floor(from * words.length)) : wordsOf(next)
  const end = rest[Math.min(rest.length - 1, Math.floor(length * 30))]
  const range = document.createRange()
  range.setStart(first, start?.index ?? 0)
  range.setEnd(next, (end?.index ?? 0) + (end?.[0].length ?? 0))
  getSelection()?.removeAllRanges()
  getSelection()?.addRange(range)
  return range.toString()
}
