import type { RootContent } from 'mdast'
import { describe, expect, it } from 'vitest'
import { mdastToLexical } from '#collections/articles/mdast-to-lexical.ts'
import { type Body, normalise } from '#publication/article/index.ts'
import { media } from './states.ts'

const para = (value: string): RootContent => ({ type: 'paragraph', children: [{ type: 'text', value }] })
const body = (...children: RootContent[]) => normalise({ type: 'root', children })
const write = (tree: Body) => mdastToLexical(tree, media).root.children
const points = (value: string): RootContent => ({
  type: 'list',
  ordered: false,
  children: [{ type: 'listItem', children: [{ type: 'paragraph', children: [{ type: 'text', value }] }] }],
})

describe('a body in the editor', () => {
  it('is one empty paragraph when it is empty, as Lexical needs a child', () => {
    expect(write(body())).toMatchObject([{ type: 'paragraph', children: [] }])
  })

  it('keeps two lists of one kind apart with an empty paragraph', () => {
    expect(write(body(points('a'), points('b'))).map(({ type }) => type)).toEqual(['list', 'paragraph', 'list'])
  })

  it('keeps the paragraphs of a quote in a shadow root, and a single line without one', () => {
    const quote = (...children: RootContent[]) => ({ type: 'blockquote', children }) as RootContent
    const [one, two] = write(body(quote(para('a')), quote(para('a'), para('b'))))
    expect(one).toMatchObject({ type: 'quote', children: [{ type: 'text' }] })
    expect(one).not.toHaveProperty('shadowRoot')
    expect(two).toMatchObject({
      type: 'quote',
      shadowRoot: true,
      children: [{ type: 'paragraph' }, { type: 'paragraph' }],
    })
  })

  it('writes a finding with the fields that say something', () => {
    const finding = (name: string, attributes: Record<string, string>, children: RootContent[] = []) =>
      ({ type: 'containerDirective', name, attributes, children }) as RootContent
    const tree = body(
      finding('break', { id: 'b1', title: 'T', shows: 's' }, [para('x')]),
      finding('hold', { id: 'h1', answers: 'b1', title: 'H' }),
    )
    const [first, second] = write(tree).map(({ fields }) => fields)
    expect(first).toMatchObject({ blockType: 'break', findingId: 'b1', title: 'T', shows: 's' })
    expect(first).toMatchObject({ id: expect.stringMatching(/^[0-9a-f]{24}$/), body: { root: { type: 'root' } } })
    expect(second).toEqual({
      blockName: '',
      blockType: 'hold',
      findingId: 'h1',
      title: 'H',
      answers: ['b1'],
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
    })
  })

  it('gives equal blocks different ids, and the same ids when written again', () => {
    const code = { type: 'code', lang: 'sql', value: 'select 1' } as RootContent
    const tree = body(code, code)
    const ids = write(tree).map(({ fields }) => (fields as { id: string }).id)
    expect(new Set(ids).size).toBe(2)
    expect(write(tree).map(({ fields }) => (fields as { id: string }).id)).toEqual(ids)
  })
})

describe('what is refused, in words', () => {
  const root = (...children: unknown[]) => ({ type: 'root', children }) as Body
  it.each([
    [root({ type: 'html', value: '<b>' }), /HTML is not accepted/],
    [root({ type: 'paragraph', children: [{ type: 'text', value: ' x' }] }), /not in normal form/],
    [
      root({ type: 'paragraph', children: [{ type: 'footnoteReference', identifier: '1', label: '1' }] }),
      /no footnote/,
    ],
    [root({ type: 'code', lang: null, meta: 'what', value: '' }), /\{hold=2,4-5/],
    [null as unknown as Body, /not a body/],
  ])('%j', (tree, reason) => {
    expect(() => mdastToLexical(tree, media)).toThrow(reason)
  })

  it('a picture that is not in the media library', () => {
    const image = { type: 'image', url: `media:m_${'1'.repeat(26)}`, alt: 'a', title: null }
    const tree = body({ type: 'paragraph', children: [image] } as RootContent)
    expect(() => mdastToLexical(tree, { ...media, toId: () => null })).toThrow(
      /block 1: the picture “media:m_1+” is not in/,
    )
    const toId = () => {
      throw new Error('no such picture')
    }
    expect(() => mdastToLexical(tree, { ...media, toId })).toThrow('block 1: no such picture')
  })

  it('an article that is not here, in a link and in a card', () => {
    const reference = `article:a_${'1'.repeat(26)}`
    const words = [{ type: 'text', value: 'x' }]
    const linked = body({
      type: 'paragraph',
      children: [{ type: 'link', url: reference, children: words }],
    } as RootContent)
    const card = body({
      type: 'leafDirective',
      name: 'card',
      attributes: { to: reference },
      children: [],
    } as RootContent)
    for (const tree of [linked, card]) {
      expect(() => mdastToLexical(tree, { ...media, articleId: () => null })).toThrow(
        /the article “article:a_1+” is not/,
      )
    }
  })
})
