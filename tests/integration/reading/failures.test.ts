import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readIndex } from '#app/(site)/failure-index/read-index.ts'
import { answerApi } from '#app/api/v1/router.ts'
import type { Failure } from '#publication/edition/index.ts'
import { failuresAt, failuresByTitle, failureTally, readScales, rebuild } from '#publication/edition/index.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { inOne } from './in-one.ts'
import { writtenIn } from './written.ts'

let publication: TestPublication
let written: ReturnType<typeof writtenIn>
const slugs: Record<string, string> = {}
const topics: Record<string, string> = {}

const block = (number: number, title: string, scale: string, more = '') =>
  `:::break{#b${number} title="${title}" shows="seen as ${title}" scale="${scale}"${more}}\nSo.\n:::\n\n`
const hold = (answers: string, title = 'A key') =>
  `:::hold{#h1 answers="${answers}" title="${title}" cost="a day"}\nSo.\n:::\n\n`

const articles: Record<string, { markdown: string; publishedAt: string; topic: string }> = {
  first: {
    markdown:
      block(1, 'The zebra crosses', '10k users') +
      block(2, '“Paid” is set too early', 'hundreds of users') +
      block(3, 'Élan is lost', 'the first crash') +
      hold('b1 b3'),
    publishedAt: '2026-09-01T08:00:00.000Z',
    topic: 'animals',
  },
  second: {
    markdown:
      block(1, 'A lock waits', 'the second tenant') +
      block(2, '42 workers stop', 'a hundred thousand rows') +
      block(3, '鍵が壊れる', '1M users') +
      block(4, 'Lock waits', '') +
      hold('b4', 'A timeout on the lock'),
    publishedAt: '2026-09-02T08:00:00.000Z',
    topic: 'machines',
  },
}

beforeAll(async () => {
  publication = await openPublication()
  written = writtenIn(publication.payload)
  for (const [name, { markdown, publishedAt, topic }] of Object.entries(articles)) {
    const made = await written.write(markdown, { title: name, publishedAt })
    slugs[made.slug] = name
    topics[topic] = await written.topicSlug(made.topics[0])
  }
}, 120_000)
afterAll(() => publication?.close())

const name = ({ finding: { id, article } }: Failure): string => `${slugs[article.slug] ?? article.slug}.${id}`
const byTitle = ['second.b2', 'second.b3', 'first.b3', 'second.b1', 'second.b4', 'first.b2', 'first.b1']

describe('breaks by title', () => {
  it('stand as an index sorts them: without articles, accents, quotes and capitals; other scripts and digits first', async () => {
    const { items, next } = await failuresByTitle({ limit: 100 })
    expect(items.map(name)).toEqual(byTitle)
    expect(items.map(({ letter }) => letter).join('')).toBe('##ellpz')
    expect(next).toBe(null)
  })

  it('have their holds and the users from which they bite', async () => {
    const { items } = await failuresByTitle({ limit: 100, q: 'lock' })
    expect(
      items.map((item) => [name(item), item.users, item.holds.map(({ id, title, cost }) => [id, title, cost])]),
    ).toEqual([
      ['second.b1', 2, []],
      ['second.b4', 0, [['h1', 'A timeout on the lock', 'a day']]],
    ])
  })

  it.each([1, 2, 3, 7])('are walked by pages of %i, each once', async (limit) => {
    const seen: string[] = []
    let after: Parameters<typeof failuresByTitle>[0]['after']
    do {
      const page = await failuresByTitle({ limit, after })
      seen.push(...page.items.map(name))
      after = page.next ?? undefined
    } while (after)
    expect(seen).toEqual(byTitle)
  })

  it('begin at a letter, or at the next one that has any', async () => {
    for (const [letter, first] of Object.entries({ a: 'first.b3', l: 'second.b1', m: 'first.b2', z: 'first.b1' }))
      expect((await failuresByTitle({ limit: 1, letter })).items.map(name)).toEqual([first])
  })

  it('are counted with what is open, and by letter', async () => {
    const { revision: _, revisedAt: __, ...tally } = await failureTally({})
    expect(tally).toEqual({
      count: 7,
      open: 4,
      letters: [
        { letter: '#', count: 2 },
        { letter: 'e', count: 1 },
        { letter: 'l', count: 2 },
        { letter: 'p', count: 1 },
        { letter: 'z', count: 1 },
      ],
    })
  })
})

describe('the page and the API', () => {
  const filters = (['', 'animals', 'no-such'] as const).flatMap((topic) =>
    (['', 'held', 'open'] as const).flatMap((status) =>
      ['', 'users', '100k rows'].flatMap((scale) =>
        ['', 'lock -timeout', '"seen as"', '!!!', '(a+)+$'].flatMap((q) =>
          ['', '10000'].map((users) => ({ topic, status, scale, q, users })),
        ),
      ),
    ),
  )

  type Given = (typeof filters)[number]
  const queryOf = ({ topic, ...others }: Given) =>
    new URLSearchParams(
      Object.entries({ ...others, topic: topic === '' ? '' : (topics[topic] ?? topic) }).filter(
        ([, value]) => value !== '',
      ),
    )

  async function ofApi(query: URLSearchParams): Promise<string[]> {
    const answer = await answerApi({
      method: 'GET',
      path: '/api/v1/findings',
      search: `?kind=break&limit=100&${query}`,
      requestId: 'x',
    })
    expect(answer.status, String(answer.body)).toBe(200)
    return JSON.parse(String(answer.body)).data.map((item: { url: string }) => item.url.split('/').at(-1))
  }
  async function ofForm(form: string, query: URLSearchParams): Promise<string> {
    const answer = await answerApi({ method: 'GET', path: `/failures.${form}`, search: `?${query}`, requestId: 'x' })
    expect(answer.status, String(answer.body)).toBe(200)
    return String(answer.body)
  }
  const idsIn = (text: string) => [
    ...new Set([...text.matchAll(/\/failures\/([a-z0-9-]+\.b\d+)/g)].map(([, id]) => id)),
  ]

  it('show the same set whatever is asked, in every form', async () => {
    let found = 0
    for (const given of filters) {
      const query = queryOf(given)
      const expected = (await ofApi(query)).sort()
      found += expected.length
      if (given.topic === 'no-such') {
        expect(await readIndex(String(query))).toMatchObject({ status: 404, faults: [{ parameter: 'topic' }] })
        continue
      }
      for (const by of ['title', 'date']) {
        const read = await readIndex(`${query}&by=${by}`)
        if (!('shown' in read)) throw new Error(`${query} was refused`)
        expect(
          read.shown.failures.map(({ finding }) => `${finding.article.slug}.${finding.id}`).sort(),
          `${query}`,
        ).toEqual(expected)
        expect(read.shown.tally.count).toBe(expected.length)
      }
      if (given.users !== '') continue
      for (const form of ['json', 'csv', 'md'])
        expect(idsIn(await ofForm(form, query)).sort(), `${form} ${query}`).toEqual(expected)
    }
    expect(found).toBeGreaterThan(100)
  })

  it.each([
    ['status=broken', 'status'],
    ['users=many', 'users'],
    ['users=0', 'users'],
    ['letter=ll', 'letter'],
    ['by=date&letter=l', 'letter'],
    ['by=name', 'by'],
    ['topic=Not%20a%20slug', 'topic'],
    ['after=nowhere', 'after'],
    ['q=a&q=b', 'q'],
    ['q=%00', 'q'],
    [`q=${'x'.repeat(201)}`, 'q'],
    ['q=%FF', 'q'],
  ])('say what is wrong with %s', async (query, parameter) => {
    expect(await readIndex(query)).toMatchObject({ status: 400, faults: [{ parameter }] })
  })

  it('take each other’s cursors where the order is the same, and no others', async () => {
    const list = JSON.parse(
      String((await answerApi({ method: 'GET', path: '/failures.json', search: '?limit=2', requestId: 'x' })).body),
    )
    const read = await readIndex(`by=date&after=${list.page.next}`)
    expect('shown' in read && read.shown.failures).toHaveLength(5)
    expect(await readIndex(`after=${list.page.next}`)).toMatchObject({ status: 400 })
    expect(await readIndex(`by=date&status=open&after=${list.page.next}`)).toMatchObject({ status: 400 })
    const onward = await answerApi({
      method: 'GET',
      path: '/api/v1/findings',
      search: `?kind=break&after=${list.page.next}`,
      requestId: 'x',
    })
    expect(onward.status).toBe(200)
  })

  it('offer words that find something with the same filters', async () => {
    expect(await readIndex('q=zebbra')).toMatchObject({ shown: { didYouMean: 'zebra', tally: { count: 0 } } })
    expect(await readIndex('q=zebbra&status=open')).toMatchObject({ shown: { didYouMean: null } })
  })

  it('answer what was not changed with 304, and refuse what they do not know', async () => {
    for (const form of ['json', 'csv', 'md']) {
      const asked = { method: 'GET', path: `/failures.${form}`, search: '', requestId: 'x' }
      const first = await answerApi(asked)
      expect(first.headers).toMatchObject({
        'Access-Control-Allow-Origin': '*',
        ETag: expect.any(String),
        Link: expect.any(String),
      })
      expect((await answerApi({ ...asked, ifNoneMatch: first.headers['ETag'] })).status).toBe(304)
      const refused = await answerApi({ ...asked, search: '?kind=hold' })
      expect([refused.status, refused.headers['Content-Type']]).toEqual([400, 'application/problem+json'])
    }
  })
})

describe('what breaks at a number of users', () => {
  const at = async (users: number) => {
    const { behind, ahead, anyhow, counts } = await failuresAt(users, { behind: 9, ahead: 9, anyhow: 9 })
    return { behind: behind.map(name), ahead: ahead.map(name), anyhow: anyhow.map(name), counts }
  }

  it('stands in order: what began last, what comes next, and what waits for no number', async () => {
    expect(await at(1_000)).toEqual({
      behind: ['first.b2', 'second.b1'],
      ahead: ['first.b1', 'second.b3'],
      anyhow: ['second.b2', 'second.b4', 'first.b3'],
      counts: { behind: 2, ahead: 2, anyhow: 3 },
    })
    expect(await at(1)).toMatchObject({ behind: [], ahead: ['second.b1', 'first.b2', 'first.b1', 'second.b3'] })
    expect(await at(1_000_000)).toMatchObject({ behind: ['second.b3', 'first.b1', 'first.b2', 'second.b1'], ahead: [] })
  })

  it('gives no more of each than asked for, and counts them all', async () => {
    expect(await failuresAt(1_000, { behind: 1, ahead: 1, anyhow: 1 })).toMatchObject({
      behind: [{ users: 200 }],
      ahead: [{ users: 10_000 }],
      anyhow: [{ users: 0 }],
      counts: { behind: 2, ahead: 2, anyhow: 3 },
    })
  })

  it('is read of rows that code of before has written, and read anew', async () => {
    const { owner } = publication
    await owner.query('update publication.findings set users = null')
    expect(await at(1_000)).toMatchObject({ behind: [], counts: { behind: 0, ahead: 0, anyhow: 7 } })
    expect(await inOne(owner, (tx) => readScales(tx, 'unread'))).toBe(7)
    expect(await inOne(owner, (tx) => readScales(tx, 'unread'))).toBe(0)
    expect(await at(1_000)).toMatchObject({ counts: { behind: 2, ahead: 2, anyhow: 3 } })
    await owner.query('update publication.findings set users = 7')
    await inOne(owner, (tx) => rebuild(tx))
    expect(await at(1_000)).toMatchObject({ counts: { behind: 2, ahead: 2, anyhow: 3 } })
  })
})
