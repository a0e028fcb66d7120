import type { List, Nodes, RootContent } from 'mdast'
import { codeMetaOf } from './code-meta.ts'
import { findingsOf } from './findings.ts'
import { mediaIdIn } from './grammar.ts'
import { safeBody } from './markdown.ts'
import type { Body, Finding, References } from './schema.ts'

type Shown = Pick<References, 'media'>

const indented = (text: string, by: string): string => text.replaceAll('\n', `\n${by}`)

function phrasing(node: Nodes): string {
  if ('value' in node) return node.value
  if (node.type === 'break') return '\n'
  if (node.type === 'footnoteReference') return `[${node.identifier}]`
  return 'children' in node ? node.children.map(phrasing).join('') : ''
}

function list(node: List): string {
  return node.children
    .map((item, index) => {
      const bullet = node.ordered ? `${index + 1}. ` : '- '
      const parts = item.children.map((child) => (child.type === 'list' ? list(child) : phrasing(child)))
      return bullet + indented(parts.join('\n'), ' '.repeat(bullet.length))
    })
    .join('\n')
}

function findingText(finding: Finding): string {
  const lines: string[] = [`${finding.kind === 'break' ? 'Break' : 'Hold'} ${finding.id}: ${finding.title}`]
  if (finding.kind === 'hold') {
    if (finding.answers.length > 0) lines.push(`Answers: ${finding.answers.join(', ')}`)
    if (finding.cost) lines.push(`Cost: ${finding.cost}`)
    return lines.join('\n')
  }
  if (finding.shows) lines.push(`Shows: ${finding.shows}`)
  if (finding.scale) lines.push(`Scale: ${finding.scale}`)
  lines.push(finding.status === 'open' ? 'Open: no hold answers it' : `Held by: ${finding.heldBy.join(', ')}`)
  return lines.join('\n')
}

function blocks(nodes: RootContent[], findings: ReadonlyMap<string, Finding>, references: Shown): string[] {
  return nodes.flatMap((node): string[] => {
    switch (node.type) {
      case 'paragraph': {
        const [image] = node.children
        if (image?.type !== 'image') return [phrasing(node)]
        const alt = image.alt || references.media.get(mediaIdIn(image.url) ?? '')?.alt
        const words = [alt && `Image: ${alt}`, image.title].filter(Boolean)
        return words.length > 0 ? [words.join('\n')] : []
      }
      case 'heading':
        return [phrasing(node)]
      case 'list':
        return [list(node)]
      case 'blockquote':
        return [`> ${indented(node.children.map(phrasing).join('\n\n'), '> ')}`]
      case 'code': {
        const caption = codeMetaOf(node.meta)?.caption
        return [caption ? `${node.value}\n${caption}` : node.value]
      }
      case 'table':
        return [node.children.map((row) => row.children.map(phrasing).join(' | ').replaceAll('\n', ' ')).join('\n')]
      case 'containerDirective': {
        const finding = findings.get(node.attributes?.['id'] ?? '')
        return [...(finding ? [findingText(finding)] : []), ...blocks(node.children, findings, references)]
      }
      case 'footnoteDefinition':
        return [`[${node.identifier}] ${node.children.map(phrasing).join(' ')}`]
      default:
        return []
    }
  })
}

/**
 * A body as plain text to read and to search: blocks apart by an empty line, findings labelled, footnotes at the end.
 * Addresses of links are left out.
 * @throws BodyError for what is no body, or is too deep or too large
 */
export function bodyToText(body: Body, references: Shown): string {
  const safe = safeBody(body)
  const findings = new Map(findingsOf(safe).map((finding) => [finding.id, finding]))
  const text = blocks(safe.children, findings, references).join('\n\n')
  return text === '' ? '' : `${text}\n`
}
