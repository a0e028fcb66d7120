import { describe, expect, it } from 'vitest'
import { MissingFindingPage } from '#components/error-page.tsx'
import { FailureIndexPage, type IndexShown } from '#components/failures/failure-index-page.tsx'
import { FailuresAtPage, sizeSummary } from '#components/failures/failures-at-page.tsx'
import { FindingPage } from '#components/failures/finding-page.tsx'
import { indexHref } from '#components/failures/hrefs.ts'
import { narrowings, tallyInWords } from '#components/failures/index-words.ts'
import { UnaskedPage } from '#components/failures/unasked-page.tsx'
import { failureIndexGraph, graphText } from '#publication/graph/index.ts'
import { failureOf, hostile, origin } from '#tests/unit/publication/failures/failures.ts'
import { articleWith, nasty, topic } from './fixtures.ts'
import { markup } from './markup.ts'

const failures = [
  failureOf(1, { shows: 'Two captures', holds: ['One transaction', 'One table'] }),
  failureOf(2, { title: nasty, shows: nasty, cost: nasty }),
  ...hostile.map((title, at) => failureOf(3 + at, { title, shows: title, article: title, holds: [title] })),
]

const index = (more: Partial<IndexShown> = {}): IndexShown => ({
  filters: {},
  by: 'title',
  isBeginning: true,
  failures,
  tally: {
    count: failures.length,
    open: 1,
    letters: [
      { letter: 'b', count: failures.length },
      { letter: 'z', count: 2 },
    ],
  },
  topics: [topic],
  next: '/failures?after=abc',
  didYouMean: null,
  terms: graphText(failureIndexGraph(failures, nasty, { origin, name: 'Site', deck: 'Deck' })),
  ...more,
})

const narrowed = { filters: { topic: 'scale', status: 'open', q: nasty, scale: '10k', users: 250 } } as const
const empty = { failures: [], tally: { count: 0, open: 0, letters: [] }, next: null }
const { id, slug, path, title, publishedAt, findings } = articleWith()
const article = { id, slug, path, title, publishedAt, load: 'footing' as const }
const place = (finding: string) => {
  const found = findings.find((each) => each.id === finding)
  if (!found) throw new Error(finding)
  return { finding: { ...found, article }, findings, url: `${origin}/failures/queues.${finding}` }
}
const found = {
  behind: failures.slice(0, 1),
  ahead: failures.slice(1, 2),
  anyhow: failures.slice(2),
  counts: { behind: 1, ahead: 3, anyhow: 40 },
}

const pages = {
  index: <FailureIndexPage {...index()} />,
  'narrowed index': <FailureIndexPage {...index({ ...narrowed, by: 'date', isBeginning: false })} />,
  'index without a result': <FailureIndexPage {...index({ ...narrowed, ...empty, didYouMean: nasty })} />,
  'index of nothing': <FailureIndexPage {...index(empty)} />,
  unasked: (
    <UnaskedPage
      faults={[
        { parameter: nasty, detail: nasty },
        { parameter: '', detail: 'Too long.' },
      ]}
      topics={[topic]}
    />
  ),
  'what breaks at a size': <FailuresAtPage users={10_000} found={found} />,
  'what breaks where nothing is known': (
    <FailuresAtPage
      users={100}
      found={{ behind: [], ahead: [], anyhow: [], counts: { behind: 0, ahead: 0, anyhow: 0 } }}
    />
  ),
  'held break': <FindingPage {...place('b1')} />,
  'open break': <FindingPage {...place('b2')} />,
  hold: <FindingPage {...place('h1')} />,
  'hold of the whole': <FindingPage {...place('h2')} />,
  'missing finding': <MissingFindingPage article={article} />,
}

describe.each(Object.entries(pages))('%s', (_, page) => {
  const { tags, named, levels, html } = markup(page)

  it('has one h1 and skips no level of heading', () => {
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    for (const [at, level] of levels.entries()) expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1)
  })

  it('runs nothing, whatever it shows', () => {
    expect(named('script').every((tag) => tag.attributes['type'] === 'application/ld+json')).toBe(true)
    expect([
      ...named('img'),
      ...tags.filter((tag) => 'onerror' in tag.attributes || 'style' in tag.attributes),
    ]).toEqual([])
    expect(named('footer')).toHaveLength(1)
    expect(html).not.toContain('<img')
  })

  it('uses an id once, and fragments, labels and what is copied name ids that are there', () => {
    const ids = tags.flatMap((tag) => tag.attributes['id'] ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    const fragments = named('a').flatMap((tag) => /^#(.+)$/.exec(tag.attributes['href'] ?? '')?.[1] ?? [])
    const labels = tags.flatMap((tag) => tag.attributes['aria-labelledby']?.split(' ') ?? [])
    const copied = named('button').flatMap((tag) => tag.attributes['data-copy'] ?? [])
    for (const one of [...fragments, ...labels, ...copied]) expect(ids).toContain(one)
  })

  it('names every navigation and every field, and its form asks by its address', () => {
    for (const { attributes } of named('nav'))
      expect(attributes['aria-label'] ?? attributes['aria-labelledby']).toBeTruthy()
    for (const { attributes } of named('form')) expect(attributes['action']).toMatch(/^\/(?:failures|search)$/)
    const fields = named('input', 'select').filter(
      ({ attributes }) => attributes['type'] !== 'hidden' && attributes['type'] !== 'radio',
    )
    const main = fields.filter(({ attributes }) => !['scheme', 'plates'].includes(attributes['name'] ?? ''))

    expect(named('label').filter(({ attributes: { class: is, for: of } }) => is === 'field' || of)).toHaveLength(
      main.length,
    )
  })
})

describe('the index', () => {
  const { named, text, tags } = markup(pages.index)

  it('has a row for each break, with its address, its holds and the link to its page', () => {
    const [held, open] = named('tr').filter((tag) => tag.attributes['class'] === 'failure')
    expect(held?.attributes['id']).toBe('queues-1.b1')
    expect(held?.text).toBe(
      'Break 1Shows up as: Two capturesFrom: 10k usersOne transactionCosts: one tableOne tableCosts: one tableQueuesLink to this failure',
    )
    expect(open?.text).toContain('Open: No hold that we trust yet')
    expect(named('a').map((tag) => tag.attributes['href'])).toEqual(
      expect.arrayContaining([
        '/articles/queues-1#b1',
        '/failures/queues-1.b1',
        '/failures.csv',
        '#page_letter_b',
        '/failures?letter=z',
      ]),
    )
  })

  it('counts in words, and says it in terms for machines', () => {
    expect(text).toContain('Eight breaks, one of them open')
    const [terms] = tags.filter((tag) => tag.attributes['type'] === 'application/ld+json')
    const { '@graph': nodes } = JSON.parse(terms?.text ?? '') as { '@graph': { '@type': string }[] }
    expect(nodes.filter((node) => node['@type'] === 'DefinedTerm')).toHaveLength(failures.length)
  })

  it('says what it is narrowed to, keeps that in its links, and leads out of it', () => {
    const page = markup(pages['narrowed index'])
    expect(page.text).toContain(
      'on Scale, open, that can bite at 250 users, with “10k” in their scale, with the words “',
    )
    const links = page.named('a').map((tag) => tag.attributes['href'] ?? '')
    expect(links.filter((href) => href.startsWith('/failures.csv?topic=scale&status=open&users=250'))).toHaveLength(1)
    expect(links).toContain('/failures')
    expect(
      page
        .named('option')
        .filter((tag) => 'selected' in tag.attributes)
        .map((tag) => tag.text),
    ).toEqual(['Scale', 'Open', '250 users'])
    expect(page.named('input').find((tag) => tag.attributes['name'] === 'q')?.attributes['value']).toBe(nasty)
  })

  it('helps where nothing is found', () => {
    const page = markup(pages['index without a result'])
    expect(page.text).toContain('Did you mean')
    expect(page.named('a').map((tag) => tag.text)).toEqual(
      expect.arrayContaining(['not only those open', 'everything in the index']),
    )
    expect(markup(pages['index of nothing']).text).toContain('The first break will stand here.')
  })

  it.each([
    [0, 0, 'No breaks'],
    [1, 0, 'One break'],
    [1, 1, 'One break, and it is open'],
    [3, 3, 'Three breaks, all of them open'],
    [46, 10, '46 breaks, ten of them open'],
  ])('%i breaks of which %i are open', (count, open, words) => {
    expect(tallyInWords(count, open)).toBe(words)
  })

  it('has one address for one state', () => {
    expect(indexHref({})).toBe('/failures')
    expect(indexHref({ q: 'a b&c', topic: 'scale' }, { by: 'title', after: 'x' })).toBe(
      '/failures?topic=scale&q=a+b%26c&after=x',
    )
    expect(indexHref({ users: 100 }, { by: 'date' })).toBe('/failures?users=100&by=date')
    expect(narrowings({ q: 'x', status: 'held' }, null).map(({ without }) => indexHref(without))).toEqual([
      '/failures?q=x',
      '/failures?status=held',
    ])
  })
})

describe('what breaks at a size', () => {
  it.each([
    [{ behind: 0, ahead: 0, anyhow: 0 }, 'Nothing is known yet of 1,000 users.'],
    [
      { behind: 2, ahead: 1, anyhow: 40 },
      'Two breaks wait for as many users or fewer, and can bite by now. 40 others ask for no number at all. One still lies ahead.',
    ],
    [
      { behind: 1, ahead: 2, anyhow: 1 },
      'One break waits for as many users or fewer, and can bite by now. One other asks for no number at all. Two still lie ahead.',
    ],
    [
      { behind: 0, ahead: 0, anyhow: 2 },
      'No break that we know waits for so many users or fewer. Two others ask for no number at all.',
    ],
  ])('%j in words', (counts, words) => {
    expect(sizeSummary(1_000, counts)).toBe(words)
  })

  it('leads to all of them where there are more', () => {
    const links = markup(pages['what breaks at a size'])
      .named('a')
      .map((tag) => tag.attributes['href'])
    expect(links.filter((href) => href === '/failures?users=10000')).toHaveLength(1)
  })
})

describe('a finding', () => {
  it('that is held shows how, from when, and the hold with what it costs', () => {
    const { text, named } = markup(pages['held break'])
    for (const words of [
      'Break 1',
      'Held by one hold',
      'Runs twice',
      'Two captures',
      'first crash',
      'One transaction',
      'one table',
    ])
      expect(text).toContain(words)
    const links = named('a').map((tag) => tag.attributes['href'])
    expect(links).toEqual(expect.arrayContaining(['/articles/queues#b1', '/failures/queues.h1', '/failures/queues.b2']))
    expect(named('code').map((tag) => tag.text)).toEqual([`${origin}/failures/queues.b1`])
  })

  it('that is open says so in words', () => {
    const { text, withClass } = markup(pages['open break'])
    expect(text).toContain('No hold that we trust yet.')
    expect(withClass('across-open')).toHaveLength(1)
    expect(withClass('load-key')).toEqual([])
  })

  it('that holds names what it answers', () => {
    expect(markup(pages.hold).text).toContain('Answers one break')
    expect(
      markup(pages.hold)
        .named('a')
        .map((tag) => tag.attributes['href']),
    ).toContain('/failures/queues.b1')
    expect(markup(pages['hold of the whole']).text).toContain('Holds the whole')
  })
})
