import type { Element, ElementContent, Properties } from 'hast'
import type { Code, Image } from 'mdast'
import { codeMetaOf, type LineRanges, marksInWords } from './code-meta.ts'
import { diagramSvg } from './diagram/diagram.ts'
import { mediaIdIn } from './grammar.ts'
import { element, labelled, textNode } from './hast-blocks.ts'
import type { Highlight, Token } from './highlight.ts'
import type { MediaRef } from './schema.ts'

const caption = (children: ElementContent[]): Element[] =>
  children.length > 0 ? [element('figcaption', {}, children)] : []

const words = (text: string | null | undefined): ElementContent[] => (text ? [textNode(text)] : [])

const includes = (ranges: LineRanges, line: number): boolean => ranges.some(([a, b]) => a <= line && line <= b)

const token = ({ text, kind }: Token): ElementContent =>
  kind === null ? textNode(text) : element('span', { className: [`tk-${kind}`] }, [textNode(text)])

/** Code in a figure; one span a line when lines are marked, so that a style sheet can lay them out. */
export function codeFigure(node: Code, highlight?: Highlight): Element {
  const meta = codeMetaOf(node.meta) ?? { hold: [], break: [], caption: null }
  const isMarked = meta.hold.length > 0 || meta.break.length > 0
  const tokens = (node.lang && highlight?.(node.value, node.lang)) || null
  const lines = node.value.split('\n')
  const content = lines.flatMap((line, index): ElementContent[] => {
    const pieces = tokens?.[index]?.map(token) ?? [textNode(line)]
    const end = index < lines.length - 1 ? [textNode('\n')] : []
    if (!isMarked) return [...pieces, ...end]
    // A line marked as both shows the break: it is the one to be warned of.
    const mark = includes(meta.break, index + 1) ? ['break'] : includes(meta.hold, index + 1) ? ['hold'] : []
    return [element('span', { className: ['line', ...mark] }, pieces), ...end]
  })
  const language = node.lang ? { className: [`language-${node.lang}`] } : {}
  const code = element('code', language, isMarked || tokens ? content : [textNode(node.value)])
  // The marks are colours and beams; they are said as well, for ears and for readers of mail.
  const marks = marksInWords(meta)
  const unseen = marks ? [element('span', { className: ['unseen'] }, [textNode(marks)])] : []
  return element('figure', { className: ['code'] }, [
    element('pre', { tabIndex: 0 }, [code]),
    ...(meta.caption ? caption([textNode(`${meta.caption}${marks && ' '}`), ...unseen]) : unseen),
  ])
}

/** Copies of a picture by width, the picture itself among them; nothing when there is but one. */
function copies({ path, width, height, sizes }: MediaRef): Properties {
  const all = width && height ? [...sizes, { path, width, height }] : sizes
  return sizes.length > 0
    ? { srcSet: all.map((copy) => `${copy.path} ${copy.width}w`).join(', '), sizes: '(width >= 46rem) 44rem, 100vw' }
    : {}
}

/** An image with its caption and credit. Of a picture that cannot be found its words remain. */
export function imageFigure(node: Image, media: ReadonlyMap<string, MediaRef>): Element {
  const record = media.get(mediaIdIn(node.url) ?? '')
  const src = record?.path ?? (node.url.startsWith('/') ? node.url : null)
  const alt = node.alt || record?.alt || ''
  if (src === null) return element('figure', {}, caption(words([alt, node.title].filter(Boolean).join(' '))))
  const size = record?.width && record.height ? { width: record.width, height: record.height } : {}
  const smaller = record ? copies(record) : {}
  const image = element('img', { src, ...smaller, alt, ...size, loading: 'lazy', decoding: 'async' })
  const credit = record?.credit ? [element('span', { className: ['credit'] }, [textNode(record.credit)])] : []
  const between = node.title && credit.length > 0 ? [textNode(' ')] : []
  return element('figure', {}, [image, ...caption([...words(node.title), ...between, ...credit])])
}

/** A diagram as a drawing that scrolls by itself, its title below it, and its description in words. `number` is from 1. */
export function diagramFigure(source: string, title: string, description: ElementContent[], number: number): Element {
  const ids = { title: `diagram_${number}_title`, description: `diagram_${number}_text` }
  const svg = diagramSvg(source, title, ids)
  // What was stored before it was refused is still there to read.
  const shown = svg ?? element('pre', {}, [element('code', {}, [textNode(source)])])
  const scroll = { className: ['diagram-scroll'], tabIndex: 0, role: 'region', ariaLabel: `Diagram ${number}` }
  const long = element('details', {}, [
    element('summary', {}, [textNode('The diagram in words')]),
    element('div', { id: ids.description }, description),
  ])
  return element('figure', { className: ['diagram'] }, [
    element('div', scroll, [shown]),
    element('figcaption', {}, [...labelled('block-title', title), long]),
  ])
}
