import { lineOf } from './grammar.ts'

/** Lines as 1-based inclusive ranges, sorted and merged. */
export type LineRanges = [first: number, last: number][]

/**
 * What a code block says beside its language: lines that hold, lines that break, why it need not parse, a caption.
 * `unchecked` is a reason of at most 200 characters.
 */
export type CodeMeta = { hold: LineRanges; break: LineRanges; unchecked: string | null; caption: string | null }

const longestReason = 200

const range = /^([1-9][0-9]{0,4})(?:-([1-9][0-9]{0,4}))?$/

/** Reads `2,4-5`; spaces, order, overlaps and reversed ranges are put right. Null if it is not a list of lines. */
export function linesIn(text: string): LineRanges | null {
  const ranges: LineRanges = []
  for (const part of text.split(',')) {
    const found = range.exec(part.replaceAll(' ', ''))
    if (!found?.[1]) return null
    const ends = [Number(found[1]), Number(found[2] ?? found[1])]
    ranges.push([Math.min(...ends), Math.max(...ends)])
  }
  ranges.sort((a, b) => a[0] - b[0])
  const merged: LineRanges = []
  for (const [first, last] of ranges) {
    const previous = merged.at(-1)
    if (previous && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last)
    else merged.push([first, last])
  }
  return merged
}

const written = (ranges: LineRanges) => ranges.map(([a, b]) => (a === b ? `${a}` : `${a}-${b}`)).join(',')

// `"` ends a caption, and `&` is written out only where it would be read as one of these two references.
const encode = (caption: string) => caption.replace(/&(?=(?:quot|amp);)/g, '&amp;').replaceAll('"', '&quot;')
const decode = (caption: string) => caption.replace(/&(quot|amp);/g, (_, name) => (name === 'amp' ? '&' : '"'))

/** The canonical form, such as `{hold=2,4-5 break=3} caption="…"`; null when there is nothing to say. */
export function codeMeta(meta: CodeMeta): string | null {
  const marks = (['hold', 'break'] as const).flatMap((kind) =>
    meta[kind].length > 0 ? `${kind}=${written(meta[kind])}` : [],
  )
  const parts = marks.length > 0 ? [`{${marks.join(' ')}}`] : []
  if (meta.unchecked) parts.push(`unchecked="${encode(meta.unchecked)}"`)
  if (meta.caption) parts.push(`caption="${encode(meta.caption)}"`)
  return parts.length > 0 ? parts.join(' ') : null
}

// A caption stands last, so that a quotation mark inside it (Markdown decodes `&quot;`) need not end it.
const form = /^(?:\{([^{}]*)\})?\s*(?:unchecked="([^"]*)")?\s*(?:caption="(.*)")?$/

/** Reads a code block's meta string. Null if it is in another form. */
export function codeMetaOf(meta: string | null | undefined): CodeMeta | null {
  const found = form.exec(lineOf(meta ?? '').text.trim())
  if (!found) return null
  const [unchecked, caption] = [found[2], found[3]].map((text) => decode(text ?? '').trim() || null)
  if (unchecked && unchecked.length > longestReason) return null
  const marks: CodeMeta = { hold: [], break: [], unchecked: unchecked ?? null, caption: caption ?? null }
  for (const word of found[1]?.split(' ').filter(Boolean) ?? []) {
    const [, kind, lines] = /^(hold|break)=(.+)$/.exec(word) ?? []
    const ranges = lines ? linesIn(lines) : null
    if ((kind !== 'hold' && kind !== 'break') || !ranges || marks[kind].length > 0) return null
    marks[kind] = ranges
  }
  return marks
}

function inWords(what: string, ranges: LineRanges): string[] {
  const list = ranges.map(([a, b]) => (a === b ? `${a}` : `${a} to ${b}`)).join(', ')
  return list === '' ? [] : [`Marked as what ${what}: ${/\D/.test(list) ? 'lines' : 'line'} ${list}.`]
}

/** What is marked in code, in words for who cannot see it; empty when nothing is. */
export const marksInWords = (meta: Pick<CodeMeta, 'hold' | 'break'> | null): string =>
  meta ? [...inWords('breaks', meta.break), ...inWords('holds', meta.hold)].join(' ') : ''
