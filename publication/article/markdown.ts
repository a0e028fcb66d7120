import type { Heading, Nodes, Root } from 'mdast'
import { directiveFromMarkdown, directiveToMarkdown } from 'mdast-util-directive'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter'
import { gfmFootnoteFromMarkdown, gfmFootnoteToMarkdown } from 'mdast-util-gfm-footnote'
import { gfmStrikethroughFromMarkdown, gfmStrikethroughToMarkdown } from 'mdast-util-gfm-strikethrough'
import { gfmTableFromMarkdown, gfmTableToMarkdown } from 'mdast-util-gfm-table'
import { gfmTaskListItemFromMarkdown, gfmTaskListItemToMarkdown } from 'mdast-util-gfm-task-list-item'
import {
  type ConstructName,
  defaultHandlers,
  type Handle,
  toMarkdown as mdastToMarkdown,
  type Options,
} from 'mdast-util-to-markdown'
import { directive } from 'micromark-extension-directive'
import { frontmatter } from 'micromark-extension-frontmatter'
import { gfmFootnote } from 'micromark-extension-gfm-footnote'
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough'
import { gfmTable } from 'micromark-extension-gfm-table'
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item'
import { visit } from 'unist-util-visit'
import { mediaIdIn } from './grammar.ts'
import { resolveLinks } from './links.ts'
import { safeBody } from './safe-body.ts'
import type { Body, References } from './schema.ts'

/** Blocks only: with text directives every `12:30` and `note:this` in a sentence would be one. */
const blockDirectives = () => ({ flow: directive().flow ?? {} })

/** Parses GFM with front matter, footnotes, tables and directive blocks; struck-out text so that it can be refused. */
export function treeOf(markdown: string): Root {
  return fromMarkdown(markdown, {
    extensions: [frontmatter(), gfmFootnote(), gfmStrikethrough(), gfmTable(), gfmTaskListItem(), blockDirectives()],
    mdastExtensions: [
      frontmatterFromMarkdown(),
      gfmFootnoteFromMarkdown(),
      gfmStrikethroughFromMarkdown(),
      gfmTableFromMarkdown(),
      gfmTaskListItemFromMarkdown(),
      directiveFromMarkdown(),
    ],
  })
}

const directiveExtension = (): Options => {
  const extension = directiveToMarkdown()
  return { ...extension, unsafe: extension.unsafe?.filter((pattern) => pattern.atBreak || !pattern.unicode) ?? [] }
}

/** The default drops the meta string of code that has no language. */
const code: Handle = (node, parent, state, info) => {
  const [lang = '', ...meta] = node.lang || !node.meta ? [] : String(node.meta).split(' ')
  return defaultHandlers.code(lang ? { ...node, lang, meta: meta.join(' ') } : node, parent, state, info)
}

/**
 * An underscore between letters needs no escape, unless the letter at the end of the text is written as a reference, as
 * it is beside emphasis. mdast-util-to-markdown 2.2 counts that letter as one code unit, and some are two.
 */
const besideWideLetter = /(?<!\\)_(?=[\ud800-\udbff][\udc00-\udfff]$)|(?<=^[\ud800-\udbff][\udc00-\udfff])_/g

/** At the start of a line `[^1]` and a colon would begin the note itself; elsewhere “as follows[^1]: …” needs no escape. */
const text: Handle = (node, parent, state, info) => {
  const written = defaultHandlers.text(node, parent, state, info).replace(besideWideLetter, '\\_')
  const siblings: Nodes[] = parent?.children ?? []
  const index = state.indexStack.at(-1) ?? 0
  const isSecond = index === 1 || siblings[index - 2]?.type === 'break'
  const follows = isSecond && siblings[index - 1]?.type === 'footnoteReference'
  return follows && written.startsWith(':') ? `\\${written}` : written
}

/** Where text is written as it is, and nothing in it can be a link. */
const verbatim: ConstructName[] = ['autolink', 'destinationLiteral', 'destinationRaw', 'titleQuote', 'titleApostrophe']

const writing: Options = {
  bullet: '-',
  rule: '-',
  fences: true,
  listItemIndent: 'one',
  resourceLink: true,
  extensions: [
    gfmFootnoteToMarkdown(),
    gfmStrikethroughToMarkdown(),
    gfmTableToMarkdown({ tableCellPadding: true, tablePipeAlign: false }),
    gfmTaskListItemToMarkdown(),
    directiveExtension(),
    {
      handlers: { code, text },
      // An address in angle brackets may begin with more than a letter: `<=a@example.org>`.
      unsafe: [{ character: '<', after: '[^\\s<>]+@', inConstruct: 'phrasing', notInConstruct: verbatim }],
    },
  ],
}

/** A line cannot end inside a heading or a table cell; `<br>` is what GFM has for it, and what is read back. */
function breaksInLine(body: Body): void {
  visit(body, (node: Nodes): void => {
    if (node.type !== 'heading' && node.type !== 'tableCell') return
    visit(node as Heading, 'break', (_, index, parent) => {
      if (parent && index !== undefined) parent.children[index] = { type: 'html', value: '<br>' }
    })
  })
}

type Shown = Pick<References, 'media' | 'articles'>

/** References become paths: of a picture that is unknown it stays, of an article that is not public the words stay. */
function withPaths(body: Body, references: Shown | undefined): Body {
  const copy = structuredClone(references ? resolveLinks(body, references.articles) : safeBody(body))
  visit(copy, 'image', (image) => {
    const media = references?.media.get(mediaIdIn(image.url) ?? '')
    if (!media) return
    image.url = media.path
    image.alt ||= media.alt
  })
  return copy
}

/**
 * A body as Markdown, ended by a line end; empty for an empty body. References become paths when
 * `references` are given. Read back it gives the same normal form.
 * @throws BodyError for what is no body, or is too deep or too large
 */
export function bodyToMarkdown(body: Body, references?: Shown): string {
  const copy = withPaths(body, references)
  breaksInLine(copy)
  return mdastToMarkdown(copy, writing)
}
