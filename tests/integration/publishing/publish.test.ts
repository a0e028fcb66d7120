import type { Payload } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { articleAt, articles, authorAt, developersPath, listPages, topicAt } from '#publication/edition/index.ts'
import { articleData, context, hooksOf, makeAccount, requestOf } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { rowsOf } from './rows.ts'
import { savesOf } from './saves.ts'

let publication: TestPublication
let payload: Payload
let { create, update, publicId } = {} as ReturnType<typeof savesOf>
beforeAll(async () => {
  publication = await openPublication()
  payload = publication.payload
  ;({ create, update, publicId } = savesOf(payload))
}, 120_000)
afterAll(() => publication?.close())

describe('publishing', () => {
  it('makes edition, current row, findings, address, journal entry and what is owed, in one go', async () => {
    const data = await articleData(payload)
    const doc = await create({ ...data, _status: 'published' })
    const id = await publicId(doc)
    const rows = await rowsOf(publication.owner, id)
    expect(rows.editions.map(({ number }) => number)).toEqual([1])
    expect(rows.current).toMatchObject({ slug: data.slug, path: `/articles/${data.slug}`, number: 1 })
    expect(rows.findings).toEqual([{ finding_id: 'b1', kind: 'break', status: 'open' }])
    expect(rows.addresses).toEqual([{ path: `/articles/${data.slug}`, gone: false, reason: null }])
    expect(rows.journal).toMatchObject([{ verb: 'article.published', edition: 1, actor: 'system:test' }])
    const { rows: jobs } = await publication.owner.query<{ payload: unknown[] }>(
      `select payload from graphile_worker._private_jobs where payload->0->>'seq' = $1 and payload::text like '%paths%' order by id`,
      [(await publication.owner.query('select max(seq) as seq from publication.journal')).rows[0].seq],
    )
    const path = `/articles/${data.slug}`
    expect(jobs.map(({ payload: [purge] }) => purge)).toEqual([
      expect.objectContaining({
        expire: true,
        tags: [`article:${id}`, `address:${path}`, `findings:${id}`],
        paths: [path],
      }),
      expect.objectContaining({
        expire: false,
        tags: expect.arrayContaining(['list']),
        paths: expect.arrayContaining(['/', '/failures', '/failures/at/10k', '/developers']),
      }),
      expect.objectContaining({
        expire: true,
        tags: [`article:${id}`, `address:${path}`, `findings:${id}`],
        paths: [`/failures/${data.slug}.b1`],
      }),
    ])
    const found = await articleAt(data.slug)
    expect(found).toMatchObject({ kind: 'current', value: { id, title: data.title, edition: 1 } })
  })

  it('keeps a draft out of everything that is public', async () => {
    const data = await articleData(payload)
    const doc = await payload.create({ collection: 'articles', data: data as never, draft: true, context })
    const rows = await rowsOf(publication.owner, await publicId(doc))
    expect(rows).toMatchObject({ editions: [], current: null, findings: [], addresses: [], journal: [], jobs: [] })
    expect(await articleAt(data.slug)).toMatchObject({ kind: 'unknown' })
    expect((await articles({ limit: 100 })).items.map(({ slug }) => slug)).not.toContain(data.slug)
  })

  it('does nothing at all when a save changes nothing', async () => {
    const doc = await create({ ...(await articleData(payload)), _status: 'published' })
    const before = await rowsOf(publication.owner, await publicId(doc))
    await update(doc.id, { _status: 'published' })
    expect(await rowsOf(publication.owner, await publicId(doc))).toEqual(before)
  })
})

describe('an edit of a published article', () => {
  it('as a draft moves nothing public; published it is the next edition', async () => {
    const data = await articleData(payload)
    const doc = await create({ ...data, _status: 'published' })
    const id = await publicId(doc)
    const before = await rowsOf(publication.owner, id)
    await update(doc.id, { title: 'A quieter title', _status: 'draft' }, { draft: true })
    expect(await rowsOf(publication.owner, id)).toEqual(before)
    expect(await articleAt(data.slug)).toMatchObject({ value: { title: data.title } })

    await update(doc.id, { _status: 'published' })
    const after = await rowsOf(publication.owner, id)
    expect(after.current).toMatchObject({ title: 'A quieter title', number: 2 })
    expect(after.editions[0]).toEqual(before.editions[0])
    expect(after.journal.map(({ verb }) => verb)).toEqual(['article.published', 'article.revised'])
  })

  it('under a new slug answers at both addresses, and tells the old page to go at once', async () => {
    const data = await articleData(payload)
    const doc = await create({ ...data, _status: 'published' })
    const id = await publicId(doc)
    await update(doc.id, { slug: `${data.slug}-new`, _status: 'published' })
    expect(await articleAt(data.slug)).toMatchObject({ kind: 'moved', to: `/articles/${data.slug}-new` })
    const rows = await rowsOf(publication.owner, id)
    expect(rows.journal.at(-1)?.verb).toBe('article.moved')
    const hard = rows.jobs.map(({ payload: items }) => items[0]).filter((item) => item?.expire === true)
    // Of the first publication, and of the move: the addresses, then the findings.
    expect(hard).toHaveLength(4)
    expect(hard[2]).toMatchObject({
      tags: expect.not.arrayContaining(['list']),
      paths: expect.arrayContaining([`/articles/${data.slug}`, `/articles/${data.slug}-new`]),
    })
    expect(hard[3]?.paths).toEqual([`/failures/${data.slug}.b1`, `/failures/${data.slug}-new.b1`])
  })
})

describe('unpublishing', () => {
  it('takes the article out of every read and leaves its editions and a reason', async () => {
    const data = await articleData(payload)
    const doc = await create({ ...data, _status: 'published' })
    const id = await publicId(doc)
    await update(doc.id, { _status: 'draft', withdrawalReason: 'The figures were wrong.' })
    const rows = await rowsOf(publication.owner, id)
    expect(rows).toMatchObject({ current: null, findings: [] })
    expect(rows.editions).toHaveLength(1)
    expect(rows.journal.at(-1)?.verb).toBe('article.withdrawn')
    expect(await articleAt(data.slug)).toMatchObject({ kind: 'gone', reason: 'The figures were wrong.' })
    expect((await articles({ limit: 100 })).items.map(({ slug }) => slug)).not.toContain(data.slug)

    await update(doc.id, { _status: 'published' })
    const again = await rowsOf(publication.owner, id)
    expect(again.editions).toHaveLength(1)
    expect(again.current).toMatchObject({ number: 1 })
  })

  it('happens with the deletion of the article', async () => {
    const data = await articleData(payload)
    const doc = await create({ ...data, _status: 'published' })
    await payload.delete({ collection: 'articles', id: doc.id, context })
    expect(await articleAt(data.slug)).toMatchObject({ kind: 'gone' })
  })
})

describe('what fails leaves nothing', () => {
  it('when a later hook throws: no article, version, edition, drawing, journal entry or job', async () => {
    const hooks = hooksOf(payload, 'articles')
    const fail = () => {
      throw new Error('a hook that throws')
    }
    const count = async () => {
      const { rows } = await publication.owner.query(`select
        (select count(*) from articles)::int as articles, (select count(*) from _articles_v)::int as versions,
        (select count(*) from publication.editions)::int as editions, (select count(*) from publication.current)::int as current,
        (select count(*) from publication.journal)::int as journal, (select count(*) from publication.addresses)::int as addresses,
        (select count(*) from publication.plates)::int as plates,
        (select count(*) from graphile_worker._private_jobs)::int as jobs`)
      return rows[0]
    }
    const data = await articleData(payload)
    const before = await count()
    hooks.afterChange.push(fail)
    try {
      await expect(create({ ...data, _status: 'published' })).rejects.toThrow('a hook that throws')
    } finally {
      hooks.afterChange.pop()
    }
    expect(await count()).toEqual(before)
    expect(await articleAt(data.slug)).toMatchObject({ kind: 'unknown' })
  })

  it('when the call is half filled in: refused, with the missing parts named', async () => {
    const data = await articleData(payload, { call: { decision: 'Do it.' } })
    await expect(create({ ...data, _status: 'published' })).rejects.toMatchObject({
      data: { errors: expect.arrayContaining([expect.objectContaining({ path: 'call.undo' })]) },
    })
    expect(await articleAt(data.slug)).toMatchObject({ kind: 'unknown' })
  })

  it('when the body holds what the grammar does not know', async () => {
    const body = {
      root: {
        type: 'root',
        children: [{ type: 'horizontalrule' }],
        direction: null,
        format: '',
        indent: 0,
        version: 1,
      },
    }
    const data = await articleData(payload, { body })
    await expect(create({ ...data, _status: 'published' })).rejects.toThrow()
    expect(await articleAt(data.slug)).toMatchObject({ kind: 'unknown' })
  })
})

describe('who may publish', () => {
  it.each(['author', 'editor'] as const)('refuses an %s, and nothing public moves', async (role) => {
    const account = await makeAccount(payload, role)
    const req = await requestOf(payload, account)
    const data = await articleData(payload)
    const attempt = payload.create({
      collection: 'articles',
      data: { ...data, _status: 'published' } as never,
      overrideAccess: false,
      user: account as never,
      req,
    })
    await expect(attempt).rejects.toThrow(/not allowed/i)
    expect(await articleAt(data.slug)).toMatchObject({ kind: 'unknown' })
  })

  it('refuses an editor who would unpublish or trash a published article', async () => {
    const account = await makeAccount(payload, 'editor')
    const data = await articleData(payload)
    const doc = await create({ ...data, _status: 'published' })
    for (const change of [{ _status: 'draft' }, { deletedAt: new Date().toISOString() }]) {
      const req = await requestOf(payload, account)
      const attempt = payload.update({
        collection: 'articles',
        id: doc.id,
        data: change as never,
        overrideAccess: false,
        user: account as never,
        req,
      })
      await expect(attempt).rejects.toThrow()
      expect(await articleAt(data.slug)).toMatchObject({ kind: 'current' })
    }
  })

  it('lets a publisher', async () => {
    const account = await makeAccount(payload, 'publisher')
    const data = await articleData(payload)
    await payload.create({
      collection: 'articles',
      data: { ...data, _status: 'published' } as never,
      overrideAccess: false,
      user: account as never,
      req: await requestOf(payload, account),
    })
    expect(await articleAt(data.slug)).toMatchObject({ kind: 'current' })
  })
})

describe('records that articles refer to', () => {
  it('renamed: the pages that show them go stale, and no new edition is made', async () => {
    const data = await articleData(payload)
    const doc = await create({ ...data, _status: 'published' })
    const id = await publicId(doc)
    const before = await rowsOf(publication.owner, id)
    const topic = await payload.update({
      collection: 'topics',
      id: Number(data.topics[0]),
      data: { slug: `${data.slug}-topic` } as never,
      context,
    })
    expect(await topicAt(String((topic as { slug?: string }).slug))).toMatchObject({ kind: 'current' })
    const after = await rowsOf(publication.owner, id)
    expect(after.editions).toEqual(before.editions)
    const { rows } = await publication.owner.query('select markdown from publication.current where article_id = $1', [
      id,
    ])
    expect(rows[0].markdown).toContain(`topics: [${data.slug}-topic]`)
    expect(after.jobs.at(-1)?.payload[0]).toMatchObject({ tags: expect.arrayContaining([`article:${id}`]) })
  })

  it('moved: every page that lists articles is made again before somebody asks for it', async () => {
    const data = await articleData(payload)
    const doc = await create({ ...data, _status: 'published' })
    const id = await publicId(doc)
    for (const collection of ['authors', 'topics'] as const) {
      await payload.update({
        ...{ collection, id: Number(data[collection][0]), context },
        data: { slug: `${data.slug}-${collection}` } as never,
      })
      const purge = (await rowsOf(publication.owner, id)).jobs.at(-1)?.payload[0]
      expect(purge?.tags, collection).toContain('list')
      expect(purge?.paths, collection).toEqual(expect.arrayContaining([...listPages, developersPath]))
    }
  })

  it('in use: refused to be deleted, in words', async () => {
    const data = await articleData(payload)
    await create({ ...data, _status: 'published' })
    const attempt = payload.delete({ collection: 'authors', id: Number(data.authors[0]), context })
    await expect(attempt).rejects.toThrow(data.title)
    expect((await authorAt('nobody-at-all')).kind).toBe('unknown')
  })
})

describe('dates', () => {
  it('set, moved and dropped: one job each, with the save that says so', async () => {
    const data = await articleData(payload)
    const doc = await payload.create({ collection: 'articles', data: data as never, draft: true, context })
    const id = await publicId(doc)
    const schedules = async () =>
      (await rowsOf(publication.owner, id)).jobs.filter(({ identifier }) => identifier === 'schedule')
    for (const at of ['2031-01-01T00:00:00.000Z', '2032-01-01T00:00:00.000Z']) {
      await update(doc.id, { publishAt: at }, { draft: true })
      expect((await schedules()).map(({ run_at }) => run_at.toISOString())).toEqual([at])
    }
    await update(doc.id, { publishAt: null }, { draft: true })
    expect(await schedules()).toEqual([])
  })
})
