import { getEnabledNodes, type SanitizedServerEditorConfig } from '@payloadcms/richtext-lexical'
import {
  $createParagraphNode,
  $getRoot,
  $getSelection,
  $isElementNode,
  type LexicalNode,
  type SerializedEditorState,
} from '@payloadcms/richtext-lexical/lexical'
import { createHeadlessEditor } from '@payloadcms/richtext-lexical/lexical/headless'
import { registerMarkdownShortcuts, type Transformer } from '@payloadcms/richtext-lexical/lexical/markdown'
import fc from 'fast-check'
import { buildConfig, type SanitizedConfig } from 'payload'
import { beforeAll, describe, expect, it } from 'vitest'
import { bodyEditor } from '#collections/articles/body-editor.ts'
import { lexicalToMdast } from '#collections/articles/lexical-to-mdast.ts'
import { mdastToLexical } from '#collections/articles/mdast-to-lexical.ts'
import { arbitraryBody } from '#tests/support/arbitrary-body.ts'
import { block, footnote, link, media, type Node, paragraph, state, text } from './states.ts'

type Editor = {
  editorConfig: SanitizedServerEditorConfig
  validate: (value: unknown, options: unknown) => Promise<string | true>
}

let built: SanitizedConfig
let editor: Editor

beforeAll(async () => {
  built = await buildConfig({
    secret: 'unit',
    // Nothing here connects: the configuration is only sanitised.
    db: { defaultIDType: 'number', init: () => ({}) as never },
    typescript: { autoGenerate: false },
    collections: [
      { slug: 'users', auth: true, fields: [] },
      { slug: 'media', upload: true, fields: [] },
      { slug: 'articles', fields: [{ name: 'body', type: 'richText', editor: bodyEditor() }] },
    ],
  })
  const articles = built.collections.find(({ slug }) => slug === 'articles')
  const field = articles?.fields.find((candidate) => 'name' in candidate && candidate.name === 'body')
  editor = (field as unknown as { editor: Editor }).editor
}, 60_000)

function headless() {
  return createHeadlessEditor({
    nodes: getEnabledNodes({ editorConfig: editor.editorConfig }),
    onError: (error) => {
      throw error
    },
  })
}

const plain = (value: unknown) => JSON.parse(JSON.stringify(value))

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
      'blockShortcuts',
      'blockquote',
      'blocks',
      'bold',
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

  it('reads and writes imported bodies unchanged with its own node classes', () => {
    fc.assert(
      fc.property(arbitraryBody(), (body) => {
        const imported = mdastToLexical(body, media)
        const read = headless().parseEditorState(plain(imported) as SerializedEditorState)
        expect(plain(read.toJSON())).toEqual(plain(imported))
      }),
      { numRuns: 150 },
    )
  }, 120_000)

  it('leaves imported bodies as they are when it tidies every node, as it does on a change', () => {
    fc.assert(
      fc.property(arbitraryBody(), (body) => {
        const imported = mdastToLexical(body, media)
        const open = headless()
        open.setEditorState(open.parseEditorState(plain(imported) as SerializedEditorState))
        open.update(() => markDirty($getRoot()), { discrete: true })
        expect(plain(open.getEditorState().toJSON())).toEqual(plain(imported))
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

  it.each([
    ['## A', { type: 'heading', depth: 2 }],
    ['- a', { type: 'list', ordered: false }],
    ['1. a', { type: 'list', ordered: true }],
    ['> a', { type: 'blockquote' }],
    ['**a** ', { children: [{ type: 'strong' }] }],
    ['*a* ', { children: [{ type: 'emphasis' }] }],
    ['`a` ', { children: [{ type: 'inlineCode' }] }],
    ['```sql ', { type: 'code', lang: 'sql', value: '' }],
  ])('turns typed %j into its block', async (typed, expected) => {
    const open = headless()
    registerMarkdownShortcuts(open, editor.editorConfig.features.markdownTransformers as Transformer[])
    open.update(
      () => {
        const line = $createParagraphNode()
        $getRoot().clear().append(line)
        line.select()
      },
      { discrete: true },
    )
    for (const key of typed) {
      open.update(() => $getSelection()?.insertText(key), { discrete: true })
      await Promise.resolve()
    }
    expect(lexicalToMdast(plain(open.getEditorState().toJSON()), media).children[0]).toMatchObject(expected)
  })
})

describe('what the editor refuses on save', () => {
  const broken = (fields: Node) => state(block('break', { findingId: 'b1', title: 'T', ...fields }))
  const hold = (answers: unknown) => state(block('hold', { findingId: 'h1', title: 'T', answers }))
  const code = (fields: Node) => state(block('code', { code: 'x', ...fields }))
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
  ])('but not %j', async (value) => {
    expect(await validate(value)).toBe(true)
  })
})
