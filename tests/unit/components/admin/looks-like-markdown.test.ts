import { describe, expect, it } from 'vitest'
import { looksLikeMarkdown, sortPasted } from '#components/admin/looks-like-markdown.ts'

describe('plain text that is Markdown', () => {
  it.each([
    '# Title',
    'x\n\n- point\n- point',
    '1. first',
    '- [ ] open',
    '> said',
    '```sql\nselect 1\n```',
    ':::break{title="x"}\n:::',
    '::card{url="https://a.example" title="x"}',
    '| a | b |\n| - | - |',
    'words with **weight** in them',
    'a [link](https://a.example) in words',
    'a [list [one](https://a.example) of two',
    'a [![crack](media:m_1)](https://a.example) in words',
    'a `name` in words',
    'a note[^1]\n\n[^1]: said here',
    '---\ntitle: x\n---\nwords',
  ])('is seen in %j', (text) => expect(looksLikeMarkdown(text)).toBe(true))

  it.each([
    'Just words.',
    '2 * 3 = 6 and 4 * 5',
    'a - b',
    'No. 5',
    '#hashtag',
    'x_y_z',
    'array[0](call)',
    'a: b\nc: d',
    '',
  ])('is not seen in %j', (text) => expect(looksLikeMarkdown(text)).toBe(false))
})

describe('what is sent of what was pasted', () => {
  it('is the HTML of a word processor, whatever its text looks like', () => {
    const html = '<p class=MsoNormal>1. one</p>'
    expect(sortPasted(html, '1. one')).toEqual({ html })
  })
  it('is Markdown from an editor of code, which copies coloured spans', () => {
    const html = '<meta charset="utf-8"><div style="color:#ccc"><div><span># Title</span></div></div>'
    expect(sortPasted(html, '# Title')).toEqual({ markdown: '# Title' })
  })
  it('is Markdown where it holds our blocks, whatever shows it', () => {
    const text = ':::break{title="x"}\n:::'
    expect(sortPasted(`<pre>${text}</pre>`, text)).toEqual({ markdown: text })
  })
  it('is nothing for words alone', () => {
    expect(sortPasted('', 'Just words.')).toBeNull()
    expect(sortPasted('<span>Just words.</span>', 'Just words.')).toBeNull()
  })
})

it('a megabyte of brackets is looked at in no time', () => {
  const start = performance.now()
  for (const piece of ['[', '[^', '![', '`', '**a', '|', ':::', '---\n'])
    looksLikeMarkdown(piece.repeat(1_000_000 / piece.length))
  expect(performance.now() - start).toBeLessThan(1_000)
})
