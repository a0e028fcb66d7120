import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HandOn } from '#components/article/hand-on.tsx'
import { letterWith, placesToShare } from '#components/article/places-to-share.ts'
import { articleWith, longWord, nasty } from './fixtures.ts'
import { markup } from './markup.ts'

const url = 'https://example.org/articles/queues'
const handed = { title: 'Queues & jobs: 100% “done”?', words: 'Make it #1 + idempotent.', url }

describe('places to share', () => {
  it('are asked for in the form that each documents', () => {
    expect(placesToShare(handed)).toEqual([
      { name: 'Slack', href: 'https://app.slack.com/client' },
      {
        name: 'LinkedIn',
        href: 'https://www.linkedin.com/sharing/share-offsite/?url=https%3A%2F%2Fexample.org%2Farticles%2Fqueues',
      },
      {
        name: 'X',
        href: 'https://x.com/intent/post?text=Queues%20%26%20jobs%3A%20100%25%20%E2%80%9Cdone%E2%80%9D%3F&url=https%3A%2F%2Fexample.org%2Farticles%2Fqueues',
      },
      {
        name: 'Bluesky',
        href: 'https://bsky.app/intent/compose?text=Queues%20%26%20jobs%3A%20100%25%20%E2%80%9Cdone%E2%80%9D%3F%20https%3A%2F%2Fexample.org%2Farticles%2Fqueues',
      },
      {
        name: 'Mastodon',
        href: 'https://share.joinmastodon.org/#text=Queues%20%26%20jobs%3A%20100%25%20%E2%80%9Cdone%E2%80%9D%3F%20https%3A%2F%2Fexample.org%2Farticles%2Fqueues',
      },
    ])
  })

  it('get the whole address and no more words than a post takes, and nothing says where it was found', () => {
    const title = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.constant(`${longWord} `.repeat(6)))
    fc.assert(
      fc.property(title, (words) => {
        const places = new Map(placesToShare({ ...handed, title: words }).map(({ name, href }) => [name, href]))
        const bluesky = new URL(places.get('Bluesky') ?? '').searchParams.get('text') ?? ''
        expect(bluesky.length).toBeLessThanOrEqual(300)
        expect(bluesky.endsWith(` ${url}`)).toBe(true)
        expect(new URL(places.get('X') ?? '').searchParams.get('text')?.length).toBeLessThanOrEqual(250)
        for (const href of places.values()) expect(href).not.toMatch(/utm_|[?&](ref|via|source)=/)
      }),
    )
  })

  it('leave the title out where a long address takes its room', () => {
    const long = `https://example.org/articles/${'long-'.repeat(60)}`
    const [, , , bluesky] = placesToShare({ ...handed, url: long })
    expect(new URL(bluesky?.href ?? '').searchParams.get('text')).toBe(long)
  })
})

describe('a letter', () => {
  it('has a subject and a text that stand alone, with the line ends of RFC 6068', () => {
    const { protocol, searchParams } = new URL(letterWith(handed))
    expect(protocol).toBe('mailto:')
    expect(searchParams.get('subject')).toBe(handed.title)
    expect(searchParams.get('body')).toBe(`${handed.words}\r\n\r\n${url}\r\n`)
    expect(letterWith(handed)).not.toMatch(/[ "<>+]/)
  })

  it('takes no header from a title', () => {
    const { named } = markup(
      <HandOn article={articleWith({ title: 'A\r\nBcc: x@example.org', call: null })} url={url} />,
    )
    const letter = named('a').find(({ text }) => text === 'E-mail')?.attributes['href'] ?? ''
    expect(letter).toContain('subject=A%20Bcc%3A%20x%40example.org&body=')
  })
})

describe('handing on', () => {
  const hostile = markup(<HandOn article={articleWith({ title: nasty })} url={url} />)

  it('shows the address as text, and links alone until a script works', () => {
    const { named, withClass } = markup(<HandOn article={articleWith()} url={url} />)
    expect(withClass('citation')[0]?.text).toBe(url)
    expect(named('a').map(({ text }) => text)).toEqual([
      ...['Slack', 'LinkedIn', 'X', 'Bluesky', 'Mastodon', 'E-mail', 'Open the .md'],
    ])
    expect(named('button').map(({ text, attributes }) => [text, attributes['hidden']])).toEqual([
      ['Share', ''],
      ['Copy link', ''],
      ['Copy as Markdown', ''],
      ['Print or save as PDF', ''],
    ])
    for (const { attributes } of named('a').filter(({ attributes }) => attributes['target']))
      expect(attributes['rel']).toContain('noopener noreferrer')
  })

  it('keeps hostile words whole and inside their attributes', () => {
    const { named, tags } = hostile
    const row = tags.find((tag) => 'data-hand-on' in tag.attributes)
    expect(row?.attributes['data-hand-on']).toBe(nasty)
    expect(named('img', 'script')).toEqual([])
    const x = named('a').find(({ text }) => text === 'X')?.attributes['href'] ?? ''
    expect(new URL(x).searchParams.get('text')).toBe(nasty)
  })
})
