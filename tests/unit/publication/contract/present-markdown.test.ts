import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { parseDocument, toMarkdown } from '#publication/article/index.ts'
import { presentMarkdown } from '#publication/contract/index.ts'
import { articleWith, specimen } from '../../components/fixtures.ts'
import { hostileTitle } from './records.ts'

const origin = 'https://example.org'
const markdownOf = (title: string, body = articleWith().body) =>
  toMarkdown({
    title,
    deck: `${title} ---`,
    slug: 'queues',
    topics: ['scale'],
    authors: ['desk'],
    publishedAt: '2026-09-08T08:00:00.000Z',
    call: null,
    takeaways: ['---', '\n---\n'],
    body,
  })
const article = articleWith({ title: hostileTitle, markdown: markdownOf(hostileTitle) })
const matterOf = (text: string) => parse(text.slice(4, text.indexOf('\n---\n')))

describe('an article as Markdown at its own address', () => {
  it('says in its front matter what follows from it', () => {
    expect(matterOf(presentMarkdown(article, origin))).toMatchObject({
      title: hostileTitle,
      url: `${origin}/articles/queues`,
      modifiedAt: '2026-11-18T10:12:00.000Z',
      edition: 3,
      digest: 'sha256-0',
      licence: `${origin}/licence`,
      breaks: [
        { id: 'b1', title: 'Runs twice', status: 'held' },
        { id: 'b2', title: 'Work in flight is killed', status: 'open' },
      ],
      holds: [
        { id: 'h1', title: 'One transaction', answers: ['b1'] },
        { id: 'h2', answers: [] },
      ],
    })
  })

  it('is a document that can be imported again, as the one that is kept', () => {
    for (const given of [article, { ...specimen(), markdown: markdownOf('x', parseDocument(markdownOf('x')).body) }]) {
      const shown = presentMarkdown(given, origin)
      expect(parseDocument(shown)).toEqual(parseDocument(given.markdown))
      expect(shown.endsWith(given.markdown.slice(given.markdown.indexOf('\n---\n', 3)))).toBe(true)
    }
  })
})
