import { $createParagraphNode, $createTextNode, $getRoot, $getSelection } from '@payloadcms/richtext-lexical/lexical'
import { registerMarkdownShortcuts, type Transformer } from '@payloadcms/richtext-lexical/lexical/markdown'
import { beforeAll, describe, expect, it } from 'vitest'
import { lexicalToMdast } from '#collections/articles/lexical-to-mdast.ts'
import { kindsIn } from '#publication/article/index.ts'
import { blocksIn, builtEditor, type Editor, editorIn, headlessOf, plain } from './built-editor.ts'
import { media, type Node } from './states.ts'

let root: Editor

beforeAll(async () => {
  root = (await builtEditor()).editor
}, 60_000)

const bodyOf = (kind: string, field = 'body') =>
  editorIn(blocksIn(root).find(({ slug }) => slug === kind)?.fields ?? [], field)

/** The state after these keys at the start of an empty line, before words that stand there already. */
async function typed(editor: Editor, keys: string, words = '') {
  const open = headlessOf(editor)
  registerMarkdownShortcuts(open, editor.editorConfig.features.markdownTransformers as Transformer[])
  open.update(
    () => {
      const line = $createParagraphNode()
      $getRoot().clear().append(line)
      if (words !== '') line.append($createTextNode(words))
      line.selectStart()
    },
    { discrete: true },
  )
  for (const key of keys) {
    open.update(() => $getSelection()?.insertText(key), { discrete: true })
    await Promise.resolve()
  }
  return plain(open.getEditorState().toJSON())
}

const nodesOf = (state: { root: { children: Node[] } }) => state.root.children
const kindsOf = (state: { root: { children: Node[] } }) =>
  nodesOf(state).map(({ type, fields }) => (fields as Node | undefined)?.blockType ?? type)

describe('typing Markdown', () => {
  it.each([
    ['## A', { type: 'heading', depth: 2 }],
    ['- a', { type: 'list', ordered: false }],
    ['1. a', { type: 'list', ordered: true }],
    ['> a', { type: 'blockquote' }],
    ['**a** ', { children: [{ type: 'strong' }] }],
    ['*a* ', { children: [{ type: 'emphasis' }] }],
    ['`a` ', { children: [{ type: 'inlineCode' }] }],
    ['```sql ', { type: 'code', lang: 'sql', value: '' }],
    ['``` ', { type: 'code', lang: null, value: '' }],
    ['- [ ] a', { type: 'list', children: [{ checked: false }] }],
    ['- [x] a', { type: 'list', children: [{ checked: true }] }],
    ['[x] a', { type: 'list', children: [{ checked: true }] }],
    ['1. [ ] a', { type: 'list', ordered: true, children: [{ checked: null }] }],
    ['a :::callout ', { type: 'paragraph' }],
    [':::video ', { type: 'paragraph' }],
    [':::code ', { type: 'paragraph' }],
  ])('%j gives its block', async (keys, expected) => {
    expect(lexicalToMdast(await typed(root, keys), media).children[0]).toMatchObject(expected)
  })

  it('“:::name ” gives each kind at the root, with a line below to write on', async () => {
    for (const kind of kindsIn('root')) {
      expect(kindsOf(await typed(root, `:::${kind} `))).toEqual([kind, 'paragraph'])
    }
    expect(kindsOf(await typed(root, '::card '))).toEqual(['card', 'paragraph'])
  })

  it('inside a finding gives what may stand there, and inside a callout code only', async () => {
    for (const kind of kindsIn('root')) {
      const isIn = kindsIn('finding').includes(kind)
      expect(kindsOf(await typed(bodyOf('break'), `:::${kind} `))).toEqual(isIn ? [kind, 'paragraph'] : ['paragraph'])
      expect(kindsOf(await typed(bodyOf('callout'), `:::${kind} `))).toEqual(['paragraph'])
    }
    expect(kindsOf(await typed(bodyOf('callout'), '```sql '))).toEqual(['code', 'paragraph'])
  })

  it('keeps the words that stood on the line, below the block', async () => {
    const state = await typed(root, ':::callout ', 'words')
    expect(kindsOf(state)).toEqual(['callout', 'paragraph'])
    expect(nodesOf(state)[1]).toMatchObject({ children: [{ text: 'words' }] })
  })

  it('in a line of text alone makes no block', async () => {
    expect(kindsOf(await typed(bodyOf('pullquote', 'text'), ':::callout '))).toEqual(['paragraph'])
  })
})
