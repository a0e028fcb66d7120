import type { List, Nodes, RootContent, Table } from 'mdast'
import type { ContainerDirective } from 'mdast-util-directive'
import { codeMetaOf, marksInWords } from './code-meta.ts'
import { findingsOf } from './findings.ts'
import { articleLinkIn, mediaIdIn } from './grammar.ts'
import { findingName } from './hast-blocks.ts'
import { type ContainerKind, isKind, kinds } from './kinds.ts'
import { articlePathOf, resolveLinks } from './links.ts'
import type { Body, Finding, References } from './schema.ts'

type Shown = Pick<References, 'media' | 'articles'>
type Context = { findings: ReadonlyMap<string, Finding>; references: Shown }

const indented = (text: string, by: string): string => text.replaceAll('\n', `\n${by}`)

function phrasing(node: Nodes): string {
  if ('value' in node) return node.value
  if (node.type === 'break') return '\n'
  if (node.type === 'footnoteReference') return `[${node.identifier}]`
  return 'children' in node ? node.children.map(phrasing).join('') : ''
}

const inLine = (node: Nodes): string => phrasing(node).replaceAll('\n', ' ')

function list(node: List): string {
  return node.children
    .map((item, index) => {
      const box = item.checked === true ? '[x] ' : item.checked === false ? '[ ] ' : ''
      const bullet = node.ordered ? `${index + 1}. ` : '- '
      const parts = item.children.map((child) => (child.type === 'list' ? list(child) : phrasing(child)))
      return bullet + box + indented(parts.join('\n'), ' '.repeat(bullet.length))
    })
    .join('\n')
}

const table = (node: Table): string => node.children.map((row) => row.children.map(inLine).join(' | ')).join('\n')

function findingText(finding: Finding): string {
  const lines: string[] = [`${finding.kind === 'break' ? 'Break' : 'Hold'} ${finding.id}: ${finding.title}`]
  if (finding.kind === 'hold') {
    if (finding.answers.length > 0) lines.push(`Answers: ${finding.answers.join(', ')}`)
    if (finding.cost) lines.push(`Cost: ${finding.cost}`)
    if (finding.verifiedSince) lines.push(`Verified since: ${finding.verifiedSince}`)
    return lines.join('\n')
  }
  if (finding.shows) lines.push(`Shows: ${finding.shows}`)
  if (finding.scale) lines.push(`Scale: ${finding.scale}`)
  if (finding.cost) lines.push(`Cost: ${finding.cost}`)
  lines.push(finding.status === 'open' ? 'Open: no hold answers it' : `Held by: ${finding.heldBy.join(', ')}`)
  return lines.join('\n')
}

type Writer = (node: ContainerDirective, context: Context) => string[]

const titled = (node: ContainerDirective): string[] => (node.attributes?.['title'] ? [node.attributes['title']] : [])

const finding: Writer = (node, context) => {
  const found = context.findings.get(node.attributes?.['id'] ?? '')
  return [...(found ? [findingText(found)] : []), ...blocks(node.children, context)]
}

const decision: Writer = (node) => {
  const [only] = node.children
  if (only?.type !== 'table') return []
  const [head, ...rows] = only.children
  const [when = '', then = ''] = head?.children.map(inLine) ?? []
  const lines = rows.map((row, index) => {
    const [condition = '', answer = ''] = row.children.map(inLine)
    const pick = String(index + 1) === node.attributes?.['pick'] ? ' (our pick)' : ''
    return `${when}: ${condition}\n${then}: ${answer}${pick}`
  })
  return [[...titled(node), ...lines].join('\n')]
}

/** What each block with rules of its own says in plain words. */
const writers: Record<ContainerKind, Writer> = {
  break: finding,
  hold: finding,
  callout: (node, context) => {
    const { kind, title } = node.attributes ?? {}
    const label = kind === 'break' ? 'Breaks' : kind === 'hold' ? 'Holds' : 'Note'
    return [title ? `${label}: ${title}` : label, ...blocks(node.children, context)]
  },
  decision,
  table: (node) => {
    const { caption } = node.attributes ?? {}
    const [only] = node.children
    return [[...(caption ? [caption] : []), ...(only?.type === 'table' ? [table(only)] : [])].join('\n')]
  },
  pullquote: (node, context) => blocks(node.children, context),
  figures: (node) => [
    [
      ...titled(node),
      ...node.children.flatMap((child) => {
        if (child.type !== 'leafDirective') return []
        const { value, label, basis } = child.attributes ?? {}
        return [`${value}: ${label}${basis ? ` (${basis})` : ''}`]
      }),
    ].join('\n'),
  ],
  steps: (node, context) => [
    ...titled(node),
    ...node.children.flatMap((child, index) => {
      if (child.type !== 'containerDirective') return []
      return [`${index + 1}. ${child.attributes?.['title']}`, ...blocks(child.children, context)]
    }),
  ],
  step: () => [],
  diagram: (node, context) => [
    `Diagram: ${node.attributes?.['title']}`,
    ...blocks(
      node.children.filter((child) => child.type !== 'code'),
      context,
    ),
  ],
}

/** A card of an article that is not public says nothing. */
function card(attributes: Record<string, string | null | undefined>, { references }: Context): string[] {
  const { to, url, title, description, publisher } = attributes
  if (!to) return [[publisher ? `${title} (${publisher})` : title, description, url].filter(Boolean).join('\n')]
  const target = references.articles.get(articleLinkIn(to)?.id ?? '')
  if (!target) return []
  const found = target.findings.find(({ id }) => id === articleLinkIn(to)?.finding)
  const words = found ? `${findingName(found.id)}: ${found.title}` : target.deck
  return [[target.title, words, articlePathOf(to, references.articles)].join('\n')]
}

function blocks(nodes: RootContent[], context: Context): string[] {
  return nodes.flatMap((node): string[] => {
    switch (node.type) {
      case 'paragraph': {
        const [image] = node.children
        if (image?.type !== 'image') return [phrasing(node)]
        const record = context.references.media.get(mediaIdIn(image.url) ?? '')
        const alt = image.alt || record?.alt
        const words = [alt && `Image: ${alt}`, image.title, record?.credit].filter(Boolean)
        return words.length > 0 ? [words.join('\n')] : []
      }
      case 'heading':
        return [phrasing(node)]
      case 'list':
        return [list(node)]
      case 'blockquote':
        return [`> ${indented(node.children.map(phrasing).join('\n\n'), '> ')}`]
      case 'code': {
        const meta = codeMetaOf(node.meta)
        return [[node.value, meta?.caption, marksInWords(meta)].filter(Boolean).join('\n')]
      }
      case 'table':
        return [table(node)]
      case 'containerDirective':
        return isKind(node.name) && kinds[node.name].form === 'container'
          ? writers[node.name as ContainerKind](node, context)
          : []
      case 'leafDirective':
        return node.name === 'card' ? card(node.attributes ?? {}, context) : []
      case 'footnoteDefinition':
        return [`[${node.identifier}] ${node.children.map(phrasing).join(' ')}`]
      default:
        return []
    }
  })
}

/**
 * The blocks of a body as plain text, each with the heading or the finding that it stands under; empty before the first.
 * @throws BodyError for what is no body, or is too deep or too large
 */
export function bodyTexts(body: Body, references: Shown): { place: string; text: string }[] {
  const safe = resolveLinks(body, references.articles, { cards: 'keep' })
  const findings = new Map(findingsOf(safe).map((found) => [found.id, found]))
  let place = ''
  return safe.children.flatMap((node) => {
    if (node.type === 'heading') place = inLine(node)
    const own = node.type === 'containerDirective' ? findings.get(node.attributes?.['id'] ?? '') : undefined
    const at = own ? findingName(own.id) : node.type === 'footnoteDefinition' ? 'Notes' : place
    return blocks([node], { findings, references }).map((text) => ({ place: at, text }))
  })
}

/**
 * A body as plain text to read and to search: blocks apart by an empty line, findings labelled, footnotes at the end.
 * Addresses of links are left out, those of cards stay.
 * @throws BodyError for what is no body, or is too deep or too large
 */
export function bodyToText(body: Body, references: Shown): string {
  const safe = resolveLinks(body, references.articles, { cards: 'keep' })
  const findings = new Map(findingsOf(safe).map((found) => [found.id, found]))
  const text = blocks(safe.children, { findings, references }).join('\n\n')
  return text === '' ? '' : `${text}\n`
}
