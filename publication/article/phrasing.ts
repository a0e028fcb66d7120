import type { PhrasingContent } from 'mdast'
import { articleUrl, isSafeUrl, lineOf } from './grammar.ts'
import { childrenOf, type Place, placeOf, type RawNode } from './guard.ts'
import { type Marks, phrasingOf, type Run } from './runs.ts'

/** What normalising a body knows while it walks: addresses and notes by name, and how to say that something is wrong. */
export type Context = {
  report: (place: Place, message: string) => void
  definitions: ReadonlyMap<string, RawNode>
  /** Gives a reference its number, or null when there is no such note (which it reports). */
  note: (node: RawNode, place: Place) => string | null
}

type Inside = Marks & { inLink: boolean; inNote: boolean }

const plain: Marks = { link: null, strong: false, emphasis: false }
const marksOf = ({ link, strong, emphasis }: Marks): Marks => ({ link, strong, emphasis })

export const textIn = (node: RawNode, key: string): string => (typeof node[key] === 'string' ? node[key] : '')

/** One line of text from a node; what cannot be printed is reported and left out. */
export function lineFrom(value: string, place: Place, context: Context): string {
  const { text, clean } = lineOf(value)
  if (!clean) context.report(place, 'it has control characters or broken characters; delete and type that text again')
  return text
}

const linkAdvice = 'use https://, http://, mailto:, a path of this site such as /articles/x, or #an-anchor'

function linkRuns(node: RawNode, inside: Inside, place: Place, context: Context): Run[] {
  const target = node.type === 'link' ? node : context.definitions.get(textIn(node, 'identifier'))
  if (!target) context.report(place, `no address is given for “${textIn(node, 'identifier')}”; ${linkAdvice}`)
  const url = textIn(target ?? node, 'url').replace(/^[a-z]+:/i, (scheme) => scheme.toLowerCase())
  const allowed = target !== undefined && (isSafeUrl(url) || articleUrl.test(url))
  if (target && !allowed) context.report(place, `the link to “${url.slice(0, 60)}” is not allowed; ${linkAdvice}`)
  if (inside.inLink) context.report(place, 'a link cannot stand inside a link; end the first one before it')
  if (target && textIn(target, 'title')) context.report(place, 'a link has no title; put those words in the text')
  const link = allowed && !inside.inLink ? url : inside.link
  const runs = runsIn(node, { ...inside, link, inLink: true }, place, context)
  if (!runs.some((run) => run.kind === 'code' || (run.kind === 'text' && run.value.trim() !== ''))) {
    context.report(place, 'a link has no words; write some or take the link away')
  }
  return runs
}

function codeRuns(node: RawNode, inside: Inside, place: Place, context: Context): Run[] {
  // Line ends and tabs are spaces in a line of code; its other spaces stay as they are.
  const spaced = textIn(node, 'value').replace(/\r\n?|[\t\n\v\f\u0085\u2028\u2029]/g, ' ')
  const value = [...spaced.matchAll(/ +|[^ ]+/g)]
    .map(([part]) => (part.startsWith(' ') ? part : lineFrom(part, place, context)))
    .join('')
  return value === '' ? [] : [{ ...marksOf(inside), kind: 'code', value }]
}

function noteRuns(node: RawNode, inside: Inside, place: Place, context: Context): Run[] {
  if (inside.inNote || inside.inLink) {
    context.report(place, `a footnote cannot stand inside a ${inside.inNote ? 'footnote' : 'link'}; put it after`)
    return []
  }
  const identifier = context.note(node, place)
  return identifier === null ? [] : [{ ...plain, kind: 'note', identifier }]
}

const refusals: Record<string, string> = {
  image: 'an image stands alone in its paragraph; put an empty line before and after it',
  imageReference: 'an image stands alone in its paragraph; put an empty line before and after it',
  html: 'HTML is not accepted; use Markdown, or write &lt; for a plain <',
  delete: 'struck-out text is not accepted; write \\~ for a plain ~',
}

function runsOfNode(node: RawNode, inside: Inside, place: Place, context: Context): Run[] {
  switch (node.type) {
    case 'text':
      return [{ ...marksOf(inside), kind: 'text', value: lineFrom(textIn(node, 'value'), place, context) }]
    case 'inlineCode':
      return codeRuns(node, inside, place, context)
    case 'break':
      return [{ ...plain, link: inside.link, kind: 'break' }]
    case 'strong':
      return runsIn(node, { ...inside, strong: true }, place, context)
    case 'emphasis':
      return runsIn(node, { ...inside, emphasis: true }, place, context)
    case 'link':
    case 'linkReference':
      return linkRuns(node, inside, place, context)
    case 'footnoteReference':
      return noteRuns(node, inside, place, context)
    case 'html':
      // The one way to break a line in a heading or a table cell of a Markdown file.
      if (/^<br ?\/?>$/i.test(textIn(node, 'value'))) return [{ ...plain, link: inside.link, kind: 'break' }]
  }
  const refusal = Object.hasOwn(refusals, node.type) ? refusals[node.type] : undefined
  context.report(place, refusal ?? `“${node.type.slice(0, 40)}” is not accepted here; use plain text`)
  return runsIn(node, inside, place, context)
}

function runsIn(node: RawNode, inside: Inside, place: Place, context: Context): Run[] {
  return childrenOf(node).flatMap((child, index) => runsOfNode(child, inside, placeOf(child, place, index), context))
}

/** The canonical phrasing of a block. What the grammar does not know is reported; its words stay. */
export function phrasingIn(node: RawNode, place: Place, context: Context, inNote = false): PhrasingContent[] {
  return phrasingOf(runsIn(node, { ...plain, inLink: false, inNote }, place, context))
}
