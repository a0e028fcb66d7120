import {
  $getRoot,
  $isElementNode,
  type LexicalNode,
  type SerializedEditorState,
} from '@payloadcms/richtext-lexical/lexical'
import fc from 'fast-check'
import type { Block, Field, SanitizedConfig } from 'payload'
import { beforeAll, describe, expect, it } from 'vitest'
import { mdastToLexical } from '#collections/articles/mdast-to-lexical.ts'
import { type KindName, kinds, kindsIn } from '#publication/article/index.ts'
import { arbitraryBody } from '#tests/support/arbitrary-body.ts'
import { blocksIn, builtEditor, type Editor, editorIn, headlessOf, plain } from './built-editor.ts'
import { block, footnote, internalLink, link, media, type Node, paragraph, source, state, text } from './states.ts'

let built: SanitizedConfig
let editor: Editor

beforeAll(async () => {
  ;({ built, editor } = await builtEditor())
}, 60_000)

const headless = () => headlessOf(editor)

/** A state and the states in its blocks, each of which is opened in an editor of its own. */
function statesIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(statesIn)
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.values(value).flatMap(statesIn)
  return 'root' in value ? [value, ...inside] : inside
}

function markDirty(node: LexicalNode): void {
  node.markDirty()
  if ($isElementNode(node)) for (const child of node.getChildren()) markDirty(child)
}

/** Payload's own validation of the field, as on a save that publishes. */
function validate(value: unknown) {
  const t = (key: string) => key
  const collections = Object.fromEntries(built.collections.map((config) => [config.slug, { config }]))
  const payload = { config: built, collections, db: { defaultIDType: 'number' } }
  const req = { t, i18n: { t, language: 'en' }, payload, context: {}, query: {} }
  const at = { collectionSlug: 'articles', path: ['body'], id: 1, operation: 'update' }
  return editor.validate(value, { req, data: {}, siblingData: {}, preferences: { fields: {} }, ...at })
}

describe('the body editor', () => {
  it('offers the closed grammar and nothing else', () => {
    const { enabledFeatures, nodes } = editor.editorConfig.features
    expect([...enabledFeatures].sort()).toEqual([
      'articleDesk',
      'blockShortcuts',
      'blockquote',
      'blocks',
      'bold',
      'bringText',
      'checklist',
      'experimental_table',
      'heading',
      'indent',
      'inlineCode',
      'italic',
      'leaveByTab',
      'link',
      'orderedList',
      'paragraph',
      'toolbarFixed',
      'toolbarInline',
      'unorderedList',
      'upload',
    ])
    const types = nodes.map(({ node }) => ('with' in node ? node.replace : node).getType())
    expect(types.sort()).toEqual([
      'block',
      'heading',
      'inlineBlock',
      'link',
      'list',
      'listitem',
      'quote',
      'table',
      'tablecell',
      'tablerow',
      'upload',
    ])
  })

  const named = (fields: Field[], name: string) =>
    fields.find((field) => 'name' in field && field.name === name) as (Field & { fields: Field[] }) | undefined
  const blockOf = (kind: string) => blocksIn(editor).find(({ slug }) => slug === kind) as Block

  /** The editors of a place. */
  const editorsOf = {
    root: () => [editor],
    finding: () => ['break', 'hold'].map((kind) => editorIn(blockOf(kind).fields, 'body')),
    aside: () => [
      editorIn(blockOf('callout').fields, 'body'),
      editorIn(named(blockOf('steps').fields, 'steps')?.fields ?? [], 'body'),
    ],
  }

  it.each(['root', 'finding', 'aside'] as const)('offers at the place “%s” the kinds of the one list', (place) => {
    for (const one of editorsOf[place]()) {
      const offered = blocksIn(one).map(({ slug }) => slug)
      expect(offered.sort()).toEqual([...kindsIn(place), 'code'].sort())
      expect(blocksIn(one, 'inlineBlocks').map(({ slug }) => slug)).toEqual(['footnote', 'source'])
      expect(one.editorConfig.features.enabledFeatures.includes('heading')).toBe(place === 'root')
    }
  })

  it('offers marks, links and notes in lines, and nothing else', () => {
    const rows = named(blockOf('decision').fields, 'rows')?.fields ?? []
    const lines = [
      editorIn(rows, 'when'),
      editorIn(rows, 'then'),
      editorIn(blockOf('pullquote').fields, 'text'),
      editorIn(blockOf('diagram').fields, 'description'),
    ]
    for (const one of lines) {
      expect(blocksIn(one)).toEqual([])
      expect(blocksIn(one, 'inlineBlocks').map(({ slug }) => slug)).toEqual(['footnote', 'source'])
      const { enabledFeatures } = one.editorConfig.features
      const inLine = ['blocks', 'bold', 'bringText', 'inlineCode', 'italic', 'link', 'paragraph', 'toolbarInline']
      expect([...enabledFeatures].sort()).toEqual(inLine)
    }
  })

  it('asks for each attribute of the one list, with its greatest length', () => {
    // What is no line of text in the editor, or has another name there.
    const others = new Set(['id', 'answers', 'status', 'verified', 'kind', 'pick', 'scope', 'to'])
    const rows = { step: ['steps', 'steps'], figure: ['figures', 'figures'] } as const
    for (const kind of Object.keys(kinds) as KindName[]) {
      const [owner, name] = kind === 'step' || kind === 'figure' ? rows[kind] : [kind, null]
      const fields = name === null ? blockOf(owner).fields : (named(blockOf(owner).fields, name)?.fields ?? [])
      for (const [attribute, most] of Object.entries(kinds[kind].attributes)) {
        if (!others.has(attribute))
          expect([kind, attribute, named(fields, attribute)]).toMatchObject([kind, attribute, { maxLength: most }])
      }
    }
  })

  it('reads and writes imported bodies unchanged with its own node classes', () => {
    fc.assert(
      fc.property(arbitraryBody(), (body) => {
        for (const imported of statesIn(mdastToLexical(body, media))) {
          const read = headless().parseEditorState(plain(imported) as SerializedEditorState)
          expect(plain(read.toJSON())).toEqual(plain(imported))
        }
      }),
      { numRuns: 150 },
    )
  }, 120_000)

  it('leaves imported bodies as they are when it tidies every node, as it does on a change', () => {
    fc.assert(
      fc.property(arbitraryBody(), (body) => {
        for (const imported of statesIn(mdastToLexical(body, media))) {
          const open = headless()
          open.setEditorState(open.parseEditorState(plain(imported) as SerializedEditorState))
          open.update(() => markDirty($getRoot()), { discrete: true })
          expect(plain(open.getEditorState().toJSON())).toEqual(plain(imported))
        }
      }),
      { numRuns: 150 },
    )
  }, 120_000)

  it('passes imported bodies through Payload’s validation', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryBody(), async (body) => {
        expect(await validate(mdastToLexical(body, media))).toBe(true)
      }),
      { numRuns: 40 },
    )
  }, 120_000)
})

describe('what the editor refuses on save', () => {
  const broken = (fields: Node) => state(block('break', { findingId: 'b1', title: 'T', ...fields }))
  const hold = (answers: unknown) => state(block('hold', { findingId: 'h1', title: 'T', answers }))
  const code = (fields: Node) => state(block('code', { code: 'x', ...fields }))
  const words = state(paragraph(text('x')))
  const article = { relationTo: 'articles', value: 1 }
  const card = (fields: Node) => state(block('card', fields))
  const said = { title: 'T', publisher: 'P', url: 'https://example.org/', checkedAt: '2026-11-01T12:00:00.000Z' }
  const cited = (fields: Node) => state(paragraph(source({ ...said, ...fields })))
  const then = words
  const picked = { id: '1', when: words, then, pick: true }
  const inFootnote = (url: string) => state(paragraph(footnote(state(paragraph(link(url, text('x')))))))

  it.each([
    [state(paragraph(link('javascript:alert(1)', text('x'))))],
    [state(paragraph(link('//example.org', text('x'))))],
    [inFootnote('data:text/html,x')],
    [broken({ title: '' })],
    [broken({ body: state(paragraph(link('vbscript:x', text('x')))) })],
    [broken({ shows: 'x'.repeat(401) })],
    [hold(['h1'])],
    [hold(['b0'])],
    [code({ holdLines: '4-' })],
    [code({ breakLines: 'two' })],
    [code({ language: 'Not a word' })],
    [state(block('video'))],
    [state({ type: 'upload', version: 3, relationTo: 'users', value: 1, fields: {} })],
    [state(paragraph(footnote(null)))],
    [state(paragraph(internalLink(null, {}, text('x'))))],
    [state(paragraph(internalLink(article, { finding: 'x1' }, text('x'))))],
    [card({})],
    [card({ url: 'javascript:alert(1)', title: 'T' })],
    [card({ url: '/articles/x', title: 'T' })],
    [card({ url: 'https://example.org/' })],
    [card({ article: 1, finding: 'x' })],
    [cited({ url: 'ftp://example.org' })],
    [cited({ publisher: 'A, B' })],
    [cited({ checkedAt: null })],
    [state(block('decision', { headWhen: 'If', headThen: 'Then', rows: [] }))],
    [state(block('decision', { headWhen: 'If', headThen: 'Then', rows: [picked, picked] }))],
    [state(block('figures', { figures: [{ value: '1' }] }))],
    [state(block('steps', { steps: [] }))],
    [state(block('diagram', { title: 'T', source: 'flowchart LR' }))],
    [state(block('pullquote', {}))],
    [broken({ body: state(block('hold', { findingId: 'h1', title: 'T' })) })],
    [state(block('callout', { body: state(block('callout', { body: words })) }))],
  ])('%j', async (value) => {
    expect(await validate(value)).toEqual(expect.stringMatching(/failed to validate/))
  })

  it.each([
    [state(paragraph(link('/articles/x#b1', text('x'))))],
    [inFootnote('https://example.org/?a=b')],
    [broken({ shows: null })],
    [hold(['b1', 'b20'])],
    [hold([])],
    [code({ holdLines: '2, 4-5', breakLines: '', language: 'c++' })],
    [state(paragraph(internalLink(article, { finding: 'b1' }, text('x'))))],
    [card({ article: 1, finding: 'h2' })],
    [card({ url: 'https://example.org/', title: 'T' })],
    [cited({})],
  ])('but not %j', async (value) => {
    expect(await validate(value)).toBe(true)
  })
})
