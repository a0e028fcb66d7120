import { describe, expect, it } from 'vitest'
import {
  articleGraph,
  authorGraph,
  failureIndexGraph,
  failuresAtGraph,
  findingGraph,
  type Graph,
  graphText,
  homeGraph,
  topicGraph,
} from '#publication/graph/index.ts'
import { hasProperty, knowsType } from '#tests/support/vocabulary.ts'
import { articleWith, author, nasty, topic } from '#tests/unit/components/fixtures.ts'
import { failureOf } from '#tests/unit/publication/failures/failures.ts'

const site = { origin: 'https://breaks.example', name: 'What breaks. What holds.', deck: 'Architecture decisions.' }
const corrections = [{ edition: 2, at: '2026-10-01T08:00:00.000Z', text: nasty }]
const article = articleWith({
  title: `${nasty} ${'and on it goes '.repeat(12)}`.trim(),
  deck: nasty,
  corrections,
  sources: [{ title: nasty, publisher: 'RabbitMQ', url: 'https://example.org/confirms', checkedAt: '2026-11-01' }],
})

const graphs: [string, Graph][] = [
  ['an article', articleGraph({ article, authors: [author], site })],
  [
    'an article without a call, sources, topics’ records or breaks',
    articleGraph({ article: articleWith({ call: null, findings: [], sources: [] }), site }),
  ],
  ['the home page', homeGraph([article], site)],
  ['a topic', topicGraph(topic, [article], site)],
  ['a topic without an article', topicGraph({ ...topic, description: '' }, [], site)],
  ['an author', authorGraph(author, [article], site)],
  ['the failure index', failureIndexGraph([failureOf(1, { title: nasty, shows: nasty }), failureOf(2)], nasty, site)],
  ['the failure index without a break', failureIndexGraph([], 'Every break.', site)],
  [
    'what breaks at a size',
    failuresAtGraph([failureOf(1)], { name: 'At 10k', path: '/failures/at/10k', description: nasty }, site),
  ],
  ['a break', findingGraph(failureOf(1, { title: nasty, shows: nasty }).finding, site)],
  [
    'a hold',
    findingGraph(
      {
        id: 'h1',
        kind: 'hold',
        title: nasty,
        answers: ['b1'],
        cost: null,
        verifiedSince: null,
        article: failureOf(1).finding.article,
      },
      site,
    ),
  ],
]

type Node = Record<string, unknown>
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Every object of a graph as it is written, the inner ones too. */
function nodesOf(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf)
  return isNode(value) ? [value, ...Object.values(value).flatMap(nodesOf)] : []
}

const written = (graph: Graph): { '@context': string; '@graph': Node[] } => JSON.parse(graphText(graph))
const typesOf = (node: Node): string[] => [node['@type']].flat() as string[]

describe.each(graphs)('the graph of %s', (_name, graph) => {
  const { '@graph': top } = written(graph)
  const nodes = nodesOf(top)
  const things = nodes.filter((node) => '@type' in node)

  it('uses types and properties of schema.org, each where it belongs', () => {
    for (const thing of things) {
      const types = typesOf(thing)
      for (const type of types) expect(knowsType(type), type).toBe(true)
      for (const property of Object.keys(thing)) {
        if (property.startsWith('@') || property === 'query-input') continue
        expect(hasProperty(types, property), `${types}: ${property}`).toBe(true)
      }
    }
  })

  it('names by ids only what is in it', () => {
    const named = new Set(things.flatMap((thing) => (thing['@id'] === undefined ? [] : [thing['@id']])))
    for (const node of nodes) if (!('@type' in node)) expect(named, JSON.stringify(node)).toContain(node['@id'])
    const ids = things.flatMap((thing) => (thing['@id'] === undefined ? [] : [thing['@id']]))
    expect(ids.length).toBe(new Set(ids).size)
  })

  it('has absolute addresses and whole dates, and nothing empty', () => {
    for (const thing of things)
      for (const [property, value] of Object.entries(thing)) {
        for (const each of [value].flat()) {
          expect(each, property).not.toBe('')
          if (/^(url|item|contentUrl|thumbnailUrl|license|mainEntityOfPage|sameAs|.*Policy|@id)$/.test(property))
            expect(String(each), property).toMatch(/^https:\/\/\S+$/)
          if (/^date/.test(property)) expect(new Date(String(each)).toISOString()).toBe(each)
        }
        expect(value, property).not.toEqual([])
      }
  })

  it('ends no script and begins no comment', () => {
    expect(graphText(graph)).not.toContain('<')
  })
})

describe('an article', () => {
  const [node = {}] = written(articleGraph({ article, authors: [author], site }))['@graph']

  it('says what search engines ask for', () => {
    expect(typesOf(node)).toEqual(['Article', 'TechArticle'])
    expect(node).toMatchObject({
      '@id': 'https://breaks.example/articles/queues#article',
      name: article.title,
      alternativeHeadline: 'Make consumers idempotent.',
      abstract: nasty,
      datePublished: '2026-09-08T08:00:00.000Z',
      dateModified: '2026-11-18T10:12:00.000Z',
      version: '3',
      isAccessibleForFree: true,
      articleSection: ['Scale'],
      inLanguage: 'en-GB',
      image: { width: 1200, height: 630 },
    })
    expect((node['image'] as Node)['url']).toMatch(/^https:\/\/breaks\.example\/og\/queues\.[0-9a-f]{8}\.png$/)
    expect(String(node['headline']).length).toBeLessThanOrEqual(110)
    expect(String(node['timeRequired'])).toMatch(/^PT\d+M$/)
  })

  it('leads to each break in the failure index, and to no hold', () => {
    expect(node['about']).toEqual([
      { '@id': 'https://breaks.example/failures/queues.b1' },
      { '@id': 'https://breaks.example/failures/queues.b2' },
    ])
  })

  it('says what was corrected, in which edition', () => {
    expect(node['correction']).toEqual([
      {
        '@type': 'CorrectionComment',
        '@id': 'https://breaks.example/articles/queues#correction-2',
        datePublished: '2026-10-01T08:00:00.000Z',
        text: nasty,
      },
    ])
  })
})
