import type { Root } from 'mdast'
import { describe, expect, it } from 'vitest'
import { checkedBody } from '#publication/article/check.ts'
import { BodyError } from '#publication/article/grammar.ts'
import { normalise } from '#publication/article/normalise.ts'
import { safeBody } from '#publication/article/safe-body.ts'
import { isSound } from '#publication/article/sound.ts'

const words = (value: string, url = 'https://example.org/'): Root => ({
  type: 'root',
  children: [
    { type: 'paragraph', children: [{ type: 'link', url, title: null, children: [{ type: 'text', value }] }] },
  ],
})
function linkIn({ children: [paragraph] }: Root) {
  const link = paragraph?.type === 'paragraph' ? paragraph.children[0] : undefined
  if (link?.type !== 'link') throw new Error('no link')
  return link
}
const picture = (url: string): Root => ({
  type: 'root',
  children: [{ type: 'paragraph', children: [{ type: 'image', url, alt: 'A crack', title: null }] }],
})

describe('a body in normal form', () => {
  it('is known as such, and not brought there again', () => {
    const body = normalise(words('x'))
    expect(normalise(body)).toBe(body)
    expect(safeBody(body)).toBe(body)
    expect(checkedBody(body)).toEqual({ body, issues: [] })
  })

  it('cannot be changed, in none of its parts, while a copy can and is not known', () => {
    const body = safeBody(words('x'))
    const link = linkIn(body)
    expect(() => body.children.push({ type: 'thematicBreak' })).toThrow(TypeError)
    expect(() => Object.assign(link, { url: 'javascript:alert(1)' })).toThrow(TypeError)
    expect(() => Object.assign(link.children[0] ?? {}, { value: 'y' })).toThrow(TypeError)
    expect(isSound(structuredClone(body), 'file')).toBe(false)
  })

  it('does not vouch for the tree that it was made of', () => {
    const given = words('x')
    safeBody(given)
    linkIn(given).url = 'javascript:alert(1)'
    expect(JSON.stringify(safeBody(given))).not.toContain('javascript')
    const bare = normalise(words('x'))
    const withData = { ...structuredClone(bare), data: { hName: 'script' } }
    expect(checkedBody(withData).body).toEqual(bare)
  })

  it('of a file may name pictures that a stored one may not', () => {
    const body = safeBody(picture('crack.png'))
    expect(isSound(body, 'file')).toBe(true)
    expect(isSound(body, 'stored')).toBe(false)
    expect(() => normalise(body)).toThrow(BodyError)
    const stored = normalise(picture('media:m_01k00000000000000000000000'))
    expect(isSound(stored, 'file')).toBe(true)
  })
})
