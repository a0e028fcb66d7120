import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type ArticleDocument, kinds, parseDocument } from '#publication/article/index.ts'
import { articleFaults, blocksIn } from './article-faults.ts'

const folder = new URL('../../../seeds/articles/', import.meta.url)
const sources = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => [name.replace('.md', ''), readFileSync(new URL(name, folder), 'utf8')]),
)
const all = new Map<string, ArticleDocument>([...sources].map(([slug, text]) => [slug, parseDocument(text, slug)]))

describe('the twelve articles', () => {
  it.each([...all])('%s is whole', async (slug, document) => {
    expect(await articleFaults(document, sources.get(slug) ?? '', all)).toEqual([])
  })

  it('use every block that there is', () => {
    const used = new Set([...all.values()].flatMap((document) => [...blocksIn(document)]))
    const markdown = ['heading', 'list', 'checklist', 'blockquote', 'code', 'image', 'link', 'footnoteReference']
    expect([...Object.keys(kinds), ...markdown].filter((name) => !used.has(name))).toEqual([])
  })

  it('open each in words of their own', () => {
    const first = [...sources.values()].map((text) =>
      text.split('\n---\n')[1]?.trim().split(/\s+/).slice(0, 3).join(' '),
    )
    expect(new Set(first).size).toBe(all.size)
  })

  it('lead to each other', () => {
    const alone = [...sources].filter(([, text]) => !/\]\(\/articles\/|to="\/articles\//.test(text))
    expect(alone.map(([slug]) => slug)).toEqual([])
  })
})

describe('an article is not whole', () => {
  const [slug = '', text = ''] = [...sources].find(([name]) => name.startsWith('queue-')) ?? []
  const note = /, checked (?=2)/
  const slips: [what: string, from: string | RegExp, to: string, said: RegExp][] = [
    ['without a call', /^call:\n(?: {2}.*\n)+/m, '', /call is not complete/],
    ['when a break does not say how it shows', / shows="[^"]*"/, '', /b1 does not say how it shows/],
    ['when a break names no scale', / scale="[^"]*"/, '', /b1 does not say from which scale on/],
    ['when a break costs nothing', /( scale="[^"]*") cost="[^"]*"/, '$1', /b1 does not say what it costs/],
    ['when a hold answers nothing', 'answers="b2"', '', /h2 answers no break/],
    ['when an open break is quiet about it', ' status="open"', '', /b7 is open and does not say so/],
    [
      'when it links to nowhere',
      '/articles/audit-logging-soc-2',
      '/articles/no-such-thing',
      /no-such-thing leads nowhere/,
    ],
    ['when it links to no finding', '/articles/audit-logging-soc-2', '/articles/audit-logging-soc-2#b99', /#b99 leads/],
    ['when a picture is not described', /!\[[^\]]+\]/, '![]', /has no alternative text/],
    ['when a heading skips a level', '### What makes', '#### What makes', /level 4 below one of level 2/],
    ['when a source has no publisher', /^\[\^1\]: [^,]+, [^,]+, h/m, '[^1]: h', /look like sources/],
    ['when its SQL does not parse', 'with fresh as (', 'with fresh as', /code \d+, line/],
    ['when a diagram cannot be drawn', 'sequenceDiagram', 'pie', /a diagram, line 1/],
    ['when a sample has no caption', / caption="The insert[^"]*"/, '', /code without a caption/],
  ]

  it.each(slips)('%s', async (_what, from, to, said) => {
    expect(note.test(text)).toBe(true)
    const slipped = text.replace(from, to)
    expect(slipped).not.toBe(text)
    expect((await articleFaults(parseDocument(slipped, slug), slipped, all)).join('\n')).toMatch(said)
  })

  it('when it is short', async () => {
    const document = parseDocument(text, slug)
    const children = document.body.children.slice(0, 8)
    const short = { ...document, body: { ...document.body, children } }
    expect((await articleFaults(short, text, all)).join('\n')).toMatch(/\d+ words; 1800 to 3500/)
  })
})
