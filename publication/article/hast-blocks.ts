import type { Element, ElementContent, Properties } from 'hast'
import type { Code, Image } from 'mdast'
import { codeMetaOf, type LineRanges } from './code-meta.ts'
import { mediaIdIn } from './grammar.ts'
import type { Finding, MediaRef } from './schema.ts'

/** An element from its name, properties and children. */
export const element = (tagName: string, properties: Properties, children: ElementContent[] = []): Element => ({
  type: 'element',
  tagName,
  properties,
  children,
})

export const textNode = (value: string): ElementContent => ({ type: 'text', value })

const caption = (text: string | null | undefined): Element[] =>
  text ? [element('figcaption', {}, [textNode(text)])] : []

const includes = (ranges: LineRanges, line: number): boolean => ranges.some(([a, b]) => a <= line && line <= b)

/** Code in a figure; one span a line when lines are marked, so that a style sheet can lay them out. */
export function codeFigure(node: Code): Element {
  const meta = codeMetaOf(node.meta) ?? { hold: [], break: [], caption: null }
  const isMarked = meta.hold.length > 0 || meta.break.length > 0
  const lines = isMarked ? node.value.split('\n') : []
  const marked = lines.flatMap((line, index): ElementContent[] => {
    // A line marked as both shows the break: it is the one to be warned of.
    const mark = includes(meta.break, index + 1) ? ['break'] : includes(meta.hold, index + 1) ? ['hold'] : []
    const end = index < lines.length - 1 ? [textNode('\n')] : []
    return [element('span', { className: ['line', ...mark] }, [textNode(line)]), ...end]
  })
  const language = node.lang ? { className: [`language-${node.lang}`] } : {}
  const code = element('code', language, isMarked ? marked : [textNode(node.value)])
  return element('figure', { className: ['code'] }, [element('pre', { tabIndex: 0 }, [code]), ...caption(meta.caption)])
}

/** An image with its caption. Of a picture that cannot be found its words remain. */
export function imageFigure(node: Image, media: ReadonlyMap<string, MediaRef>): Element {
  const record = media.get(mediaIdIn(node.url) ?? '')
  const src = record?.path ?? (node.url.startsWith('/') ? node.url : null)
  const alt = node.alt || record?.alt || ''
  if (src === null) return element('figure', {}, caption([alt, node.title].filter(Boolean).join(' ')))
  const size = record?.width && record.height ? { width: record.width, height: record.height } : {}
  const image = element('img', { src, alt, ...size, loading: 'lazy', decoding: 'async' })
  return element('figure', {}, [image, ...caption(node.title)])
}

const nameOf = (id: string): string => `${id.startsWith('b') ? 'Break' : 'Hold'} ${id.slice(1)}`

const linksTo = (ids: string[]): ElementContent[] =>
  ids.flatMap((id, index) => [
    ...(index > 0 ? [textNode(', ')] : []),
    element('a', { href: `#${id}` }, [textNode(nameOf(id))]),
  ])

const fact = (term: string, value: ElementContent[]): Element[] =>
  value.length > 0 ? [element('dt', {}, [textNode(term)]), element('dd', {}, value)] : []

const words = (text: string | null): ElementContent[] => (text ? [textNode(text)] : [])

function factsOf(finding: Finding): Element[] {
  if (finding.kind === 'hold')
    return [...fact('Answers', linksTo(finding.answers)), ...fact('Cost', words(finding.cost))]
  const status = finding.status === 'open' ? fact('Status', words('Open: no hold answers it')) : []
  return [
    ...fact('Shows', words(finding.shows)),
    ...fact('Scale', words(finding.scale)),
    ...fact('Held by', linksTo(finding.heldBy)),
    ...status,
  ]
}

/** A break or a hold: its label, its title, its facts, then its text. */
export function findingSection(finding: Finding, children: ElementContent[]): Element {
  const facts = factsOf(finding)
  const properties = {
    id: finding.id,
    className: ['finding', finding.kind],
    dataKind: finding.kind,
    ...(finding.kind === 'break' && { dataStatus: finding.status }),
  }
  return element('section', properties, [
    element('p', { className: ['finding-label'] }, [textNode(nameOf(finding.id))]),
    element('h3', { className: ['finding-title'] }, [textNode(finding.title)]),
    ...(facts.length > 0 ? [element('dl', {}, facts)] : []),
    ...children,
  ])
}
