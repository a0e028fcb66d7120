import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import {
  type ArticleDocument,
  DocumentError,
  loadCases,
  parseDocument,
  slugSchema,
} from '#publication/article/index.ts'

const seeds = new URL('../../../seeds/', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, seeds), 'utf8')
const parsed = (path: string): unknown => parse(read(path))
const files = readdirSync(new URL('articles/', seeds))
  .filter((name) => name.endsWith('.md'))
  .sort()

/** What the founders wrote, to the byte, newest first. It is not to be edited with the seeds. */
const verbatim = [
  {
    slug: 'audit-vs-formal-verification',
    topic: 'assurance',
    publishedAt: '2026-10-13T08:00:00.000Z',
    title: 'Audit vs Formal Verification: Spending a Fixed Security Budget',
    deck: "You have budget for security review once. The wrong kind leaves the real risk uncovered. Here's what audits catch, what verification proves, and how to spend it",
  },
  {
    slug: 'scaling-from-100-to-100k-users',
    topic: 'scale',
    publishedAt: '2026-10-06T08:00:00.000Z',
    title: 'Scaling From 100 to 100k Users: What Breaks, In What Order, and When to Build for It',
    deck: 'It works flawlessly for the first 100 users. At 100k it falls over and you rebuild under live traffic. Here is what breaks at each order of magnitude',
  },
  {
    slug: 'agency-to-internal-team-handover',
    topic: 'teams',
    publishedAt: '2026-09-29T08:00:00.000Z',
    title: 'Agency to Internal Team Handover (Without a Zip and Goodbye)',
    deck: "You're bringing development in-house and inheriting a codebase nobody on your team has seen. What a real handover includes versus a repo link and good luck",
  },
  {
    slug: 'api-security-b2b-platforms',
    topic: 'security',
    publishedAt: '2026-09-22T08:00:00.000Z',
    title: 'API Security for B2B Platforms',
    deck: 'Your public API is the front door, propped open with weak auth, no rate limits, and verbose errors. Here is the attack surface and how to close each part of it',
  },
  {
    slug: 'stablecoin-payment-integration',
    topic: 'money',
    publishedAt: '2026-09-15T08:00:00.000Z',
    title: 'Stablecoin Payment Integration Architecture',
    deck: "Accepting stablecoins in production means finality, no chargebacks, reconciliation, and compliance. The card-network mental model will burn you. Here's the build",
  },
  {
    slug: 'queue-architecture-async-workloads',
    topic: 'scale',
    publishedAt: '2026-09-08T08:00:00.000Z',
    title: 'Queue Architecture for Async Workloads: A Teardown of Where Background Jobs Go to Die',
    deck: 'Background jobs pile up, retry forever, or vanish, and nobody knows until a customer complains. A teardown of the failure modes and the fix',
  },
  {
    slug: 'rwa-tokenization-architecture',
    topic: 'money',
    publishedAt: '2026-09-01T08:00:00.000Z',
    title: 'RWA Tokenization Architecture',
    deck: "Real-world asset tokenization is three layers deeper than 'a smart contract holds the asset.' Here's the full stack that makes it work — and compliant.",
  },
  {
    slug: 'two-sided-marketplace-architecture',
    topic: 'platforms',
    publishedAt: '2026-08-25T08:00:00.000Z',
    title: 'Two-Sided Marketplace Architecture: Building for the Seams',
    deck: 'Supply, demand, payments, trust, and matching — a marketplace fails at the seams between them, not the features. How to architect the parts that actually break',
  },
  {
    slug: 'audit-logging-soc-2',
    topic: 'assurance',
    publishedAt: '2026-08-18T08:00:00.000Z',
    title: 'Audit Logging Architecture That Passes SOC 2',
    deck: "The auditor wants a tamper-evident record of who did what. Your logs are console output that rotates after seven days. Here's the architecture that passes",
  },
  {
    slug: 'defi-protocol-security',
    topic: 'security',
    publishedAt: '2026-08-11T08:00:00.000Z',
    title: 'DeFi Protocol Security Architecture',
    deck: 'The protocol holds real liquidity, so it is a target the second it goes live. Here are the exploit classes that recur and the defenses that hold',
  },
  {
    slug: 'production-ai-b2b-saas',
    topic: 'ai',
    publishedAt: '2026-08-04T08:00:00.000Z',
    title: 'Production AI Architecture for B2B SaaS',
    deck: 'Adding AI features to a real B2B product that must hit the same reliability bar as everything else. Reference architecture, SLAs, and tenant isolation',
  },
  {
    slug: 'wholesale-distribution-software',
    topic: 'platforms',
    publishedAt: '2026-07-28T08:00:00.000Z',
    title: "Wholesale Distribution Software: When You've Outgrown QuickBooks and Excel",
    deck: "Inventory, orders, and pricing have outgrown QuickBooks plus Excel, and every workaround adds risk. Here's where off-the-shelf stops fitting and what a custom build replaces",
  },
]

const hero = ['What breaks.', 'What holds.']
const line =
  "Architecture decisions, failure analysis, production realities. Written for founders and CTOs who can't afford the wrong call."

const documents = new Map<string, ArticleDocument>(
  files.map((file) => [file, parseDocument(read(`articles/${file}`), file)]),
)
const documentOf = (slug: string): ArticleDocument => {
  const document = documents.get(`${slug}.md`)
  if (!document) throw new Error(`seeds/articles/${slug}.md is missing`)
  return document
}

describe('the words of the founders', () => {
  it('has exactly the twelve files, each named after its slug', () => {
    expect(files).toEqual(verbatim.map(({ slug }) => `${slug}.md`).sort())
    for (const { slug } of verbatim) expect(documentOf(slug).slug).toBe(slug)
  })

  it.each(verbatim)('keeps title and deck of $slug to the byte', ({ slug, title, deck }) => {
    const { title: writtenTitle, deck: writtenDeck } = documentOf(slug)
    expect([writtenTitle, writtenDeck]).toEqual([title, deck])
  })

  it('publishes in the given order, one a week, newest first', () => {
    expect(verbatim.map(({ slug }) => documentOf(slug).publishedAt)).toEqual(verbatim.map((row) => row.publishedAt))
  })

  it('keeps the hero and its line to the byte', () => {
    expect(parsed('site.yaml')).toEqual({ title: hero.join(' '), hero, deck: line })
  })
})

describe('topics and authors', () => {
  const topics = parsed('topics.yaml') as { slug: string; name: string; loadCase: string; description: string }[]
  const authors = parsed('authors.yaml') as { slug: string; name: string; bio: string; disclosure: string }[]

  it('gives each topic a load case of its own and a description', () => {
    expect(new Set(topics.map(({ loadCase }) => loadCase)).size).toBe(topics.length)
    for (const topic of topics) {
      expect(Object.keys(topic)).toEqual(['slug', 'name', 'loadCase', 'description'])
      expect(slugSchema.parse(topic.slug)).toBe(topic.slug)
      expect(loadCases).toContain(topic.loadCase)
      expect(topic.description.length).toBeGreaterThan(120)
    }
  })

  it.each(verbatim)('puts $slug under the topic $topic, which exists', ({ slug, topic }) => {
    expect(documentOf(slug).topics).toEqual([topic])
    expect(topics.map((known) => known.slug)).toContain(topic)
  })

  it('signs every article with the one desk', () => {
    expect(authors).toEqual([expect.objectContaining({ slug: 'editorial-desk', name: 'Editorial Desk', links: [] })])
    for (const { slug } of verbatim) expect(documentOf(slug).authors).toEqual(['editorial-desk'])
  })
})

it('refuses a seed whose call has a slip in it', () => {
  const broken = read('articles/api-security-b2b-platforms.md').replace('holdsWhen:', 'holdWhen:')
  expect(() => parseDocument(broken, 'broken.md')).toThrow(DocumentError)
})
