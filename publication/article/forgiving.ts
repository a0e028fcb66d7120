import type { Nodes, Root, RootContent } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { checkBody } from './check.ts'
import { fitBlocks, type PictureOf } from './fit-blocks.ts'
import { fitDirectives } from './fit-directives.ts'
import { BodyError, limits } from './grammar.ts'
import { guard } from './guard.ts'
import { treeOf } from './markdown.ts'
import { bodyOf } from './normalise.ts'
import type { Body } from './schema.ts'
import { sourceIssue } from './source-limits.ts'

/** A body that was made of what somebody brought along, and what was left out of it, in words. */
export type Taken = { body: Body; notices: string[] }

const mostNotices = 6

const counted = (count: number, one: string, many: string): string => (count === 1 ? `One ${one}` : `${count} ${many}`)

const sentence = (message: string): string => `${message[0]?.toUpperCase() ?? ''}${message.slice(1)}.`

const wordsOnly = (nodes: Nodes[]): Body => {
  const children = nodes.flatMap((node): RootContent[] => {
    const value = textOf(node)
    return value.trim() === '' ? [] : [{ type: 'paragraph', children: [{ type: 'text', value }] }]
  })
  return bodyOf({ type: 'root', children }).body
}

/**
 * A body of whatever was parsed from somewhere else. What the grammar lacks becomes what is nearest to it, at last its
 * words; nothing is refused but what is too large.
 */
export function forgivingBody(tree: Root, pictureOf: PictureOf = () => null): Taken {
  const refused = guard(tree)
  if (refused?.message.includes(String(limits.nodes))) {
    return { body: wordsOnly([]), notices: ['The text is too long to be taken at once; paste parts of it.'] }
  }
  if (refused) return { body: wordsOnly([tree]), notices: ['It is nested too deep; only its words were kept.'] }
  const { pictures, links } = fitBlocks(tree, pictureOf)
  const lifted = fitDirectives(tree)
  const { body, issues } = bodyOf(tree)
  const isSound = checkBody(body).length === 0
  const notices = [
    ...(pictures > 0 ? [`${counted(pictures, 'picture was', 'pictures were')} left out; upload what you need.`] : []),
    ...(links > 0
      ? [`${counted(links, 'link leads', 'links lead')} nowhere that is allowed; the words were kept.`]
      : []),
    ...lifted.map(sentence),
    ...[...new Set(issues.map(({ message }) => message))].map(sentence),
    ...(isSound ? [] : ['Some of it has no form here; only its words were kept.']),
  ]
  return { body: isSound ? body : wordsOnly(tree.children), notices: notices.slice(0, mostNotices) }
}

/**
 * Markdown that somebody brought along, as a body. Front matter is left out; otherwise as `forgivingBody`.
 * @throws BodyError for a text that is too long, or nested too deep, to be parsed
 */
export function bodyFromMarkdown(markdown: string, pictureOf: PictureOf = () => null): Taken {
  const source = markdown.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const refused = sourceIssue(source)
  if (refused) throw new BodyError([{ path: '', line: refused.line, message: refused.reason }])
  return forgivingBody(treeOf(source), pictureOf)
}
